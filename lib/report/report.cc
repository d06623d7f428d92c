#include "report/report.h"

namespace verdiff {
namespace {

Run run_of(const Report& report) {
  Run run;
  run.outcomes.push_back({report.after.operand, report, std::nullopt});
  return run;
}

}  // namespace

std::string render(const Report& report, ReportForm form, const RenderOptions& options) {
  switch (form) {
    case ReportForm::text:
      return render_text(report, options);
    case ReportForm::json:
      return render_json(report);
    default:
      return render(run_of(report), form, options);
  }
}

std::string render(const Run& run, ReportForm form, const RenderOptions& options) {
  switch (form) {
    case ReportForm::json:
      return render_json(run, options);
    case ReportForm::markdown:
      return render_markdown(run, options);
    case ReportForm::html:
      return render_html(run, options);
    case ReportForm::sarif:
      return render_sarif(run, options);
    case ReportForm::junit:
      return render_junit(run, options);
    case ReportForm::github:
      return render_github(run, options);
    case ReportForm::gitlab:
      return render_gitlab(run, options);
    case ReportForm::text:
      break;
  }
  return render_text(run, options);
}

}  // namespace verdiff
