#include "gui/theme/marks.h"

#include <cmath>
#include <numbers>

#include "gui/widgets/ui.h"

namespace loopscope::gui {

namespace {

/// A drawing of 16 × 16 units that is laid over a box.
struct Pen {
  Ui& ui;
  Rect box;
  Color ink;

  float unit() const { return std::min(box.width(), box.height()) / 16.0F; }
  float width() const { return std::max(1.0F, unit() * 1.7F); }
  Vec at(float x, float y) const {
    const Vec center = box.center();
    return {center.x + (x - 8.0F) * unit(), center.y + (y - 8.0F) * unit()};
  }
  void line(float x0, float y0, float x1, float y1) const {
    ui.line(at(x0, y0), at(x1, y1), ink, width());
  }
  std::vector<Vec> placed(std::vector<Vec> units) const {
    for (Vec& each : units) each = at(each.x, each.y);
    return units;
  }
  void path(const std::vector<Vec>& units, bool closed = false) const {
    ui.polyline(placed(units), ink, width(), closed);
  }
  void shape(const std::vector<Vec>& units) const { ui.polygon(placed(units), ink); }
};

void clock(const Pen& pen) {
  pen.ui.circle(pen.at(8, 8), 6.3F * pen.unit(), pen.ink, pen.width());
  pen.path({{8, 4.4F}, {8, 8.2F}, {10.8F, 9.6F}});
}

void two_arrows(const Pen& pen) {
  const float head = 2.6F;
  pen.line(2, 5.2F, 11, 5.2F);
  pen.shape({{11, 5.2F - head}, {14.4F, 5.2F}, {11, 5.2F + head}});
  pen.line(5, 10.8F, 14, 10.8F);
  pen.shape({{5, 10.8F + head}, {1.6F, 10.8F}, {5, 10.8F - head}});
}

void struck_circle(const Pen& pen) {
  pen.ui.circle(pen.at(8, 8), 6.2F * pen.unit(), pen.ink, pen.width());
  pen.line(3.8F, 12.2F, 12.2F, 3.8F);
}

void exclamation(const Pen& pen) {
  pen.shape({{6.7F, 2}, {9.3F, 2}, {8.9F, 9.8F}, {7.1F, 9.8F}});
  pen.ui.disc(pen.at(8, 12.8F), 1.5F * pen.unit(), pen.ink);
}

void half_disc(const Pen& pen) {
  pen.ui.circle(pen.at(8, 8), 6.2F * pen.unit(), pen.ink, pen.width());
  std::vector<Vec> points;
  for (int step = 0; step <= 12; ++step) {
    const float angle = std::numbers::pi_v<float> * (static_cast<float>(step) / 12.0F - 0.5F);
    points.push_back({8 + 6.2F * std::cos(angle), 8 + 6.2F * std::sin(angle)});
  }
  pen.shape(points);
}

}  // namespace

void draw_mark(Ui& ui, TaskStatus status, const Rect& box, Color ink) {
  const Pen pen{ui, box, ink};
  switch (status) {
    case TaskStatus::ready:
      pen.path({{4.2F, 2.8F}, {12.8F, 8}, {4.2F, 13.2F}}, true);
      break;
    case TaskStatus::running:
      pen.shape({{3.6F, 2}, {13.6F, 8}, {3.6F, 14}});
      break;
    case TaskStatus::sleeping:
      clock(pen);
      break;
    case TaskStatus::waiting:
      two_arrows(pen);
      break;
    case TaskStatus::cancelling:
      struck_circle(pen);
      break;
    case TaskStatus::failed:
      exclamation(pen);
      break;
    case TaskStatus::done:
      pen.path({{2.6F, 8.6F}, {6.4F, 12.4F}, {13.6F, 4}});
      break;
    case TaskStatus::cancelled:
      pen.line(3.4F, 3.4F, 12.6F, 12.6F);
      pen.line(12.6F, 3.4F, 3.4F, 12.6F);
      break;
  }
}

void draw_sign(Ui& ui, Sign sign, const Rect& box, Color ink) {
  const Pen pen{ui, box, ink};
  switch (sign) {
    case Sign::to_start:
      pen.shape({{1.5F, 3}, {3.2F, 3}, {3.2F, 13}, {1.5F, 13}});
      pen.shape({{9.2F, 3}, {9.2F, 13}, {3.8F, 8}});
      pen.shape({{14.8F, 3}, {14.8F, 13}, {9.4F, 8}});
      break;
    case Sign::step_back:
      pen.shape({{9.4F, 3}, {9.4F, 13}, {1.8F, 8}});
      pen.shape({{11.4F, 3}, {13.6F, 3}, {13.6F, 13}, {11.4F, 13}});
      break;
    case Sign::step_forward:
      pen.shape({{2.4F, 3}, {4.6F, 3}, {4.6F, 13}, {2.4F, 13}});
      pen.shape({{6.6F, 3}, {14.2F, 8}, {6.6F, 13}});
      break;
    case Sign::to_end:
      pen.shape({{11.2F, 3}, {13, 3}, {13, 13}, {11.2F, 13}});
      pen.shape({{2.5F, 3}, {10.2F, 8}, {2.5F, 13}});
      break;
    case Sign::back:
      pen.shape({{12, 3}, {12, 13}, {4, 8}});
      break;
    case Sign::forward:
      pen.shape({{4, 3}, {12, 8}, {4, 13}});
      break;
    case Sign::play:
      pen.shape({{4, 2.5F}, {13, 8}, {4, 13.5F}});
      break;
    case Sign::pause:
      pen.shape({{4, 3}, {6.6F, 3}, {6.6F, 13}, {4, 13}});
      pen.shape({{9.4F, 3}, {12, 3}, {12, 13}, {9.4F, 13}});
      break;
    case Sign::down:
      pen.path({{4, 6.2F}, {8, 10.2F}, {12, 6.2F}});
      break;
    case Sign::theme:
      half_disc(pen);
      break;
    case Sign::menu:
      for (const float y : {4.5F, 8.0F, 11.5F}) pen.line(2.5F, y, 13.5F, y);
      break;
    case Sign::check:
      pen.path({{2.6F, 8.6F}, {6.4F, 12.4F}, {13.6F, 4}});
      break;
    case Sign::cross:
      pen.line(4, 4, 12, 12);
      pen.line(12, 4, 4, 12);
      break;
  }
}

}  // namespace loopscope::gui
