#include "lessons/player/teaching.h"

#include <algorithm>
#include <sstream>
#include <string>
#include <string_view>

#include "lessons/player/text_width.h"

namespace loopscope::player {
namespace {

constexpr std::size_t fewest_steps = 5;
constexpr std::size_t most_steps = 12;
constexpr std::ptrdiff_t fewest_questions = 2;
constexpr std::size_t most_words = 110;      // a step in English
constexpr std::size_t most_columns = 800;    // a step in Japanese: 400 wide characters
constexpr std::size_t widest_program = 100;  // columns

/// How a language begins the paragraphs that every lesson has.
struct Openings {
  std::string_view to_try;
  std::string_view in_cpython;
};

Openings openings_of(Language language) {
  if (language == Language::japanese) return {"**試してみよう。**", "**CPython では。**"};
  return {"**Try it.**", "**In CPython.**"};
}

class TeachingCheck {
 public:
  explicit TeachingCheck(const Lesson& lesson) : lesson_(lesson) {}

  std::vector<LessonProblem> check() {
    if (lesson_.goals.empty()) {
      check_count();
      check_questions();
      check_openings();
    }
    for (const LessonStep& step : lesson_.steps) check_length(step);
    check_program();
    return std::move(problems_);
  }

 private:
  void report(int line, std::string message) {
    problems_.push_back({lesson_.file, line, std::move(message)});
  }

  void check_count() {
    const std::size_t steps = lesson_.steps.size();
    if (steps >= fewest_steps && steps <= most_steps) return;
    report(1, "the lesson has " + std::to_string(steps) + (steps == 1 ? " step" : " steps") +
                  ": a lesson has " + std::to_string(fewest_steps) + " to " +
                  std::to_string(most_steps) +
                  (steps < fewest_steps ? "; give each idea a step of its own"
                                        : "; make two lessons of it"));
  }

  void check_questions() {
    const auto questions =
        std::count_if(lesson_.steps.begin(), lesson_.steps.end(),
                      [](const LessonStep& step) { return step.prediction.has_value(); });
    if (questions >= fewest_questions) return;
    report(1, "the lesson asks " + std::string(questions == 0 ? "nothing" : "only one question") +
                  ": ask at least twice, with lines such as `predict: prints_next` below a step's "
                  "cue");
  }

  /// The first step with a paragraph that begins so; null if there is none.
  const LessonStep* step_with(std::string_view opening) const {
    const auto found = std::find_if(
        lesson_.steps.begin(), lesson_.steps.end(),
        [&](const LessonStep& step) { return step.prose.find(opening) != std::string::npos; });
    return found == lesson_.steps.end() ? nullptr : &*found;
  }

  void check_openings() {
    const Openings openings = openings_of(lesson_.language);
    if (step_with(openings.to_try) == nullptr) {
      report(0, "no paragraph begins with " + std::string(openings.to_try) +
                    ": give one thing to change in the program and try");
    }
    const LessonStep* const step = step_with(openings.in_cpython);
    if (step == nullptr) {
      report(0, "no paragraph begins with " + std::string(openings.in_cpython) +
                    ": name the function in CPython's source that does this");
      return;
    }
    const std::size_t begin = step->prose.find(openings.in_cpython);
    const std::string paragraph =
        step->prose.substr(begin, step->prose.find("\n\n", begin) - begin);
    if (paragraph.find('`') == std::string::npos) {
      report(step->line, "the paragraph " + std::string(openings.in_cpython) +
                             " names nothing: write the function's name in `backticks`");
    }
  }

  void check_length(const LessonStep& step) {
    if (lesson_.language == Language::japanese) {
      const std::size_t columns = text_width(step.prose);
      if (columns <= most_columns) return;
      report(step.line, "the step has " + std::to_string(columns / 2) +
                            " characters: beside the pictures at most " +
                            std::to_string(most_columns / 2) + " are read; make two steps of it");
      return;
    }
    std::istringstream words(step.prose);
    std::size_t count = 0;
    for (std::string word; words >> word;) ++count;
    if (count <= most_words) return;
    report(step.line, "the step has " + std::to_string(count) +
                          " words: beside the pictures at most " + std::to_string(most_words) +
                          " are read; make two steps of it");
  }

  /// Told of once, in the first language.
  void check_program() {
    if (lesson_.language != all_languages.front()) return;
    std::istringstream lines(lesson_.program);
    int number = 0;
    for (std::string line; std::getline(lines, line);) {
      ++number;
      if (text_width(line) <= widest_program) continue;
      problems_.push_back({lesson_.program_file, number,
                           "the line is " + std::to_string(text_width(line)) +
                               " columns wide: break it at " + std::to_string(widest_program) +
                               " or before, so that it can be read beside the pictures"});
    }
  }

  const Lesson& lesson_;
  std::vector<LessonProblem> problems_;
};

}  // namespace

std::vector<LessonProblem> check_teaching(const Lesson& lesson) {
  return TeachingCheck(lesson).check();
}

}  // namespace loopscope::player
