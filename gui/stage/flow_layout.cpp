#include "gui/stage/flow_layout.h"

#include <algorithm>
#include <cmath>

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

FlowLayout try_form(const Rect& area, const Metrics& m, const FlowRequest& request,
                    TokenForm form) {
  FlowLayout layout;
  const float gap = form == TokenForm::chip ? m.px(6) : m.gap();
  Rows rows(area, form == TokenForm::chip ? m.px(22) : m.token(), gap);
  for (std::size_t index = 0; index < request.count; ++index) {
    if (index == request.divider_at && index > 0) {
      layout.divider = rows.next(request.divider_width);
    }
    Token token = request.token(index);
    token.form = form;
    const std::optional<Rect> place = rows.next(std::ceil(request.measure(token).x));
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

}  // namespace

FlowLayout lay_out_flow(const Rect& area, const Metrics& metrics, const FlowRequest& request) {
  FlowLayout layout;
  for (const TokenForm form : {TokenForm::full, TokenForm::brief, TokenForm::chip}) {
    layout = try_form(area, metrics, request, form);
    if (layout.hidden == 0) break;
  }
  return layout;
}

}  // namespace loopscope::gui::stage
