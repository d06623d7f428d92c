#pragma once

#include "report/report.h"
#include "rules/finding.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace verdiff {

/// Where a finding stands on the page.
struct HtmlPlace {
  std::string id_prefix;  ///< of its anchor: "f-"; contracts must not share one
  std::size_t flow = 0;   ///< number of its flow in the filter
  bool open = false;      ///< unfolded from the start
};

/// One finding as an `<article>`: level, rule and message in the summary; below, old and new side
/// by side, the witness, and the words.
std::string html_finding(const Finding& finding, const HtmlPlace& place);

/// `<span class="chip major">major</span>`; of the page's own words alone.
std::string html_chip(std::string_view tone, std::string_view text);

/// Escaped, and cut to what one may want to read.
std::string html_text(std::string_view text);
std::string html_message(std::string_view text);

}  // namespace verdiff
