#include "gui/panels/highlight.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/support/source_dir.h"

namespace loopscope::gui {
namespace {

using Spans = std::vector<std::pair<std::string, Syntax>>;

/// The spans of one line that are more than plain text.
Spans marked(std::string_view source, std::size_t line = 0) {
  Spans result;
  const auto lines = highlight(source);
  for (const SyntaxSpan& span : lines.at(line)) {
    if (span.kind != Syntax::plain) result.emplace_back(span.text, span.kind);
  }
  return result;
}

TEST(Highlight, MarksKeywordsNamesAndNumbers) {
  EXPECT_EQ(marked("async def fetch(delay): return 1.5e3"), (Spans{{"async", Syntax::keyword},
                                                                   {"def", Syntax::keyword},
                                                                   {"fetch", Syntax::function},
                                                                   {"return", Syntax::keyword},
                                                                   {"1.5e3", Syntax::number}}));
}

TEST(Highlight, MarksStringsWithPrefixesAndEscapes) {
  EXPECT_EQ(marked(R"(x = f"a\"b" + rb'c' # "no")"), (Spans{{R"(f"a\"b")", Syntax::string},
                                                            {"rb'c'", Syntax::string},
                                                            {"# \"no\"", Syntax::comment}}));
}

TEST(Highlight, AStringOfSeveralLinesIsAStringOnEach) {
  const std::string_view source = "a = \"\"\"one\ntwo # three\n\"\"\" + b\n";
  EXPECT_EQ(marked(source, 1), (Spans{{"two # three", Syntax::string}}));
  EXPECT_EQ(marked(source, 2), (Spans{{"\"\"\"", Syntax::string}}));
}

TEST(Highlight, AnUnclosedStringEndsWithItsLine) {
  const std::string_view source = "a = 'open\nimport b\n";
  EXPECT_EQ(marked(source, 1), (Spans{{"import", Syntax::keyword}}));
}

TEST(Highlight, MatchIsAKeywordOnlyWhereItBeginsABlock) {
  EXPECT_EQ(marked("match value:"), (Spans{{"match", Syntax::keyword}}));
  EXPECT_EQ(marked("match = re"), Spans{});
}

TEST(Highlight, SpansTogetherAreTheProgram) {
  const std::filesystem::path programs = test::source_dir() / "tests/fidelity/programs";
  for (const auto& entry : std::filesystem::directory_iterator(programs)) {
    if (entry.path().extension() != ".py") continue;
    std::ifstream stream(entry.path());
    std::ostringstream text;
    text << stream.rdbuf();
    const std::string source = text.str();
    std::string joined;
    for (const auto& line : highlight(source)) {
      for (const SyntaxSpan& span : line) joined += span.text;
      joined += '\n';
    }
    EXPECT_EQ(joined, source) << entry.path();
  }
}

}  // namespace
}  // namespace loopscope::gui
