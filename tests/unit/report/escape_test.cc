#include "report/escape.h"

#include <catch2/catch.hpp>

using namespace verdiff;

TEST_CASE("markup of HTML and XML is escaped, and what XML lacks is replaced") {
  CHECK(escape_html("<a href=\"x\" b='&'>") == "&lt;a href=&quot;x&quot; b=&#39;&amp;&#39;&gt;");
  CHECK(escape_html("a\nb") == "a b");
  CHECK(escape_html("\x1b[0m\xe2\x80\xae") == "\\u001b[0m\\u202e");
  CHECK(escape_xml("\x01]]>\xef\xbf\xbe\xef\xbf\xbf.") == "\\u0001]]&gt;\xef\xbf\xbd\xef\xbf\xbd.");
  CHECK(escape_xml("\xef\xbb\xbf").find("\xef\xbf\xbd") == std::string::npos);
  CHECK(escape_xml_lines("a <\nb\n") == "a &lt;\nb\n");
}

TEST_CASE("in Markdown, what a stranger wrote stays text") {
  CHECK(escape_markdown("**a** _b_ `c` [d](e) ~f~") == R"(\*\*a\*\* \_b\_ \`c\` \[d\](e) \~f\~)");
  CHECK(escape_markdown("a|b<c>d&e$f") == "a&#124;b&lt;c&gt;d&amp;e&#36;f");
  CHECK(escape_markdown("@team #12") == "@&#8203;team #&#8203;12");
  CHECK(escape_markdown("https://a.b www.c.d a: b") == "https&#58;//a.b www&#46;c.d a: b");
  CHECK(escape_markdown("a\n# b") == "a #&#8203; b");
  CHECK(escape_markdown("\\|") == "\\\\&#124;");
}

TEST_CASE("names in backticks become code, and nothing gets out of it") {
  CHECK(escape_html_message("`a` is now `<b>`") == "<code>a</code> is now <code>&lt;b&gt;</code>");
  CHECK(escape_html_message("one ` alone") == "one ` alone");
  CHECK(escape_markdown_message("`a|b` and `") == "<code>a&#124;b</code> and \\`");
}

TEST_CASE("in HTML within Markdown, Markdown's escapes would be seen") {
  CHECK(escape_markdown_html("`a_b` [0, 1] <i> @team #1\n") ==
        "<code>a_b</code> [0, 1] &lt;i&gt; @&#8203;team #&#8203;1 ");
}

TEST_CASE("a block of code outlasts the fences in it") {
  CHECK(markdown_block("a\n") == "```text\na\n```\n");
  CHECK(markdown_block("``` ````") == "`````text\n``` ````\n`````\n");
}

TEST_CASE("workflow commands end where they should") {
  CHECK(escape_command_data("50 %\r\n::error::") == "50 %25%0D%0A::error::");
  CHECK(escape_command_property("a:b,c%\n") == "a%3Ab%2Cc%25\\n");
}

TEST_CASE("paths become URIs") {
  CHECK(path_uri("contracts/a b.yaml") == "contracts/a%20b.yaml");
  CHECK(path_uri("/tmp/\xc3\xa4.yaml") == "file:///tmp/%C3%A4.yaml");
  CHECK(path_uri("a#b?c%d:e") == "a%23b%3Fc%25d%3Ae");
}

TEST_CASE("base64 is that of RFC 4648") {
  // RFC 4648 section 10.
  CHECK(base64("").empty());
  CHECK(base64("f") == "Zg==");
  CHECK(base64("fo") == "Zm8=");
  CHECK(base64("foo") == "Zm9v");
  CHECK(base64("foobar") == "Zm9vYmFy");
  CHECK(base64("\xff\xfe\xfd") == "//79");
}
