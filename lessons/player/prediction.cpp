#include "lessons/player/prediction.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/base/error.h"
#include "lessons/player/printed.h"
#include "lessons/player/wording.h"

namespace loopscope::player {
namespace {

constexpr std::size_t most_wrong = 3;

constexpr std::array questions = {
    std::pair{std::string_view("runs_next"), Question::runs_next},
    std::pair{std::string_view("prints_next"), Question::prints_next},
    std::pair{std::string_view("at_what_time"), Question::at_what_time},
    std::pair{std::string_view("task_status"), Question::task_status},
};

/// A question is shown as plain text.
std::string without_code_marks(std::string text) {
  std::erase(text, '`');
  return text;
}

std::string_view name_of_question(Question question) {
  for (const auto& [name, value] : questions) {
    if (value == question) return name;
  }
  return {};
}

/// The right answer, where it shows, and wrong ones, the most tempting first.
struct Answer {
  std::string right;
  Position at = 0;
  std::vector<std::string> wrong;
};

std::optional<EventId> next_event(const Timeline& timeline, EventKind kind, Position after) {
  const Trace& trace = timeline.trace();
  TraceReader reader(trace);
  for (EventId id = after + 1; id <= trace.size(); ++id) {
    if (reader.event(id).kind == kind) return id;
  }
  return std::nullopt;
}

EventId next_run(const Timeline& timeline, Position position) {
  const Position next = timeline.next(StepUnit::callback, position);
  if (next == timeline.end() &&
      (next == position || timeline.trace().event(next).kind != EventKind::handle_run_begin)) {
    throw Error("no handle runs any more after this moment: move the cue or ask something else");
  }
  return next;
}

Answer runs_next(const Timeline& timeline, Position position) {
  const EventId run = next_run(timeline, position);
  const Trace& trace = timeline.trace();
  const LoopState state = timeline.seek(run);
  const LoopState now = timeline.seek(position);
  Answer answer;
  answer.at = run;
  const HandleState* const handle = state.handle(trace.event(run).subject);
  if (handle == nullptr) throw Error("the trace doesn't tell which handle runs next");
  answer.right = spoken_label(*handle, state, trace);
  const auto add = [&](ObjectId id) {
    if (const HandleState* const other = now.handle(id)) {
      answer.wrong.push_back(spoken_label(*other, now, trace));
    }
  };
  for (const LoopView& loop : now.loops()) {
    for (const ObjectId id : loop.ready) add(id);
    for (const ObjectId id : loop.heap) add(id);
  }
  for (std::size_t i = 0; i < now.task_count(); ++i) {
    const TaskState& task = now.task_at(i);
    const std::string name(trace.text(task.name));
    if (!task.finished) answer.wrong.push_back((task.started ? "wakeup " : "step ") + name);
  }
  for (std::size_t i = 0; i < now.task_count(); ++i) {
    const std::string name(trace.text(now.task_at(i).name));
    answer.wrong.push_back("wakeup " + name);
    answer.wrong.push_back("step " + name);
  }
  return answer;
}

Answer prints_next(const Timeline& timeline, Position position) {
  const std::vector<PrintedLine> lines = printed_lines(timeline);
  const auto next = std::find_if(lines.begin(), lines.end(),
                                 [&](const PrintedLine& line) { return line.at > position; });
  if (next == lines.end()) {
    throw Error(
        "nothing is printed any more after this moment: move the cue or ask something else");
  }
  Answer answer{next->text, next->at, {}};
  for (auto line = next + 1; line != lines.end(); ++line) answer.wrong.push_back(line->text);
  for (auto line = next; line != lines.begin(); --line) answer.wrong.push_back((line - 1)->text);
  return answer;
}

Position moment_of(const Cue& cue, const Timeline& timeline, Position position) {
  const std::optional<Position> moment = cue.find(timeline, position);
  if (!moment) throw Error("\"" + cue.text() + "\" never comes after this moment");
  return *moment;
}

Answer at_what_time(const Prediction& prediction, const Timeline& timeline, Position position,
                    const Texts& texts) {
  Answer answer;
  answer.at =
      prediction.of ? moment_of(*prediction.of, timeline, position) : next_run(timeline, position);
  const double right = timeline.seek(answer.at).time();
  const LoopState now = timeline.seek(position);
  answer.right = seconds_text(right, texts);
  double sum = 0.0;
  for (const LoopView& loop : now.loops()) {
    for (const double when : loop.heap_when) sum += when;
  }
  for (const LoopView& loop : now.loops()) {
    for (const double when : loop.heap_when) answer.wrong.push_back(seconds_text(when, texts));
  }
  if (sum > 0.0) answer.wrong.push_back(seconds_text(sum, texts));
  answer.wrong.push_back(seconds_text(now.time(), texts));
  answer.wrong.push_back(seconds_text(right + 1.0, texts));
  answer.wrong.push_back(seconds_text(right * 2.0 + 1.0, texts));
  return answer;
}

/// Where the callback that runs, or the next one, has ended.
Position end_of_callback(const Timeline& timeline, Position position) {
  const auto end = next_event(timeline, EventKind::handle_run_end, position);
  if (!end) throw Error("no callback ends after this moment: move the cue or ask something else");
  return *end;
}

Answer task_status(const Prediction& prediction, const Timeline& timeline, Position position,
                   const Texts& texts) {
  Answer answer;
  answer.at = prediction.of ? moment_of(*prediction.of, timeline, position)
                            : end_of_callback(timeline, position);
  const LoopState state = timeline.seek(answer.at);
  const auto word = [&](TaskStatus status) {
    return texts["status." + std::string(name_of(status))];
  };
  bool ended = false;
  for (std::size_t i = 0; i < state.task_count(); ++i) {
    const TaskState& task = state.task_at(i);
    if (timeline.trace().text(task.name) != prediction.task) continue;
    answer.right = word(task.status);
    ended = task.finished;
  }
  if (answer.right.empty()) {
    throw Error("there is no task \"" + prediction.task + "\" at this moment");
  }
  // Who knows that a task has ended still has to know how; of others it is often believed that
  // they were cancelled.
  constexpr std::array ends = {TaskStatus::done, TaskStatus::cancelled, TaskStatus::failed,
                               TaskStatus::cancelling};
  constexpr std::array others = {TaskStatus::sleeping, TaskStatus::cancelled, TaskStatus::waiting,
                                 TaskStatus::ready};
  for (const TaskStatus status : ended ? ends : others) answer.wrong.push_back(word(status));
  return answer;
}

/// The wrong choices that are offered: each once, and never the right one.
std::vector<std::string> pick_wrong(const Prediction& prediction, const Answer& answer) {
  const std::vector<std::string>& source =
      prediction.wrong.empty() ? answer.wrong : prediction.wrong;
  std::vector<std::string> picked;
  for (const std::string& text : source) {
    const bool taken = std::find(picked.begin(), picked.end(), text) != picked.end();
    if (text == answer.right || text.empty() || taken) continue;
    picked.push_back(text);
    if (prediction.wrong.empty() && picked.size() == most_wrong) break;
  }
  if (picked.empty()) {
    throw Error("no wrong choice can be made up here: write one with `wrong: …`");
  }
  return picked;
}

}  // namespace

Prediction Prediction::parse(std::string_view text) {
  const Directive directive = Directive::parse(text);
  Prediction prediction;
  const auto known = std::find_if(questions.begin(), questions.end(),
                                  [&](const auto& one) { return one.first == directive.word; });
  if (known == questions.end()) {
    throw Error("unknown question \"" + directive.word +
                "\": ask runs_next, prints_next, at_what_time or task_status");
  }
  prediction.question = known->second;
  if (directive.value) throw Error("\"" + *directive.value + "\" is out of place");
  const bool at_moment =
      prediction.question == Question::at_what_time || prediction.question == Question::task_status;
  for (const auto& [key, value] : directive.fields) {
    if (key == "task" && prediction.question == Question::task_status) {
      prediction.task = value;
    } else if (key == "of" && at_moment) {
      prediction.of = Cue::parse(value);
    } else {
      throw Error("\"" + directive.word + "\" has no field \"" + key + "\"");
    }
  }
  if (prediction.question == Question::task_status && prediction.task.empty()) {
    throw Error("task_status needs the task's name: `predict: task_status task=\"Task-2\"`");
  }
  return prediction;
}

std::string Prediction::question_text(const Texts& texts) const {
  if (!prompt.empty()) return without_code_marks(prompt);
  return texts.format("predict." + std::string(name_of_question(question)), task);
}

Prediction::Choices Prediction::choices(const Timeline& timeline, Position position,
                                        Language language) const {
  Answer answer;
  switch (question) {
    case Question::runs_next:
      answer = runs_next(timeline, position);
      break;
    case Question::prints_next:
      answer = prints_next(timeline, position);
      break;
    case Question::at_what_time:
      answer = at_what_time(*this, timeline, position, texts_of(language));
      break;
    case Question::task_status:
      answer = task_status(*this, timeline, position, texts_of(language));
      break;
  }
  std::vector<std::string> wrong_choices = pick_wrong(*this, answer);
  return place_choice(std::move(wrong_choices), std::move(answer.right), position, answer.at);
}

}  // namespace loopscope::player
