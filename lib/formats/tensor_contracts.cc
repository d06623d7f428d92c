#include "formats/open_inference.h"
#include "formats/seldon.h"
#include "formats/triton.h"

#include <utility>

namespace verdiff {

namespace {

Result<Contract> load(Workspace workspace, const Document& main, const Result<Model>& model) {
  if (!model) return model.error();
  return make_contract(std::move(workspace), main, *model);
}

}  // namespace

Result<Contract> load_triton(Workspace workspace, const Document& main, const LoadOptions&) {
  return load(std::move(workspace), main, read_triton(main));
}

Result<Contract> load_open_inference(Workspace workspace, const Document& main,
                                     const LoadOptions&) {
  return load(std::move(workspace), main, read_open_inference(main));
}

Result<Contract> load_mlserver(Workspace workspace, const Document& main, const LoadOptions&) {
  return load(std::move(workspace), main, read_mlserver(main));
}

Result<Contract> load_seldon(Workspace workspace, const Document& main, const LoadOptions&) {
  return load(std::move(workspace), main, read_seldon(main));
}

}  // namespace verdiff
