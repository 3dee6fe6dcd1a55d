#include "lessons/player/picture.h"

#include <algorithm>
#include <initializer_list>
#include <map>
#include <string_view>
#include <utility>

#include "engine/base/float_text.h"
#include "lessons/player/io_rows.h"
#include "lessons/player/text_width.h"
#include "lessons/player/wording.h"

namespace loopscope::player {
namespace {

std::string seconds(double value) {
  return float_repr(round_decimal(value, 6));
}

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

class Picture {
 public:
  Picture(const Timeline& timeline, const LoopState& state, const Texts& texts,
          const PictureOptions& options)
      : timeline_(timeline),
        trace_(timeline.trace()),
        state_(state),
        texts_(texts),
        options_(options) {
    for (const char* id : {"play.running", "play.ready", "play.heap", "play.watched",
                           "play.under_way", "play.workers"}) {
      label_width_ = std::max(label_width_, text_width(texts[id]) + 2);
    }
  }

  std::vector<std::string> draw() {
    draw_moment();
    if (const LoopView* const loop = state_.current_loop()) {
      draw_loop(*loop);
      draw_io(*loop);
      draw_tasks();
    }
    draw_program();
    draw_output();
    return std::move(lines_);
  }

 private:
  void heading(std::string_view id) {
    lines_.emplace_back();
    lines_.push_back(texts_[id]);
  }

  void draw_moment() {
    const LoopView* const loop = state_.current_loop();
    const std::string moment =
        loop == nullptr || loop->iteration == 0
            ? texts_.format("play.before_loop", state_.position(), timeline_.end())
            : texts_.format("play.moment", loop->iteration, seconds(state_.time()),
                            state_.position(), timeline_.end());
    for (std::string& line : wrapped(moment, options_.width)) lines_.push_back(std::move(line));
  }

  // The loop.

  std::string spoken(ObjectId id) const {
    const HandleState* const handle = state_.handle(id);
    if (handle == nullptr) return "?";
    std::string label = label_of(*handle, state_, trace_);
    if (label.starts_with("call:")) {
      label.erase(0, 5);
    } else {
      label[label.find(':')] = ' ';
    }
    return handle->cancelled ? label + " (" + texts_["play.cancelled_mark"] + ")" : label;
  }

  /// "2.0 Task-2": when a timer is due, and for whom.
  std::string timer_text(ObjectId id) const {
    const HandleState* const handle = state_.handle(id);
    if (handle == nullptr) return "?";
    std::string text = seconds(handle->when) + " " + timer_name(*handle, state_, trace_);
    if (handle->cancelled) text += " (" + texts_["play.cancelled_mark"] + ")";
    return text;
  }

  /// The list in lines that fit, broken only between its entries.
  template <typename Ids, typename TextOf>
  std::vector<std::string> listed(const Ids& ids, TextOf text_of) const {
    if (ids.empty()) return {texts_["play.empty"]};
    std::vector<std::string> entries;
    for (std::size_t i = 0; i < ids.size() && i < options_.handles; ++i) {
      entries.push_back(text_of(ids[i]));
    }
    if (ids.size() > options_.handles) {
      entries.push_back(texts_.format("play.more", ids.size() - options_.handles));
    }
    const std::size_t room = options_.width - label_width_ - 2;
    std::vector<std::string> lines{"["};
    for (std::size_t i = 0; i < entries.size(); ++i) {
      const std::string entry = entries[i] + (i + 1 < entries.size() ? " |" : " ]");
      if (i > 0 && text_width(lines.back()) + 1 + text_width(entry) > room) {
        lines.emplace_back(" ");
      }
      lines.back() += " " + entry;
    }
    for (std::string& line : lines) line = text_width(line) > room ? fitted(line, room) : line;
    return lines;
  }

  void labelled(std::string_view id, const std::vector<std::string>& lines) {
    std::string label = "  " + fitted(texts_[id], label_width_);
    for (const std::string& line : lines) {
      lines_.push_back(label + line);
      label.assign(label_width_ + 2, ' ');
    }
  }

  void draw_loop(const LoopView& loop) {
    lines_.emplace_back();
    const std::string running =
        loop.running_handle == 0 ? texts_["play.nothing"] : spoken(loop.running_handle);
    labelled("play.running", wrapped(running, options_.width - label_width_ - 2));
    labelled("play.ready", listed(loop.ready, [this](ObjectId id) { return spoken(id); }));
    labelled("play.heap", listed(loop.heap, [this](ObjectId id) { return timer_text(id); }));
  }

  // What can wake the loop.

  /// The parts of a line, those that are there.
  static std::string joined(std::initializer_list<std::string> parts) {
    std::string line;
    for (const std::string& part : parts) {
      if (!part.empty()) line += (line.empty() ? "" : "  ") + part;
    }
    return line;
  }

  std::string io_text(const IoRow& row) const {
    if (row.kind != IoRow::Kind::packet) {
      const TaskState* const task = state_.task(row.task);
      return joined({row.number, row.source, row.event, row.callback,
                     task != nullptr ? texts_.format("play.for", trace_.text(task->name)) : ""});
    }
    const std::string way = row.to.empty() ? row.from : row.from + " → " + row.to;
    return joined({row.source, way, row.note});
  }

  void draw_io(const LoopView& loop) {
    std::vector<std::string> watched;
    std::vector<std::string> under_way;
    std::vector<std::string> workers;
    for (const IoRow& row : io_rows(timeline_, state_, loop, texts_, options_.tells_future)) {
      switch (row.kind) {
        case IoRow::Kind::self_pipe:
          break;  // always there: it would only say so on every picture
        case IoRow::Kind::descriptor:
          watched.push_back(io_text(row));
          break;
        case IoRow::Kind::packet:
        case IoRow::Kind::lookup:
          under_way.push_back(io_text(row));
          break;
        case IoRow::Kind::worker:
        case IoRow::Kind::jobs:
          workers.push_back(io_text(row));
          break;
      }
    }
    draw_io("play.watched", std::move(watched));
    draw_io("play.under_way", std::move(under_way));
    draw_io("play.workers", std::move(workers));
  }

  void draw_io(std::string_view id, std::vector<std::string> lines) {
    if (lines.empty()) return;
    if (lines.size() > options_.io_rows) {
      const std::size_t left_out = lines.size() - options_.io_rows;
      lines.resize(options_.io_rows);
      lines.push_back(texts_.format("play.more", left_out));
    }
    const std::size_t room = options_.width - label_width_ - 2;
    for (std::string& line : lines) {
      if (text_width(line) > room) line = fitted(line, room);
    }
    labelled(id, lines);
  }

  // Tasks.

  std::string waiting_text(const TaskState& task) const {
    if (task.waits_for == 0 || task.finished) return {};
    if (const TaskState* const other = state_.task(task.waits_for)) {
      return texts_.format("play.waits_for", trace_.text(other->name));
    }
    const FutureState* const future = state_.future(task.waits_for);
    if (future == nullptr || future->done) return {};
    if (const HandleState* const timer = state_.handle(future->timer)) {
      return texts_.format("play.sleeps_until", seconds(timer->when));
    }
    const std::string_view label = trace_.text(future->label);
    return texts_.format("play.waits_for", label.empty() ? "Future" : label);
  }

  void draw_tasks() {
    heading("play.tasks");
    std::size_t name_width = 0;
    std::size_t coroutine_width = 0;
    std::size_t status_width = 0;
    const std::size_t shown = std::min(state_.task_count(), options_.tasks);
    for (std::size_t i = 0; i < shown; ++i) {
      const TaskState& task = state_.task_at(i);
      name_width = std::max(name_width, text_width(trace_.text(task.name)));
      coroutine_width = std::max(coroutine_width, text_width(trace_.text(task.coroutine)));
      status_width = std::max(status_width, text_width(status_text(task)));
    }
    for (std::size_t i = 0; i < shown; ++i) {
      const TaskState& task = state_.task_at(i);
      std::string line = "  " + fitted(trace_.text(task.name), name_width) + "  " +
                         fitted(trace_.text(task.coroutine), coroutine_width) + "  " +
                         fitted(status_text(task), status_width);
      if (task.line != 0 && !task.finished) line += "  " + texts_.format("play.at_line", task.line);
      if (const std::string waits = waiting_text(task); !waits.empty()) line += "  " + waits;
      add_trimmed(line);
    }
    if (shown == 0) lines_.push_back("  " + texts_["play.nothing"]);
    if (state_.task_count() > shown) {
      lines_.push_back("  " + texts_.format("play.more", state_.task_count() - shown));
    }
  }

  const std::string& status_text(const TaskState& task) const {
    return texts_["status." + std::string(name_of(task.status))];
  }

  void add_trimmed(std::string line) {
    line = fitted(line, options_.width);
    line.erase(line.find_last_not_of(' ') + 1);
    lines_.push_back(std::move(line));
  }

  // The program.

  /// Numbers of the tasks that are parked at each line.
  std::map<std::uint32_t, std::string> parked() const {
    std::map<std::uint32_t, std::string> marks;
    for (std::size_t i = 0; i < state_.task_count(); ++i) {
      const TaskState& task = state_.task_at(i);
      if (task.finished || task.line == 0 || task.status == TaskStatus::running) continue;
      std::string& mark = marks[task.line];
      mark += (mark.empty() ? "" : ",") + std::to_string(task.number);
    }
    return marks;
  }

  std::uint32_t focused_line(const std::map<std::uint32_t, std::string>& parked_tasks) const {
    if (state_.current_line() != 0) return state_.current_line();
    if (!parked_tasks.empty()) return parked_tasks.begin()->first;
    return 1;
  }

  void draw_program() {
    const std::vector<std::string> source = split(trace_.description().program_source);
    if (source.empty()) return;
    heading("play.program");
    const auto marks = parked();
    std::size_t mark_width = 7;  // wide enough for most, so that the code stays where it is
    for (const auto& [line, mark] : marks) mark_width = std::max(mark_width, mark.size() + 2);
    mark_width = std::min<std::size_t>(mark_width, 12);
    const std::size_t focus = std::min<std::size_t>(focused_line(marks), source.size());
    const std::size_t first = focus > options_.lines_around ? focus - options_.lines_around : 1;
    const std::size_t last = std::min(source.size(), focus + options_.lines_around);
    for (std::size_t line = first; line <= last; ++line) {
      const auto mark = marks.find(static_cast<std::uint32_t>(line));
      const std::string tasks = mark == marks.end() ? "" : "(" + mark->second + ")";
      const std::string number = std::to_string(line);
      add_trimmed(std::string(line == state_.current_line() ? "▶ " : "  ") +
                  std::string(4 - std::min<std::size_t>(4, number.size()), ' ') + number + " " +
                  fitted(tasks, mark_width) + "  " + source[line - 1]);
    }
  }

  void draw_output() {
    std::string text;
    for (const EventId id : timeline_.events_of(EventKind::output)) {
      if (id > state_.position()) break;
      text += trace_.text(trace_.event(id).detail);
    }
    heading("play.output");
    const std::vector<std::string> all = split(text);
    if (all.empty()) lines_.push_back("  " + texts_["play.nothing"]);
    const std::size_t first =
        all.size() > options_.output_lines ? all.size() - options_.output_lines : 0;
    if (first > 0) lines_.push_back("  …");
    for (std::size_t i = first; i < all.size(); ++i) add_trimmed("  " + all[i]);
  }

  const Timeline& timeline_;
  const Trace& trace_;
  const LoopState& state_;
  const Texts& texts_;
  const PictureOptions& options_;
  std::size_t label_width_ = 0;
  std::vector<std::string> lines_;
};

}  // namespace

std::vector<std::string> picture_of(const Timeline& timeline, const LoopState& state,
                                    const Texts& texts, const PictureOptions& options) {
  return Picture(timeline, state, texts, options).draw();
}

}  // namespace loopscope::player
