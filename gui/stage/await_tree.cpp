#include "gui/stage/await_tree.h"

#include <algorithm>

namespace loopscope::gui::stage {

namespace {

/// How many of the tasks that ended are still shown.
constexpr std::size_t most_finished = 8;

/// A set of identities, which are small numbers: quick with tens of thousands of them.
class IdSet {
 public:
  bool contains(ObjectId id) const { return id < known_.size() && known_[id]; }
  /// False if it was there.
  bool insert(ObjectId id) {
    if (id >= known_.size()) known_.resize(std::max<std::size_t>(2 * known_.size(), id + 1024U));
    if (known_[id]) return false;
    known_[id] = true;
    return true;
  }

 private:
  std::vector<bool> known_;
};

class Builder {
 public:
  explicit Builder(const LoopState& state) : state_(state) {
    for (std::size_t i = 0; i < state.task_count(); ++i) {
      const TaskState& task = state.task_at(i);
      if (task.finished) {
        finished_.push_back(task.id);
      } else {
        unfinished_.push_back(&task);
        if (task.waits_for != 0) note_awaited(task.waits_for);
      }
    }
    tree_.nodes.reserve(2 * unfinished_.size() + 2 * most_finished);
  }

  AwaitTree build() {
    for (const TaskState* const task : unfinished_) {
      if (!awaited_.contains(task->id)) add(task->id);
    }
    // Those left are in circles: nobody outside waits for them.
    for (const TaskState* const task : unfinished_) {
      if (!seen_.contains(task->id)) add(task->id);
    }
    add_finished();
    return std::move(tree_);
  }

 private:
  struct Visit {
    ObjectId id;
    std::uint32_t depth;
    std::size_t parent;
  };

  void note_awaited(ObjectId first) {
    to_note_.assign(1, first);
    while (!to_note_.empty()) {
      const ObjectId id = to_note_.back();
      to_note_.pop_back();
      if (!awaited_.insert(id)) continue;
      if (const FutureState* const future = state_.future(id)) {
        to_note_.insert(to_note_.end(), future->children.begin(), future->children.end());
      }
    }
  }

  /// Adds a row for `first`, and below it what it waits for.
  void add(ObjectId first) {
    std::vector<Visit>& left = to_visit_;
    left.assign(1, {first, 0, AwaitNode::none});
    while (!left.empty()) {
      const Visit visit = left.back();
      left.pop_back();
      const std::size_t row = tree_.nodes.size();
      AwaitNode node{.id = visit.id, .depth = visit.depth, .parent = visit.parent};
      if (visit.parent != AwaitNode::none) tree_.nodes[visit.parent].last_child = row;
      const bool again = !seen_.insert(visit.id);
      const TaskState* const task = state_.task(visit.id);
      if (again) {
        node.kind = AwaitNode::Kind::again;
      } else if (task == nullptr) {
        node.kind = AwaitNode::Kind::future;
      }
      tree_.nodes.push_back(node);
      if (again) continue;
      if (task != nullptr) {
        if (task->waits_for != 0) left.push_back({task->waits_for, visit.depth + 1, row});
      } else if (const FutureState* const future = state_.future(visit.id)) {
        const std::vector<ObjectId>& children = future->children;
        for (std::size_t i = children.size(); i-- > 0;) {
          left.push_back({children[i], visit.depth + 1, row});
        }
      }
    }
  }

  void add_finished() {
    std::erase_if(finished_, [this](ObjectId id) { return seen_.contains(id); });
    const std::size_t folded = finished_.size() - std::min(finished_.size(), most_finished);
    if (folded > 0) {
      AwaitNode node;
      node.kind = AwaitNode::Kind::finished;
      node.folded = folded;
      tree_.nodes.push_back(node);
    }
    for (std::size_t i = folded; i < finished_.size(); ++i) add(finished_[i]);
  }

  const LoopState& state_;
  std::vector<const TaskState*> unfinished_;  ///< in order of creation
  std::vector<ObjectId> finished_;
  IdSet awaited_;
  IdSet seen_;
  std::vector<ObjectId> to_note_;
  std::vector<Visit> to_visit_;
  AwaitTree tree_;
};

}  // namespace

std::size_t AwaitTree::row_of(ObjectId id) const {
  for (std::size_t row = 0; row < nodes.size(); ++row) {
    if (nodes[row].id == id && nodes[row].kind != AwaitNode::Kind::again) return row;
  }
  return AwaitNode::none;
}

AwaitTree build_await_tree(const LoopState& state) {
  return Builder(state).build();
}

AwaitGrid::AwaitGrid(const Metrics& m)
    : margin(m.px(16)), indent(m.px(36)), row_height(m.token() + m.px(8)), token(m.token()) {}

Rect AwaitGrid::place(const AwaitTree& tree, std::size_t row, float width) const {
  const float left = margin + static_cast<float>(tree.nodes[row].depth) * indent;
  return Rect::at({left, static_cast<float>(row) * row_height}, {width, token});
}

float AwaitGrid::stem(const AwaitTree& tree, std::size_t row) const {
  return margin + static_cast<float>(tree.nodes[row].depth) * indent + indent / 2.0F;
}

float AwaitGrid::middle(std::size_t row) const {
  return static_cast<float>(row) * row_height + token / 2.0F;
}

}  // namespace loopscope::gui::stage
