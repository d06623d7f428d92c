#pragma once

#include <string>
#include <string_view>

/// What a stranger wrote, made harmless for the form that it stands in. Names and texts come out of
/// contracts of pull requests: none of them may become markup, a link, a mention or a command. All
/// of these first write as escapes what `printable` does, and put a text of several lines on one.
namespace verdiff {

/// Text between HTML tags, and in attribute values in double quotes.
std::string escape_html(std::string_view text);

/// The same, but what stands in backticks becomes code: names in messages do.
std::string escape_html_message(std::string_view text);

/// Text and attribute values of XML 1.0, which lacks some characters altogether; `_lines` keeps the
/// line breaks.
std::string escape_xml(std::string_view text);
std::string escape_xml_lines(std::string_view text);

/// GitHub-flavoured Markdown, also in a cell of a table: no markup, no HTML, no link, no mention of
/// a person, team or issue.
std::string escape_markdown(std::string_view text);

/// The same, with code as in `escape_html_message`.
std::string escape_markdown_message(std::string_view text);

/// HTML in Markdown, such as `<summary>`: there, Markdown's own escapes would be seen. Without
/// links and mentions, and with code as above.
std::string escape_markdown_html(std::string_view text);

/// A block of code, whatever fences it holds itself.
std::string markdown_block(std::string_view text);

/// Data and properties of GitHub's workflow commands.
std::string escape_command_data(std::string_view text);
std::string escape_command_property(std::string_view text);

/// A path as a relative URI, or as a file: URI where it is absolute.
std::string path_uri(std::string_view path);

/// RFC 4648 §4.
std::string base64(std::string_view bytes);

}  // namespace verdiff
