#include "gui/stage/flow_layout.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace loopscope::gui::stage {

namespace {

/// Sets boxes in rows.
class Rows {
 public:
  Rows(const Rect& area, float height, float gap)
      : area_(area), height_(height), gap_(gap), corner_(area.corner()) {}

  /// The place of the next box of that width; nothing if the area is full.
  std::optional<Rect> next(float width) {
    if (corner_.x > area_.left && corner_.x + width > area_.right) {
      corner_ = {area_.left, corner_.y + height_ + gap_};
    }
    if (corner_.y + height_ > area_.bottom) return std::nullopt;
    const Rect place = Rect::at(corner_, {std::min(width, area_.width()), height_});
    corner_.x = place.right + gap_;
    return place;
  }

  void go_back_to(const Rect& place) { corner_ = place.corner(); }

 private:
  Rect area_;
  float height_;
  float gap_;
  Vec corner_;
};

/// Makes room for "+n more" by taking tokens off the end until it fits.
void add_more(FlowLayout& layout, Rows& rows, const FlowRequest& request) {
  for (;;) {
    const float width = std::ceil(request.text_width(request.more_text(layout.hidden))) + 1.0F;
    if (const std::optional<Rect> place = rows.next(width)) {
      layout.more = *place;
      return;
    }
    if (layout.tokens.empty()) return;
    rows.go_back_to(layout.tokens.back().rect);
    layout.tokens.pop_back();
    ++layout.hidden;
    if (layout.divider && layout.tokens.size() <= request.divider_at) layout.divider.reset();
  }
}

/// Where there is no room for a whole one, a token is as low as a chip, but keeps its name.
float token_height(const Rect& area, const Metrics& m) {
  return std::clamp(std::floor(area.height()), m.px(22), m.token());
}

/// Tokens of that form, none wider than `widest`.
FlowLayout try_form(const Rect& area, const Metrics& m, const FlowRequest& request, TokenForm form,
                    float widest = std::numeric_limits<float>::infinity()) {
  FlowLayout layout;
  const float gap = form == TokenForm::chip ? m.px(6) : m.gap();
  Rows rows(area, form == TokenForm::chip ? m.px(22) : token_height(area, m), gap);
  for (std::size_t index = 0; index < request.count; ++index) {
    if (index == request.divider_at && index > 0) {
      layout.divider = rows.next(request.divider_width);
    }
    Token token = request.token(index);
    token.form = form;
    const std::optional<Rect> place =
        rows.next(std::min(widest, std::ceil(request.measure(token).x)));
    if (!place) {
      layout.hidden = request.count - index;
      if (layout.divider && index == request.divider_at) layout.divider.reset();
      add_more(layout, rows, request);
      break;
    }
    token.rect = *place;
    layout.tokens.push_back(std::move(token));
  }
  return layout;
}

/// Below this width a name says no more than a chip.
float narrowest(const Metrics& m) {
  return m.px(76);
}

/// The width at which as many tokens stand in each row as must, for all of them to have a place.
float even_width(const Rect& area, const Metrics& m, const FlowRequest& request) {
  const float gap = m.gap();
  const auto rows = std::floor((area.height() + gap) / (token_height(area, m) + gap));
  if (rows < 1.0F) return 0.0F;
  const auto count = static_cast<float>(request.count + (request.divider_at > 0 ? 1 : 0));
  const float in_a_row = std::ceil(count / rows);
  const float width = std::floor((area.width() - (in_a_row - 1.0F) * gap) / in_a_row);
  return request.divider_at > 0 && request.divider_width > width ? 0.0F : width;
}

}  // namespace

FlowLayout lay_out_flow(const Rect& area, const Metrics& metrics, const FlowRequest& request) {
  FlowLayout layout;
  for (const TokenForm form : {TokenForm::full, TokenForm::brief}) {
    layout = try_form(area, metrics, request, form);
    if (layout.hidden == 0) return layout;
  }
  const float width = even_width(area, metrics, request);
  if (width >= narrowest(metrics)) {
    layout = try_form(area, metrics, request, TokenForm::brief, width);
    if (layout.hidden == 0) return layout;
  }
  return try_form(area, metrics, request, TokenForm::chip);
}

}  // namespace loopscope::gui::stage
