#include "lessons/player/check.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <optional>

#include "engine/base/error.h"
#include "lessons/player/glossary.h"
#include "lessons/player/session.h"
#include "lessons/player/teaching.h"
#include "lessons/player/turns.h"

namespace loopscope::player {
namespace {

namespace fs = std::filesystem;

/// Gathers the problems of one lesson.
class LessonChecker {
 public:
  LessonChecker(const fs::path& folder, const fs::path& catalog, CheckExtent extent)
      : folder_(folder), catalog_(catalog), extent_(extent) {}

  std::vector<LessonProblem> check() {
    for (const Language language : all_languages) read(language);
    for (const auto& [language, lesson] : lessons_) {
      check_links(lesson);
      check_prerequisites(lesson);
      if (extent_ == CheckExtent::whole) add(check_teaching(lesson));
    }
    compare_languages();
    if (!lessons_.empty()) run(lessons_.begin()->second);
    return std::move(problems_);
  }

 private:
  void report(const fs::path& file, int line, const std::string& message) {
    problems_.push_back({file, line, message});
  }

  void add(std::vector<LessonProblem> problems) {
    for (LessonProblem& problem : problems) problems_.push_back(std::move(problem));
  }

  void read(Language language) {
    const fs::path file = folder_ / lesson_file_name(language);
    if (!fs::exists(file)) {
      report(file, 0, "the translation is missing: every lesson has lesson.en.md and lesson.ja.md");
      return;
    }
    try {
      lessons_.emplace(language, read_lesson(folder_, language));
    } catch (const FileError& error) {
      report_file_error(error);
    }
  }

  /// A FileError's message begins with file and line already. What both languages suffer from is
  /// told once.
  void report_file_error(const FileError& error) {
    const LessonProblem problem{{}, 0, error.what()};
    if (std::find(problems_.begin(), problems_.end(), problem) == problems_.end()) {
      problems_.push_back(problem);
    }
  }

  // Links and prerequisites.

  void check_links(const Lesson& lesson) {
    std::ifstream in(lesson.file);
    std::string text;
    bool in_code = false;
    for (int line = 1; std::getline(in, text); ++line) {
      if (text.starts_with("```")) in_code = !in_code;
      if (in_code) continue;
      for (std::size_t at = text.find("]("); at != std::string::npos;
           at = text.find("](", at + 1)) {
        const std::size_t end = text.find(')', at);
        if (end == std::string::npos) {
          report(lesson.file, line, "a link is not closed: add the ) after its target");
          break;
        }
        const std::string target = text.substr(at + 2, end - at - 2);
        check_link(lesson, line, target);
        const std::size_t open = text.rfind('[', at);
        if (open != std::string::npos && target.find("glossary.") != std::string::npos) {
          check_word(lesson, line, text.substr(open + 1, at - open - 1), target);
        }
      }
    }
  }

  void check_link(const Lesson& lesson, int line, const std::string& target) {
    if (target.starts_with("https://") || target.starts_with("http://")) return;
    if (target.starts_with("#")) {
      check_step_link(lesson, line, target);
      return;
    }
    const std::string file = target.substr(0, target.find('#'));
    if (file.empty() || !fs::exists(folder_ / file)) {
      report(lesson.file, line,
             "broken link \"" + target +
                 "\": it must be an address that begins with https:// or a path from the lesson's "
                 "folder, such as ../01-what-a-loop-does");
    }
  }

  /// A link to the glossary: its text is one of the words in there, or the glossary's title.
  void check_word(const Lesson& lesson, int line, const std::string& word,
                  const std::string& target) {
    const std::string name = glossary_file_name(lesson.language);
    if (target != "../" + name) {
      report(lesson.file, line,
             "the link \"" + target +
                 "\" leads to another language's glossary, or none: write ../" + name);
      return;
    }
    if (!fs::exists(catalog_ / name)) return;  // a broken link, which is told already
    const Glossary glossary = read_glossary(catalog_, lesson.language);
    if (glossary.find(word) != nullptr || glossary.is_title(word)) return;
    report(lesson.file, line,
           "\"" + word + "\" is no word of " + name +
               ": link one that is, as it is written there, or explain this one there");
  }

  void check_step_link(const Lesson& lesson, int line, const std::string& target) {
    for (std::size_t step = 1; step <= lesson.steps.size(); ++step) {
      if (target == "#" + std::to_string(step)) return;
    }
    report(lesson.file, line,
           "broken link \"" + target + "\": the lesson has " + std::to_string(lesson.steps.size()) +
               " steps; #1 is the first");
  }

  void check_prerequisites(const Lesson& lesson) {
    for (const std::string& id : lesson.prerequisites) {
      if (id == lesson.id) {
        report(lesson.file, 1, "the lesson is its own prerequisite: take \"" + id + "\" out");
      } else if (id.empty() || !fs::exists(catalog_ / id / lesson_file_name(Language::english))) {
        report(lesson.file, 1,
               "unknown prerequisite \"" + id + "\": write the name of a lesson's folder");
      }
    }
  }

  // The two languages.

  void compare_languages() {
    if (lessons_.size() < 2) return;
    const Lesson& english = lessons_.at(Language::english);
    const Lesson& other = lessons_.at(Language::japanese);
    if (other.program_file != english.program_file || other.level != english.level ||
        other.order != english.order || other.prerequisites != english.prerequisites ||
        other.exit_status != english.exit_status || other.solution_file != english.solution_file ||
        !same_goals(english, other)) {
      report(other.file, 1,
             "program, level, order, prerequisites, exit_status, goals and solution must be those "
             "of " +
                 english.file.filename().string());
    }
    if (other.teaches.size() != english.teaches.size()) {
      report(
          other.file, 1,
          "\"teaches\" has another number of entries than in " + english.file.filename().string());
    }
    if (other.steps.size() != english.steps.size()) {
      report(other.file, 0,
             "the lesson has " + std::to_string(other.steps.size()) + " steps, but " +
                 english.file.filename().string() + " has " + std::to_string(english.steps.size()));
      return;
    }
    for (std::size_t i = 0; i < english.steps.size(); ++i) {
      compare_steps(english, english.steps[i], other, other.steps[i]);
    }
  }

  void compare_steps(const Lesson& english, const LessonStep& a, const Lesson& other,
                     const LessonStep& b) {
    const std::string there = english.file.filename().string() + ":";
    const std::string cue_a = a.cue ? a.cue->text() : "";
    const std::string cue_b = b.cue ? b.cue->text() : "";
    if (cue_a != cue_b) {
      report(other.file, b.cue_line > 0 ? b.cue_line : b.line,
             "the step's cue is \"" + cue_b + "\", but \"" + cue_a + "\" in " + there +
                 std::to_string(a.cue_line > 0 ? a.cue_line : a.line));
    }
    if (a.turns != b.turns) {
      report(other.file, b.turns_line > 0 ? b.turns_line : b.line,
             "the step has " + std::to_string(b.turns) + " turns, but " + std::to_string(a.turns) +
                 " in " + there + std::to_string(a.turns_line > 0 ? a.turns_line : a.line));
    }
    if (a.prediction.has_value() != b.prediction.has_value()) {
      report(other.file, b.line,
             "only one language asks a question here; compare " + there + std::to_string(a.line));
    } else if (a.prediction && !same_question(*a.prediction, *b.prediction)) {
      report(other.file, b.prediction->line,
             "the question differs from that in " + there + std::to_string(a.prediction->line));
    }
  }

  static bool same_question(const Prediction& a, const Prediction& b) {
    const std::string of_a = a.of ? a.of->text() : "";
    const std::string of_b = b.of ? b.of->text() : "";
    return a.question == b.question && a.task == b.task && of_a == of_b &&
           a.wrong.size() == b.wrong.size() && a.because.empty() == b.because.empty() &&
           a.prompt.empty() == b.prompt.empty();
  }

  static bool same_goals(const Lesson& a, const Lesson& b) {
    return std::equal(a.goals.begin(), a.goals.end(), b.goals.begin(), b.goals.end(),
                      [](const Goal& x, const Goal& y) { return x.text() == y.text(); });
  }

  // The run.

  void run(const Lesson& lesson) {
    const Session session(lesson);
    const python::RunResult& result = session.result();
    if (!result.started()) {
      report(lesson.program_file, result.problem.line,
             "the program can't start: " + result.problem.message);
      return;
    }
    if (result.exit_status != lesson.exit_status) {
      report(lesson.program_file, 0,
             "the program ended with status " + std::to_string(result.exit_status) +
                 " instead of " + std::to_string(lesson.exit_status) + last_line(result.errors) +
                 " (if it is meant to, write `exit_status = " + std::to_string(result.exit_status) +
                 "` in the front matter)");
      return;  // what the steps say of the program is not to be found, either
    }
    for (const auto& [language, translation] : lessons_) check_steps(translation, session);
    if (!lesson.goals.empty()) check_goals(lesson, session);
  }

  /// A challenge's program misses its goals, and its solution meets them.
  void check_goals(const Lesson& lesson, const Session& given) {
    const auto met = [](const Session& run) {
      return [&run](const Goal& goal) { return goal.met(run.timeline()); };
    };
    if (std::all_of(lesson.goals.begin(), lesson.goals.end(), met(given))) {
      report(lesson.program_file, 0,
             "the program meets all goals already: a challenge begins with one that doesn't");
    }
    const Session solved(lesson.solution, lesson.solution_file.filename().string());
    if (!solved.result().started()) {
      report(lesson.solution_file, solved.result().problem.line,
             "the solution can't start: " + solved.result().problem.message);
      return;
    }
    for (const Goal& goal : lesson.goals) {
      if (!goal.met(solved.timeline())) {
        report(lesson.solution_file, 0, "the solution misses the goal `" + goal.text() + "`");
      }
    }
  }

  static std::string last_line(std::string errors) {
    while (!errors.empty() && errors.back() == '\n') errors.pop_back();
    const std::size_t start = errors.rfind('\n');
    errors.erase(0, start == std::string::npos ? 0 : start + 1);
    return errors.empty() ? "" : ": " + errors;
  }

  void check_steps(const Lesson& lesson, const Session& run) {
    Position after = 0;
    for (const LessonStep& step : lesson.steps) {
      std::optional<Position> moment = after;
      if (step.cue) moment = step.cue->find(run.timeline(), after);
      if (!moment) {
        report(lesson.file, step.cue_line,
               "the cue \"" + step.cue->text() +
                   "\" never comes after the step before: `loopscope run PROGRAM --trace "
                   "OUT.jsonl` and `loopscope show OUT.jsonl --moments` list what comes");
        return;
      }
      after = *moment;
      if (step.prediction) check_prediction(lesson, *step.prediction, run, after);
      const std::size_t turns =
          turns_after(run.timeline(), after, step.turns, lesson.language).size();
      if (turns < step.turns) {
        report(lesson.file, step.turns_line,
               "only " + std::to_string(turns) +
                   " decisions are left after this moment: ask for fewer or move the cue");
      }
    }
  }

  void check_prediction(const Lesson& lesson, const Prediction& prediction, const Session& run,
                        Position position) {
    if (prediction.of && prediction.prompt.empty()) {
      report(
          lesson.file, prediction.line,
          "the question is about the moment `of`, and its usual words about the next one: ask it "
          "in words of your own, with a line `ask: …` below it");
    }
    try {
      Prediction asked = prediction;
      asked.wrong = {"?"};  // so that there is a right answer even if all given ones are right
      const Prediction::Choices choices = asked.choices(run.timeline(), position, lesson.language);
      const std::string& right = choices.texts[choices.right];
      for (const std::string& wrong : prediction.wrong) {
        if (wrong != right) continue;
        report(lesson.file, prediction.line,
               "the wrong choice \"" + wrong + "\" is the right answer: change or remove it");
        return;
      }
      static_cast<void>(prediction.choices(run.timeline(), position, lesson.language));
    } catch (const Error& error) {
      report(lesson.file, prediction.line, error.what());
    }
  }

  fs::path folder_;
  fs::path catalog_;
  CheckExtent extent_;
  std::map<Language, Lesson> lessons_;
  std::vector<LessonProblem> problems_;
};

}  // namespace

std::string LessonProblem::text() const {
  if (file.empty()) return message;
  return file.string() + (line > 0 ? ":" + std::to_string(line) : "") + ": " + message;
}

std::vector<LessonProblem> check_lesson(const fs::path& folder, const fs::path& catalog,
                                        CheckExtent extent) {
  return LessonChecker(folder, catalog, extent).check();
}

std::vector<LessonProblem> check_catalog(const fs::path& catalog, CheckExtent extent) {
  std::vector<LessonProblem> problems;
  std::map<int, fs::path> places;
  for (const fs::path& folder : find_lessons(catalog)) {
    for (LessonProblem& problem : check_lesson(folder, catalog, extent)) {
      problems.push_back(std::move(problem));
    }
    try {
      const Lesson lesson = read_lesson(folder, Language::english);
      const auto [place, is_new] = places.emplace(lesson.order, lesson.file);
      if (!is_new) {
        problems.push_back({lesson.file, 1,
                            "order = " + std::to_string(lesson.order) + " is that of " +
                                place->second.string() + ": give each lesson a place of its own"});
      }
    } catch (const FileError&) {
      // check_lesson has told of it.
    }
  }
  for (LessonProblem& problem : check_glossary(catalog)) problems.push_back(std::move(problem));
  return problems;
}

}  // namespace loopscope::player
