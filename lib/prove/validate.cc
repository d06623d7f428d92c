#include "prove/validate.h"

#include "prove/validator/evaluation.h"
#include "prove/validator/program.h"

#include <map>

namespace verdiff {

class Validator::Implementation {
 public:
  explicit Implementation(const Contract& contract) : contract_(contract) {}

  validator::Program& program(Dialect dialect) {
    std::unique_ptr<validator::Program>& out = programs_[dialect];
    if (!out) out = std::make_unique<validator::Program>(contract_, dialect);
    return *out;
  }

 private:
  const Contract& contract_;
  std::map<Dialect, std::unique_ptr<validator::Program>> programs_;
};

Validator::Validator(const Contract& contract)
    : implementation_(std::make_unique<Implementation>(contract)) {}
Validator::~Validator() = default;
Validator::Validator(Validator&&) noexcept = default;

Validation Validator::validate(Place schema, Dialect dialect, const Node& payload,
                               const ValidationOptions& options) const {
  validator::Program& program = implementation_->program(dialect);
  return validator::Evaluation(program, options).run(program.at(schema), payload);
}

}  // namespace verdiff
