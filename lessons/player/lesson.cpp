#include "lessons/player/lesson.h"

#include <toml++/toml.h>
#include <charconv>
#include <fstream>
#include <iterator>
#include <set>
#include <string_view>

#include "engine/base/error.h"
#include "lessons/player/encoding.h"
#include "lessons/player/surroundings.h"

namespace loopscope::player {
namespace {

std::string read_text(const std::filesystem::path& file, const std::string& remedy) {
  std::ifstream in(file, std::ios::binary);
  if (!in || std::filesystem::is_directory(file)) {
    throw FileError(file.string(), 0, "the file can't be read: " + remedy);
  }
  std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
  std::erase(text, '\r');
  return text;
}

std::vector<std::string_view> split_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return lines;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\n");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\n") - begin + 1);
}

/// The TOML between the two lines of `+++`.
class FrontMatter {
 public:
  FrontMatter(const std::filesystem::path& file, std::string_view toml) : file_(file.string()) {
    try {
      table_ = toml::parse(toml);
    } catch (const toml::parse_error& error) {
      throw FileError(file_, line_of(error.source()),
                      "the front matter is no TOML: " + std::string(error.description()) +
                          " (entries are written as name = \"text\" or name = 1)");
    }
    static const std::set<std::string_view> known = {
        "title",       "level", "order",    "program", "teaches", "prerequisites",
        "exit_status", "goals", "solution", "files",   "web"};
    for (const auto& [key, node] : table_) {
      if (!known.contains(key.str())) {
        throw FileError(file_, line_of(node.source()),
                        "unknown entry \"" + std::string(key.str()) +
                            "\": a lesson has title, level, order, program, teaches, "
                            "prerequisites, exit_status, goals, solution, files and web");
      }
    }
  }

  std::string text(const char* key) const {
    const toml::node& node = required(key);
    const auto* const text = node.as_string();
    if (text == nullptr || text->get().empty()) bad(node, key, "a text in quotes");
    return text->get();
  }

  int number(const char* key, int least, int most) const {
    const toml::node& node = required(key);
    const auto* const number = node.as_integer();
    if (number == nullptr || number->get() < least || number->get() > most) {
      bad(node, key,
          "a whole number from " + std::to_string(least) + " to " + std::to_string(most));
    }
    return static_cast<int>(number->get());
  }

  int number_or(const char* key, int least, int most, int fallback) const {
    return table_.contains(key) ? number(key, least, most) : fallback;
  }

  /// Line of an entry in the file; 1 if it isn't there.
  int line(const char* key) const {
    const toml::node* const node = table_.get(key);
    return node == nullptr ? 1 : line_of(node->source());
  }

  std::vector<std::string> texts(const char* key) const {
    std::vector<std::string> texts;
    const toml::node* const node = table_.get(key);
    if (node == nullptr) return texts;
    const toml::array* const array = node->as_array();
    if (array == nullptr) bad(*node, key, "a list of texts in brackets");
    for (const toml::node& element : *array) {
      const auto* const text = element.as_string();
      if (text == nullptr) bad(element, key, "a list of texts in brackets");
      texts.push_back(text->get());
    }
    return texts;
  }

 private:
  /// The TOML begins at the file's second line.
  static int line_of(const toml::source_region& source) {
    return static_cast<int>(source.begin.line) + 1;
  }

  const toml::node& required(const char* key) const {
    const toml::node* const node = table_.get(key);
    if (node == nullptr) {
      throw FileError(file_, 1,
                      "the front matter lacks \"" + std::string(key) +
                          "\": write it between the two lines of +++");
    }
    return *node;
  }

  [[noreturn]] void bad(const toml::node& node, const char* key, const std::string& wanted) const {
    throw FileError(file_, line_of(node.source()),
                    "\"" + std::string(key) + "\" must be " + wanted);
  }

  std::string file_;
  toml::table table_;
};

/// Reads the lines after the front matter.
class BodyReader {
 public:
  explicit BodyReader(Lesson& lesson) : lesson_(lesson) {}

  void read(const std::vector<std::string_view>& lines, std::size_t first) {
    for (std::size_t i = first; i < lines.size(); ++i) {
      line_ = static_cast<int>(i) + 1;
      read_line(lines[i]);
    }
    if (in_code_)
      fail(code_line_, "the code block that begins here is not closed: add ``` after it");
    finish_part();
    if (lesson_.steps.empty()) {
      fail(0, "the lesson has no step: start one with a line such as `## The first step`");
    }
  }

 private:
  [[noreturn]] void fail(int line, const std::string& message) const {
    throw FileError(lesson_.file.string(), line, message);
  }

  void read_line(std::string_view line) {
    if (line.starts_with("```")) {
      in_code_ = !in_code_;
      code_line_ = line_;
    }
    const bool is_code = in_code_ || line.starts_with("```");
    if (!is_code && (line.starts_with("## ") || line == "##")) {
      start_step(trimmed(line.substr(2)));
    } else if (!is_code && line.starts_with("# ")) {
      fail(line_,
           "a heading with one # is not used here: the title stands in the front matter, and "
           "a step begins with ##");
    } else if (is_code || !read_directive(line)) {
      prose_ += std::string(line) + "\n";
    }
  }

  void start_step(std::string_view title) {
    finish_part();
    if (title.empty()) fail(line_, "the step has no title: write it after the ##");
    LessonStep& step = lesson_.steps.emplace_back();
    step.title = std::string(title);
    step.line = line_;
  }

  void finish_part() {
    if (!lesson_.steps.empty()) {
      LessonStep& step = lesson_.steps.back();
      step.prose = std::string(trimmed(prose_));
      if (step.prose.empty()) fail(step.line, "the step \"" + step.title + "\" says nothing");
    } else {
      lesson_.introduction = std::string(trimmed(prose_));
    }
    prose_.clear();
  }

  /// Takes in a line such as `cue: …`; false if it is none.
  bool read_directive(std::string_view line) {
    for (const std::string_view word : {"cue", "predict", "wrong", "because", "ask", "turns"}) {
      if (!line.starts_with(word) || !line.substr(word.size()).starts_with(":")) continue;
      if (lesson_.steps.empty()) {
        fail(line_, "\"" + std::string(word) +
                        ":\" stands before the first step: move it below a "
                        "line that begins with ##");
      }
      try {
        apply(word, trimmed(line.substr(word.size() + 1)));
      } catch (const FileError&) {
        throw;
      } catch (const Error& error) {
        fail(line_, error.what());
      }
      return true;
    }
    return false;
  }

  void apply(std::string_view word, std::string_view text) {
    LessonStep& step = lesson_.steps.back();
    if (text.empty()) {
      fail(line_, "nothing is written after \"" + std::string(word) + ":\"");
    }
    if (word == "cue") {
      if (step.cue) fail(line_, "the step has two cues: keep one, or start another step");
      step.cue = Cue::parse(text);
      step.cue_line = line_;
      return;
    }
    if (word == "turns") {
      if (step.turns_line > 0) fail(line_, "the step has two lines of turns: keep one");
      step.turns = turns_of(text);
      step.turns_line = line_;
      return;
    }
    if (word == "predict") {
      if (step.prediction) fail(line_, "the step asks twice: keep one question a step");
      step.prediction = Prediction::parse(text);
      step.prediction->line = line_;
      return;
    }
    if (!step.prediction) {
      fail(line_, "\"" + std::string(word) +
                      ":\" belongs to a question: write a line such as `predict: runs_next` above "
                      "it");
    }
    Prediction& prediction = *step.prediction;
    if (word == "wrong") {
      prediction.wrong.emplace_back(text);
    } else if (word == "ask") {
      prediction.prompt = std::string(text);
    } else {
      if (!prediction.because.empty()) prediction.because += '\n';
      prediction.because += text;
    }
  }

  static std::size_t turns_of(std::string_view text) {
    std::size_t turns = 0;
    const auto end = std::from_chars(text.data(), text.data() + text.size(), turns);
    if (end.ec != std::errc() || end.ptr != text.data() + text.size() || turns < 1 || turns > 50) {
      throw Error("\"turns:\" needs a whole number from 1 to 50: how many decisions of the loop");
    }
    return turns;
  }

  Lesson& lesson_;
  std::string prose_;
  bool in_code_ = false;
  int code_line_ = 0;
  int line_ = 0;
};

/// Number of the line after the front matter's closing +++ (index from 0), with the TOML.
std::size_t split_front_matter(const std::vector<std::string_view>& lines,
                               const std::filesystem::path& file, std::string& toml) {
  if (lines.empty() || trimmed(lines[0]) != "+++") {
    throw FileError(file.string(), 1,
                    "a lesson begins with a line of +++, its title, level, order and program as "
                    "TOML, and another line of +++");
  }
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (trimmed(lines[i]) == "+++") return i + 1;
    toml += std::string(lines[i]) + "\n";
  }
  throw FileError(file.string(), 1, "the front matter is not closed: add a second line of +++");
}

/// A program of the lesson; `key` is what the front matter calls it.
std::filesystem::path beside(const Lesson& lesson, const std::filesystem::path& folder,
                             const std::string& key, const std::string& name) {
  const std::filesystem::path relative(name);
  if (relative.has_parent_path() || relative.is_absolute() || name == "..") {
    throw FileError(lesson.file.string(), 1,
                    "the " + key + " \"" + name + "\" must lie in the lesson's own folder");
  }
  return folder / relative;
}

std::string read_program(const std::filesystem::path& file, const std::string& key) {
  return read_text(file, "the lesson's \"" + key + "\" names it, so put it beside the lesson");
}

void read_challenge(Lesson& lesson, const FrontMatter& front, const std::filesystem::path& folder) {
  for (const std::string& goal : front.texts("goals")) {
    try {
      lesson.goals.push_back(Goal::parse(goal));
    } catch (const Error& error) {
      throw FileError(lesson.file.string(), front.line("goals"), error.what());
    }
  }
  if (lesson.goals.empty()) return;
  lesson.solution_file = beside(lesson, folder, "solution", front.text("solution"));
  lesson.solution = read_program(lesson.solution_file, "solution");
}

}  // namespace

std::string lesson_file_name(Language language) {
  return "lesson." + std::string(code_of(language)) + ".md";
}

Lesson read_lesson(const std::filesystem::path& folder, Language language) {
  Lesson lesson;
  lesson.id = (folder.has_filename() ? folder : folder.parent_path()).filename().string();
  lesson.file = folder / lesson_file_name(language);
  lesson.language = language;
  const std::string text = read_text(lesson.file, "write the lesson in this language");
  check_is_utf8(lesson.file, text);
  const std::vector<std::string_view> lines = split_lines(text);
  std::string toml;
  const std::size_t body = split_front_matter(lines, lesson.file, toml);
  const FrontMatter front(lesson.file, toml);
  lesson.title = front.text("title");
  lesson.level = front.number("level", 1, 4);
  lesson.order = front.number("order", 0, 100'000);
  lesson.teaches = front.texts("teaches");
  lesson.prerequisites = front.texts("prerequisites");
  lesson.exit_status = front.number_or("exit_status", 0, 255, 0);
  lesson.program_file = beside(lesson, folder, "program", front.text("program"));
  lesson.program = read_program(lesson.program_file, "program");
  lesson.world = parse_surroundings(toml, lesson.file.string(), 1);
  read_challenge(lesson, front, folder);
  BodyReader(lesson).read(lines, body);
  return lesson;
}

}  // namespace loopscope::player
