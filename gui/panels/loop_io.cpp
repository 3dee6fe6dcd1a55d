#include "gui/panels/loop_io.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "gui/panels/stage_tokens.h"
#include "gui/widgets/scroll.h"
#include "gui/widgets/token.h"

namespace loopscope::gui {

using stage::IoRow;

namespace {

constexpr const char* region = "select";

bool is_packet(const IoRow& row) {
  return row.kind == IoRow::Kind::packet;
}

std::string id_of(const IoRow& row, std::size_t index) {
  switch (row.kind) {
    case IoRow::Kind::self_pipe:
      return "self-pipe";
    case IoRow::Kind::descriptor:
      return fmt::format("descriptor-{}", row.id);
    case IoRow::Kind::packet:
      return fmt::format("packet-{}", row.id);
    case IoRow::Kind::lookup:
      return fmt::format("lookup-{}", row.id);
    case IoRow::Kind::worker:
      return fmt::format("worker-{}", row.id);
    case IoRow::Kind::jobs:
      break;
  }
  return fmt::format("jobs-{}", index);
}

}  // namespace

IoPicture::IoPicture(const View& view, const LoopView& loop, Actions& actions)
    : view_(view),
      ui_(view.ui),
      m_(view.metrics()),
      actions_(actions),
      rows_(stage::io_rows(view.timeline(), view.state(), loop, view.texts, !view.keeps_secret())),
      packets_(rows_.size()),
      row_height_(view.metrics().px(24)) {}

IoPicture::Columns IoPicture::columns_of(float width) const {
  Columns columns;
  const auto widen = [&](float& column, FontRole role, const std::string& text) {
    if (!text.empty()) column = std::max(column, std::ceil(ui_.measure(role, text).x) + m_.pad());
  };
  for (const IoRow& row : rows_) {
    if (is_packet(row)) continue;
    widen(columns.number, FontRole::mono_small, row.number);
    widen(columns.source, FontRole::label, row.source);
    widen(columns.event, FontRole::label, row.event);
  }
  columns.source = std::min(columns.source, std::round(width * 0.42F));
  columns.event = std::min(columns.event, std::round(width * 0.22F));
  return columns;
}

IoPicture::Ways IoPicture::ways_of(float width) const {
  Ways ways;
  const auto widen = [&](float& column, const std::string& text) {
    column = std::max(column, std::ceil(ui_.measure(FontRole::small, text).x) + 1.0F);
  };
  for (const IoRow& row : rows_) {
    if (!is_packet(row)) continue;
    widen(ways.what, row.source);
    widen(ways.name, row.from);
    widen(ways.name, row.to);
    widen(ways.note, row.note);
  }
  // The way itself keeps a sixth.
  ways.what = std::min(ways.what, std::round(width * 0.22F));
  ways.name = std::min(ways.name, std::round(width * 0.16F));
  ways.note = std::min(ways.note, std::round(width * 0.26F));
  return ways;
}

/// The way between the names of its ends.
Rect IoPicture::track_of(const Rect& row) const {
  const Ways ways = ways_of(row.width());
  Rect track = row;
  track.left += ways.what + ways.name + 2 * m_.gap();
  track.right -= ways.name + ways.note + 2 * m_.gap();
  return track;
}

void IoPicture::place(const Rect& area, stage::Tweens& tweens) {
  area_ = area;
  // Rows draw a little closer where that shows them all.
  const float fitting =
      std::floor(area.height() / static_cast<float>(std::max<std::size_t>(rows_.size(), 1)));
  const bool chips =
      std::any_of(rows_.begin(), rows_.end(), [](const IoRow& row) { return row.task != 0; });
  const float least = m_.px(!chips ? 20.0F : rows_.size() > 1 ? 23.0F : 22.0F);
  if (fitting >= least) row_height_ = std::min(row_height_, fitting);
  const float side = m_.px(10);
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    if (!is_packet(rows_[i])) continue;
    const float top = static_cast<float>(i) * row_height_;
    const Rect track = track_of({0.0F, top, area.width(), top + row_height_});
    const float reach = std::max(0.0F, track.width() - side);
    const Vec corner{track.left + std::round(reach * rows_[i].progress),
                     std::round(track.center().y - side / 2.0F)};
    const Rect start = Rect::at({track.left, corner.y}, {side, side});
    packets_[i] = tweens.place(rows_[i].id, Rect::at(corner, {side, side}), start);
  }
}

void IoPicture::draw() {
  const IdScope scope(ui_, "select");
  const float height = static_cast<float>(rows_.size()) * row_height_;
  const ScrollArea area =
      scroll_area(ui_, "scroll", area_, {area_.width() * 0.5F, height}, view_.scroll(region));
  if (area.changed) actions_.add(ScrollTo{region, area.offset, 0});
  const ClipScope clip(ui_, area.view);
  const bool scrolls = height > area_.height() + 0.5F;
  if (scrolls) ui_.push_scrolled();
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    const float top = area.origin().y + static_cast<float>(i) * row_height_;
    if (top >= area.view.bottom || top + row_height_ <= area.view.top) continue;
    draw_row(i, {area.view.left, top, area.view.right, top + row_height_});
  }
  if (scrolls) ui_.pop_scrolled();
}

void IoPicture::draw_row(std::size_t index, Rect place) {
  const IoRow& row = rows_[index];
  const IdScope scope(ui_, id_of(row, index));
  if (is_packet(row)) {
    draw_packet(index, place);
  } else {
    draw_watched(row, place);
  }
}

void IoPicture::draw_task(const IoRow& row, Rect& place) {
  const TaskState* const task = view_.state().task(row.task);
  if (task == nullptr) return;
  stage::Token token = stage::token_of(*task, view_.trace());
  token.form = stage::TokenForm::chip;
  const Vec size = token_measure(view_)(token);
  if (place.width() < size.x) return;
  const Rect at = place.cut_right(size.x, m_.gap());
  const float top = std::round(at.center().y - size.y / 2.0F);
  draw_stage_token(view_, actions_, "task", token, {Rect::at({at.left, top}, size), 1.0F, false});
}

void IoPicture::draw_watched(const IoRow& row, Rect place) {
  const Theme& theme = view_.theme();
  const Columns columns = columns_of(area_.width());
  const bool quiet = row.kind == IoRow::Kind::self_pipe;
  const auto cell = [&](const char* id, float width, const std::string& text, FontRole role,
                        Color color) {
    if (width <= 0.0F) return;
    const Rect at = place.cut_left(std::max(0.0F, width - m_.gap()), m_.gap());
    if (text.empty()) return;
    ui_.text(id, at, text, {role, color, Align::left, Overflow::ellipsis});
  };
  cell("number", columns.number, row.number, FontRole::mono_small, theme.dim);
  draw_task(row, place);
  cell("source", std::min(columns.source, place.width()), row.source, FontRole::label, theme.text);
  cell("event", std::min(columns.event, place.width()), row.event, FontRole::label,
       row.active || row.kind != IoRow::Kind::worker ? theme.text : theme.dim);
  if (row.callback.empty() || place.width() < m_.px(24)) return;
  ui_.text("callback", place, row.callback,
           {quiet ? FontRole::small : FontRole::mono_small, row.active ? theme.text : theme.dim,
            Align::left, Overflow::ellipsis});
}

void IoPicture::draw_packet(std::size_t index, const Rect& place) {
  const IoRow& row = rows_[index];
  const Theme& theme = view_.theme();
  const Rect track = track_of(place);
  const Ways ways = ways_of(place.width());
  Rect left{place.left, place.top, track.left - m_.gap(), place.bottom};
  const Rect from = left.cut_right(ways.name, m_.gap());
  ui_.text("what", left, row.source,
           {FontRole::small, theme.text, Align::left, Overflow::ellipsis});
  ui_.text("from", from, row.from, {FontRole::small, theme.dim, Align::right, Overflow::ellipsis});
  Rect right{track.right + m_.gap(), place.top, place.right, place.bottom};
  const Rect note = right.cut_right(ways.note, m_.gap());
  ui_.text("to", right, row.to, {FontRole::small, theme.dim, Align::left, Overflow::ellipsis});
  ui_.text("note", note, row.note, {FontRole::small, theme.dim, Align::right, Overflow::ellipsis});

  const float y = std::round(track.center().y);
  const float head = m_.px(7);
  if (row.lost) {
    ui_.dashed_line({track.left, y}, {track.right - head, y}, theme.arrow, m_.px(1.5F));
  } else {
    ui_.line({track.left, y}, {track.right - head, y}, theme.arrow, m_.px(1.5F));
  }
  ui_.arrow_head({track.right, y}, {1.0F, 0.0F}, head, theme.arrow);
  const float top = static_cast<float>(index) * row_height_;
  const Rect box = packets_[index].rect.moved(place.left, place.top - top);
  ui_.fill(box, theme.text.faded(packets_[index].opacity), m_.px(2));
  ui_.stroke(box, theme.panel, m_.px(2), m_.hair());
  ui_.note_line("packet", box, row.source);
}

}  // namespace loopscope::gui
