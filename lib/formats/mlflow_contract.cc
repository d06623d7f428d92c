#include "formats/mlflow.h"

namespace verdiff {

Result<Contract> load_mlflow(Workspace workspace, const Document& main, const LoadOptions&) {
  const auto model = read_mlflow(main);
  if (!model) return model.error();
  return make_contract(std::move(workspace), main, *model);
}

}  // namespace verdiff
