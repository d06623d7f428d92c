#include "formats/models/evidence.h"

#include "document/pointer.h"

#include <algorithm>
#include <array>
#include <utility>

namespace verdiff {

namespace {

constexpr auto rows = std::to_array<ModelEvidence>({
    // dvc/schema.py: schema '2.0'; before it, stages stood at the root and are not told from
    // others.
    {"a DVC lock file", "/stages", "", "/stages/*/outs/*/md5"},
    {"a DVC file", "/outs", "", "/outs/*/md5"},
    {"DVC's list of artifacts", "/artifacts", "", "/artifacts/*/path"},
    {"a manifest of Weights & Biases", "/storagePolicy", "", "/contents/*/digest"},
    {"a manifest of TorchServe", "/archiverVersion", "/model/modelVersion", ""},
    {"a model of Seldon Core v2", "/spec/storageUri", "/spec/artifactVersion", "/spec/storageUri"},
    {"an InferenceService of KServe", "/spec/predictor", "", "/spec/predictor/*/storageUri"},
    {"a TrainedModel of KServe", "/spec/inferenceService", "", "/spec/model/storageUri"},
});

struct Step {
  const Node* node = nullptr;
  std::string path;
};

/// All that one token of a pattern leads to.
void follow(const Step& from, std::string_view token, std::vector<Step>& into) {
  if (token != "*") {
    const Node* const next = from.node->find(token);
    if (next != nullptr) into.push_back({next, from.path + '/' + std::string(token)});
    return;
  }
  for (const Member& member : from.node->members()) {
    into.push_back({&member.value, from.path + '/' + std::string(member.key)});
  }
  // The order of a list says nothing; what an item is called does.
  for (const Node& item : from.node->items()) {
    const Node* const path = item.find("path");
    const std::string name = path != nullptr && path->is_string() ? std::string(path->text()) : "*";
    into.push_back({&item, from.path + '/' + name});
  }
}

}  // namespace

const ModelEvidence* find_evidence(const Node& root) {
  const auto found = std::find_if(rows.begin(), rows.end(), [&](const ModelEvidence& row) {
    return find_pointer(root, std::string(row.mark)) != nullptr;
  });
  return found == rows.end() ? nullptr : &*found;
}

std::string stated_digests(const Node& root, const ModelEvidence& evidence) {
  std::vector<Step> steps{{&root, ""}};
  std::string_view rest = evidence.digests;
  if (rest.empty()) return "";
  while (!rest.empty()) {
    rest.remove_prefix(1);
    const std::string_view token = rest.substr(0, rest.find('/'));
    rest.remove_prefix(token.size());
    std::vector<Step> next;
    for (const Step& step : steps) follow(step, token, next);
    steps = std::move(next);
  }
  std::vector<std::string> lines;
  for (const Step& step : steps) {
    if (step.node->is_string()) lines.push_back(step.path + ' ' + std::string(step.node->text()));
  }
  std::sort(lines.begin(), lines.end());
  std::string out;
  for (const std::string& line : lines) out += line + '\n';
  return out;
}

}  // namespace verdiff
