#include "lessons/player/play.h"

#include <algorithm>
#include <cctype>
#include <istream>
#include <optional>
#include <ostream>
#include <set>
#include <string>
#include <vector>

#include "engine/base/error.h"
#include "lessons/player/picture.h"
#include "lessons/player/text_width.h"
#include "lessons/player/turns.h"

namespace loopscope::player {
namespace {

std::string trimmed(const std::string& text) {
  const std::size_t begin = text.find_first_not_of(" \t\r");
  if (begin == std::string::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

/// The number that a text is; nothing if it is none, or a very large one.
std::optional<std::size_t> number_in(const std::string& text) {
  const bool digits =
      std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
  if (text.empty() || !digits || text.size() > 6) return std::nullopt;
  return std::stoul(text);
}

class TerminalPlayer {
 public:
  TerminalPlayer(Session& session, std::istream& in, std::ostream& out, const PlayOptions& options)
      : session_(session),
        lesson_(*session.lesson()),
        texts_(texts_of(lesson_.language)),
        in_(in),
        out_(out),
        options_(options) {}

  void play() {
    rule('=');
    print(texts_.format("play.lesson", lesson_.order, lesson_.title));
    if (!lesson_.introduction.empty()) {
      out_ << '\n';
      print_markdown(lesson_.introduction);
    }
    show_goals();
    if (options_.interactive) {
      play_asking();
    } else {
      for (std::size_t i = 0; i < lesson_.steps.size(); ++i) {
        show_step(i);
        show_answer();
        show_turns();
      }
      out_ << '\n';
    }
  }

 private:
  /// What a challenge asks for, and what its program meets as it is.
  void show_goals() {
    if (lesson_.goals.empty()) return;
    out_ << '\n';
    print(texts_["goal.heading"] + ":");
    for (const Goal& goal : lesson_.goals) {
      const bool met = goal.met(session_.timeline());
      print((met ? "  [x] " : "  [ ] ") + goal.words(texts_));
    }
  }

  void play_asking() {
    move_to(0);
    if (!left_) print(texts_["play.keys"]);
    std::string line;
    while (!left_ && prompt(texts_["play.prompt"], line)) {
      if (line == "q") {
        left_ = true;
      } else if (line.empty() || line == "n") {
        move_to(session_.step() + 1);
      } else if (line == "p") {
        if (session_.step() > 0) move_to(session_.step() - 1);
      } else if (const auto number = number_in(line)) {
        go_to_number(*number);
      } else {
        print(texts_["play.no_such_key"]);
      }
    }
    if (!left_) out_ << '\n';
  }

  void go_to_number(std::size_t number) {
    if (number >= 1 && number <= lesson_.steps.size()) {
      move_to(number - 1);
    } else {
      print(texts_.format("play.no_such_step", number, lesson_.steps.size()));
    }
  }

  void move_to(std::size_t index) {
    if (index >= lesson_.steps.size()) {
      print(texts_["play.end"]);
      return;
    }
    show_step(index);
    ask();
    if (!left_) ask_turns();
  }

  bool prompt(const std::string& text, std::string& answer) {
    out_ << text << std::flush;
    if (!std::getline(in_, answer)) return false;
    answer = trimmed(answer);
    return true;
  }

  void rule(char c) { out_ << '\n' << std::string(options_.width, c) << '\n'; }

  void print(const std::string& text) {
    for (const std::string& line : wrapped(text, options_.width)) out_ << line << '\n';
  }

  void print_markdown(const std::string& markdown) {
    for (const std::string& line : plain_markdown(markdown, options_.width)) out_ << line << '\n';
  }

  void show_step(std::size_t index) {
    session_.go_to_step(index);
    const LessonStep& step = lesson_.steps[index];
    rule('-');
    print(texts_.format("play.step", index + 1, lesson_.steps.size(), step.title));
    out_ << '\n';
    print_markdown(step.prose);
    out_ << '\n';
    if (!session_.step_positions()[index]) print(texts_["play.no_moment"]);
    show_picture(!step.prediction && step.turns == 0);
  }

  const Prediction* prediction() const {
    const LessonStep& step = lesson_.steps[session_.step()];
    return step.prediction ? &*step.prediction : nullptr;
  }

  Choices show_question(const Prediction& asked) {
    out_ << '\n';
    print(texts_.format("play.question", asked.question_text(texts_)));
    Choices choices = choices_of(asked);
    show_choices(choices);
    return choices;
  }

  Choices choices_of(const Prediction& asked) const {
    try {
      return asked.choices(session_.timeline(), session_.position(), lesson_.language);
    } catch (const Error& error) {
      throw FileError(lesson_.file.string(), asked.line, error.what());
    }
  }

  void show_choices(const Choices& choices) {
    for (std::size_t i = 0; i < choices.texts.size(); ++i) {
      const std::string choice = std::to_string(i + 1) + ". " + choices.texts[i];
      for (const std::string& line : wrapped(choice, options_.width - 2, "   ")) {
        out_ << "  " << line << '\n';
      }
    }
  }

  /// `tells_future` false: a question follows, whose answer it must not give away.
  void show_picture(bool tells_future) {
    PictureOptions picture;
    picture.width = options_.width;
    picture.tells_future = tells_future;
    for (const std::string& line :
         picture_of(session_.timeline(), session_.state(), texts_, picture)) {
      out_ << line << '\n';
    }
  }

  /// Asks until the answer is one of the choices' numbers, or Enter, which skips the question, or
  /// q, which leaves the lesson. False: there is nothing to be said about it any more.
  bool read_answer(const Choices& choices, std::optional<std::size_t>& answer) {
    std::string line;
    while (prompt(texts_.format("play.your_answer", choices.texts.size()), line)) {
      left_ = line == "q";
      if (left_ || line.empty()) return !left_;
      const auto number = number_in(line);
      if (number && *number >= 1 && *number <= choices.texts.size()) {
        answer = *number - 1;
        return true;
      }
      print(texts_.format("play.no_such_answer", choices.texts.size()));
    }
    return false;
  }

  /// True if the answer is right.
  bool judge(const Choices& choices, std::optional<std::size_t> answer) {
    const std::string& right = choices.texts[choices.right];
    if (!answer) {
      print(texts_.format("play.answer", right));
    } else {
      print(answer == choices.right ? texts_["predict.right"]
                                    : texts_.format("predict.wrong", right));
    }
    return answer == choices.right;
  }

  std::vector<Turn> turns() const {
    return turns_after(session_.timeline(), session_.position(),
                       lesson_.steps[session_.step()].turns, lesson_.language);
  }

  void show_turn(const Turn& turn, std::size_t index, std::size_t count) {
    session_.seek(turn.asked_at);
    out_ << '\n';
    print(texts_["turn.heading"] + ": " + texts_.format("turn.count", index + 1, count));
    show_picture(false);
    out_ << '\n';
    print(texts_.format("play.question", texts_[question_id(turn.decision)]));
    show_choices(turn.choices);
  }

  void show_turns() {
    const std::vector<Turn> all = turns();
    for (std::size_t i = 0; i < all.size(); ++i) {
      show_turn(all[i], i, all.size());
      print(texts_.format("play.answer", all[i].choices.texts[all[i].choices.right]));
      print(texts_[rule_id(all[i].decision)]);
    }
  }

  /// Lets the learner decide in the loop's place, once for each time that the lesson is played.
  void ask_turns() {
    const std::vector<Turn> all = turns();
    if (all.empty() || !turned_.insert(session_.step()).second) return;
    std::size_t right = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
      show_turn(all[i], i, all.size());
      std::optional<std::size_t> answer;
      if (!read_answer(all[i].choices, answer)) return;
      right += static_cast<std::size_t>(judge(all[i].choices, answer));
      print(texts_[rule_id(all[i].decision)]);
    }
    out_ << '\n';
    print(texts_.format("turn.done", right, all.size()));
    session_.go_to_step(session_.step());
  }

  void show_because(const Prediction& asked) {
    if (!asked.because.empty()) print_markdown(asked.because);
  }

  void show_answer() {
    const Prediction* const asked = prediction();
    if (asked == nullptr) return;
    const Choices choices = show_question(*asked);
    print(texts_.format("play.answer", choices.texts[choices.right]));
    show_because(*asked);
  }

  /// Asks the step's question, once for each time that the lesson is played.
  void ask() {
    const Prediction* const asked = prediction();
    if (asked == nullptr || !asked_.insert(session_.step()).second) return;
    const Choices choices = show_question(*asked);
    std::optional<std::size_t> answer;
    if (!read_answer(choices, answer)) return;
    judge(choices, answer);
    show_because(*asked);
    out_ << '\n';
  }

  Session& session_;
  const Lesson& lesson_;
  const Texts& texts_;
  std::istream& in_;
  std::ostream& out_;
  const PlayOptions& options_;
  std::set<std::size_t> asked_;
  std::set<std::size_t> turned_;
  bool left_ = false;  ///< with q
};

}  // namespace

void play_lesson(Session& session, std::istream& in, std::ostream& out,
                 const PlayOptions& options) {
  if (session.lesson()) TerminalPlayer(session, in, out, options).play();
}

}  // namespace loopscope::player
