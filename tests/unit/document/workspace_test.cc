#include "document/workspace.h"

#include "document/value.h"

#include <catch2/catch.hpp>

#include <map>
#include <string>

using namespace verdiff;

namespace {

Files files_in(std::map<std::string, std::string> contents, std::string prefix = "") {
  Files out;
  out.prefix = prefix;
  out.read = [contents, prefix](const std::string& path) -> Result<std::string> {
    const auto found = contents.find(path);
    if (found == contents.end()) {
      return Error{
          ErrorCode::cannot_read, "expected a file, found none", {prefix + path, 0, 0}, {}};
    }
    return found->second;
  };
  return out;
}

/// What the document behind a URI holds, or why there is none.
std::string content_at(Workspace& workspace, std::string_view uri) {
  const Result<const Document*> document = workspace.load(uri);
  return document ? to_json((*document)->root()) : to_text(document.error());
}

}  // namespace

TEST_CASE("a file is read once, however it is named") {
  Workspace workspace(files_in({{"v1/api.yaml", "a: 1"}, {"v1/b c.json", "[2]"}}));
  const Document* const main = *workspace.open("./v1/../v1/api.yaml");
  CHECK(main->name() == "v1/api.yaml");
  CHECK(workspace.base_uri(*main) == "v1/api.yaml");
  CHECK(*workspace.load("v1/api.yaml") == main);
  CHECK(*workspace.load("v1/api.yaml#") == main);
  CHECK(content_at(workspace, "v1/b%20c.json") == "[2]");
  CHECK(content_at(workspace, "./v1/b c.json") == "[2]");
  CHECK(workspace.documents().size() == 2);
}

TEST_CASE("documents of a revision carry its name") {
  Workspace workspace(files_in({{"api.yaml", "a: 1"}}, "main:"));
  CHECK((*workspace.open("api.yaml"))->name() == "main:api.yaml");
  CHECK(workspace.base_uri(*workspace.documents()[0]) == "api.yaml");
  CHECK(content_at(workspace, "gone.yaml") ==
        "main:gone.yaml: error: expected a file, found none [cannot-read]");
}

TEST_CASE("the drafts' metaschemas are built in, under http and https") {
  Workspace workspace(files_in({}));
  for (const char* uri :
       {"http://json-schema.org/draft-04/schema", "http://json-schema.org/draft-06/schema",
        "http://json-schema.org/draft-07/schema#", "https://json-schema.org/draft-07/schema",
        "https://json-schema.org/draft/2019-09/schema",
        "https://json-schema.org/draft/2019-09/meta/applicator",
        "https://json-schema.org/draft/2020-12/schema",
        "https://json-schema.org/draft/2020-12/meta/unevaluated",
        "https://json-schema.org/draft/2020-12/meta/format-assertion"}) {
    CAPTURE(uri);
    const Result<const Document*> document = workspace.load(uri);
    REQUIRE(document);
    CHECK((*document)->root().is_object());
  }
}

TEST_CASE("what would need the network is refused") {
  Workspace workspace(files_in({}));
  CHECK(content_at(workspace, "https://example.com/a.json") ==
        "error: expected a file on this machine, found the remote reference "
        "'https://example.com/a.json'; get it and name it with --remote-map "
        "https://example.com/a.json=FILE [remote-reference]");
  CHECK(workspace.load("urn:example:a").error().code == ErrorCode::remote_reference);
  CHECK(workspace.load("//host/a.json").error().code == ErrorCode::remote_reference);
  CHECK(workspace.load("file://host/a.json").error().code == ErrorCode::remote_reference);
}
