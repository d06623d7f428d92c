#include "policy/glob.h"

#include <catch2/catch.hpp>

#include <string>

using namespace verdiff;

namespace {

bool fits(std::string_view pattern, std::string_view text) {
  return Glob(pattern).matches(text);
}

}  // namespace

TEST_CASE("a glob without wildcards is its text") {
  CHECK(fits("models/churn.yaml", "models/churn.yaml"));
  CHECK_FALSE(fits("models/churn.yaml", "models/churn.yaml2"));
  CHECK_FALSE(fits("models/churn.yaml", "other/models/churn.yaml"));
  CHECK(fits("", ""));
  CHECK_FALSE(fits("", "a"));
}

TEST_CASE("one star stays in its folder, two do not") {
  CHECK(fits("*.yaml", "churn.yaml"));
  CHECK_FALSE(fits("*.yaml", "models/churn.yaml"));
  CHECK(fits("models/*/v?.yaml", "models/churn/v2.yaml"));
  CHECK_FALSE(fits("models/*/v?.yaml", "models/a/b/v2.yaml"));
  CHECK(fits("**/*.yaml", "churn.yaml"));
  CHECK(fits("**/*.yaml", "a/b/churn.yaml"));
  CHECK(fits("models/**", "models/a/b"));
  CHECK_FALSE(fits("models/**", "models"));
  CHECK(fits("models/**/v1.yaml", "models/v1.yaml"));
  CHECK(fits("models/**/v1.yaml", "models/a/b/v1.yaml"));
  CHECK_FALSE(fits("models/**/v1.yaml", "models/av1.yaml"));
}

TEST_CASE("a question mark is one character, however many bytes it has") {
  CHECK(fits("a?c", "abc"));
  CHECK(fits("a?c", "a\u00e9c"));
  CHECK(fits("?", "\U0001f600"));
  CHECK_FALSE(fits("a?c", "a/c"));
  CHECK_FALSE(fits("a?c", "ac"));
}

TEST_CASE("alternatives need a comma, so that path templates are what they look like") {
  CHECK(fits("{v,w}1.yaml", "v1.yaml"));
  CHECK(fits("{v,w}1.yaml", "w1.yaml"));
  CHECK_FALSE(fits("{v,w}1.yaml", "x1.yaml"));
  CHECK(fits("a{b,c{d,e},}f", "acef"));
  CHECK(fits("a{b,c{d,e},}f", "af"));
  CHECK_FALSE(fits("a{b,c{d,e},}f", "acf"));
  CHECK(fits("GET /items/{id}", "GET /items/{id}"));
  CHECK(fits("/{x,items/{id}}", "/items/{id}"));
  CHECK(fits("a{b{,c}", "a{b"));
  CHECK(fits("a{b{,c}", "a{bc"));
  CHECK(fits("a}b,c", "a}b,c"));
  CHECK(fits("a{b", "a{b"));
  CHECK(fits("{*.json,**/*.yaml}", "a/b.yaml"));
}

TEST_CASE("a backslash takes what follows as it is") {
  CHECK(fits("a\\*", "a*"));
  CHECK_FALSE(fits("a\\*", "ab"));
  CHECK(fits("\\{a,b}", "{a,b}"));
  CHECK(fits("a\\", "a\\"));
}

TEST_CASE("hostile patterns take pattern times text") {
  std::string pattern, text;
  for (int i = 0; i < 500; ++i) pattern += "*a{b,**}";
  for (int i = 0; i < 2000; ++i) text += 'a';
  CHECK_FALSE(fits(pattern + "c", text));
  CHECK(fits(pattern, text));
}

TEST_CASE("wildcards are recognised") {
  CHECK(has_wildcards("*.yaml"));
  CHECK(has_wildcards("v?.yaml"));
  CHECK(has_wildcards("{a,b}"));
  CHECK_FALSE(has_wildcards("/items/{id}"));
}
