#include "base/text.h"
#include "formats/format.h"
#include "formats/models/evidence.h"
#include "formats/models/mlflow.h"
#include "formats/models/open_inference.h"
#include "formats/models/seldon.h"
#include "formats/models/triton.h"
#include "formats/openapi/openapi.h"
#include "formats/schema/json_schema.h"
#include "formats/tools/tools.h"

#include <fmt/format.h>

#include <utility>

namespace verdiff {

namespace {

/// Model formats differ in what they read; the rest they have in common.
template <Result<Model> (*read)(const Document&)>
Result<Contract> load_model(Workspace workspace, const Document& main, const LoadOptions&) {
  const Result<Model> model = read(main);
  if (!model) return model.error();
  return make_contract(std::move(workspace), main, *model);
}

}  // namespace

const std::vector<Format>& formats() {
  static const std::vector<Format> list{
      {"openapi", "OpenAPI 2.0 (Swagger), 3.0, 3.1, 3.2",
       "`openapi` or `swagger`, then paths, webhooks, components, security, servers", sniff_openapi,
       load_openapi},
      {"mlflow", "MLflow: MLmodel",
       "`flavors`, and `signature` with inputs, outputs and params; model_uuid, run_id, metadata",
       sniff_mlflow, load_model<read_mlflow>, true},
      {"triton", "Triton: config.pbtxt, and the same as JSON",
       "`input` and `output` (data_type, dims, format, optional, label_filename), max_batch_size, "
       "version_policy, "
       "model_transaction_policy, sequence_batching",
       sniff_triton, load_triton, true},
      {"open-inference", "Open Inference Protocol v2: model metadata",
       "`inputs` and `outputs` with datatype and shape, versions", sniff_open_inference,
       load_model<read_open_inference>, true},
      {"mlserver", "MLServer: model-settings.json",
       "`implementation`, inputs and outputs with datatype, shape and content_type, "
       "parameters.version",
       sniff_mlserver, load_model<read_mlserver>, true},
      {"seldon", "Seldon Core v1: metadata.yaml",
       "inputs and outputs (graphinputs, graphoutputs) with `messagetype` and schema, or with "
       "datatype "
       "and shape; versions",
       sniff_seldon, load_model<read_seldon>, true},
      {"tools", "tools and answers of language models: MCP, OpenAI, Gemini",
       "`tools` (or one tool) with `inputSchema` or `parameters`, `response_format`, "
       "`text.format`, "
       "`generationConfig.responseSchema`",
       sniff_tools, load_tools},
      {"json-schema", "JSON Schema draft 4, 6, 7, 2019-09, 2020-12",
       "`$schema`, or a keyword of JSON Schema such as `type`, `properties`, `$ref`, `allOf`",
       sniff_json_schema, load_json_schema},
  };
  return list;
}

namespace {

Error unknown_format(const Document& main) {
  if (const ModelEvidence* const evidence = find_evidence(main.root())) {
    return {
        ErrorCode::no_contract,
        fmt::format("{} holds no contract: it says which version or which bytes are meant; name "
                    "it by --version-file or --artifact, beside the contract",
                    evidence->title),
        main.locate(main.root()),
        {}};
  }
  return {ErrorCode::unknown_format,
          fmt::format("no contract format fits this {}", to_text(main.root().kind())),
          main.locate(main.root()),
          {{{}, "`verdiff formats` lists what is read, and what each format is known by"}}};
}

Result<const Format*> choose(const Document& main, std::string_view name) {
  const Format* best = nullptr;
  int best_score = 0;
  std::vector<std::string_view> names;
  for (const Format& format : formats()) {
    if (format.name == name) return &format;
    names.push_back(format.name);
    const int score = format.sniff(main.root());
    if (score > best_score) {
      best = &format;
      best_score = score;
    }
  }
  if (!name.empty()) {
    return Error{ErrorCode::usage,
                 fmt::format("--input-format: no format \"{}\"{}; known: {}", name,
                             did_you_mean(name, names), fmt::join(names, ", ")),
                 {},
                 {}};
  }
  if (best == nullptr) return unknown_format(main);
  return best;
}

Result<Contract> load(Workspace workspace, const Document& main, const LoadOptions& options) {
  if (options.pointer) return load_one_schema(std::move(workspace), main, options);
  const auto format = choose(main, options.format);
  if (!format) return format.error();
  return (*format)->load(std::move(workspace), main, options);
}

}  // namespace

Result<Contract> load_contract(Files files, const std::string& path,
                               const WorkspaceOptions& workspace, const LoadOptions& options) {
  Workspace documents(std::move(files), workspace);
  const auto main = documents.open(path);
  if (!main) return main.error();
  return load(std::move(documents), **main, options);
}

Result<Contract> load_contract(Document document, Files files, const std::string& path,
                               const WorkspaceOptions& workspace, const LoadOptions& options) {
  Workspace documents(std::move(files), workspace);
  const auto main = documents.add(std::move(document), path);
  if (!main) return main.error();
  return load(std::move(documents), **main, options);
}

}  // namespace verdiff
