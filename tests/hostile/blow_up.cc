#include "hostile/blow_up.h"

#include "document/value.h"
#include "formats/format.h"
#include "hostile/unfold.h"
#include "prove/validate.h"
#include "support/places.h"

#include <algorithm>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string_view>
#include <utility>

namespace verdiff::hostile {

namespace {

constexpr std::string_view folder = VERDIFF_TESTDATA "/hostile";

Error error(std::string message) {
  return {ErrorCode::cannot_read, std::move(message), {}, {}};
}

std::string text_at(const Node& node, std::string_view key, std::string_view otherwise = "") {
  const Node* const value = node.find(key);
  return std::string(value != nullptr ? value->text() : otherwise);
}

/// Making a schema ready is linear in this: values, and eight characters of text are as much as
/// one.
std::size_t count(const Value& value) {
  std::size_t out = 1 + value.text.size() / 8;
  for (const Value& item : value.items) out += count(item);
  for (const auto& [key, member] : value.members) out += count(member);
  return out;
}

Result<Dialect> dialect_of(const std::string& name) {
  if (name == "draft4") return Dialect::draft4;
  if (name == "draft6") return Dialect::draft6;
  if (name == "draft7") return Dialect::draft7;
  if (name == "draft2019-09") return Dialect::draft2019_09;
  if (name == "draft2020-12") return Dialect::draft2020_12;
  return error("no dialect '" + name + "'");
}

/// The document that somebody would send: through the reader, with its limits.
Result<Document> written_out(const Value& value, std::string name) {
  return read_json(std::move(name), to_json(value));
}

Result<Contract> load(const Value& schema, Dialect dialect) {
  auto document = written_out(schema, "schema.json");
  if (!document) return document.error();
  Files files;
  files.read = [](const std::string& path) -> Result<std::string> {
    return error("no such file: " + path);
  };
  LoadOptions options;
  options.format = "json-schema";
  options.default_dialect = dialect;
  return load_contract(*std::move(document), std::move(files), "schema.json", {}, options);
}

Result<Document> read_file(const std::string& file) {
  std::ifstream stream(std::string(folder) + "/" + file, std::ios::binary);
  if (!stream) return error("cannot read " + file);
  return read_document(file, std::string{std::istreambuf_iterator<char>(stream), {}});
}

std::string with_reason(std::string_view answer, const std::optional<UnknownReason>& reason) {
  std::string out(answer);
  if (reason) out += " " + std::string(word(*reason));
  return out;
}

/// Of this process alone: tests run beside each other.
double processor_milliseconds() {
  timespec now{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

Measured validate(const BlowUp& blow_up) {
  const Contract& contract = blow_up.schemas.front();
  const Flow& flow = contract.flows.front();
  const Validator validator(contract);
  const Validation out = validator.validate(flow.place, contract.schemas[flow.schema].dialect,
                                            blow_up.payload->root());
  return {with_reason(word(out.validity), out.reason), out.steps, 0};
}

Measured decide(const BlowUp& blow_up) {
  const Contract& producer = blow_up.schemas[0];
  const Contract& consumer = blow_up.schemas[1];
  Prover prover;
  const Outcome out =
      prover.decide({{&producer, producer.flows.front().schema, blow_up.producer_reading},
                     {&consumer, consumer.flows.front().schema, blow_up.consumer_reading}});
  return {with_reason(word(out.answer), out.reason), out.steps, 0};
}

}  // namespace

std::vector<std::string> blow_up_files() {
  std::vector<std::string> out;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".yaml") out.push_back(entry.path().filename().string());
  }
  std::sort(out.begin(), out.end());
  return out;
}

Result<BlowUp> read_blow_up(const std::string& file) {
  const auto read = read_file(file);
  if (!read) return read.error();
  const Node& root = read->root();
  const auto dialect = dialect_of(text_at(root, "dialect", "draft2020-12"));
  if (!dialect) return dialect.error();

  BlowUp out;
  out.name = file.substr(0, file.rfind('.'));
  out.expected = text_at(root, "answer");
  if (const Node* const reason = root.find("reason")) {
    out.expected += " " + std::string(reason->text());
  }
  const std::string roles = text_at(root, "roles", "strict");
  if (roles != "strict") out.producer_reading = Reading::closed;
  if (roles == "output") out.consumer_reading = Reading::tolerant;
  for (const std::string_view side : {"producer", "consumer", "schema"}) {
    const Node* const schema = root.find(side);
    if (schema == nullptr) continue;
    const Value whole = unfolded(Value::copy(*schema));
    out.nodes += count(whole);
    auto contract = load(whole, *dialect);
    if (!contract) return contract.error();
    out.schemas.push_back(*std::move(contract));
  }
  const Node* const payload = root.find("payload");
  if (out.schemas.size() != (payload != nullptr ? 1 : 2)) {
    return error(file + ": has neither a producer and a consumer nor a schema and a payload");
  }
  if (payload != nullptr) {
    const Value whole = unfolded(Value::copy(*payload));
    out.nodes += count(whole);
    auto document = written_out(whole, "payload.json");
    if (!document) return document.error();
    out.payload = *std::move(document);
  }
  return out;
}

Measured answer(const BlowUp& blow_up) {
  const double began = processor_milliseconds();
  Measured out = blow_up.payload ? validate(blow_up) : decide(blow_up);
  out.milliseconds = processor_milliseconds() - began;
  return out;
}

}  // namespace verdiff::hostile
