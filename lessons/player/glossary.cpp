#include "lessons/player/glossary.h"

#include <algorithm>
#include <fstream>

#include "engine/base/error.h"
#include "lessons/player/encoding.h"

namespace loopscope::player {
namespace {

namespace fs = std::filesystem;

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

/// "queue" of "Queue (asyncio.Queue)".
std::string plain(std::string_view word) {
  std::string text(trimmed(word.substr(0, word.find(" ("))));
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

/// The text in front of the first full stop of either language.
std::string_view first_sentence(std::string_view text) {
  return trimmed(text.substr(0, std::min(text.find(". "), text.find("。"))));
}

void compare(const Glossary& one, const Glossary& other, std::vector<LessonProblem>& problems) {
  for (const Glossary::Term& term : one.terms) {
    const Glossary::Term* const opposite = other.find(term.opposite);
    if (opposite != nullptr && plain(opposite->opposite) == plain(term.word)) continue;
    problems.push_back({one.file, term.line,
                        "the text of \"" + term.word + "\" begins with \"" + term.opposite +
                            "\", which is not its word in " + other.file.filename().string() +
                            ": begin with the word of the other language and a full stop, and " +
                            "explain it there as well"});
  }
}

}  // namespace

const Glossary::Term* Glossary::find(std::string_view word) const {
  const std::string wanted = plain(word);
  const auto found = std::find_if(terms.begin(), terms.end(), [&wanted](const Term& term) {
    return plain(term.word) == wanted;
  });
  return found == terms.end() ? nullptr : &*found;
}

bool Glossary::is_title(std::string_view word) const {
  return plain(word) == plain(title);
}

std::string glossary_file_name(Language language) {
  return "glossary." + std::string(code_of(language)) + ".md";
}

Glossary read_glossary(const fs::path& catalog, Language language) {
  Glossary glossary;
  glossary.file = catalog / glossary_file_name(language);
  std::ifstream in(glossary.file);
  if (!in) {
    throw FileError(glossary.file.string(), 0,
                    "the file can't be read: write the glossary in this language, or take out the "
                    "links to it");
  }
  std::string line;
  bool awaits_text = false;
  for (int number = 1; std::getline(in, line); ++number) {
    check_is_utf8(glossary.file, line, number);
    const std::string_view text = trimmed(line);
    if (text.starts_with("# ")) {
      glossary.title = trimmed(text.substr(2));
    } else if (text.starts_with("## ")) {
      glossary.terms.push_back({std::string(trimmed(text.substr(3))), {}, number});
      awaits_text = true;
    } else if (awaits_text && !text.empty()) {
      glossary.terms.back().opposite = first_sentence(text);
      awaits_text = false;
    }
  }
  return glossary;
}

std::vector<LessonProblem> check_glossary(const fs::path& catalog) {
  std::vector<LessonProblem> problems;
  const auto is_there = [&catalog](Language language) {
    return fs::exists(catalog / glossary_file_name(language));
  };
  if (std::none_of(all_languages.begin(), all_languages.end(), is_there)) return problems;
  try {
    const Glossary english = read_glossary(catalog, Language::english);
    const Glossary japanese = read_glossary(catalog, Language::japanese);
    compare(english, japanese, problems);
    compare(japanese, english, problems);
  } catch (const FileError& error) {
    problems.push_back({{}, 0, error.what()});
  }
  return problems;
}

}  // namespace loopscope::player
