#include "gui/stage/await_tree.h"

#include <algorithm>
#include <utility>

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
  Builder(const LoopState& state, AwaitTree memory) : state_(state), tree_(std::move(memory)) {
    tree_.nodes.clear();
    for (std::size_t i = 0; i < state.task_count(); ++i) {
      const TaskState& task = state.task_at(i);
      if (task.finished) {
        finished_.push_back(task.id);
      } else {
        unfinished_.push_back(&task);
        if (task.waits_for != 0) note_awaited(task.waits_for);
      }
    }
    note_scopes();
    tree_.nodes.reserve(2 * unfinished_.size() + 2 * most_finished);
  }

  AwaitTree build() {
    for (const TaskState* const task : unfinished_) {
      if (!awaited_.contains(task->id) && !seen_.contains(task->id)) add(subject_of(*task));
    }
    // Those left are in circles: nobody outside waits for them.
    for (const TaskState* const task : unfinished_) {
      if (!seen_.contains(task->id)) add(subject_of(*task));
    }
    add_idle_objects();
    find_frames();
    find_circles();
    add_finished();
    return std::move(tree_);
  }

 private:
  /// What has a row, found once: there are tens of thousands.
  struct Subject {
    ObjectId id = 0;
    AwaitNode::Kind kind = AwaitNode::Kind::future;
    const TaskState* task = nullptr;      ///< of a task
    const FutureState* future = nullptr;  ///< of a future that the state knows
  };

  struct Visit {
    Subject subject;
    std::uint32_t depth;
    std::size_t parent;
  };

  struct Scope {
    ObjectId task;
    EventId entered;
    ObjectId id;
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

  static Subject subject_of(const TaskState& task) {
    return {task.id, AwaitNode::Kind::task, &task, nullptr};
  }
  static Subject subject_of(const FutureState& future) {
    return {future.id, AwaitNode::Kind::future, nullptr, &future};
  }
  Subject subject_of(ObjectId id) const {
    if (const TaskState* const task = state_.task(id)) return subject_of(*task);
    if (state_.sync().find(id) != nullptr) return {id, AwaitNode::Kind::sync};
    if (state_.scopes().group(id) != nullptr) return {id, AwaitNode::Kind::group};
    if (state_.scopes().timeout(id) != nullptr) return {id, AwaitNode::Kind::timeout};
    return {id, AwaitNode::Kind::future, nullptr, state_.future(id)};
  }

  /// Adds a row for `first`, and below it what it waits for.
  void add(const Subject& first) {
    std::vector<Visit>& left = to_visit_;
    left.assign(1, {first, 0, AwaitNode::none});
    while (!left.empty()) {
      const Visit visit = left.back();
      left.pop_back();
      const std::size_t row = tree_.nodes.size();
      AwaitNode node{.id = visit.subject.id, .depth = visit.depth, .parent = visit.parent};
      if (visit.parent != AwaitNode::none) tree_.nodes[visit.parent].last_child = row;
      const bool again = !seen_.insert(visit.subject.id);
      node.kind = again ? AwaitNode::Kind::again : visit.subject.kind;
      tree_.nodes.push_back(node);
      if (again) continue;
      below_.clear();
      find_below(visit.subject);
      for (std::size_t i = below_.size(); i-- > 0;) {
        left.push_back({below_[i], visit.depth + 1, row});
      }
    }
  }

  // What is inside of what.

  void note_scopes() {
    for (const ObjectId id : state_.scopes().timeouts()) {
      const TimeoutState& timeout = *state_.scopes().timeout(id);
      note_scope(timeout.task, timeout.entered, id);
    }
    for (const ObjectId id : state_.scopes().groups()) {
      const GroupState& group = *state_.scopes().group(id);
      if (!note_scope(group.parent, group.entered, id)) continue;
      for (const ObjectId task : group.tasks) awaited_.insert(task);
    }
    std::sort(scopes_.begin(), scopes_.end(), [](const Scope& a, const Scope& b) {
      return a.task != b.task ? a.task < b.task : a.entered < b.entered;
    });
  }

  /// False if no unfinished task is inside.
  bool note_scope(ObjectId task, EventId entered, ObjectId id) {
    const TaskState* const inside = state_.task(task);
    if (inside == nullptr || inside->finished) return false;
    scopes_.push_back({task, entered, id});
    return true;
  }

  /// The scopes that the task is inside of, outermost first.
  std::pair<std::size_t, std::size_t> scopes_of(ObjectId task) const {
    const auto less = [](const Scope& scope, ObjectId id) { return scope.task < id; };
    const auto first = std::lower_bound(scopes_.begin(), scopes_.end(), task, less);
    auto last = first;
    while (last != scopes_.end() && last->task == task) ++last;
    return {static_cast<std::size_t>(first - scopes_.begin()),
            static_cast<std::size_t>(last - scopes_.begin())};
  }

  /// What a task inside of scopes waits for stands inside the innermost one.
  void find_below(const Subject& subject) {
    switch (subject.kind) {
      case AwaitNode::Kind::task: {
        const auto [first, last] = scopes_of(subject.id);
        if (first < last) {
          put_below(scopes_[first].id);
        } else {
          add_awaited(*subject.task);
        }
        break;
      }
      case AwaitNode::Kind::sync:
        put_all_below(state_.sync().find(subject.id)->holders);
        break;
      case AwaitNode::Kind::group: {
        const GroupState& group = *state_.scopes().group(subject.id);
        put_all_below(group.tasks);
        find_inside(group.parent, subject.id);
        break;
      }
      case AwaitNode::Kind::timeout:
        find_inside(state_.scopes().timeout(subject.id)->task, subject.id);
        break;
      default:
        if (subject.future != nullptr) put_all_below(subject.future->children);
    }
  }

  void put_below(ObjectId id) { below_.push_back(subject_of(id)); }
  void put_all_below(const std::vector<ObjectId>& ids) {
    for (const ObjectId id : ids) put_below(id);
  }

  void find_inside(ObjectId inside, ObjectId scope) {
    const TaskState* const task = state_.task(inside);
    if (task == nullptr) return;
    auto [at, last] = scopes_of(inside);
    while (at < last && scopes_[at].id != scope) ++at;
    if (at + 1 < last) {
      put_below(scopes_[at + 1].id);
    } else {
      add_awaited(*task);
    }
  }

  void add_awaited(const TaskState& task) {
    if (task.waits_for == 0) return;
    const FutureState* const future = state_.future(task.waits_for);
    if (future != nullptr && future->sync != 0 && !future->done &&
        state_.sync().find(future->sync) != nullptr) {
      put_below(future->sync);
    } else if (future == nullptr) {
      put_below(task.waits_for);
    } else if (!is_told_of(*future)) {
      below_.push_back(subject_of(*future));
    }
  }

  bool is_below(ObjectId id) const {
    return std::any_of(below_.begin(), below_.end(),
                       [id](const Subject& subject) { return subject.id == id; });
  }

  /// True if all that the future stands for is below already: the tasks of a group.
  bool is_told_of(const FutureState& future) const {
    const auto told = [this](ObjectId child) {
      const TaskState* const task = state_.task(child);
      return is_below(child) || (task != nullptr && task->finished);
    };
    const auto& children = future.children;
    return std::any_of(children.begin(), children.end(),
                       [this](ObjectId child) { return is_below(child); }) &&
           std::all_of(children.begin(), children.end(), told);
  }

  /// Locks, queues … that nobody stands in line for, and that are not parts of others.
  void add_idle_objects() {
    const SyncFold& sync = state_.sync();
    IdSet parts;
    for (const ObjectId id : sync.all()) {
      if (const ObjectId part = sync.find(id)->part; part != 0) parts.insert(part);
    }
    for (const ObjectId id : sync.all()) {
      if (seen_.contains(id) || parts.contains(id)) continue;
      seen_.insert(id);
      AwaitNode node;
      node.kind = AwaitNode::Kind::sync;
      node.id = id;
      tree_.nodes.push_back(node);
    }
  }

  void find_frames() {
    std::vector<std::size_t> open;
    const auto close = [&](std::size_t row, std::uint32_t depth) {
      while (!open.empty() && tree_.nodes[open.back()].depth >= depth) {
        tree_.nodes[open.back()].last_row = row - 1;
        open.pop_back();
      }
    };
    for (std::size_t row = 0; row < tree_.nodes.size(); ++row) {
      const AwaitNode& node = tree_.nodes[row];
      close(row, node.depth);
      const bool frame =
          node.kind == AwaitNode::Kind::group || node.kind == AwaitNode::Kind::timeout;
      if (frame) open.push_back(row);
    }
    close(tree_.nodes.size(), 0);
  }

  /// A circle closes where a row refers to one that it is below of, and what is between can't be
  /// had otherwise: tasks, and locks with their one holder.
  void find_circles() {
    for (std::size_t row = 0; row < tree_.nodes.size(); ++row) {
      if (tree_.nodes[row].kind != AwaitNode::Kind::again) continue;
      const ObjectId closing = tree_.nodes[row].id;
      std::size_t up = tree_.nodes[row].parent;
      while (up != AwaitNode::none && tree_.nodes[up].id != closing && binds(tree_.nodes[up])) {
        up = tree_.nodes[up].parent;
      }
      if (up == AwaitNode::none || tree_.nodes[up].id != closing) continue;
      for (std::size_t at = row; at != up; at = tree_.nodes[at].parent) {
        tree_.nodes[at].in_circle = true;
      }
      tree_.nodes[up].in_circle = true;
    }
  }

  bool binds(const AwaitNode& node) const {
    if (node.kind == AwaitNode::Kind::sync) {
      return state_.sync().find(node.id)->kind == SyncKind::lock;
    }
    return node.kind != AwaitNode::Kind::timeout;  // that ends by itself
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
    for (std::size_t i = folded; i < finished_.size(); ++i) add(subject_of(finished_[i]));
  }

  const LoopState& state_;
  std::vector<const TaskState*> unfinished_;  ///< in order of creation
  std::vector<ObjectId> finished_;
  IdSet awaited_;
  IdSet seen_;
  std::vector<ObjectId> to_note_;
  std::vector<Visit> to_visit_;
  std::vector<Subject> below_;
  std::vector<Scope> scopes_;  ///< by task, outermost first
  AwaitTree tree_;
};

}  // namespace

std::size_t AwaitTree::row_of(ObjectId id) const {
  for (std::size_t row = 0; row < nodes.size(); ++row) {
    if (nodes[row].id == id && nodes[row].kind != AwaitNode::Kind::again) return row;
  }
  return AwaitNode::none;
}

AwaitTree build_await_tree(const LoopState& state, AwaitTree memory) {
  return Builder(state, std::move(memory)).build();
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
