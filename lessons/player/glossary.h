#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "lessons/player/check.h"
#include "lessons/player/language.h"

namespace loopscope::player {

/// The words of a course in one language, as its file says them.
struct Glossary {
  struct Term {
    std::string word;      ///< text of its `## ` heading
    std::string opposite;  ///< what its text begins with: the word of the other language
    int line = 0;          ///< of the heading
  };
  std::filesystem::path file;
  std::string title;  ///< text of its `# ` heading
  std::vector<Term> terms;

  /// Null if there is none. A word in parentheses behind a term, and whether letters are small,
  /// do not matter.
  const Term* find(std::string_view word) const;
  /// Whether it is what the glossary itself is called.
  bool is_title(std::string_view word) const;
};

/// The name of a glossary's file in a language: "glossary.en.md".
std::string glossary_file_name(Language language);

/// Reads the glossary of a catalog. Throws FileError if it can't be read.
Glossary read_glossary(const std::filesystem::path& catalog, Language language);

/// Checks that each word of either language is one of the other. Empty: all is well, or the catalog
/// has no glossary.
std::vector<LessonProblem> check_glossary(const std::filesystem::path& catalog);

}  // namespace loopscope::player
