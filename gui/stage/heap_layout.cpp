#include "gui/stage/heap_layout.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <optional>

namespace loopscope::gui::stage {

namespace {

constexpr std::size_t most_levels = 6;

std::size_t levels_of(std::size_t count) {
  return static_cast<std::size_t>(std::bit_width(count));
}

/// First index of a level, and one past its last.
std::size_t level_begin(std::size_t level) {
  return (std::size_t{1} << level) - 1;
}

/// The timers of one level, in the fullest form in which each fits its share of the width; nothing
/// if not even chips do.
std::optional<std::vector<Token>> fit_level(std::size_t level, std::size_t count, float slot,
                                            const std::function<Token(std::size_t)>& content,
                                            const TokenMeasure& measure) {
  std::vector<Token> tokens;
  for (std::size_t i = level_begin(level); i < std::min(count, level_begin(level + 1)); ++i) {
    tokens.push_back(content(i));
  }
  // One that stands alone may reach into its sibling's empty place.
  const float room = tokens.size() == 1 && level > 0 ? 1.6F * slot : slot;
  for (const TokenForm form : {TokenForm::full, TokenForm::brief, TokenForm::chip}) {
    bool fits = true;
    for (Token& token : tokens) {
      token.form = form;
      const Vec size = measure(token);
      token.rect = Rect::at({}, {std::ceil(size.x), size.y});
      fits = fits && token.rect.width() <= room;
    }
    if (fits) return tokens;
  }
  return std::nullopt;
}

/// The width of every cell: so that rows stand in columns.
float cell_width(const Metrics& m, std::span<const double> when, const TextMeasure& text_width,
                 int decimals) {
  constexpr std::size_t most_cells = 96;  // more never fit into the box
  float widest = 0.0F;
  for (const double each : when.first(std::min(when.size(), most_cells))) {
    widest = std::max(widest, text_width(seconds_text(each, decimals)));
  }
  return std::max(m.px(32), std::ceil(widest) + m.px(13));
}

}  // namespace

HeapTree lay_out_heap_tree(const Rect& whole, const Metrics& m, std::size_t count,
                           const std::function<Token(std::size_t)>& token,
                           const TokenMeasure& measure) {
  HeapTree tree;
  const float least_gap = m.px(4);
  const auto room = static_cast<std::size_t>(
      std::max(0.0F, (whole.height() + least_gap) / (m.token() + least_gap)));
  const std::size_t wanted = std::min({levels_of(count), room, most_levels});
  // In a wide place the tree stays together.
  const float widest =
      m.px(260) * static_cast<float>(std::size_t{1} << (wanted == 0 ? 0 : wanted - 1));
  const Rect area = whole.inset(std::max(0.0F, std::floor((whole.width() - widest) / 2.0F)), 0.0F);
  std::vector<std::vector<Token>> levels;
  for (std::size_t level = 0; level < wanted; ++level) {
    const float slot = area.width() / static_cast<float>(std::size_t{1} << level) - m.px(4);
    auto fitted = fit_level(level, count, slot, token, measure);
    if (!fitted) break;
    levels.push_back(std::move(*fitted));
  }
  if (levels.empty()) {
    tree.hidden = count;
    return tree;
  }
  const auto rows = static_cast<float>(levels.size());
  const float spare = area.height() - rows * m.token();
  const float gap = rows > 1 ? std::clamp(std::floor(spare / (rows - 1)), 0.0F, m.px(28)) : 0.0F;
  const float used = rows * m.token() + (rows - 1) * gap;
  const float top = std::round(area.top + (area.height() - used) / 2.0F);
  for (std::size_t level = 0; level < levels.size(); ++level) {
    const float slot = area.width() / static_cast<float>(std::size_t{1} << level);
    const float middle = top + static_cast<float>(level) * (m.token() + gap) + m.token() / 2.0F;
    for (std::size_t i = 0; i < levels[level].size(); ++i) {
      Token& each = levels[level][i];
      const Vec size = each.rect.size();
      const float center = area.left + slot * (static_cast<float>(i) + 0.5F);
      const float left = std::max(area.left, std::round(center - size.x / 2.0F));
      each.rect = Rect::at({left, std::round(middle - size.y / 2.0F)}, size);
      tree.tokens.push_back(std::move(each));
    }
  }
  for (std::size_t i = 1; i < tree.tokens.size(); ++i) {
    const Rect& parent = tree.tokens[(i - 1) / 2].rect;
    const Rect& child = tree.tokens[i].rect;
    tree.edges.emplace_back(Vec{parent.center().x, parent.bottom},
                            Vec{child.center().x, child.top});
  }
  tree.hidden = count - tree.tokens.size();
  return tree;
}

HeapArrayLayout lay_out_heap_array(const Rect& area, const Metrics& m, std::span<const double> when,
                                   const TextMeasure& text_width,
                                   const std::function<float(std::size_t)>& more_width,
                                   int decimals) {
  HeapArrayLayout layout;
  const float cell_height = m.px(24);
  const float row_height = cell_height + m.px(17);
  const float row_gap = m.px(2);
  const float width = std::min(area.width(), cell_width(m, when, text_width, decimals));
  Vec corner = area.corner();
  for (std::size_t i = 0; i < when.size(); ++i) {
    HeapCell cell;
    cell.index = i;
    cell.text = seconds_text(when[i], decimals);
    if (corner.x > area.left && corner.x + width > area.right) {
      corner = {area.left, corner.y + row_height + row_gap};
    }
    if (corner.y + row_height > area.bottom) {
      layout.hidden = when.size() - i;
      break;
    }
    cell.cell = Rect::at(corner, {width, cell_height});
    cell.number = {cell.cell.left, cell.cell.bottom, cell.cell.right, cell.cell.top + row_height};
    corner.x += width - m.hair();  // neighbours share their border
    layout.cells.push_back(std::move(cell));
  }
  while (layout.hidden > 0) {
    const float more = std::ceil(more_width(layout.hidden)) + m.px(1);
    const Vec at = layout.cells.empty() ? area.corner()
                                        : Vec{layout.cells.back().cell.right + m.gap(),
                                              layout.cells.back().cell.top};
    if (at.x + more <= area.right || layout.cells.empty()) {
      layout.more = Rect::at(at, {std::min(more, area.width()), cell_height});
      break;
    }
    layout.cells.pop_back();
    ++layout.hidden;
  }
  return layout;
}

}  // namespace loopscope::gui::stage
