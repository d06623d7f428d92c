#pragma once

#include "base/location.h"
#include "base/vocabulary.h"

#include <string>
#include <vector>

namespace verdiff {

/// Every way in which verdiff refuses its input. The word (`duplicate-key`) ends the printed line.
#define VERDIFF_ERROR_CODES(X)                                                                  \
  X(usage, "the command line or an option's value is wrong")                                    \
  X(cannot_read, "a file, a revision or standard input can't be opened or read")                \
  X(cannot_write, "a report can't be written")                                                  \
  X(outside_root, "a reference leads outside the folders that may be read")                     \
  X(git, "git is missing, or does not know the revision or path")                               \
  X(syntax, "the text is not well-formed JSON, YAML or text proto")                             \
  X(bad_utf8, "the text is not UTF-8, or holds an escape that no character has")                \
  X(not_a_number, "NaN or an infinity, which JSON does not have")                               \
  X(number_too_large, "a number whose exponent is past the limit")                              \
  X(duplicate_key, "a mapping names the same key twice")                                        \
  X(unsupported_yaml, "a YAML construct with no JSON meaning: a non-string key, a custom tag")  \
  X(several_documents, "a YAML stream with more than one document")                             \
  X(too_large, "a file larger than the limit")                                                  \
  X(too_deep, "values nested deeper than the limit")                                            \
  X(too_many_nodes, "more values in a document than the limit")                                 \
  X(alias_expansion, "YAML aliases that unfold to more values than the limit")                  \
  X(too_many_documents, "more files referenced than the limit")                                 \
  X(bad_pointer, "a JSON pointer that is malformed or leads nowhere")                           \
  X(bad_reference, "a $ref that leads nowhere")                                                 \
  X(remote_reference, "a $ref to another host with no --remote-map entry; there is no network") \
  X(reference_loop, "a $ref that leads back to itself without passing a value")                 \
  X(unknown_format, "no known contract format fits this content")                               \
  X(unsupported_version, "a known format, in a version that verdiff does not read")             \
  X(invalid_contract, "the content breaks a rule of its own format")                            \
  X(no_contract, "the file is readable, but promises nothing")                                  \
  X(unknown_flow, "no flow of the contract has that name, or several have")                     \
  X(bad_version, "not a SemVer 2.0.0 version")                                                  \
  X(no_version, "a declared version is needed and there is none")                               \
  X(bad_rule, "a rule file breaks the rules for rule files")                                    \
  X(bad_config, "verdiff.yaml or the file of accepted findings breaks the rules for it")        \
  X(unknown_rule, "no rule has that id")                                                        \
  X(bad_payload, "a payload is not one JSON value")                                             \
  X(internal, "a bug in verdiff")
VERDIFF_VOCABULARY(ErrorCode, VERDIFF_ERROR_CODES)

/// A second place that an error needs to be understood ("referenced from here").
struct ErrorNote {
  Location where;
  std::string message;

  bool operator==(const ErrorNote&) const = default;
};

/// Why something was refused. `message` says what was expected, what was found and what to do;
/// it starts in lower case and has no final stop.
struct Error {
  ErrorCode code = ErrorCode::internal;
  std::string message;
  Location where;
  std::vector<ErrorNote> notes;

  bool operator==(const Error&) const = default;
};

/// `file:line:col: error: message [code]`, then one line a note
/// (`file:line:col: note: message`), no newline at the end.
std::string to_text(const Error& error);

}  // namespace verdiff
