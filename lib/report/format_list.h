#pragma once

#include "formats/format.h"
#include "report/report.h"

#include <string>

namespace verdiff {

/// `verdiff formats`, as text or JSON: {"formats": [{"name", "title", "reads"}]}.
std::string render_formats(ReportForm form, const RenderOptions& options);

}  // namespace verdiff
