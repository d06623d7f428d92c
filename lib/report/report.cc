#include "report/report.h"

namespace verdiff {
namespace {

Run run_of(const Report& report) {
  Run run;
  run.outcomes.push_back({report.after.operand, report, std::nullopt, report.name});
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

void render(const Run& run, ReportForm form, const RenderOptions& options, const TakeText& take) {
  switch (form) {
    case ReportForm::json:
      return render_json(run, options, take);
    case ReportForm::markdown:
      return take(render_markdown(run, options));
    case ReportForm::html:
      return render_html(run, options, take);
    case ReportForm::sarif:
      return render_sarif(run, options, take);
    case ReportForm::junit:
      return render_junit(run, options, take);
    case ReportForm::github:
      return take(render_github(run, options));
    case ReportForm::gitlab:
      return render_gitlab(run, options, take);
    case ReportForm::text:
      break;
  }
  render_text(run, options, take);
}

std::string render(const Run& run, ReportForm form, const RenderOptions& options) {
  std::string out;
  render(run, form, options, [&out](std::string_view piece) { out += piece; });
  return out;
}

}  // namespace verdiff
