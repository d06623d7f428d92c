#include "document/disk.h"

#include "base/text.h"
#include "document/fast_json.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <istream>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

namespace verdiff {

namespace fs = std::filesystem;

bool is_file(const std::string& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  return !error && fs::exists(status) && !fs::is_directory(status);
}

bool is_folder(const std::string& path) {
  std::error_code error;
  return fs::is_directory(path, error);
}

std::string canonical_path(const std::string& path) {
  std::error_code error;
  return fs::weakly_canonical(fs::absolute(path, error), error).string();
}

bool is_below(const std::string& folder, const std::string& path) {
  const fs::path inner(path), outer(folder);
  return std::mismatch(outer.begin(), outer.end(), inner.begin(), inner.end()).first == outer.end();
}

namespace {

Error cannot_read(const std::string& path, std::string message) {
  return {ErrorCode::cannot_read, std::move(message), {path, 0, 0}, {}};
}

/// "; did you mean `api.yaml`?" for a file name that is nearly there.
std::string suggest_file(const fs::path& path) {
  constexpr std::size_t most = 4096;
  std::vector<std::string> names;
  std::error_code error;
  const fs::path folder = path.parent_path().empty() ? fs::path(".") : path.parent_path();
  for (fs::directory_iterator at(folder, error), end; !error && at != end && names.size() < most;
       at.increment(error)) {
    names.push_back(at->path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return did_you_mean(path.filename().string(), names);
}

std::string read_stream(std::istream& in, std::size_t most, std::size_t expected = 0) {
  std::string out;
  out.reserve(expected);
  char buffer[1 << 16];
  while (in && out.size() <= most) {
    in.read(buffer, sizeof buffer);
    out.append(buffer, static_cast<std::size_t>(in.gcount()));
  }
  return out;
}

}  // namespace

Result<std::ifstream> open_file(const std::string& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (!fs::exists(status)) {
    return cannot_read(path, "expected a file, found none by this name" + suggest_file(path));
  }
  if (fs::is_directory(status)) {
    return cannot_read(path, "expected a file, found a folder; name a file in it");
  }
  std::ifstream in(path, std::ios::binary);
  if (!in) return cannot_read(path, "expected a file that may be read; check its permissions");
  return in;
}

Result<std::string> read_file(const std::string& path, std::size_t most) {
  auto in = open_file(path);
  if (!in) return in.error();
  std::error_code error;
  std::uintmax_t size = fs::is_regular_file(path, error) ? fs::file_size(path, error) : 0;
  if (error || size > most) size = 0;
  std::string out = read_stream(*in, most, static_cast<std::size_t>(size) + FastJson::padding);
  if (in->bad()) return cannot_read(path, "expected to read the file to its end, failed before");
  return out;
}

Result<std::string> read_standard_input(std::size_t most) {
  std::string out = read_stream(std::cin, most);
  if (std::cin.bad()) return cannot_read("-", "expected to read standard input to its end, failed");
  return out;
}

std::string root_around(const std::string& path) {
  std::error_code error;
  const fs::path folder = fs::weakly_canonical(fs::absolute(path, error).parent_path(), error);
  for (fs::path at = folder; !at.empty(); at = at.parent_path()) {
    if (fs::exists(at / ".git", error)) return at.string();
    if (at == at.parent_path()) break;
  }
  return folder.string();
}

namespace {

/// A file beside another, which goes unless it has taken the other's place.
class Successor {
 public:
  explicit Successor(const std::string& target) : target_(target), path_(target + ".XXXXXX") {
    file_ = mkstemp(path_.data());
  }
  ~Successor() {
    if (file_ < 0) return;
    close(file_);
    if (!replaced_) unlink(path_.c_str());
  }
  Successor(const Successor&) = delete;
  Successor& operator=(const Successor&) = delete;

  bool write(std::string_view text) const {
    while (file_ >= 0 && !text.empty()) {
      const ssize_t written = ::write(file_, text.data(), text.size());
      if (written < 0 && errno == EINTR) continue;
      if (written <= 0) return false;
      text.remove_prefix(static_cast<std::size_t>(written));
    }
    return file_ >= 0;
  }

  bool replace() {
    struct stat old {};
    // What a new file may be: all but what the process masks.
    const mode_t mask = umask(0);
    umask(mask);
    const mode_t mode = stat(target_.c_str(), &old) == 0 ? old.st_mode & 07777 : 0666 & ~mask;
    replaced_ = fchmod(file_, mode) == 0 && fsync(file_) == 0 &&
                rename(path_.c_str(), target_.c_str()) == 0;
    return replaced_;
  }

 private:
  std::string target_, path_;
  int file_ = -1;
  bool replaced_ = false;
};

}  // namespace

Result<void> replace_file(const std::string& path, std::string_view text) {
  std::error_code error;
  Successor file(fs::is_symlink(path, error) ? canonical_path(path) : path);
  if (file.write(text) && file.replace()) return {};
  return Error{ErrorCode::cannot_write,
               "expected to write the file, failed; check the permissions of its folder",
               {path, 0, 0},
               {}};
}

}  // namespace verdiff
