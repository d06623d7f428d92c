#pragma once

#include "base/result.h"
#include "policy/accepted.h"

#include <string>
#include <string_view>
#include <vector>

namespace verdiff {

/// `accept`: from a finding of a report to an entry of the file.

/// The findings that could be accepted, as entries without a word of acceptance yet.
struct Acceptable {
  std::string operand;  ///< the new contract, as the report calls it
  std::vector<AcceptedEntry> findings;
};
Acceptable acceptable(const Report& report);
/// The same of a JSON report that was written earlier: of a report of many contracts, those of the
/// only one that has a finding of this id, or of one that begins so. bad-config; usage: several
/// contracts have one, or none of many.
Result<Acceptable> read_acceptable(const std::string& path, std::string_view id);

/// The finding of that id, or of the only id that begins so. usage says which there are.
Result<AcceptedEntry> choose(const Acceptable& from, std::string_view id);

/// The file's text with one entry more.
struct AcceptedEdit {
  std::string text;
  bool is_new = false;  ///< false: the very same entry is there, and the text as it was
  std::string message;  ///< what was done, a line
};
/// What was there stays as it was, to the byte. usage: the finding is accepted already, in other
/// words; bad-config: the file is not laid out so that an entry can be added at its end.
Result<AcceptedEdit> add_accepted(const std::string& path, const std::string& source,
                                  const AcceptedEntry& entry);

struct AcceptRequest {
  std::string id;  ///< as of `choose`
  Acceptance word;
  std::string path;  ///< the file; it need not be there yet
  std::string today;
};
/// All of it: chooses, checks the word that is given, and edits the file's text. Writes nothing.
Result<AcceptedEdit> accept_finding(const Acceptable& from, const AcceptRequest& request);

}  // namespace verdiff
