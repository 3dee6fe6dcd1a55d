#include "gui/stage/await_tree.h"

#include <algorithm>
#include <unordered_set>

namespace loopscope::gui::stage {

namespace {

/// How many of the tasks that ended are still shown.
constexpr std::size_t most_finished = 8;

class Builder {
 public:
  explicit Builder(const LoopState& state) : state_(state) {
    std::size_t finished = 0;
    for (std::size_t i = 0; i < state.task_count(); ++i) {
      const TaskState& task = state.task_at(i);
      if (task.finished) {
        ++finished;
      } else if (task.waits_for != 0) {
        note_awaited(task.waits_for);
      }
    }
    tree_.nodes.reserve(2 * (state.task_count() - finished) + 2 * most_finished);
  }

  AwaitTree build() {
    for_unfinished([this](const TaskState& task) {
      if (!awaited_.contains(task.id)) add(task.id);
    });
    // Those left are in circles: nobody outside waits for them.
    for_unfinished([this](const TaskState& task) {
      if (awaited_.contains(task.id) && !seen_.contains(task.id)) add(task.id);
    });
    add_finished();
    return std::move(tree_);
  }

 private:
  struct Visit {
    ObjectId id;
    std::uint32_t depth;
    std::size_t parent;
  };

  template <typename Function>
  void for_unfinished(Function function) {
    for (std::size_t i = 0; i < state_.task_count(); ++i) {
      const TaskState& task = state_.task_at(i);
      if (!task.finished) function(task);
    }
  }

  void note_awaited(ObjectId first) {
    std::vector<ObjectId> left{first};
    while (!left.empty()) {
      const ObjectId id = left.back();
      left.pop_back();
      if (!awaited_.insert(id).second) continue;
      if (const FutureState* const future = state_.future(id)) {
        left.insert(left.end(), future->children.begin(), future->children.end());
      }
    }
  }

  /// Adds a row for `first`, and below it what it waits for.
  void add(ObjectId first) {
    std::vector<Visit> left{{first, 0, AwaitNode::none}};
    while (!left.empty()) {
      const Visit visit = left.back();
      left.pop_back();
      const std::size_t row = tree_.nodes.size();
      AwaitNode node{.id = visit.id, .depth = visit.depth, .parent = visit.parent};
      if (visit.parent != AwaitNode::none) tree_.nodes[visit.parent].last_child = row;
      const bool again = !seen_.insert(visit.id).second;
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
        for (auto child = children.rbegin(); child != children.rend(); ++child) {
          left.push_back({*child, visit.depth + 1, row});
        }
      }
    }
  }

  void add_finished() {
    std::vector<ObjectId> last;
    std::size_t folded = 0;
    for (std::size_t i = state_.task_count(); i-- > 0;) {
      const TaskState& task = state_.task_at(i);
      if (!task.finished || seen_.contains(task.id)) continue;
      if (last.size() < most_finished) {
        last.push_back(task.id);
      } else {
        ++folded;
      }
    }
    if (folded > 0) {
      AwaitNode node;
      node.kind = AwaitNode::Kind::finished;
      node.folded = folded;
      tree_.nodes.push_back(node);
    }
    for (auto id = last.rbegin(); id != last.rend(); ++id) add(*id);
  }

  const LoopState& state_;
  std::unordered_set<ObjectId> awaited_;
  std::unordered_set<ObjectId> seen_;
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
