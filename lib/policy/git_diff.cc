#include "policy/git_diff.h"

#include "document/disk.h"
#include "document/limits.h"

#include <optional>
#include <string_view>
#include <utility>

namespace verdiff {

namespace {

constexpr std::string_view nothing = "/dev/null";

/// The contract at `path` with the bytes of `file`; nullopt where there are none.
Result<std::optional<Contract>> load(const std::string& prefix, const std::string& path,
                                     const std::string& file, const LoadSettings& settings) {
  if (file == nothing) return std::optional<Contract>();
  Operand operand;
  operand.text = prefix + path;
  operand.path = path;
  auto files = files_of(operand, settings.roots);
  if (!files) return files.error();
  files->prefix = prefix;
  files->read = [path, file](const std::string& asked) {
    return read_file(asked == path ? file : asked, Limits{}.bytes);
  };
  auto contract = load_operand(operand, *std::move(files), settings);
  if (!contract) return contract.error();
  return std::optional<Contract>(*std::move(contract));
}

}  // namespace

Result<Report> compare(const GitDiff& files, const CompareOptions& options) {
  const auto rules = rules_of(options.rules_directory);
  if (!rules) return rules.error();
  auto before = load("a/", files.old_path, files.old_file, options.load);
  if (!before) return before.error();
  auto after = load("b/", files.new_path, files.new_file, options.load);
  if (!after) return after.error();
  const std::string old_name = "a/" + files.old_path;
  const std::string new_name = "b/" + files.new_path;
  if (!*before && !*after) {
    return Error{ErrorCode::usage, "expected a file on one side at least, found none", {}, {}};
  }
  if (!*before) return first_release(old_name, {**after, new_name}, *rules, options);
  if (!*after) return removed_contract({**before, old_name}, new_name, *rules, options);
  return compare_contracts({**before, old_name}, {**after, new_name}, *rules, options);
}

}  // namespace verdiff
