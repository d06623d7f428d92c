#include "report/report.h"

namespace verdiff {

std::string render(const Report& report, ReportForm form, const RenderOptions& options) {
  switch (form) {
    case ReportForm::json:
      return render_json(report);
    case ReportForm::text:
      break;
  }
  return render_text(report, options);
}

}  // namespace verdiff
