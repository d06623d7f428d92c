#include "document/operand.h"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

using namespace verdiff;

namespace {

namespace fs = std::filesystem;

/// A folder of its own as working directory, removed at the end.
class Sandbox {
 public:
  Sandbox() : before_(fs::current_path()) {
    std::string pattern = (fs::temp_directory_path() / "verdiff-XXXXXX").string();
    folder_ = fs::canonical(mkdtemp(pattern.data()));
    fs::current_path(folder_);
  }
  ~Sandbox() {
    fs::current_path(before_);
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }
  Sandbox(const Sandbox&) = delete;
  Sandbox& operator=(const Sandbox&) = delete;

  std::string folder() const { return folder_.string(); }
  void write(const std::string& path, const std::string& text) const {
    fs::create_directories((folder_ / path).parent_path());
    std::ofstream(folder_ / path) << text;
  }
  void git(const std::string& arguments) const {
    const std::string command =
        "git -c user.name=a -c user.email=a@example.com " + arguments + " >/dev/null 2>&1";
    REQUIRE(std::system(command.c_str()) == 0);
  }

 private:
  fs::path before_, folder_;
};

std::string parts_of(const std::string& text) {
  const Result<Operand> operand = parse_operand(text);
  if (!operand) return to_text(operand.error());
  std::string out = operand->revision ? "revision " + *operand->revision + ", " : "";
  out += "path " + operand->path;
  if (operand->pointer) out += ", pointer " + *operand->pointer;
  if (operand->flow) out += ", flow " + *operand->flow;
  return out;
}

std::string content_of(const std::string& text, const std::string& path) {
  const Result<Files> files = files_of(*parse_operand(text));
  if (!files) return to_text(files.error());
  const Result<std::string> content = files->read(path);
  return content ? *content : to_text(content.error());
}

}  // namespace

TEST_CASE("an existing file wins over every other reading of an operand") {
  const Sandbox sandbox;
  sandbox.write("api.yaml", "");
  sandbox.write("a@b#c.json", "");
  sandbox.write("main:x.yaml", "");
  CHECK(parts_of("api.yaml") == "path api.yaml");
  CHECK(parts_of("api.yaml#/components/schemas/A@b") ==
        "path api.yaml, pointer /components/schemas/A@b");
  CHECK(parts_of("api.yaml#") == "path api.yaml, pointer ");
  CHECK(parts_of("api.yaml@POST /x:predict") == "path api.yaml, flow POST /x:predict");
  CHECK(parts_of("a@b#c.json") == "path a@b#c.json");
  CHECK(parts_of("a@b#c.json#/x") == "path a@b#c.json, pointer /x");
  CHECK(parts_of("main:x.yaml") == "path main:x.yaml");
  CHECK(parts_of("gone.yaml#/a") == "path gone.yaml, pointer /a");
}

TEST_CASE("standard input takes a pointer or a flow, too") {
  CHECK(parts_of("-") == "path -");
  CHECK(parts_of("-#/a") == "path -, pointer /a");
  CHECK(parts_of("-@score") == "path -, flow score");
}

TEST_CASE("the text before the last colon is a revision") {
  const Sandbox sandbox;
  CHECK(parts_of("main:api.yaml") == "revision main, path api.yaml");
  CHECK(parts_of("model@v1.2.3:churn.yaml") == "revision model@v1.2.3, path churn.yaml");
  CHECK(parts_of("main:api.yaml#/a") == "revision main, path api.yaml, pointer /a");
  CHECK(parts_of("main@{1:00}:api.yaml") == "revision main@{1:00}, path api.yaml");
  CHECK(parts_of("") ==
        "error: expected a file, '-' or REVISION:FILE, found an empty operand [usage]");
  CHECK(parts_of("--output=x:api.yaml") ==
        "error: expected REVISION:FILE, found '--output=x:api.yaml' [usage]");
  CHECK(parts_of("https://example.com/api.yaml") ==
        "error: expected a file, found the URL 'https://example.com/api.yaml'; verdiff uses no "
        "network, so download it first [usage]");
  CHECK(parts_of(":api.yaml") == "error: expected REVISION:FILE, found ':api.yaml' [usage]");
}

TEST_CASE("files of a revision come from that revision") {
  const Sandbox sandbox;
  sandbox.git("init -b main .");
  sandbox.write("models/churn.yaml", "version one");
  sandbox.write("a@b.yaml", "at");
  sandbox.git("add . && git -c user.name=a -c user.email=a@example.com commit -m one");
  sandbox.git("tag model@v1.2.3");
  sandbox.write("models/churn.yaml", "version two");

  CHECK(content_of("model@v1.2.3:models/churn.yaml", "models/churn.yaml") == "version one");
  CHECK(content_of("main:./models/churn.yaml", "./models/churn.yaml") == "version one");
  CHECK(content_of("models/churn.yaml", "models/churn.yaml") == "version two");
  CHECK(parts_of("main:a@b.yaml@flow") == "revision main, path a@b.yaml, flow flow");
  CHECK(parts_of("main:models/churn.yaml@POST /x:predict") ==
        "revision main, path models/churn.yaml, flow POST /x:predict");
  fs::current_path(sandbox.folder() + "/models");
  CHECK(content_of("main:churn.yaml", "churn.yaml") == "version one");
  CHECK(content_of("main:churn.yaml", "../a@b.yaml") == "at");

  CHECK(content_of("main:gone.yaml", "gone.yaml") ==
        "main:gone.yaml: error: expected a file in revision 'main', found none at 'gone.yaml'; the "
        "path is relative to the working directory [git]");
  CHECK(content_of("v9:churn.yaml", "churn.yaml") ==
        "v9:churn.yaml: error: expected a revision, found 'v9', which git does not know; fetch it "
        "(a shallow clone has few), or check the name [git]");
  CHECK(content_of("main:churn.yaml", "/etc/passwd") ==
        "main:/etc/passwd: error: expected a path relative to the working directory, found an "
        "absolute one [git]");
  CHECK(content_of("main:churn.yaml", "../../../../etc/passwd").find("[git]") != std::string::npos);
}

TEST_CASE("outside of a work tree a colon gives a git error that says so") {
  const Sandbox sandbox;
  CHECK(content_of("main:api.yaml", "api.yaml") ==
        "main:api.yaml: error: expected a file by this name, or a git work tree around the working "
        "directory; found neither [git]");
}

TEST_CASE("a file that can't be read says why") {
  const Sandbox sandbox;
  sandbox.write("churn.yaml", "");
  sandbox.write("folder/x", "");
  CHECK(content_of("chrun.yaml", "chrun.yaml") ==
        "chrun.yaml: error: expected a file, found none by this name; did you mean `churn.yaml`? "
        "[cannot-read]");
  CHECK(content_of("folder", "folder") ==
        "folder: error: expected a file, found a folder; name a file in it [cannot-read]");
}

TEST_CASE("references stay below the roots") {
  const Sandbox sandbox;
  sandbox.write("repo/.git/config", "token: secret");
  sandbox.write("repo/v1/api.yaml", "a: 1");
  sandbox.write("repo/common.yaml", "b: 2");
  sandbox.write("other/x.yaml", "c: 3");
  fs::create_symlink(sandbox.folder() + "/other/x.yaml", sandbox.folder() + "/repo/v1/link.yaml");
  const auto read = [&](const std::string& uri, const std::vector<std::string>& roots) {
    const Result<Operand> operand = parse_operand("repo/v1/api.yaml");
    Workspace workspace(*files_of(*operand, roots));
    REQUIRE(workspace.open(operand->path));
    const Result<const Document*> document = workspace.load(uri);
    return document ? "read" : std::string(word(document.error().code));
  };
  CHECK(read("repo/common.yaml", {}) == "read");
  CHECK(read("repo/v1/../common.yaml", {}) == "read");
  CHECK(read("other/x.yaml", {}) == "outside-root");
  CHECK(read("repo/v1/link.yaml", {}) == "outside-root");
  CHECK(read("repo/.git/config", {}) == "outside-root");
  CHECK(read("/etc/hostname", {}) == "outside-root");
  CHECK(read("file:///etc/hostname", {}) == "outside-root");
  CHECK(read("other/x.yaml", {"other"}) == "read");
  CHECK(read("repo/v1/link.yaml", {"other"}) == "read");
}

TEST_CASE("what lies beside a contract stays in its folder, also by a link") {
  const Sandbox sandbox;
  sandbox.write("repo/.git/config", "token: secret");
  sandbox.write("repo/m/config.pbtxt", "name: 'm'");
  sandbox.write("repo/m/labels.txt", "cat");
  sandbox.write("repo/m/1/labels.txt", "dog");
  sandbox.write("repo/labels.txt", "secret");
  fs::create_symlink("../labels.txt", sandbox.folder() + "/repo/m/link.txt");
  fs::create_symlink("1/labels.txt", sandbox.folder() + "/repo/m/inner.txt");
  const auto read = [&](const std::string& name, std::size_t most = 100) {
    const Result<Operand> operand = parse_operand("repo/m/config.pbtxt");
    Workspace workspace(*files_of(*operand, {}));
    REQUIRE(workspace.open(operand->path));
    const Result<std::string> bytes = workspace.read_beside(name, most);
    return bytes ? *bytes : std::string(word(bytes.error().code));
  };
  CHECK(read("labels.txt") == "cat");
  CHECK(read("1/labels.txt") == "dog");
  CHECK(read("inner.txt") == "dog");
  CHECK(read("link.txt") == "outside-root");
  CHECK(read("../labels.txt") == "outside-root");
  CHECK(read("1") == "cannot-read");
  CHECK(read("gone.txt") == "cannot-read");
  CHECK(read("labels.txt", 3) == "cat");
  CHECK(read("labels.txt", 2) == "too-large");
}

TEST_CASE("a remote map names files for URIs, one by one or by folder") {
  const Sandbox sandbox;
  sandbox.write("one.json", "1");
  sandbox.write("schemas/deep/two.json", "2");
  sandbox.write("secret.json", "3");
  WorkspaceOptions options;
  options.remote_map = {{"https://example.com/one", "one.json"},
                        {"https://example.com/s/", "schemas"}};
  Workspace workspace(Files{}, options);
  const auto text = [&](const std::string& uri) {
    const Result<const Document*> document = workspace.load(uri);
    return document ? std::string((*document)->root().text()) : to_text(document.error());
  };
  CHECK(text("https://example.com/one") == "1");
  CHECK(text("https://example.com/s/deep/two.json") == "2");
  CHECK(workspace.base_uri(*workspace.documents()[1]) == "https://example.com/s/deep/two.json");
  CHECK(text("https://example.com/s/..%2Fsecret.json").find("[remote-reference]") !=
        std::string::npos);
  CHECK(text("https://example.com/s/gone.json").find("[cannot-read]") != std::string::npos);
}
