#!/usr/bin/env python3
"""Writes unicode_categories.inc from Python's own copy of the Unicode character database."""
import unicodedata

runs = []
for code_point in range(0x110000):
    category = unicodedata.category(chr(code_point))
    if not runs or runs[-1][1] != category:
        runs.append((code_point, category))

lines = [""]
for code_point, category in runs:
    entry = "{0x%X, %s}," % (code_point, category)
    if len(lines[-1]) + 1 + len(entry) > 98:
        lines.append("")
    lines[-1] += (" " if lines[-1] else "") + entry

with open("unicode_categories.inc", "w") as file:
    file.write("// General categories of Unicode %s, run-length coded: {first code point, category}. Made by\n"
               "// lib/base/unicode_categories.py; not to be edited.\n"
               "// clang-format off\n" % unicodedata.unidata_version)
    file.write("\n".join(lines) + "\n")
