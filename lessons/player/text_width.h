#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace loopscope::player {

/// How many columns of a terminal a text takes: wide characters (as in Japanese) count two,
/// combining ones none.
std::size_t text_width(std::string_view utf8);

/// The text cut or filled up with blanks to exactly `width` columns; a cut text ends in "…".
std::string fitted(std::string_view utf8, std::size_t width);

/// The text in lines of at most `width` columns (at least 10): broken at blanks, between wide
/// characters (but never in front of closing punctuation such as 。 or 」), and inside a word only
/// where it would not fit a line alone. `indent` stands before all lines but the first.
std::vector<std::string> wrapped(std::string_view utf8, std::size_t width,
                                 std::string_view indent = {});

/// Markdown as plain lines for a terminal: paragraphs, lists, quotations and tables wrapped to
/// `width`, code kept as it is (indented), emphasis, backquotes and link targets taken off.
std::vector<std::string> plain_markdown(std::string_view markdown, std::size_t width);

}  // namespace loopscope::player
