#!/usr/bin/env python3
"""Checks every witness of the inclusion suites by a validator that nobody here wrote.

usage: cross_check.py VERDIFF SHARED

Asks `VERDIFF fit --batch` for plain inclusion of the pairs in SHARED/corpus/packed, and python3-jsonschema whether
each witness is valid for the producer and invalid for the consumer. Disagreements have to stand in cross_checked.tsv
with the reason; any other one, and a row there that no longer disagrees, fails the run.
"""
import fnmatch
import json
import os
import subprocess
import sys
import warnings

warnings.simplefilter("ignore")
import jsonschema  # noqa: E402

SETS = ("containment", "jsonsubschema", "is-json-schema-subset")
VALIDATORS = {
    "draft4": jsonschema.Draft4Validator,
    "draft6": jsonschema.Draft6Validator,
    "draft7": jsonschema.Draft7Validator,
    "draft2019-09": jsonschema.Draft201909Validator,
    "draft2020-12": jsonschema.Draft202012Validator,
}
NAMES = {"draft-04": "draft4", "draft-06": "draft6", "draft-07": "draft7", "2019-09": "draft2019-09",
         "2020-12": "draft2020-12"}


def without_const(schema):
    """Draft 4 has no `const`; the sets use it there all the same."""
    if isinstance(schema, list):
        return [without_const(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    out = {}
    for key, value in schema.items():
        if key == "const":
            out["enum"] = [value]
        else:
            out[key] = value if key in ("enum", "default") else without_const(value)
    return out


def questions(shared):
    for name in SETS:
        with open(os.path.join(shared, "corpus/packed", name + ".dev.jsonl"), encoding="utf-8") as rows:
            for line in rows:
                row = json.loads(line)
                dialect = NAMES.get(row["dialect"], row["dialect"])
                old, new = row["old"], row["new"]
                if dialect == "draft4":
                    old, new = without_const(old), without_const(new)
                for direction in row["expected"]:
                    forward = direction == "old_subset_new"
                    yield {
                        "id": row["id"] + ("" if forward else " reversed"),
                        "producer": old if forward else new,
                        "consumer": new if forward else old,
                        "dialect": dialect,
                    }


def opinion(schema, dialect, payload):
    """True, False, or the reason why it can't say."""
    kind = VALIDATORS[dialect]
    if isinstance(schema, dict) and "$schema" in schema:
        kind = jsonschema.validators.validator_for(schema, default=kind)
    try:
        return kind(schema).is_valid(payload)
    except Exception as problem:  # it raises whatever its parts raise
        return type(problem).__name__


def known_disagreements():
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "cross_checked.tsv")
    with open(path, encoding="utf-8") as rows:
        return [line.split("\t")[0] for line in rows if line.strip() and not line.startswith("#")]


def main():
    verdiff, shared = sys.argv[1:]
    asked = list(questions(shared))
    text = "".join(json.dumps(row) + "\n" for row in asked)
    run = subprocess.run([verdiff, "fit", "--batch", "-", "--reader", "strict"], input=text, text=True,
                         capture_output=True, check=False)
    answers = [json.loads(line) for line in run.stdout.split("\n") if line]
    assert len(answers) == len(asked), run.stderr
    known = known_disagreements()
    stale = set(known)
    counts = {"agrees": 0, "disagrees": 0, "can't say": 0}
    failed = False
    for row, answer in zip(asked, answers):
        if "witness" not in answer:
            continue
        sent = opinion(row["producer"], row["dialect"], answer["witness"])
        taken = opinion(row["consumer"], row["dialect"], answer["witness"])
        if not isinstance(sent, bool) or not isinstance(taken, bool):
            counts["can't say"] += 1
        elif sent and not taken:
            counts["agrees"] += 1
        else:
            counts["disagrees"] += 1
            explained = [glob for glob in known if fnmatch.fnmatchcase(row["id"], glob)]
            stale.difference_update(explained)
            if not explained:
                failed = True
                print(f"{row['id']}: {json.dumps(answer['witness'])}: the producer's schema "
                      f"{'allows' if sent else 'refuses'} it, the consumer's {'allows' if taken else 'refuses'} it")
    for glob in sorted(stale):
        failed = True
        print(f"cross_checked.tsv: nothing fits {glob} any longer")
    print("witnesses: " + ", ".join(f"{what} {count}" for what, count in counts.items()))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
