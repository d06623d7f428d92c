#include "bench/bare.h"

#include <nlohmann/json.hpp>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <cstddef>
#include <sstream>

namespace verdiff::bench {

namespace {

struct JsonEvents : nlohmann::json_sax<nlohmann::json> {
  std::size_t count = 0;

  bool null() override { return ++count != 0; }
  bool boolean(bool) override { return ++count != 0; }
  bool number_integer(number_integer_t) override { return ++count != 0; }
  bool number_unsigned(number_unsigned_t) override { return ++count != 0; }
  bool number_float(number_float_t, const string_t&) override { return ++count != 0; }
  bool string(string_t&) override { return ++count != 0; }
  bool binary(binary_t&) override { return ++count != 0; }
  bool start_object(std::size_t) override { return ++count != 0; }
  bool key(string_t&) override { return ++count != 0; }
  bool end_object() override { return true; }
  bool start_array(std::size_t) override { return ++count != 0; }
  bool end_array() override { return true; }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override {
    count = 0;
    return false;
  }
};

struct YamlEvents : YAML::EventHandler {
  std::size_t count = 0;

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark&, YAML::anchor_t) override { ++count; }
  void OnAlias(const YAML::Mark&, YAML::anchor_t) override { ++count; }
  void OnScalar(const YAML::Mark&, const std::string&, YAML::anchor_t,
                const std::string&) override {
    ++count;
  }
  void OnSequenceStart(const YAML::Mark&, const std::string&, YAML::anchor_t,
                       YAML::EmitterStyle::value) override {
    ++count;
  }
  void OnSequenceEnd() override {}
  void OnMapStart(const YAML::Mark&, const std::string&, YAML::anchor_t,
                  YAML::EmitterStyle::value) override {
    ++count;
  }
  void OnMapEnd() override {}
};

}  // namespace

std::size_t bare_json_events(const std::string& text) {
  JsonEvents events;
  nlohmann::json::sax_parse(text.begin(), text.end(), &events);
  return events.count;
}

std::size_t bare_yaml_events(const std::string& text) {
  std::istringstream stream(text);
  YAML::Parser parser(stream);
  YamlEvents events;
  while (parser.HandleNextDocument(events)) {
  }
  return events.count;
}

}  // namespace verdiff::bench
