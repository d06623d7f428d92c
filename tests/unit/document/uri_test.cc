#include "document/uri.h"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace verdiff;

namespace {
struct Case {
  const char* reference;
  const char* resolved;
};
}  // namespace

TEST_CASE("references resolve as RFC 3986 §5.4 lists them") {
  const std::vector<Case> cases = {
      {"g:h", "g:h"},
      {"g", "http://a/b/c/g"},
      {"./g", "http://a/b/c/g"},
      {"g/", "http://a/b/c/g/"},
      {"/g", "http://a/g"},
      {"//g", "http://g"},
      {"?y", "http://a/b/c/d;p?y"},
      {"g?y", "http://a/b/c/g?y"},
      {"#s", "http://a/b/c/d;p?q#s"},
      {"g#s", "http://a/b/c/g#s"},
      {"g?y#s", "http://a/b/c/g?y#s"},
      {";x", "http://a/b/c/;x"},
      {"g;x", "http://a/b/c/g;x"},
      {"g;x?y#s", "http://a/b/c/g;x?y#s"},
      {"", "http://a/b/c/d;p?q"},
      {".", "http://a/b/c/"},
      {"./", "http://a/b/c/"},
      {"..", "http://a/b/"},
      {"../", "http://a/b/"},
      {"../g", "http://a/b/g"},
      {"../..", "http://a/"},
      {"../../", "http://a/"},
      {"../../g", "http://a/g"},
      {"../../../g", "http://a/g"},
      {"../../../../g", "http://a/g"},
      {"/./g", "http://a/g"},
      {"/../g", "http://a/g"},
      {"g.", "http://a/b/c/g."},
      {".g", "http://a/b/c/.g"},
      {"g..", "http://a/b/c/g.."},
      {"..g", "http://a/b/c/..g"},
      {"./../g", "http://a/b/g"},
      {"./g/.", "http://a/b/c/g/"},
      {"g/./h", "http://a/b/c/g/h"},
      {"g/../h", "http://a/b/c/h"},
      {"g;x=1/./y", "http://a/b/c/g;x=1/y"},
      {"g;x=1/../y", "http://a/b/c/y"},
      {"g?y/./x", "http://a/b/c/g?y/./x"},
      {"g#s/../x", "http://a/b/c/g#s/../x"},
      {"http:g", "http:g"},
  };
  for (const Case& entry : cases) {
    CAPTURE(entry.reference);
    CHECK(resolve_uri("http://a/b/c/d;p?q", entry.reference) == entry.resolved);
  }
}

TEST_CASE("plain relative paths are bases, too") {
  CHECK(resolve_uri("api.yaml", "common.yaml#/a") == "common.yaml#/a");
  CHECK(resolve_uri("v1/api.yaml", "common.yaml") == "v1/common.yaml");
  CHECK(resolve_uri("v1/api.yaml", "../common.yaml") == "common.yaml");
  CHECK(resolve_uri("api.yaml", "../common.yaml") == "../common.yaml");
  CHECK(resolve_uri("../v1/api.yaml", "../../x.yaml") == "../../x.yaml");
  CHECK(resolve_uri("/srv/v1/api.yaml", "../../../x.yaml") == "/x.yaml");
  CHECK(resolve_uri("v1/api.yaml", "#/a") == "v1/api.yaml#/a");
  CHECK(resolve_uri("v1/api.yaml", "") == "v1/api.yaml");
  CHECK(resolve_uri("v1/api.yaml", "/abs.yaml") == "/abs.yaml");
  CHECK(resolve_uri("v1/api.yaml", "https://example.com/x") == "https://example.com/x");
}

TEST_CASE("opaque bases keep themselves for a fragment alone") {
  CHECK(resolve_uri("urn:example:a", "#x") == "urn:example:a#x");
  CHECK(resolve_uri("http://a", "b") == "http://a/b");
}

TEST_CASE("a relative path never reads as a scheme") {
  CHECK(resolve_uri("api.yaml", "./a:b.yaml") == "a%3Ab.yaml");
  CHECK(path_to_uri("a:b/c:d.yaml") == "a%3Ab/c:d.yaml");
  CHECK(path_to_uri("/a:b") == "/a:b");
}

TEST_CASE("paths come back out of their URIs") {
  for (const char* path :
       {"api.yaml", "a b#c?d%e.json", "100%.yaml", "v1/x:y", "x:y/z", "é/ü.yaml"}) {
    CAPTURE(path);
    const std::string uri = path_to_uri(path);
    CHECK(percent_decode(parse_uri(uri).path) == path);
    CHECK_FALSE(parse_uri(uri).fragment.has_value());
  }
}

TEST_CASE("a URI comes apart into document and decoded fragment") {
  CHECK(split_fragment("a.yaml#/x%20y").document == "a.yaml");
  CHECK(split_fragment("a.yaml#/x%20y").fragment == "/x y");
  CHECK(split_fragment("a.yaml").fragment.empty());
  CHECK(split_fragment("#a#b").fragment == "a#b");
  CHECK(split_fragment("#/100%").fragment == "/100%");
}

TEST_CASE("malformed escapes are told from good ones") {
  CHECK(percent_decode("a%2Fb%c3%A9") == "a/bé");
  for (const char* text : {"%", "%2", "%zz", "a%2"}) CHECK_FALSE(percent_decode(text).has_value());
}
