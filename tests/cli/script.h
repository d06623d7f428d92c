#pragma once

#include <string>
#include <vector>

/// A command line test as a text file, `tests/cli/*.cli`: steps, each a line that starts with its
/// word, with indented lines below it where it has a body.
///
///     # Comments and empty lines are free.
///     file v1.json                 writes a file; the body is its content
///       {"type": "string"}
///     copy models/churn/v1.yaml    copies a file of testdata/ (here to v1.yaml)
///     terminal 60                  from here on, standard output is a terminal of 60 columns
///     no-color                     from here on, NO_COLOR is set
///     run diff v1.json v2.json     runs verdiff; "…" holds an argument together
///     status 1                     the exit status: every run needs one
///     stdout                       standard output as a whole is the body
///     stdout-has PART              standard output has this text somewhere; `\e` is ESC
///     stderr, stderr-has           the same of standard error
///     content out.json             a file as a whole is the body
///     content-has out.json PART    a file has this text somewhere
///
/// A stream that no step speaks of must be empty: nothing is captured without being asserted.
/// With VERDIFF_UPDATE=1, the bodies of stdout, stderr and content and the statuses are rewritten.
namespace verdiff::testing {

struct Step {
  std::string word;  ///< empty: a comment or an empty line, in `argument`
  std::string argument;
  std::string body;
};

struct Script {
  std::vector<Step> steps;
};

Script parse_script(const std::string& text);
std::string write_script(const Script& script);

/// What is wrong with a script itself: an unknown word, no run, a run without status. One line
/// each.
std::vector<std::string> flaws(const Script& script);

/// Runs a script in a folder of its own. The failures, one text each; with `update`, the script is
/// corrected instead.
std::vector<std::string> run_script(Script& script, bool update);

}  // namespace verdiff::testing
