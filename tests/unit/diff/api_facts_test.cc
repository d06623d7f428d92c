#include "unit/diff/facts.h"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using verdiff::test::facts;
using Lines = std::vector<std::string>;

namespace {

std::string api(const std::string& paths) {
  return "openapi: 3.1.0\ninfo: {title: churn, version: 1.0.0}\npaths:\n" + paths;
}

const std::string get_user = R"(
  /users/{id}:
    get:
      operationId: getUser
      parameters:
        - {name: id, in: path, required: true, schema: {type: string}}
        - {name: verbose, in: query, schema: {type: boolean}}
      responses:
        '200': {description: ok, content: {application/json: {schema: {type: object, properties: {name: {type: string}}}}}}
)";

std::string with(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  REQUIRE(at != text.npos);
  return text.replace(at, from.size(), to);
}

Lines change(const std::string& from, const std::string& to) {
  return facts(api(get_user), api(with(get_user, from, to)));
}

}  // namespace

TEST_CASE("operations come, go and are renamed", "[diff]") {
  CHECK(facts(api(get_user), api(get_user)).empty());
  CHECK(facts(api(get_user), api(" {}")) ==
        Lines{"none operation existence removed |GET /users/{id}"});
  CHECK(change("/users/{id}:", "/customers/{id}:") ==
        Lines{"none operation name renamed |GET /customers/{id}"});
}

TEST_CASE("the names of templated parameters don't matter", "[diff]") {
  CHECK(facts(api(get_user), api(with(with(get_user, "/users/{id}:", "/users/{userId}:"),
                                      "name: id,", "name: userId,"))) ==
        Lines{"input parameter name renamed |userId"});
}

TEST_CASE("paths that differ in the names of templated parts alone keep their partners", "[diff]") {
  const auto path = [](const std::string& name, const std::string& more) {
    return "  /users/{" + name + "}: {get: {" + more + "responses: {'200': {description: ok}}}}\n";
  };
  const std::string one = path("id", ""), other = path("key", "");
  CHECK(facts(api(one + other), api(one + other)).empty());
  CHECK(facts(api(one + other), api(other + one)).empty());
  CHECK(facts(api(one + other), api(one + path("key", "deprecated: true, "))) ==
        Lines{"none operation deprecated added |GET /users/{key}"});
}

TEST_CASE("a parameter that is listed twice counts once", "[diff]") {
  const std::string id = "{name: id, in: path, required: true, schema: {type: string}}";
  const std::string twice = with(get_user, id, id + "\n        - " + id);
  CHECK(facts(api(twice), api(twice)).empty());
  CHECK(facts(api(twice), api(get_user)) == Lines{"none contract wording changed"});
}

TEST_CASE("a prefix that many paths share moves as one", "[diff]") {
  const auto paths = [](const std::string& prefix) {
    std::string out;
    for (const char* name : {"a", "b", "c"}) {
      out += "  " + prefix + "/" + name + ": {get: {responses: {'200': {description: ok}}}}\n";
    }
    return api(out);
  };
  CHECK(facts(paths("/v1"), paths("/v2")) == Lines{"none path prefix moved |/v2"});
}

TEST_CASE("parameters are paired by place and name", "[diff]") {
  CHECK(change("name: verbose", "name: verbosity") ==
        Lines{"input parameter name renamed |verbosity"});
  CHECK(change("name: verbose, in: query", "name: verbose, in: header") ==
        Lines{"input parameter place moved |verbose"});
  CHECK(change("in: query, schema", "in: query, required: true, schema") ==
        Lines{"input parameter required added |verbose"});
  CHECK(change("type: boolean", "type: string") == Lines{"input schema type changed"});
}

TEST_CASE("statuses and media types come and go", "[diff]") {
  CHECK(change("        '200':", "        '404': {description: no}\n        '200':") ==
        Lines{"output response existence added |404"});
  CHECK(change("application/json:", "application/json; charset=utf-8:") ==
        Lines{"output media-type name renamed |application/json; charset=utf-8"});
  CHECK(change("{name: {type: string}}", "{name: {type: string}, age: {type: integer}}") ==
        Lines{"output property existence added |age"});
}

TEST_CASE("how a list in a header is written matters, a plain value has one form", "[diff]") {
  const auto headed = [](const std::string& schema, const std::string& style) {
    return api("  /a: {get: {responses: {'200': {description: ok, headers: {X-Ids: {" + style +
               "schema: {type: " + schema + "}}}}}}}\n");
  };
  CHECK(facts(headed("array", ""), headed("array", "explode: true, ")) ==
        Lines{"output header serialization changed |explode"});
  CHECK(facts(headed("string", ""), headed("string", "explode: true, ")) ==
        Lines{"none contract wording changed"});
}

TEST_CASE("the encoding of a part counts where both sides have the part", "[diff]") {
  const auto form = [](const char* properties, const char* encoding) {
    return api(std::string("  /score:\n    post:\n      requestBody:\n        content:\n"
                           "          multipart/form-data:\n"
                           "            schema: {type: object, properties: ") +
               properties + "}\n            encoding: " + encoding +
               "\n      responses: {'200': {description: ok}}\n");
  };
  const std::string image = form("{image: {type: string}}", "{image: {contentType: image/png}}");
  CHECK(facts(image, form("{image: {type: string}}", "{image: {contentType: image/jpeg}}")) ==
        Lines{"input media-type encoding changed |image"});
  CHECK(facts(image, form("{image: {type: string}, mask: {type: string}}",
                          "{image: {contentType: image/png}, mask: {contentType: image/png}}")) ==
        Lines{"input property existence added |mask"});
  CHECK(facts(image, form("{}", "{}")) == Lines{"input property existence removed |image"});
}

TEST_CASE("what is asked of callers is compared as credentials that suffice", "[diff]") {
  const std::string keyed =
      with(get_user, "operationId: getUser", "operationId: getUser\n      security: [{key: []}]");
  const std::string either = with(get_user, "operationId: getUser",
                                  "operationId: getUser\n      security: [{key: []}, {token: []}]");
  CHECK(facts(api(get_user), api(keyed)) == Lines{"none security requirement added"});
  CHECK(facts(api(keyed), api(either)) == Lines{"none security requirement decreased"});
  CHECK(facts(api(either), api(keyed)) == Lines{"none security requirement increased"});
}

TEST_CASE("a shared component is one change with its reach", "[diff]") {
  const auto document = [](const std::string& type) {
    std::string out = api("");
    for (const char* name : {"a", "b", "c"}) {
      out += std::string("  /") + name +
             ": {get: {responses: {'200': {description: ok, content: {application/json: {schema: "
             "{$ref: '#/components/schemas/Score'}}}}}}}\n";
    }
    return out + "components: {schemas: {Score: {type: object, properties: {value: {type: " + type +
           "}}}}}\n";
  };
  const verdiff::Contract before = verdiff::test::contract(document("number"));
  const verdiff::Contract after = verdiff::test::contract(document("string"));
  const verdiff::Diff result = verdiff::diff(before, after);
  REQUIRE(result.changes.size() == 1);
  CHECK(result.changes.front().reach == 3);
  CHECK(result.changes.front().payload_path == "/value");
}

TEST_CASE("the declared version is no finding; another word for the same is one", "[diff]") {
  CHECK(facts(api(get_user), with(api(get_user), "1.0.0", "2.0.0")).empty());
  CHECK(facts("{type: object, required: [a, b]}", "{type: object, required: [b, a]}") ==
        Lines{"none contract wording changed"});
}
