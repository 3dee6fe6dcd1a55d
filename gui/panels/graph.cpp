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
#include "gui/stage/io_rows.h"
#include "gui/stage/motion.h"
#include "gui/stage/object_words.h"
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
    if (!known.tree) known.tree = std::make_unique<AwaitTree>();
    *known.tree = stage::build_await_tree(view.state(), std::move(*known.tree));
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
          view.texts.format("graph.sleep_to", token.label,
                            stage::seconds_text(timer->when, stage::decimals_of(view.trace())));
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

/// What a lock, queue … holds, in a few words.
std::string contents_of(const View& view, const SyncState& object) {
  const player::Texts& texts = view.texts;
  switch (object.kind) {
    case SyncKind::lock:
      return texts[object.value != 0 ? "sync.held" : "sync.free"];
    case SyncKind::event:
      return texts[object.value != 0 ? "sync.set" : "sync.not_set"];
    case SyncKind::condition:
      return {};
    case SyncKind::semaphore:
    case SyncKind::bounded_semaphore:
      return object.limit != 0 ? texts.format("sync.left_of", object.value, object.limit)
                               : texts.format("sync.left", object.value);
    case SyncKind::barrier:
      return texts.format("sync.inside", object.value, object.limit) + " · " +
             texts[std::string("sync.").append(name_of(object.phase))];
    case SyncKind::queue:
    case SyncKind::priority_queue:
    case SyncKind::lifo_queue:
      return object.limit != 0 ? texts.format("sync.items_of", object.value, object.limit)
                               : texts.format("sync.items", object.value);
  }
  return {};
}

Token token_of_box(ObjectId id, std::string label, std::string note) {
  Token token;
  token.id = id;
  token.kind = stage::TokenKind::future;
  token.label = std::move(label);
  token.note = std::move(note);
  token.says = token.note.empty() ? token.label : token.label + " · " + token.note;
  return token;
}

Token token_of_group(const View& view, const GroupState& group) {
  const std::string count = view.texts.format("graph.group_tasks", group.tasks.size(), group.added);
  return token_of_box(group.id, view.texts["graph.group"],
                      group.aborting ? count + " · " + view.texts["graph.aborting"] : count);
}

Token token_of_timeout(const View& view, const TimeoutState& timeout) {
  std::string note =
      std::isinf(timeout.when)
          ? view.texts["graph.no_deadline"]
          : view.texts.format("graph.deadline",
                              stage::seconds_text(timeout.when, stage::decimals_of(view.trace())));
  if (timeout.expired) note = view.texts["graph.expired"];
  return token_of_box(timeout.id, view.texts["graph.timeout"], std::move(note));
}

/// A token of anything that has a row.
Token token_of_object(const View& view, ObjectId id) {
  const LoopState& state = view.state();
  if (const TaskState* const task = state.task(id)) return stage::token_of(*task, view.trace());
  if (const SyncState* const sync = state.sync().find(id)) {
    return token_of_box(id, stage::name_of_sync(*sync, state, view.texts),
                        contents_of(view, *sync));
  }
  if (const GroupState* const group = state.scopes().group(id)) return token_of_group(view, *group);
  if (const TimeoutState* const timeout = state.scopes().timeout(id)) {
    return token_of_timeout(view, *timeout);
  }
  return token_of_future(view, id);
}

Token token_of_node(const View& view, const AwaitNode& node) {
  Token token = token_of_object(view, node.id);
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
        marks_(stage::cancellations(view.motion.cancellations(view.run, view.timeline()),
                                    view.timeline(), view.state())) {}

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
    draw_frames();
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
    std::vector<Token> line;  ///< chips of the tasks in a lock's line, first come first
    std::size_t more = 0;     ///< how many more stand there
    std::string line_word;    ///< before them
    bool closes_circle = false;
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
      if (node.kind == AwaitNode::Kind::future) name_source(content.token);
      content.closes_circle = node.in_circle && node.kind == AwaitNode::Kind::again;
      const auto mark = marks_.find(node.id);
      if (mark != marks_.end()) {
        CancelMark told = mark->second;
        // The line from the row above already says who asked.
        if (node.parent != AwaitNode::none && told.by == tree_.nodes[node.parent].id) told.by = 0;
        content.mark = mark_text(view_, told);
      }
    }
    if (node.kind == AwaitNode::Kind::sync) add_line(content, *view_.state().sync().find(node.id));
    const Vec size = token_size(ui_, look_of(view_, content.token));
    content.token.rect = grid_.place(tree_, row, std::max(m_.px(96), size.x));
    return content;
  }

  /// A future without a name of its own is told by the descriptor or the job that it waits for.
  void name_source(Token& token) const {
    const FutureState* const future = view_.state().future(token.id);
    const bool unnamed = future != nullptr && view_.trace().text(future->label).empty();
    if (!unnamed || future->done || future->waiter == 0 || view_.loop() == nullptr) return;
    if (!io_rows_) {
      io_rows_ = stage::io_rows(view_.timeline(), view_.state(), *view_.loop(), view_.texts, false);
    }
    const std::string words = stage::awaited_row(*io_rows_, future->waiter);
    if (!words.empty()) token.label = token.says = words;
  }

  /// Those who stand in line: to take from a queue, or to put into it; nobody does both.
  void add_line(Row& content, const SyncState& sync) const {
    const bool putters = !sync.putters.empty();
    const ObjectQueue& line = putters ? sync.putters : sync.waiters;
    if (line.empty()) return;
    const bool queue = sync.kind >= SyncKind::queue;
    content.line_word = view_.texts[!queue    ? "sync.line"
                                    : putters ? "sync.putters"
                                              : "sync.getters"];
    constexpr std::size_t most_chips = 8;
    for (const ObjectId waiter : line) {
      const FutureState* const future = view_.state().future(waiter);
      const TaskState* const task =
          future != nullptr ? view_.state().task(future->waiter) : nullptr;
      if (task == nullptr || content.line.size() == most_chips) {
        ++content.more;
        continue;
      }
      content.line.push_back(stage::token_of(*task, view_.trace()));
      content.line.back().form = stage::TokenForm::chip;
    }
  }

  std::string more_text(const Row& row) const {
    return row.more == 0 ? std::string() : view_.texts.format("loop.more", row.more);
  }

  float line_width(const Row& row) const {
    if (row.line_word.empty()) return 0.0F;
    float width = m_.px(10) + std::ceil(ui_.measure(FontRole::small, row.line_word).x);
    for (const Token& chip : row.line) width += m_.px(4) + token_measure(view_)(chip).x;
    if (row.more > 0) width += m_.px(6) + std::ceil(ui_.measure(FontRole::small, more_text(row)).x);
    return width + m_.px(4);
  }

  float mark_width(const std::string& mark) const {
    if (mark.empty()) return 0.0F;
    return m_.px(20) + std::ceil(ui_.measure(FontRole::small, mark).x) + m_.px(8);
  }

  float widest() const {
    float width = 0.0F;
    for (const Row& row : rows_) {
      width = std::max(width, row.token.rect.right + mark_width(row.mark) + line_width(row) +
                                  circle_width(row) + m_.px(2));
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

  /// Frames of the task groups and timeouts that can be seen, the outer ones first.
  void draw_frames() {
    std::vector<std::size_t> frames;
    if (first_ < tree_.nodes.size()) {
      for (std::size_t row = first_; row != AwaitNode::none; row = tree_.nodes[row].parent) {
        if (row < first_ && tree_.nodes[row].last_row != AwaitNode::none) frames.push_back(row);
      }
      std::reverse(frames.begin(), frames.end());
    }
    for (std::size_t row = first_; row < last_; ++row) {
      if (tree_.nodes[row].last_row != AwaitNode::none) frames.push_back(row);
    }
    for (const std::size_t row : frames) draw_frame(row);
  }

  void draw_frame(std::size_t row) {
    const AwaitNode& node = tree_.nodes[row];
    const float reach = m_.px(3);
    const float left = origin_.x + grid_.place(tree_, row, 0.0F).left - reach;
    const float right = std::max(
        left + m_.px(40), view_rect_.right - reach - static_cast<float>(node.depth) * m_.px(2));
    const Rect frame{left, y_in_view(grid_.middle(row) - grid_.token / 2.0F - reach), right,
                     y_in_view(grid_.middle(node.last_row) + grid_.token / 2.0F + reach)};
    const bool aborting =
        node.kind == AwaitNode::Kind::group && view_.state().scopes().group(node.id)->aborting;
    const Color color = aborting ? theme_.of(TaskStatus::cancelling).fill : theme_.border;
    ui_.fill(frame, theme_.raised.faded(0.35F), m_.radius());
    ui_.stroke(frame, color, m_.radius(), m_.px(1.5F));
    ui_.note_line(fmt::format("frame-{}", node.id), frame);
  }

  std::string circle_text(const Row& row) const {
    return row.closes_circle ? view_.texts["graph.circle"] : std::string();
  }
  float circle_width(const Row& row) const {
    if (!row.closes_circle) return 0.0F;
    return m_.px(12) + std::ceil(ui_.measure(FontRole::small, circle_text(row)).x);
  }

  void draw_line_of(const std::string& id, const Row& content, const Rect& token) {
    if (content.line_word.empty()) return;
    const IdScope scope(ui_, id + "-line");
    Rect rest{token.right + m_.px(10), token.top, token.right + line_width(content), token.bottom};
    const float word = std::ceil(ui_.measure(FontRole::small, content.line_word).x) + 1.0F;
    ui_.text("word", rest.cut_left(word, m_.px(4)), content.line_word,
             {FontRole::small, theme_.dim, Align::left, Overflow::scrolled});
    for (const Token& chip : content.line) {
      const Vec size = token_measure(view_)(chip);
      const Rect place = rest.cut_left(size.x, m_.px(4));
      const float top = std::round(place.center().y - size.y / 2.0F);
      draw_stage_token(view_, actions_, fmt::format("chip-{}", chip.id), chip,
                       {Rect::at({place.left, top}, size), 1.0F, false});
    }
    if (content.more == 0) return;
    rest.left += m_.px(2);
    rest.right += m_.px(4);
    ui_.text("more", rest, more_text(content),
             {FontRole::small, theme_.dim, Align::left, Overflow::scrolled});
  }

  /// A ring around what waits for itself, and the word for it where the circle closes.
  void draw_circle_of(const std::string& id, const AwaitNode& node, const Row& content,
                      const Rect& token) {
    if (!node.in_circle) return;
    const float reach = m_.px(2);
    ui_.stroke(token.inset(-reach), theme_.error, m_.small_radius() + reach, m_.px(2));
    ui_.note_line(id + "-circle", token);
    if (!content.closes_circle) return;
    const float left = token.right + line_width(content) + m_.px(10);
    const Rect place{left, token.top, left + circle_width(content), token.bottom};
    ui_.text(id + "-circle-word", place, circle_text(content),
             {FontRole::small, theme_.error, Align::left, Overflow::scrolled});
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
    draw_line_of(id, content, placed.rect);
    draw_circle_of(id, node, content, placed.rect);
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

  mutable std::optional<std::vector<stage::IoRow>> io_rows_;  ///< once they are asked for
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

/// Says above the graph that nothing can go on any more, or that some can't.
void draw_deadlock(const View& view, const AwaitTree& tree, Rect& content) {
  const LoopView* const loop = view.state().current_loop();
  const bool deadlocked = loop != nullptr && loop->deadlocked;
  const bool circle = std::any_of(tree.nodes.begin(), tree.nodes.end(),
                                  [](const AwaitNode& node) { return node.in_circle; });
  if (!deadlocked && !circle) return;
  const Rect line = content.cut_top(view.metrics().px(20), view.metrics().gap());
  view.ui.text("deadlock", line, view.texts[circle ? "graph.deadlock_circle" : "graph.deadlock"],
               {FontRole::small, view.theme().error, Align::left, Overflow::ellipsis});
}

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
  draw_deadlock(view, tree, content);
  GraphPicture(view, tree, content, actions).draw();
}

}  // namespace loopscope::gui
