#include "lessons/player/cue.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>

#include "engine/base/error.h"
#include "lessons/player/event_about.h"

namespace loopscope::player {
namespace {

constexpr std::array field_names = {"task", "label", "line",   "text",
                                    "time", "when",  "status", "nth"};
constexpr std::array status_names = {
    TaskStatus::ready,      TaskStatus::running, TaskStatus::sleeping, TaskStatus::waiting,
    TaskStatus::cancelling, TaskStatus::failed,  TaskStatus::done,     TaskStatus::cancelled};

bool is_space(char c) {
  return c == ' ' || c == '\t';
}

/// Reads a directive from left to right.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  bool at_end() {
    while (at_ < text_.size() && is_space(text_[at_])) ++at_;
    return at_ == text_.size();
  }
  bool take(char c) {
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  /// A quoted text, or what stands up to a blank or one of `stop`.
  std::string take_text(std::string_view stop) {
    if (at_ < text_.size() && (text_[at_] == '"' || text_[at_] == '\'')) return take_quoted();
    const std::size_t start = at_;
    while (at_ < text_.size() && !is_space(text_[at_]) &&
           stop.find(text_[at_]) == std::string_view::npos) {
      ++at_;
    }
    return std::string(text_.substr(start, at_ - start));
  }

 private:
  std::string take_quoted() {
    const char quote = text_[at_];
    const std::size_t end = text_.find(quote, at_ + 1);
    if (end == std::string_view::npos) {
      throw Error(std::string("a quotation mark ") + quote + " has no partner: close the text");
    }
    std::string quoted(text_.substr(at_ + 1, end - at_ - 1));
    at_ = end + 1;
    return quoted;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

bool is_whole_number(std::string_view text) {
  unsigned long number = 0;
  const auto end = std::from_chars(text.data(), text.data() + text.size(), number);
  return end.ec == std::errc() && end.ptr == text.data() + text.size();
}

bool is_number(const std::string& text) {
  char* end = nullptr;
  std::strtod(text.c_str(), &end);
  return !text.empty() && *end == '\0';
}

void check_field(const std::string& key, const std::string& value) {
  bool known = false;
  for (const char* name : field_names) known = known || key == name;
  if (!known) {
    throw Error("unknown field \"" + key +
                "\": a cue can have task, label, line, text, time, when, status and nth");
  }
  if ((key == "line" || key == "nth") && (!is_whole_number(value) || value == "0")) {
    throw Error("\"" + key + "\" must be a whole number from 1, not \"" + value + "\"");
  }
  if ((key == "time" || key == "when") && !is_number(value)) {
    throw Error("\"" + key + "\" must be a number of seconds, not \"" + value + "\"");
  }
  if (key == "status") {
    for (const TaskStatus status : status_names) {
      if (name_of(status) == value) return;
    }
    throw Error("unknown status \"" + value +
                "\": it is one of ready, running, sleeping, waiting, cancelling, failed, done and "
                "cancelled");
  }
}

bool same_time(double seconds, const std::string& wanted) {
  return std::abs(seconds - std::strtod(wanted.c_str(), nullptr)) < 1e-6;
}

}  // namespace

Directive Directive::parse(std::string_view text) {
  Directive directive;
  Scanner scanner(text);
  if (scanner.at_end()) throw Error("nothing is written after the colon");
  directive.word = scanner.take_text("=");
  while (!scanner.at_end()) {
    std::string part = scanner.take_text("=");
    if (scanner.take('=')) {
      std::string value = scanner.take_text("");
      if (!directive.fields.emplace(part, std::move(value)).second) {
        throw Error("the field \"" + part + "\" stands there twice");
      }
    } else if (directive.value || !directive.fields.empty()) {
      throw Error("\"" + part + "\" is out of place: write fields as name=value, with quotes " +
                  "around a value of several words");
    } else {
      directive.value = std::move(part);
    }
  }
  return directive;
}

Cue Cue::parse(std::string_view text) {
  Directive directive = Directive::parse(text);
  Cue cue;
  cue.text_ = std::string(text);
  const std::string& word = directive.word;
  if (word == "start") {
    cue.moment_ = Moment::start;
  } else if (word == "end") {
    cue.moment_ = Moment::end;
  } else if (word == "task_done") {
    cue.moment_ = Moment::task_done;
    cue.kind_ = EventKind::future_done;
  } else if (word == "task_status") {
    cue.moment_ = Moment::task_status;
  } else {
    cue.kind_ = word == "line" ? EventKind::line_reached : event_kind_named(word);
    if (cue.kind_ == EventKind::count_) {
      throw Error("unknown cue \"" + word +
                  "\": write start, end, line N, output \"TEXT\", task_done, task_status or a kind "
                  "of event such as task_created, timer_due or iteration_begin");
    }
  }
  if (directive.value) {
    if (word != "line" && word != "output") {
      throw Error("\"" + *directive.value + "\" is out of place after \"" + word +
                  "\": write fields as name=value");
    }
    directive.fields[word == "line" ? "line" : "text"] = *directive.value;
  }
  for (const auto& [key, value] : directive.fields) check_field(key, value);
  if (word == "line" && !directive.fields.contains("line")) {
    throw Error("a line cue needs the line's number: `cue: line 12`");
  }
  if (cue.moment_ == Moment::task_status &&
      (!directive.fields.contains("status") || !directive.fields.contains("task"))) {
    throw Error("task_status needs both: `task_status task=\"Task-2\" status=\"sleeping\"`");
  }
  if (const auto nth = directive.fields.find("nth"); nth != directive.fields.end()) {
    cue.nth_ = static_cast<std::uint32_t>(std::strtoul(nth->second.c_str(), nullptr, 10));
    directive.fields.erase(nth);
  }
  cue.fields_ = std::move(directive.fields);
  return cue;
}

std::optional<Position> Cue::find(const Timeline& timeline, Position after) const {
  switch (moment_) {
    case Moment::start:
      return 0;
    case Moment::end:
      return timeline.end();
    case Moment::task_status:
      return find_status(timeline, after);
    case Moment::event:
    case Moment::task_done:
      break;
  }
  return find_event(timeline, after);
}

std::optional<Position> Cue::find_event(const Timeline& timeline, Position after) const {
  const Trace& trace = timeline.trace();
  LoopState before = timeline.seek(after);
  std::uint32_t left = nth_;
  TraceReader reader(trace);
  for (EventId id = after + 1; id <= trace.size(); ++id) {
    const Event& event = reader.event(id);
    if (event.kind != kind_) continue;
    timeline.seek(before, id - 1);
    LoopState state = before;
    state.apply(event, trace);
    if (matches(event, before, state, trace) && --left == 0) return id;
  }
  return std::nullopt;
}

std::optional<Position> Cue::find_status(const Timeline& timeline, Position after) const {
  const Trace& trace = timeline.trace();
  const LoopState end = timeline.seek(timeline.end());
  std::uint32_t left = nth_;
  for (const Timeline::Lane& lane : timeline.lanes()) {
    const TaskState* const task = end.task(lane.task);
    if (task == nullptr || trace.text(task->name) != fields_.at("task")) continue;
    for (const Timeline::Span& span : lane.spans) {
      if (span.begin > after && name_of(span.status) == fields_.at("status") && --left == 0) {
        return span.begin;
      }
    }
  }
  return std::nullopt;
}

bool Cue::matches(const Event& event, const LoopState& before, const LoopState& after,
                  const Trace& trace) const {
  if (moment_ == Moment::task_done && after.task(event.subject) == nullptr) return false;
  for (const auto& [key, wanted] : fields_) {
    bool same = false;
    if (key == "task") {
      const TaskState* const task = task_of(event, before, after);
      same = task != nullptr && trace.text(task->name) == wanted;
    } else if (key == "label") {
      const HandleState* const handle = handle_of(event, before, after);
      same = handle != nullptr &&
             (trace.text(handle->label) == wanted || label_of(*handle, after, trace) == wanted);
    } else if (key == "line") {
      same = std::to_string(event.line) == wanted;
    } else if (key == "text") {
      same = text_of(event, trace).find(wanted) != std::string_view::npos;
    } else if (key == "time") {
      same = same_time(event.time, wanted);
    } else if (key == "when") {
      const HandleState* const handle = handle_of(event, before, after);
      same = handle != nullptr && handle->was_timer && same_time(handle->when, wanted);
    } else if (key == "status") {
      const TaskState* const task = task_of(event, before, after);
      same = task != nullptr && name_of(task->status) == wanted;
    }
    if (!same) return false;
  }
  return true;
}

}  // namespace loopscope::player
