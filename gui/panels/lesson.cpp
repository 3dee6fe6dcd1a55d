#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "gui/panels/markdown.h"
#include "gui/panels/panels.h"
#include "gui/widgets/controls.h"
#include "gui/widgets/scroll.h"
#include "lessons/player/hints.h"

namespace loopscope::gui {

namespace {

constexpr const char* region = "lesson";

const player::LessonStep& step_of(const View& view) {
  return view.session.lesson()->steps[view.session.step()];
}

/// Whether a task of this run has that name, now or later.
bool names_a_task(const View& view, std::string_view name) {
  const auto& lanes = view.timeline().lanes();
  return std::any_of(lanes.begin(), lanes.end(), [&](const Timeline::Lane& lane) {
    const EventId made = lane.spans.empty() ? 0 : lane.spans.front().begin;
    return made != 0 && view.trace().text(view.trace().event(made).object) == name;
  });
}

const TaskState* task_named(const View& view, std::string_view name) {
  const LoopState& state = view.state();
  for (std::size_t index = 0; index < state.task_count(); ++index) {
    if (view.trace().text(state.task_at(index).name) == name) return &state.task_at(index);
  }
  return nullptr;
}

/// A task's name in the prose: in the task's colours once there is the task, and as good as its
/// token elsewhere.
void draw_task_name(const View& view, Actions& actions, std::string_view id, const Rect& place,
                    std::string_view name) {
  Ui& ui = view.ui;
  const Metrics& m = view.metrics();
  const TaskState* const task = task_named(view, name);
  if (task == nullptr) {
    ui.text(id, place, name, {FontRole::strong, view.theme().text});
    return;
  }
  const StatusColors& colors = view.theme().of(task->status);
  const Rect box{place.left - m.px(3), place.top + m.px(1), place.right + m.px(2),
                 place.bottom - m.px(1)};
  const Response response = ui.interact(id, box, ElementKind::token, name);
  ui.fill(box, colors.fill, m.small_radius());
  ui.stroke(box, colors.outline, m.small_radius(), m.hair());
  if (view.selected(task->id) || view.lit(task->id) || response.hovered) {
    const Color around =
        view.selected(task->id) ? view.theme().accent : view.theme().text.faded(0.8F);
    ui.stroke(box.inset(-m.px(2)), around, m.small_radius() + m.px(2), m.px(1.5F));
  }
  const Selection selection{Selection::Kind::task, task->id};
  if (response.hovered) actions.add(Hover{selection});
  if (response.clicked) actions.add(Select{selection});
  const IdScope scope(ui, id);
  ui.text("name", place, name, {FontRole::strong, colors.ink});
}

/// What is asked at a moment, and how it was answered: a step's prediction, or a decision in the
/// loop's place.
struct Asked {
  std::string heading;
  std::string prompt;
  std::string because;  ///< Markdown
  const player::Choices* choices = nullptr;
  const Answer* answer = nullptr;  ///< null: not yet
  bool turn = false;
};

std::optional<Asked> asked_at(const View& view) {
  const TurnPlay& play = view.turns;
  if (play.at < play.turns.size()) {
    const player::Turn& turn = play.turns[play.at];
    return Asked{view.texts.format("turn.count", play.at + 1, play.turns.size()),
                 view.texts[player::question_id(turn.decision)],
                 view.texts[player::rule_id(turn.decision)],
                 &turn.choices,
                 play.answer ? &*play.answer : nullptr,
                 true};
  }
  const auto& prediction = step_of(view).prediction;
  if (!prediction || !view.choices) return std::nullopt;
  const auto answer = view.answers.find(view.session.step());
  return Asked{view.texts["predict.heading"],
               prediction->question_text(view.texts),
               prediction->because,
               &*view.choices,
               answer == view.answers.end() ? nullptr : &answer->second,
               false};
}

/// The box with the question, the choices and what is said after the answer. Measured and drawn by
/// the same code.
class Question {
 public:
  Question(const View& view, Asked asked, float width)
      : view_(view), asked_(std::move(asked)), ui_(view.ui), m_(view.metrics()), width_(width) {
    inner_ = width - 2.0F * m_.pad();
    place_choices();
  }

  float height() const { return height_; }

  void draw(Vec corner, Actions& actions) const {
    const Theme& theme = view_.theme();
    const Rect box = Rect::at(corner, {width_, height_});
    ui_.note_panel("predict", box);
    ui_.fill(box, theme.predict_fill, m_.radius());
    ui_.stroke(box, theme.predict_border, m_.radius(), m_.hair());
    Rect inner = box.inset(m_.pad(), m_.gap() + m_.px(2));
    draw_prompt(inner);
    for (std::size_t index = 0; index < choices_.size(); ++index) {
      draw_choice(index, corner, actions);
    }
    if (answer() != nullptr) draw_verdict({inner.left, corner.y + verdict_top_}, actions);
  }

 private:
  const Answer* answer() const { return asked_.answer; }
  const std::string& prompt() const { return asked_.prompt; }

  ButtonLook look_of(std::size_t index) const {
    ButtonLook look;
    look.role = FontRole::body;
    const Answer* given = answer();
    if (given == nullptr) return look;
    look.enabled = false;
    if (index == asked_.choices->right) {
      look.sign = Sign::check;
      look.chosen = true;
      look.enabled = true;
    } else if (index == given->choice) {
      look.sign = Sign::cross;
    }
    return look;
  }

  float heading_width() const {
    return std::ceil(ui_.measure(FontRole::strong, asked_.heading).x) + 1.0F;
  }

  void place_choices() {
    const float line = ui_.line_height(FontRole::body);
    const float beside = heading_width() + m_.pad();
    is_prose_ = prompt().find_first_of("`*") != std::string::npos;
    prompt_beside_ =
        !is_prose_ && std::ceil(ui_.measure(FontRole::body, prompt()).x) + 1.0F <= inner_ - beside;
    float y = m_.gap() + m_.px(2) + line;
    if (!prompt_beside_) {
      y += m_.px(2) + prompt_height();
    }
    y += m_.gap();
    float x = 0.0F;
    ButtonLook widest;
    widest.sign = Sign::check;  // room for the sign that the answer brings: nothing moves then
    for (const std::string& text : asked_.choices->texts) {
      const float width = std::min(button_width(ui_, text, widest), inner_);
      if (x > 0.0F && x + width > inner_) {
        x = 0.0F;
        y += m_.control() + m_.px(6);
      }
      choices_.push_back(Rect::at({m_.pad() + x, y}, {width, m_.control()}));
      x += width + m_.gap();
    }
    height_ = y + m_.control() + m_.gap() + m_.px(2);
    verdict_top_ = height_ - m_.px(2);
    if (answer() != nullptr) height_ += verdict_height() + m_.px(2);
  }

  float prompt_height() const {
    return is_prose_ ? Prose(ui_, prompt(), inner_).height()
                     : ui_.wrapped_height(FontRole::body, prompt(), inner_);
  }

  std::string verdict() const {
    return answer()->right
               ? view_.texts["predict.right"]
               : view_.texts.format("predict.wrong", asked_.choices->texts[asked_.choices->right]);
  }

  float verdict_height() const {
    float height = ui_.wrapped_height(FontRole::strong, verdict(), inner_);
    const std::string& because = asked_.because;
    if (!because.empty()) height += m_.px(4) + Prose(ui_, because, inner_).height();
    return height + m_.gap() + m_.control() + m_.gap();
  }

  void draw_prompt(Rect inner) const {
    const Theme& theme = view_.theme();
    Rect line = inner.cut_top(ui_.line_height(FontRole::body), m_.px(2));
    ui_.text("heading", line.cut_left(heading_width(), m_.pad()), asked_.heading,
             {FontRole::strong, theme.predict_text});
    if (prompt_beside_) {
      ui_.text("prompt", line, prompt(), {FontRole::body, theme.text});
    } else if (is_prose_) {
      Prose(ui_, prompt(), inner_).draw(ui_, "prompt", inner.corner());
    } else {
      ui_.wrapped("prompt", inner, prompt(), {FontRole::body, theme.text});
    }
  }

  void draw_choice(std::size_t index, Vec corner, Actions& actions) const {
    const Rect rect = choices_[index].moved(corner.x, corner.y);
    const Response response = button(ui_, fmt::format("choice-{}", index), rect,
                                     asked_.choices->texts[index], look_of(index));
    if (response.clicked && answer() == nullptr) {
      const Answer given{index, index == asked_.choices->right};
      if (asked_.turn) {
        actions.add(AnswerTurn{given});
      } else {
        actions.add(AnswerPrediction{view_.session.step(), given});
      }
    }
  }

  void draw_verdict(Vec corner, Actions& actions) const {
    const Theme& theme = view_.theme();
    float y = corner.y;
    y += ui_.wrapped("verdict", {corner.x, y, corner.x + inner_, y + height_}, verdict(),
                     {FontRole::strong, theme.text});
    const std::string& because = asked_.because;
    if (!because.empty()) {
      const Prose prose(ui_, because, inner_);
      prose.draw(ui_, "because", {corner.x, y + m_.px(4)});
      y += m_.px(4) + prose.height();
    }
    y += m_.gap();
    const ButtonLook look{.sign = Sign::forward};
    const std::string& text = view_.texts[asked_.turn ? "turn.go_on" : "lesson.see"];
    const float width = std::min(button_width(ui_, text, look), inner_);
    if (button(ui_, "see", Rect::at({corner.x, y}, {width, m_.control()}), text, look).clicked) {
      if (asked_.turn) {
        actions.add(NextTurn{});
      } else {
        actions.add(SeekTo{asked_.choices->answered_at});
      }
    }
  }

  const View& view_;
  Asked asked_;
  Ui& ui_;
  const Metrics& m_;
  float width_;
  float inner_ = 0.0F;
  bool prompt_beside_ = true;
  bool is_prose_ = false;  ///< the prompt has marks of Markdown
  std::vector<Rect> choices_;
  float verdict_top_ = 0.0F;
  float height_ = 0.0F;
};

/// One dot a step; the step at hand is long. Clicking goes there.
void draw_progress(const View& view, const Rect& area, std::size_t count, Actions& actions) {
  Ui& ui = view.ui;
  const Theme& theme = view.theme();
  const Metrics& m = view.metrics();
  const float gap = m.px(4);
  const float width = std::min(
      m.px(28), (area.width() - gap * static_cast<float>(count - 1)) / static_cast<float>(count));
  const float total = width * static_cast<float>(count) + gap * static_cast<float>(count - 1);
  float x = std::floor(area.center().x - total / 2.0F);
  for (std::size_t index = 0; index < count; ++index) {
    const Rect slot{x, area.top, x + width, area.bottom};
    const Response response = ui.interact(fmt::format("step-{}", index), slot, ElementKind::button,
                                          view.session.lesson()->steps[index].title);
    const float thick = response.hovered ? m.px(6) : m.px(4);
    const Rect bar = Rect::at({x, std::round(area.center().y - thick / 2)}, {width, thick});
    Color color = index < view.session.step() ? theme.dim : theme.border;
    if (index == view.session.step()) color = theme.accent;
    ui.fill(bar, color, thick / 2.0F);
    if (response.hovered) {
      ui.tooltip(fmt::format("{}. {}", index + 1, view.session.lesson()->steps[index].title));
    }
    if (response.clicked) actions.add(GoToStep{index});
    x += width + gap;
  }
}

void draw_navigation(const View& view, Rect bar, Actions& actions) {
  Ui& ui = view.ui;
  const Metrics& m = view.metrics();
  const auto step_button = [&](const char* id, Command command, const char* text, ButtonLook look,
                               bool at_left) {
    look.enabled = info_of(command).enabled(view);
    const float width = button_width(ui, view.texts[text], look);
    const Rect rect = at_left ? bar.cut_left(width, m.pad()) : bar.cut_right(width, m.pad());
    if (button(ui, id, rect, view.texts[text], look).clicked) actions.add(RunCommand{command});
  };
  step_button("previous", Command::previous_step, "lesson.previous", {.sign = Sign::back}, true);
  const bool last = !info_of(Command::next_step).enabled(view);
  const bool more_lessons = info_of(Command::next_lesson).enabled(view);
  if (last && more_lessons) {
    step_button("next_lesson", Command::next_lesson, "lesson.next_lesson",
                {.sign_after = Sign::forward, .chosen = true}, false);
  } else {
    step_button("next", Command::next_step, "lesson.next",
                {.sign_after = Sign::forward, .chosen = !last}, false);
  }
  draw_progress(view, bar, view.session.lesson()->steps.size(), actions);
}

/// What a challenge asks for, and what this run meets, as Markdown.
std::string goals_text(const View& view) {
  const player::Lesson& lesson = *view.session.lesson();
  const std::vector<bool>& met = view.session.goals_met();
  if (lesson.goals.empty()) return {};
  std::string text = "\n\n### " + view.texts["goal.heading"] + "\n\n";
  for (std::size_t i = 0; i < lesson.goals.size(); ++i) {
    const bool done = i < met.size() && met[i];
    const std::string& mark = view.texts[done ? "goal.solved" : "goal.open"];
    text += "- **" + mark + "**: " + lesson.goals[i].words(view.texts) + "\n";
  }
  return text;
}

/// What a step says: its title, its prose (the first after the lesson's introduction).
std::string prose_of(const View& view) {
  const player::Lesson& lesson = *view.session.lesson();
  const player::LessonStep& step = step_of(view);
  std::string text;
  if (view.session.step() == 0 && !lesson.introduction.empty()) text = lesson.introduction + "\n\n";
  if (!step.title.empty()) text += "### " + step.title + "\n\n";
  text += step.prose;
  const TurnPlay& play = view.turns;
  if (!play.turns.empty() && play.at == play.turns.size()) {
    text += "\n\n**" + view.texts.format("turn.done", play.right, play.turns.size()) + "**";
  }
  return text + goals_text(view);
}

/// Prose and question of a step, set in one width.
struct StepContent {
  Prose prose;
  std::optional<Question> question;
  float height = 0.0F;

  StepContent(const View& view, float width)
      : prose(view.ui, prose_of(view), width,
              [&view](std::string_view name) { return names_a_task(view, name); }) {
    height = prose.height();
    std::optional<Asked> asked = asked_at(view);
    if (!asked) return;
    question.emplace(view, std::move(*asked), width);
    height += view.metrics().pad() + question->height();
  }

  /// The question is drawn elsewhere.
  void set_apart() {
    question.reset();
    height = prose.height();
  }
};

/// True once the step's question, or the decision at hand, has its answer.
bool is_answered(const View& view) {
  return view.turns.turns.empty() ? view.answers.contains(view.session.step())
                                  : view.turns.at > 0 || view.turns.answer.has_value();
}

/// A question that stands open stays in sight while the prose above it scrolls, if that leaves the
/// prose a good part of the panel.
bool stays_in_sight(const View& view, const StepContent& content, const Rect& area) {
  return content.question && !is_answered(view) &&
         content.question->height() <= 0.6F * area.height();
}

/// Draws prose and question into what is left above the navigation.
void draw_content(const View& view, Rect area, Actions& actions) {
  Ui& ui = view.ui;
  const Metrics& m = view.metrics();
  std::optional<StepContent> content(std::in_place, view, area.width());
  const bool scrolls = content->height > area.height() + 0.5F;
  const bool apart = scrolls && stays_in_sight(view, *content, area);
  if (apart) {
    const Rect place = area.cut_bottom(content->question->height(), m.pad());
    content->question->draw(place.corner(), actions);
  }
  // The scroll bar takes its place from the text.
  const float width = area.width() - (scrolls ? m.px(14) : 0.0F);
  if (scrolls) content.emplace(view, width);
  if (apart) content->set_apart();
  const float question_top = content->prose.height() + m.pad();

  Vec offset = view.scroll(region);
  const bool answered = is_answered(view);
  // A fresh answer is brought into sight.
  const auto follow = static_cast<std::uint32_t>(128 * view.session.step() + 2 * view.turns.at +
                                                 (view.turns.answer || answered ? 2 : 1));
  const bool moves = view.followed(region) != follow;
  if (moves && answered) {
    offset.y =
        offset_showing(offset.y, area.height(), content->height, question_top, content->height, 0);
  }
  const Vec extent{width, content->height};
  const ScrollArea scroll = scroll_area(ui, "scroll", area, extent, offset);
  if (scroll.changed || moves) actions.add(ScrollTo{region, scroll.offset, follow});
  const Rect& seen = scroll.view;
  const ClipScope clip(ui, {seen.left - m.px(3), seen.top, seen.right + m.px(3), seen.bottom});
  if (scrolls) ui.push_scrolled();
  content->prose.draw(
      ui, "prose", scroll.origin(),
      [&](std::string_view id, const Rect& place, std::string_view name) {
        draw_task_name(view, actions, id, place, name);
      },
      [&actions](std::string_view target) { actions.add(FollowLink{std::string(target)}); });
  if (content->question) {
    content->question->draw(scroll.origin() + Vec{0.0F, question_top}, actions);
  }
  if (scrolls) ui.pop_scrolled();
}

/// The last line of what the run wrote about its error; empty if it ends well.
std::string last_error(const View& view) {
  const python::RunResult& result = view.session.result();
  std::string_view errors = result.errors;
  while (errors.ends_with('\n')) errors.remove_suffix(1);
  if (result.exit_status == 0 || errors.empty()) return {};
  errors.remove_prefix(errors.rfind('\n') + 1);
  constexpr std::string_view speaker = "loopscope: ";  // of what no Python would say
  if (errors.starts_with(speaker)) errors.remove_prefix(speaker.size());
  return std::string(errors);
}

struct Paragraph {
  std::string id;
  std::string text;
  Color color;
};

/// Without a lesson: what this program is, why it can't start or what it ends with, and hints.
std::vector<Paragraph> own_program(const View& view) {
  const python::RunResult& result = view.session.result();
  const Color error = view.theme().error;
  std::vector<Paragraph> paragraphs;
  if (result.started()) {
    paragraphs.push_back({"own", view.texts["lesson.own"], view.theme().text});
    const std::string last = last_error(view);
    if (!last.empty()) {
      paragraphs.push_back({"ending", view.texts.format("lesson.ends_badly", last), error});
    }
  } else {
    const auto& [line, column, message] = result.problem;
    paragraphs.push_back({"problem", view.texts.format("lesson.problem", line, message), error});
  }
  for (const python::Hint& hint : result.hints) {
    paragraphs.push_back({fmt::format("hint-{}", paragraphs.size()),
                          player::hint_text(view.texts, hint), view.theme().text});
  }
  return paragraphs;
}

void draw_own_program(const View& view, Actions& actions) {
  Ui& ui = view.ui;
  const Rect content =
      panel_frame(ui, "lesson", view.areas.lesson, view.texts["lesson.own_heading"], {});
  const IdScope scope(ui, "lesson");
  const std::vector<Paragraph> paragraphs = own_program(view);
  const float width = content.width() - view.metrics().px(10);
  const float gap = view.metrics().pad();
  std::vector<float> heights;
  float height = -gap;
  for (const Paragraph& paragraph : paragraphs) {
    heights.push_back(ui.wrapped_height(FontRole::body, paragraph.text, width));
    height += heights.back() + gap;
  }
  const ScrollArea area = scroll_area(ui, "scroll", content, {width, height}, view.scroll(region));
  if (area.changed) actions.add(ScrollTo{region, area.offset});
  const bool scrolls = height > content.height() + 0.5F;
  const ClipScope clip(ui, area.view);
  if (scrolls) ui.push_scrolled();
  Vec at = area.origin();
  for (std::size_t i = 0; i < paragraphs.size(); ++i) {
    ui.wrapped(paragraphs[i].id, Rect::at(at, {width, heights[i]}), paragraphs[i].text,
               {FontRole::body, paragraphs[i].color});
    at.y += heights[i] + gap;
  }
  if (scrolls) ui.pop_scrolled();
}

}  // namespace

void draw_lesson(const View& view, Actions& actions) {
  const auto& lesson = view.session.lesson();
  if (!lesson || lesson->steps.empty()) {
    draw_own_program(view, actions);
    return;
  }
  const Metrics& m = view.metrics();
  const std::string note =
      view.texts.format("lesson.step", view.session.step() + 1, lesson->steps.size());
  Rect content =
      panel_frame(view.ui, "lesson", view.areas.lesson, view.texts["lesson.heading"], note);
  const IdScope scope(view.ui, "lesson");
  const Rect navigation = content.cut_bottom(m.control(), m.gap());
  draw_content(view, content, actions);
  draw_navigation(view, navigation, actions);
}

}  // namespace loopscope::gui
