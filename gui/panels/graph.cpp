#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "gui/panels/panels.h"
#include "gui/panels/stage_tokens.h"
#include "gui/stage/await_tree.h"
#include "gui/stage/cancel_trail.h"
#include "gui/stage/motion.h"
#include "gui/stage/words.h"
#include "gui/widgets/controls.h"
#include "gui/widgets/scroll.h"

namespace loopscope::gui {

namespace {

using stage::AwaitGrid;
using stage::AwaitNode;
using stage::AwaitTree;
using stage::CancelMark;
using stage::CancelStage;
using stage::Token;

constexpr const char* region = "graph";

/// The dot that travels with a cancellation has an identity of its own beside its task's.
constexpr std::uint32_t dot_bit = 0x8000'0000U;

const AwaitTree& tree_of(const View& view) {
  stage::Motion::Tree& known = view.motion.tree();
  const Position position = view.state().position();
  if (!known.tree || known.run != view.run || known.position != position) {
    known.tree = std::make_unique<AwaitTree>(stage::build_await_tree(view.state()));
    known.run = view.run;
    known.position = position;
  }
  return *known.tree;
}

Token token_of_future(const View& view, ObjectId id) {
  Token token;
  token.id = id;
  token.kind = stage::TokenKind::future;
  const FutureState* const future = view.state().future(id);
  const std::string_view label =
      future != nullptr ? view.trace().text(future->label) : std::string_view{};
  token.label = label.empty() ? view.texts["event.a_future"] : std::string(label);
  if (future != nullptr && future->timer != 0 && !future->done) {
    if (const HandleState* const timer = view.state().handle(future->timer)) {
      token.label =
          view.texts.format("graph.sleep_to", token.label, stage::seconds_text(timer->when));
    }
  }
  if (future != nullptr && future->done) {
    const char* const outcome = future->outcome == FutureOutcome::result      ? "status.done"
                                : future->outcome == FutureOutcome::exception ? "status.failed"
                                                                              : "status.cancelled";
    token.label.append(" · ").append(view.texts[outcome]);
  }
  token.says = token.label;
  return token;
}

Token token_of_node(const View& view, const AwaitNode& node) {
  const TaskState* const task = view.state().task(node.id);
  Token token =
      task != nullptr ? stage::token_of(*task, view.trace()) : token_of_future(view, node.id);
  if (node.kind == AwaitNode::Kind::again) {
    token.label = view.texts.format("graph.again", token.label);
    token.says = token.label;
  }
  return token;
}

std::string mark_text(const View& view, const CancelMark& mark) {
  switch (mark.stage) {
    case CancelStage::asked:
      if (mark.by == 0) return view.texts["graph.asked"];
      return view.texts.format(
          "graph.asked_by", stage::name_of_object(mark.by, view.state(), view.trace(), view.texts));
    case CancelStage::passed_on:
      return view.texts["graph.passed_on"];
    case CancelStage::delivered:
      return view.texts["graph.delivered"];
    case CancelStage::caught:
      return view.texts["graph.caught"];
    case CancelStage::suppressed:
      return view.texts["graph.suppressed"];
    case CancelStage::withdrawn:
      return view.texts["graph.withdrawn"];
  }
  return {};
}

/// The rows that can be seen, drawn in content coordinates that `origin` moves into the window.
class GraphPicture {
 public:
  GraphPicture(const View& view, const AwaitTree& tree, const Rect& content, Actions& actions)
      : view_(view),
        ui_(view.ui),
        theme_(view.theme()),
        m_(view.metrics()),
        tree_(tree),
        grid_(view.metrics()),
        actions_(actions),
        content_(content),
        marks_(stage::cancellations(view.timeline(), view.state())) {}

  void draw() {
    Vec offset = view_.scroll(region);
    find_rows(offset.y);
    const Vec extent{widest(), grid_.height(tree_) - (grid_.row_height - grid_.token)};
    const std::uint32_t follow = followed();
    const bool moves = follow != 0 && view_.followed(region) != follow;
    if (moves) {
      const std::size_t row = tree_.row_of(follow);
      if (row != AwaitNode::none) {
        const float top = static_cast<float>(row) * grid_.row_height;
        offset.y =
            offset_showing(offset.y, content_.height(), extent.y, top, top + grid_.token, m_.gap());
      }
    }
    const ScrollArea area = scroll_area(ui_, "scroll", content_, extent, offset);
    if (area.changed || moves) actions_.add(ScrollTo{region, area.offset, follow});
    find_rows(area.offset.y);
    // What is lit is ringed: at the left and above there is room for the ring.
    const float ring = m_.px(4);
    const Rect around{area.view.left - ring, area.view.top - ring, area.view.right,
                      area.view.bottom};
    const ClipScope clip(ui_, around.intersect(view_.areas.graph));
    ui_.push_scrolled();
    origin_ = area.origin();
    view_rect_ = area.view;
    place_rows();
    draw_stems();
    draw_elbows();
    draw_far_requests();
    for (std::size_t row = first_; row < last_; ++row) draw_row(row);
    ui_.pop_scrolled();
  }

 private:
  struct Row {
    Token token;
    std::string mark;
    stage::Placed placed;
  };

  std::uint32_t followed() const {
    if (view_.selection.kind == Selection::Kind::task ||
        view_.selection.kind == Selection::Kind::future) {
      return view_.selection.id;
    }
    return view_.state().current_task();
  }

  void find_rows(float top) {
    const std::size_t count = tree_.nodes.size();
    first_ = std::min(count, static_cast<std::size_t>(std::max(0.0F, top / grid_.row_height)));
    last_ = std::min(count,
                     first_ + static_cast<std::size_t>(content_.height() / grid_.row_height) + 2);
    rows_.clear();
    for (std::size_t row = first_; row < last_; ++row) rows_.push_back(content_of(row));
  }

  Row content_of(std::size_t row) const {
    const AwaitNode& node = tree_.nodes[row];
    Row content;
    if (node.kind == AwaitNode::Kind::finished) {
      content.token.label = view_.texts.format("graph.finished", node.folded);
      content.token.kind = stage::TokenKind::future;
    } else {
      content.token = token_of_node(view_, node);
      const auto mark = marks_.find(node.id);
      if (mark != marks_.end()) {
        CancelMark told = mark->second;
        // The line from the row above already says who asked.
        if (node.parent != AwaitNode::none && told.by == tree_.nodes[node.parent].id) told.by = 0;
        content.mark = mark_text(view_, told);
      }
    }
    const Vec size = token_size(ui_, look_of(view_, content.token));
    content.token.rect = grid_.place(tree_, row, std::max(m_.px(96), size.x));
    return content;
  }

  float mark_width(const std::string& mark) const {
    if (mark.empty()) return 0.0F;
    return m_.px(20) + std::ceil(ui_.measure(FontRole::small, mark).x) + m_.px(8);
  }

  float widest() const {
    float width = 0.0F;
    for (const Row& row : rows_) {
      width = std::max(width, row.token.rect.right + mark_width(row.mark) + m_.px(2));
    }
    return width;
  }

  void place_rows() {
    const Rect space{0.0F, 0.0F, content_.width(), content_.height()};
    stage::Tweens& tweens = view_.motion.begin(stage::Scene::graph, view_.run, space,
                                               ui_.input().time, holds_still(view_));
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      const AwaitNode& node = tree_.nodes[first_ + i];
      Token& token = rows_[i].token;
      if (node.kind == AwaitNode::Kind::again || node.kind == AwaitNode::Kind::finished) {
        rows_[i].placed = {token.rect, 1.0F, false};
        continue;
      }
      std::optional<Rect> from;
      if (node.parent != AwaitNode::none) {
        from = tweens.last_seen(tree_.nodes[node.parent].id);
        if (from) from = Rect::at(from->corner(), token.rect.size());
      }
      rows_[i].placed = tweens.place(node.id, token.rect, from);
      place_dot(first_ + i, tweens);
    }
    if (tweens.end()) ui_.keep_moving();
  }

  /// A cancellation stands at the beginning of its edge when asked, at its end when delivered.
  void place_dot(std::size_t row, stage::Tweens& tweens) {
    const AwaitNode& node = tree_.nodes[row];
    const auto mark = marks_.find(node.id);
    if (mark == marks_.end() || !edge_is_cancelled(row)) return;
    const Rect& token = rows_[row - first_].token.rect;
    const float stem = grid_.stem(tree_, node.parent);
    const float middle = grid_.middle(row);
    const bool asked = mark->second.stage == CancelStage::asked;
    const Vec at = asked ? Vec{stem, middle} : Vec{token.left - m_.px(12), middle};
    const Rect dot = Rect::at(at, {0.0F, 0.0F});
    dots_.push_back(tweens.place(node.id | dot_bit, dot,
                                 Rect::at({stem, middle - grid_.row_height}, {0.0F, 0.0F})));
  }

  /// A cancellation came (or comes) along the edge that ends at that row: what waits passed it on.
  bool edge_is_cancelled(std::size_t row) const {
    const AwaitNode& node = tree_.nodes[row];
    if (node.parent == AwaitNode::none || node.kind == AwaitNode::Kind::again) return false;
    const auto mark = marks_.find(node.id);
    if (mark == marks_.end()) return false;
    const ObjectId parent = tree_.nodes[node.parent].id;
    return mark->second.by == parent || marks_.contains(parent);
  }

  float y_in_view(float y) const {
    return std::clamp(origin_.y + y, view_rect_.top - m_.px(8), view_rect_.bottom + m_.px(8));
  }

  /// The line down from each token that waits for something, as far as it can be seen.
  void draw_stems() {
    std::vector<std::size_t> parents;
    if (first_ < tree_.nodes.size()) {
      for (std::size_t row = tree_.nodes[first_].parent; row != AwaitNode::none;
           row = tree_.nodes[row].parent) {
        parents.push_back(row);
      }
    }
    for (std::size_t row = first_; row < last_; ++row) parents.push_back(row);
    for (const std::size_t row : parents) {
      const std::size_t end = tree_.nodes[row].last_child;
      if (end == AwaitNode::none || end < first_) continue;
      const float x = std::round(origin_.x + grid_.stem(tree_, row));
      const float top = y_in_view(grid_.middle(row) + grid_.token / 2.0F);
      const float bottom = y_in_view(grid_.middle(end));
      ui_.line({x, top}, {x, bottom + m_.px(0.5F)}, theme_.arrow, m_.px(1.5F));
    }
  }

  void draw_elbows() {
    const Color cancel = theme_.of(TaskStatus::cancelling).fill;
    for (const bool cancelled : {false, true}) {
      for (std::size_t row = first_; row < last_; ++row) {
        const AwaitNode& node = tree_.nodes[row];
        if (node.parent == AwaitNode::none || edge_is_cancelled(row) != cancelled) continue;
        const float x = std::round(origin_.x + grid_.stem(tree_, node.parent));
        const float y = std::round(origin_.y + grid_.middle(row));
        const float right = origin_.x + rows_[row - first_].token.rect.left;
        const Color color = cancelled ? cancel : theme_.arrow;
        const float thickness = m_.px(cancelled ? 2.5F : 1.5F);
        if (cancelled) {
          const float top = y_in_view(grid_.middle(node.parent) + grid_.token / 2.0F);
          ui_.line({x, top}, {x, y}, color, thickness);
        }
        ui_.line({x, y}, {right - m_.px(4), y}, color, thickness);
        ui_.arrow_head({right, y}, {1.0F, 0.0F}, m_.px(8), color);
      }
    }
    for (const stage::Placed& dot : dots_) {
      const Vec center = origin_ + dot.rect.corner();
      ui_.disc(center, m_.px(4.5F), cancel);
      ui_.circle(center, m_.px(7.5F), cancel, m_.px(1.5F));
    }
  }

  /// A cancellation that was asked by a task elsewhere in the tree: a dashed way at the left.
  void draw_far_requests() {
    for (std::size_t row = first_; row < last_; ++row) {
      const AwaitNode& node = tree_.nodes[row];
      const auto mark = marks_.find(node.id);
      if (mark == marks_.end() || mark->second.by == 0 || node.kind == AwaitNode::Kind::again) {
        continue;
      }
      if (edge_is_cancelled(row) || mark->second.by == node.id) continue;
      const std::size_t from = tree_.row_of(mark->second.by);
      if (from == AwaitNode::none) continue;
      draw_far_request(row, from);
    }
  }

  void draw_far_request(std::size_t row, std::size_t from) {
    const Color color = theme_.of(TaskStatus::cancelling).fill;
    const float x = std::round(origin_.x + m_.px(4));
    const float start = y_in_view(grid_.middle(from));
    const float end = std::round(origin_.y + grid_.middle(row));
    const float tip = origin_.x + rows_[row - first_].token.rect.left;
    const float source = origin_.x + grid_.place(tree_, from, 0.0F).left;
    const float thickness = m_.px(2);
    if (from >= first_ && from < last_) {
      ui_.dashed_line({source, start}, {x, start}, color, thickness);
    }
    ui_.dashed_line({x, start}, {x, end}, color, thickness);
    ui_.dashed_line({x, end}, {tip - m_.px(6), end}, color, thickness);
    ui_.arrow_head({tip, end}, {1.0F, 0.0F}, m_.px(8), color);
    ui_.note_line(fmt::format("cancel-{}", tree_.nodes[row].id),
                  {x, std::min(start, end), tip, std::max(start, end)});
  }

  void draw_row(std::size_t row) {
    Row& content = rows_[row - first_];
    const AwaitNode& node = tree_.nodes[row];
    stage::Placed placed = content.placed;
    placed.rect = placed.rect.moved(origin_.x, origin_.y);
    if (node.kind == AwaitNode::Kind::finished) {
      ui_.text("finished", placed.rect, content.token.label,
               {FontRole::small, theme_.dim, Align::left, Overflow::scrolled});
      return;
    }
    const std::string id = node.kind == AwaitNode::Kind::again ? fmt::format("again-{}", row)
                                                               : fmt::format("node-{}", node.id);
    draw_stage_token(view_, actions_, id, content.token, placed);
    if (!content.mark.empty()) draw_mark_text(id, placed.rect, content.mark);
  }

  void draw_mark_text(const std::string& id, const Rect& token, const std::string& mark) {
    const Color color = theme_.of(TaskStatus::cancelling).fill;
    const Vec center{token.right + m_.px(12), std::round(token.center().y)};
    ui_.disc(center, m_.px(4), color);
    const Rect place{token.right + m_.px(20), token.top, token.right + mark_width(mark) + m_.px(2),
                     token.bottom};
    ui_.text(id + "-cancel", place, mark,
             {FontRole::small, theme_.text, Align::left, Overflow::scrolled});
  }

  const View& view_;
  Ui& ui_;
  const Theme& theme_;
  const Metrics& m_;
  const AwaitTree& tree_;
  AwaitGrid grid_;
  Actions& actions_;
  Rect content_;
  std::unordered_map<ObjectId, CancelMark> marks_;
  std::size_t first_ = 0;  ///< first row that can be seen
  std::size_t last_ = 0;   ///< one past the last
  std::vector<Row> rows_;
  std::vector<stage::Placed> dots_;
  Vec origin_;
  Rect view_rect_;
};

}  // namespace

void draw_graph(const View& view, Actions& actions) {
  const Metrics& m = view.metrics();
  Rect content = panel_frame(view.ui, "graph", view.areas.graph, view.texts["graph.heading"],
                             view.texts["graph.note"]);
  const IdScope scope(view.ui, "graph");
  const AwaitTree& tree = tree_of(view);
  if (tree.nodes.empty()) {
    view.ui.wrapped("empty", content, view.texts["graph.empty"],
                    {FontRole::small, view.theme().dim});
    return;
  }
  const bool cancels = !view.timeline().events_of(EventKind::cancel_requested).empty();
  if (cancels && content.height() > m.px(140)) {
    Rect legend = content.cut_bottom(m.px(20), m.gap());
    const Color color = view.theme().of(TaskStatus::cancelling).fill;
    const Rect sign = legend.cut_left(m.px(24), m.gap());
    const float y = std::round(sign.center().y);
    view.ui.dashed_line({sign.left, y}, {sign.right - m.px(6), y}, color, m.px(2));
    view.ui.arrow_head({sign.right, y}, {1.0F, 0.0F}, m.px(8), color);
    const std::string& whole = view.texts["graph.legend"];
    const bool fits = view.ui.measure(FontRole::small, whole).x <= legend.width();
    view.ui.text("legend", legend, fits ? whole : view.texts["graph.legend_short"],
                 {FontRole::small, view.theme().dim, Align::left, Overflow::ellipsis});
  }
  GraphPicture(view, tree, content, actions).draw();
}

}  // namespace loopscope::gui
