#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>
#include <vector>

#include "gui/app/fork.h"
#include "gui/panels/panels.h"
#include "gui/panels/stage_tokens.h"
#include "gui/stage/lane_layout.h"
#include "gui/stage/motion.h"
#include "gui/stage/time_axis.h"
#include "gui/stage/token.h"
#include "gui/stage/words.h"
#include "gui/stage/worker_lanes.h"
#include "gui/widgets/controls.h"
#include "gui/widgets/scroll.h"
#include "gui/widgets/token.h"

namespace loopscope::gui {

namespace {

using stage::LaneBar;
using stage::TimeAxis;

constexpr const char* lanes_region = "timeline";
constexpr const char* cursor_region = "timeline-cursor";

/// The narrowest part of a run that can be looked at: some ten events.
double narrowest(const View& view) {
  return std::min(1.0, 10.0 / std::max(10.0, static_cast<double>(view.timeline().end())));
}

/// A window of that width that begins at `from`, kept inside the whole.
TimeWindow window_at(const TimeWindow& like, double from, double width) {
  TimeWindow window = like;
  width = std::min(width, 1.0);
  window.from = std::clamp(from, 0.0, 1.0 - width);
  window.to = window.from + width;
  return window;
}

/// What the button beside the heading says: what the axis goes by.
const std::string& axis_word(const View& view) {
  return view.texts[view.time_window.by_event ? "timeline.by_event" : "timeline.by_time"];
}

ButtonLook axis_look(const View& view) {
  ButtonLook look;
  look.role = FontRole::small;
  look.tooltip =
      view.texts[view.time_window.by_event ? "timeline.by_time_tip" : "timeline.by_event_tip"];
  return look;
}

/// The place of that button.
Rect axis_button(const View& view) {
  const Metrics& m = view.metrics();
  const Rect& area = view.areas.timeline;
  const std::string heading = capitals(view.texts["timeline.heading"]);
  const float left =
      area.left + 2 * m.pad() + std::ceil(view.ui.measure(FontRole::caption, heading).x);
  const float width = std::ceil(button_width(view.ui, axis_word(view), axis_look(view)));
  const float height = m.px(22);
  return Rect::at({std::round(left), std::round(area.top + (m.header() - height) / 2.0F)},
                  {width, height});
}

/// What the fork is about, and which of the runs is shown.
std::string fork_note(const View& view) {
  if (view.fork == nullptr) return {};
  return view.texts.format(view.fork->shows_original ? "timeline.original" : "timeline.fork",
                           view.fork->words);
}

std::string heading_note(const View& view) {
  const float room = view.areas.timeline.right - axis_button(view).right - 3 * view.metrics().pad();
  const auto& iterations = view.timeline().events_of(EventKind::iteration_begin);
  const auto passed =
      std::upper_bound(iterations.begin(), iterations.end(), view.session.position()) -
      iterations.begin();
  std::string note = view.texts.format("timeline.note", passed, iterations.size(),
                                       view.session.position(), view.session.end());
  std::string fork = fork_note(view);
  if (!fork.empty()) return fork;
  const std::string whole = note + " · " + view.texts["timeline.note_drag"];
  return view.ui.measure(FontRole::small, whole).x < room ? whole : note;
}

/// The parts of the panel, on one grid: labels at the left, bars at the right of them.
struct Parts {
  Rect labels;   ///< of the lanes
  Rect lanes;    ///< the bars
  Rect markers;  ///< above the bars: output, errors, the cursor's head
  Rect axis;     ///< below the bars
  Rect zoom;     ///< below the axis: the part that is shown; empty if it is the whole
  Rect whole;    ///< left of it: back to the whole run
};

Parts parts_of(const View& view, Rect content, bool zoomed) {
  const Metrics& m = view.metrics();
  const float label_width =
      std::min(m.px(128), std::max(m.px(80), std::round(content.width() * 0.18F)));
  Parts parts;
  if (zoomed) {
    parts.zoom = content.cut_bottom(m.px(20), m.px(4));
    parts.whole = parts.zoom.cut_left(label_width, m.gap());
  }
  parts.axis = content.cut_bottom(m.px(20), m.px(4));
  parts.axis.left += label_width + m.gap();
  parts.markers = content.cut_top(m.px(13));
  parts.markers.left += label_width + m.gap();
  parts.labels = content.cut_left(label_width, m.gap());
  parts.lanes = content;
  for (Rect* const part : {&parts.zoom, &parts.axis, &parts.markers, &parts.lanes}) {
    part->right -= m.px(8);  // the cursor's head and the last tick have room at the end
  }
  return parts;
}

/// The lanes of the run's workers, worked out once.
const std::vector<stage::WorkerLane>& workers_of(const View& view) {
  stage::Motion::Workers& known = view.motion.workers();
  const Position end = view.session.end();
  if (!known.lanes || known.run != view.run || known.end != end) {
    known.lanes =
        std::make_unique<std::vector<stage::WorkerLane>>(stage::worker_lanes(view.timeline()));
    known.run = view.run;
    known.end = end;
  }
  return *known.lanes;
}

const stage::Instants& instants_of(const View& view) {
  return view.motion.instants(view.run, view.trace());
}

class TimelinePicture {
 public:
  TimelinePicture(const View& view, const Rect& content, Actions& actions)
      : view_(view),
        ui_(view.ui),
        theme_(view.theme()),
        m_(view.metrics()),
        actions_(actions),
        window_(window_in_sight()),
        zoomed_(window_.to - window_.from < 0.9999),
        parts_(parts_of(view, content, zoomed_)),
        workers_(workers_of(view)),
        axis_(instants_of(view), window_.by_event, window_.from, window_.to, parts_.lanes.left,
              parts_.lanes.right) {
    const auto count = static_cast<float>(std::max<std::size_t>(1, lane_count()));
    row_ = std::clamp(std::floor(parts_.lanes.height() / count), m_.px(16), m_.px(26));
  }

  void draw() {
    scroll_lanes();
    react();
    draw_instants();
    draw_ticks();
    draw_lanes();
    draw_markers();
    draw_cancellations();
    draw_turning_points();
    draw_breakpoints();
    draw_cursor();
    draw_bookmarks();
    draw_toggle();
    if (zoomed_) draw_zoom();
  }

 private:
  const std::vector<Timeline::Lane>& lanes() const { return view_.timeline().lanes(); }
  std::size_t lane_count() const { return lanes().size() + workers_.size(); }

  // What is shown.

  /// The window of the view, moved so that the cursor is in sight if the cursor has moved.
  TimeWindow window_in_sight() {
    const TimeWindow& window = view_.time_window;
    const std::uint32_t followed = view_.session.position() + 1;
    if (view_.followed(cursor_region) == followed) return window;
    actions_.add(ScrollTo{cursor_region, {}, followed});
    const TimeAxis axis(instants_of(view_), window.by_event, window.from, window.to, 0.0F, 1.0F);
    const double at = axis.share_of(view_.session.position());
    if (at >= window.from && at <= window.to) return window;
    const double width = window.to - window.from;
    const TimeWindow moved = window_at(window, at - width / 2.0, width);
    actions_.add(ShowTime{moved});
    return moved;
  }

  void show(const TimeWindow& window) {
    if (!(window == view_.time_window)) actions_.add(ShowTime{window});
  }

  /// Lanes that do not fit scroll; the lane of the task in focus stays in sight.
  void scroll_lanes() {
    // Space below the last lane lets the first one in sight always be a whole one.
    const float height = parts_.labels.height();
    const float left_over = height - std::floor(height / row_) * row_;
    float lanes_height = static_cast<float>(lane_count()) * row_;
    if (lanes_height > height) lanes_height += left_over;
    const Vec extent{0.0F, lanes_height};
    Vec offset = view_.scroll(lanes_region);
    const TaskState* const task = task_in_focus(view_);
    const std::uint32_t follow = task != nullptr ? task->number : 0;
    const bool moves = follow != 0 && view_.followed(lanes_region) != follow;
    if (moves) {
      const float top = static_cast<float>(follow - 1) * row_;
      offset.y = offset_showing(offset.y, parts_.labels.height(), extent.y, top, top + row_, 0.0F);
      offset.y = std::ceil(offset.y / row_) * row_;
    }
    const ScrollArea area = scroll_area(ui_, "lanes", parts_.labels, extent, offset);
    if (area.changed || moves) actions_.add(ScrollTo{lanes_region, area.offset, follow});
    labels_ = area.view;
    top_ = area.origin().y;
    first_ = static_cast<std::size_t>(area.offset.y / row_);
    last_ =
        std::min(lane_count(), first_ + static_cast<std::size_t>(parts_.lanes.height() / row_) + 2);
  }

  // What the pointer does.

  void react() {
    const Rect whole{parts_.lanes.left - m_.px(4), parts_.markers.top,
                     parts_.lanes.right + m_.px(8), parts_.axis.bottom};
    const Response response =
        ui_.interact("travel", whole, ElementKind::region, view_.texts["timeline.note_drag"]);
    if (response.held && ui_.input().shift) {
      const double width = window_.to - window_.from;
      const double by = response.drag.x / std::max(1.0F, parts_.lanes.width()) * width;
      show(window_at(window_, window_.from - by, width));
    } else if (response.held) {
      seek_to(response.pointer.x);
    }
    if (response.double_clicked && zoomed_) show(window_at(window_, 0.0, 1.0));
    hovered_ = response.hovered && !response.held;
    const Vec wheel = ui_.wheel_over(whole);
    if (wheel.y != 0.0F && !ui_.input().shift) zoom(wheel.y, ui_.input().pointer.x);
    const float sideways = wheel.x + (ui_.input().shift ? wheel.y : 0.0F);
    if (sideways != 0.0F) {
      const double width = window_.to - window_.from;
      show(window_at(window_, window_.from - 0.1 * sideways * width, width));
    }
  }

  void seek_to(float x) {
    const float inside = std::clamp(x, parts_.lanes.left, parts_.lanes.right);
    // At the very left the part in sight begins; elsewhere half a pixel is as good as none.
    const Position position = axis_.position_at(x > parts_.lanes.left ? inside + 0.5F : inside);
    if (position != view_.session.position()) actions_.add(SeekTo{position});
  }

  void zoom(float notches, float x) {
    const double width = window_.to - window_.from;
    const double wanted =
        std::clamp(width * std::pow(0.8, static_cast<double>(notches)), narrowest(view_), 1.0);
    const double at = axis_.share_at(std::clamp(x, parts_.lanes.left, parts_.lanes.right));
    const double left = (at - window_.from) / width;  // the pointer stays over the same moment
    show(window_at(window_, at - left * wanted, wanted));
  }

  // Drawing.

  /// A band behind each instant that has an extent: time stands still there.
  void draw_instants() {
    for (const auto& [left, right] : axis_.instants(m_.px(6))) {
      if (is_secret(left)) break;
      ui_.fill({std::floor(left), parts_.markers.bottom, std::ceil(right), parts_.lanes.bottom},
               theme_.raised.faded(0.7F));
    }
  }

  void draw_ticks() {
    const FontRole role = FontRole::mono_small;
    const float height = parts_.axis.height();
    float free = parts_.axis.left - m_.px(16);
    for (const TimeAxis::Tick& tick : ticks_with_room()) {
      const float x = std::round(tick.x);
      ui_.line({x, parts_.markers.bottom}, {x, parts_.lanes.bottom + m_.px(2)}, theme_.rule,
               m_.hair());
      const std::string text = label_of(tick);
      const float width = std::ceil(ui_.measure(role, text).x) + 1.0F;
      const float last = parts_.axis.right + m_.px(8);
      const float left = std::min(x - width / 2.0F, last - width);
      if (left < free) continue;
      ui_.text(fmt::format("tick-{}", text), Rect::at({left, parts_.axis.top}, {width, height}),
               text, {role, theme_.dim, Align::left});
      free = left + width + m_.px(6);
    }
  }

  std::string label_of(const TimeAxis::Tick& tick) const {
    return axis_.by_event() ? fmt::format("{}", static_cast<Position>(tick.value))
                            : view_.texts.format("loop.seconds", short_seconds(tick.value));
  }

  /// So far apart that every one has room for its label.
  std::vector<TimeAxis::Tick> ticks_with_room() const {
    const float least = m_.px(64);
    std::vector<TimeAxis::Tick> ticks = axis_.ticks(least);
    float widest = 0.0F;
    for (const TimeAxis::Tick& tick : ticks) {
      widest = std::max(widest, ui_.measure(FontRole::mono_small, label_of(tick)).x);
    }
    const float needed = std::ceil(widest) + m_.px(10);
    if (needed > least) ticks = axis_.ticks(needed);
    return ticks;
  }

  static std::string short_seconds(double seconds) {
    std::string text = stage::seconds_text(seconds);
    if (text.ends_with(".0")) text.resize(text.size() - 2);
    return text;
  }

  void draw_lanes() {
    const Rect clip{parts_.labels.left - m_.px(4), parts_.labels.top, parts_.lanes.right + m_.px(8),
                    parts_.lanes.bottom};
    const ClipScope scope(ui_, clip);
    ui_.push_scrolled();
    for (std::size_t i = first_; i < last_; ++i) {
      const float top = top_ + static_cast<float>(i) * row_;
      const Rect row{labels_.left, top, parts_.lanes.right, top + row_};
      if (top + 0.75F * row_ > parts_.lanes.bottom && i > first_) break;  // a slip of a lane
      if (i < lanes().size()) {
        draw_lane(lanes()[i], i + 1, row);
      } else {
        draw_worker(workers_[i - lanes().size()], i - lanes().size() + 1, row);
      }
    }
    ui_.pop_scrolled();
  }

  void draw_lane(const Timeline::Lane& lane, std::size_t number, const Rect& row) {
    if (!lane.spans.empty() && is_secret(lane.spans.front().begin)) return;
    const Selection selection{Selection::Kind::task, lane.task};
    const Rect label{row.left, row.top, labels_.right, row.bottom};
    const std::string name = name_of_lane(lane);
    const std::string id = fmt::format("lane-{}", number);
    const Response response = ui_.interact(id, label, ElementKind::token, name);
    const bool over_bars =
        hovered_ && parts_.lanes.contains(ui_.input().pointer) && row.contains(ui_.input().pointer);
    if (response.hovered || over_bars) actions_.add(Hover{selection});
    if (response.clicked) actions_.add(Select{selection});
    const Rect band{row.left - m_.px(4), row.top, row.right + m_.px(8), row.bottom};
    if (view_.selected(lane.task)) {
      ui_.fill(band, theme_.accent_fill.faded(0.6F));
    } else if (view_.lit(lane.task)) {
      ui_.fill(band, theme_.hovered.faded(0.6F));
    }
    const IdScope scope(ui_, id);
    const bool there = view_.state().task(lane.task) != nullptr;
    ui_.text(
        "name", label, name,
        {FontRole::small, there ? theme_.text : theme_.faint, Align::left, Overflow::ellipsis});
    for (const LaneBar& bar : stage::lay_out_lane(lane, axis_, std::max(3.0F, m_.px(3)))) {
      draw_bar(bar, row, over_bars);
    }
  }

  /// A worker: its life as a thin line, its jobs as bars.
  void draw_worker(const stage::WorkerLane& lane, std::size_t number, const Rect& row) {
    if (is_secret(lane.begin)) return;
    const Rect label{row.left, row.top, labels_.right, row.bottom};
    const std::string name = end_of(std::string(view_.trace().text(lane.name)), label.width());
    const IdScope scope(ui_, fmt::format("worker-{}", number));
    const bool there = lane.begin <= view_.session.position();
    ui_.text("name", label, name,
             {FontRole::small, there ? theme_.dim : theme_.faint, Align::left, Overflow::ellipsis});
    const float y = std::round(row.center().y);
    const float left = std::clamp(axis_.x_of(lane.begin), parts_.lanes.left, parts_.lanes.right);
    float right = std::clamp(axis_.x_of(lane.end), left, parts_.lanes.right);
    if (is_secret(right)) right = axis_.x_of(view_.session.position());
    ui_.line({left, y}, {right, y}, theme_.border, m_.px(2));
    float filled = parts_.lanes.left;
    for (const stage::WorkerLane::Job& job : lane.jobs) {
      if (is_secret(job.begin)) break;
      const float begin = axis_.x_of(job.begin);
      if (begin > parts_.lanes.right) break;
      const float end = std::max(axis_.x_of(job.end), begin + m_.px(3));
      if (end <= filled) continue;  // too narrow to be told from the one before
      draw_job(job, {std::max(begin, filled), row.top, std::min(end, right), row.bottom});
      filled = end;
    }
  }

  /// A pool's workers differ in the end of their names: that stays where there is no room for all.
  std::string end_of(std::string name, float width) const {
    if (ui_.measure(FontRole::small, name).x <= width) return name;
    do {
      std::size_t first = 1;
      while (first < name.size() && (name[first] & 0xC0) == 0x80) ++first;  // of one character
      name.erase(0, first);
    } while (!name.empty() && ui_.measure(FontRole::small, "…" + name).x > width);
    return "…" + name;
  }

  void draw_job(const stage::WorkerLane::Job& job, const Rect& place) {
    if (place.right <= place.left) return;
    const float height = std::round(row_ * 0.68F);
    const float top = std::round(place.center().y - height / 2.0F);
    const Rect bar{std::floor(place.left), top,
                   std::max(std::floor(place.left) + 1.0F, place.right), top + height};
    const StatusColors& colors = theme_.of(TaskStatus::running);
    const bool later = job.begin > view_.session.position();
    ui_.fill(bar, colors.fill.faded(later ? 0.35F : 0.8F), std::min(m_.px(2), bar.width() / 3.0F));
    ui_.note_line(fmt::format("job-{}", job.id), bar);
    const bool over = hovered_ && place.contains(ui_.input().pointer);
    if (over) ui_.tooltip(stage::describe(job.begin, view_.state(), view_.trace(), view_.texts));
  }

  /// Whether what is there lies ahead and would give an answer away.
  bool is_secret(EventId event) const {
    return view_.keeps_secret() && event > view_.session.position();
  }
  bool is_secret(float x) const {
    return view_.keeps_secret() && x > axis_.x_of(view_.session.position());
  }

  /// A task's name; one that is made later is known from the event that will make it.
  std::string name_of_lane(const Timeline::Lane& lane) const {
    if (const TaskState* const task = view_.state().task(lane.task)) {
      return std::string(view_.trace().text(task->name));
    }
    const EventId made = lane.spans.empty() ? 0 : lane.spans.front().begin;
    return made == 0 || is_secret(made)
               ? std::string()
               : std::string(view_.trace().text(view_.trace().event(made).object));
  }

  void draw_bar(const LaneBar& bar, const Rect& row, bool over_lane) {
    if (is_secret(bar.begin)) return;
    const StatusColors& colors = theme_.of(bar.status);
    const float full = std::round(row_ * 0.68F);
    const float thin = std::max(m_.px(3), std::round(row_ * 0.28F));
    float height = bar.status == TaskStatus::running ? full : thin;
    float right = bar.right;
    if (is_secret(right)) right = axis_.x_of(view_.session.position());
    if (stage::has_ended(bar.status)) {  // the end is one mark: nothing goes on after it
      height = full;
      right = std::min(right, bar.left + m_.px(6));
    }
    const float top = std::round(row.center().y - height / 2.0F);
    const Rect rect{std::floor(bar.left), top,
                    std::max(std::floor(bar.left) + 1.0F, std::floor(right)), top + height};
    const bool later = bar.begin > view_.session.position();
    ui_.fill(rect, later ? colors.fill.faded(0.45F) : colors.fill,
             std::min(m_.px(2), rect.width() / 3.0F));
    if (rect.width() > 2 * m_.hair()) {
      ui_.stroke(rect, colors.outline.faded(later ? 0.25F : 0.55F),
                 std::min(m_.px(2), rect.width() / 3.0F), m_.hair());
    }
    const float x = ui_.input().pointer.x;
    if (over_lane && x >= bar.left && x < std::max(right, bar.left + 3.0F)) tell(bar);
  }

  void tell(const LaneBar& bar) {
    const std::string status = view_.texts[std::string("status.").append(name_of(bar.status))];
    const double time = bar.begin == 0 ? 0.0 : view_.trace().event(bar.begin).time;
    ui_.tooltip(
        view_.texts.format("timeline.moment", status, stage::seconds_text(time), bar.begin));
  }

  void draw_markers() {
    const float y = std::round(parts_.markers.center().y);
    for (const EventId event : marked(EventKind::output)) {
      if (is_secret(event)) break;
      const float x = std::round(axis_.x_of(event));
      ui_.fill({x - m_.px(1), y - m_.px(3), x + m_.px(1), y + m_.px(4)}, theme_.dim);
      offer(event, x, "output", "timeline.output");
    }
    for (const EventKind kind : {EventKind::exception, EventKind::log}) {
      for (const EventId event : marked(kind)) {
        if (is_secret(event)) break;
        const float x = std::round(axis_.x_of(event));
        const Color color = theme_.of(TaskStatus::failed).fill;
        ui_.polygon({{x, y - m_.px(5)}, {x + m_.px(5), y + m_.px(4)}, {x - m_.px(5), y + m_.px(4)}},
                    color);
        offer(event, x, "error", "timeline.error");
      }
    }
  }

  /// A diamond where a cancellation is asked for, a filled one where it is delivered.
  void draw_cancellations() {
    const float y = std::round(parts_.markers.center().y);
    const Color color = theme_.of(TaskStatus::cancelling).fill;
    const float reach = m_.px(4);
    for (const EventKind kind : {EventKind::cancel_requested, EventKind::cancel_delivered}) {
      for (const EventId event : marked(kind)) {
        if (is_secret(event)) break;
        const float x = std::round(axis_.x_of(event));
        const std::vector<Vec> diamond = {
            {x, y - reach}, {x + reach, y}, {x, y + reach}, {x - reach, y}};
        if (kind == EventKind::cancel_delivered) ui_.polygon(diamond, color);
        ui_.polyline(diamond, color, m_.px(1.5F), true);
        offer_told(event, x, "cancel");
      }
    }
  }

  /// What was done to the run, where the two runs part, and where nothing can go on.
  void draw_turning_points() {
    for (const EventKind kind : {EventKind::intervention, EventKind::loop_deadlock}) {
      for (const EventId event : marked(kind)) {
        if (is_secret(event)) break;
        const Color color =
            kind == EventKind::intervention ? theme_.text : theme_.of(TaskStatus::failed).fill;
        draw_dashes(event, color);
        offer_told(event, std::round(axis_.x_of(event)), "turn");
      }
    }
    if (view_.fork == nullptr || view_.fork->first_difference == 0) return;
    const Position first = std::min(view_.fork->first_difference, view_.session.end());
    if (is_secret(first)) return;
    draw_dashes(first, theme_.of(TaskStatus::cancelling).fill);
    const float x = std::round(axis_.x_of(first));
    const Rect place{x - m_.px(4), parts_.markers.top, x + m_.px(4), parts_.markers.bottom};
    const Response response =
        ui_.interact("difference", place, ElementKind::handle, view_.texts["timeline.difference"]);
    if (response.hovered) ui_.tooltip(view_.texts["timeline.difference"]);
    if (response.clicked) actions_.add(SeekTo{first});
  }

  void draw_dashes(Position at, Color color) {
    const float x = std::round(axis_.x_of(at));
    if (x < parts_.lanes.left - 1.0F || x > parts_.lanes.right + 1.0F) return;
    ui_.dashed_line({x, parts_.markers.top}, {x, parts_.lanes.bottom}, color, m_.px(1.5F));
  }

  /// Where lines with a breakpoint are reached: a dot each, while they can be told apart.
  void draw_breakpoints() {
    if (view_.stops.lines.empty()) return;
    constexpr std::size_t most_looked_at = 5'000;
    const std::vector<EventId>& reached = view_.timeline().events_of(EventKind::line_reached);
    auto at =
        std::lower_bound(reached.begin(), reached.end(), axis_.position_at(parts_.lanes.left));
    const Position last = axis_.position_at(parts_.lanes.right);
    const float y = parts_.markers.bottom - m_.px(2);
    float filled = 0.0F;
    for (std::size_t looked = 0; at != reached.end() && *at <= last && looked < most_looked_at;
         ++at, ++looked) {
      if (is_secret(*at)) break;
      if (!view_.stops.lines.contains(view_.trace().event(*at).line)) continue;
      const float x = std::round(axis_.x_of(*at));
      if (x < filled) continue;
      filled = x + m_.px(5);
      ui_.disc({x, y}, m_.px(2.5F), theme_.error);
      ui_.note_line(fmt::format("breakpoint-{}", *at),
                    {x - m_.px(2.5F), y - m_.px(2.5F), x + m_.px(2.5F), y + m_.px(2.5F)});
    }
  }

  /// A marker that tells in words what happened there.
  void offer_told(EventId event, float x, const char* id) {
    const Rect place{x - m_.px(4), parts_.markers.top, x + m_.px(4), parts_.markers.bottom};
    if (!place.contains(ui_.input().pointer)) return;
    const std::string what = stage::describe(event, view_.state(), view_.trace(), view_.texts);
    const Response response =
        ui_.interact(fmt::format("{}-{}", id, event), place, ElementKind::handle, what);
    if (response.hovered) ui_.tooltip(what);
    if (response.clicked) actions_.add(SeekTo{event});
  }

  /// The moments that the person has marked: an open square each.
  void draw_bookmarks() {
    const float y = std::round(parts_.markers.center().y);
    for (const Position position : view_.stops.bookmarks) {
      const float x = std::round(axis_.x_of(position));
      if (x < parts_.lanes.left - 1.0F || x > parts_.lanes.right + 1.0F) continue;
      const Rect mark{x - m_.px(4), y - m_.px(4), x + m_.px(4), y + m_.px(4)};
      ui_.fill(mark, theme_.panel);
      ui_.stroke(mark, theme_.text, 0.0F, m_.px(1.5F));
      const Response response = ui_.interact(fmt::format("bookmark-{}", position), mark,
                                             ElementKind::handle, view_.texts["timeline.bookmark"]);
      if (response.hovered) ui_.tooltip(view_.texts["timeline.bookmark"]);
      if (response.clicked) actions_.add(SeekTo{position});
    }
  }

  std::vector<EventId> marked(EventKind kind) const {
    return stage::visible_events(view_.timeline().events_of(kind), axis_, m_.px(4));
  }

  /// A marker is a click away, and tells what it stands for.
  void offer(EventId event, float x, const char* id, const char* text) {
    const Rect place{x - m_.px(4), parts_.markers.top, x + m_.px(4), parts_.markers.bottom};
    if (!place.contains(ui_.input().pointer)) return;
    std::string what(view_.trace().text(view_.trace().event(event).detail));
    while (!what.empty() && what.back() == '\n') what.pop_back();
    const Response response =
        ui_.interact(fmt::format("{}-{}", id, event), place, ElementKind::handle, what);
    if (response.hovered) ui_.tooltip(view_.texts.format(text, what));
    if (response.clicked) actions_.add(SeekTo{event});
  }

  void draw_cursor() {
    const float x = std::round(axis_.x_of(view_.session.position()));
    if (x < parts_.lanes.left - 1.0F || x > parts_.lanes.right + 1.0F) return;
    const float top = parts_.markers.top;
    const float half = m_.px(6);
    const Rect grip{x - half, top, x + half, parts_.lanes.bottom};
    ui_.line({x, top + half}, {x, parts_.lanes.bottom}, theme_.accent, m_.px(2));
    ui_.polygon({{x - half, top}, {x + half, top}, {x, top + m_.px(10)}}, theme_.accent);
    const Response response =
        ui_.interact("cursor", grip, ElementKind::handle, view_.texts["timeline.cursor"]);
    if (response.held) seek_to(response.pointer.x);
  }

  void draw_toggle() {
    if (!button(ui_, "axis", axis_button(view_), axis_word(view_), axis_look(view_)).clicked)
      return;
    TimeWindow window = window_;
    window.by_event = !window.by_event;
    show(window);
  }

  /// The bar that shows which part of the run is in sight, and that can be dragged.
  void draw_zoom() {
    ButtonLook look;
    look.role = FontRole::small;
    const std::string& text = view_.texts["timeline.whole"];
    const float width = std::min(parts_.whole.width(), std::ceil(button_width(ui_, text, look)));
    const Rect place = Rect::at(parts_.whole.corner(), {width, parts_.whole.height()});
    if (button(ui_, "whole", place, text, look).clicked) show(window_at(window_, 0.0, 1.0));

    const Rect track = parts_.zoom.inset(0, m_.px(6));
    ui_.fill(track, theme_.raised, m_.px(3));
    const auto x_of = [&](double share) {
      return track.left + static_cast<float>(share) * track.width();
    };
    Rect thumb{x_of(window_.from), track.top, x_of(window_.to), track.bottom};
    thumb.right = std::max(thumb.right, thumb.left + m_.px(8));
    const Response response = ui_.interact("zoom", thumb.inset(0, -m_.px(4)), ElementKind::handle,
                                           view_.texts["timeline.whole"]);
    ui_.fill(thumb, response.hovered || response.held ? theme_.text : theme_.dim, m_.px(3));
    if (!response.held) return;
    const double by = response.drag.x / std::max(1.0F, track.width());
    show(window_at(window_, window_.from + by, window_.to - window_.from));
  }

  const View& view_;
  Ui& ui_;
  const Theme& theme_;
  const Metrics& m_;
  Actions& actions_;
  TimeWindow window_;
  bool zoomed_;
  Parts parts_;
  const std::vector<stage::WorkerLane>& workers_;
  TimeAxis axis_;
  float row_ = 0.0F;
  Rect labels_;
  float top_ = 0.0F;  ///< of the first lane
  std::size_t first_ = 0;
  std::size_t last_ = 0;
  bool hovered_ = false;
};

}  // namespace

void draw_timeline(const View& view, Actions& actions) {
  const Rect content = panel_frame(view.ui, "timeline", view.areas.timeline,
                                   view.texts["timeline.heading"], heading_note(view));
  const IdScope scope(view.ui, "timeline");
  if (view.trace().empty()) {
    view.ui.wrapped("empty", content, view.texts["timeline.empty"],
                    {FontRole::small, view.theme().dim});
    return;
  }
  TimelinePicture(view, content, actions).draw();
}

}  // namespace loopscope::gui
