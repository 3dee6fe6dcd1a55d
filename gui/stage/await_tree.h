#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/trace/loop_state.h"
#include "gui/theme/metrics.h"
#include "gui/widgets/geometry.h"

namespace loopscope::gui::stage {

/// One row of the await tree.
struct AwaitNode {
  enum class Kind : std::uint8_t {
    task,
    future,   ///< what is none of the others: a sleep, a gather, a future of one's own
    sync,     ///< a lock, queue …: below those in its line, above those that hold it
    group,    ///< a task group: below the task that entered it, around its tasks
    timeout,  ///< a timeout: below the task inside of it, around what that waits for
    again,    ///< what already has a row: awaited by several, or in a circle
    finished  ///< stands for `folded` tasks that ended long ago
  };
  static constexpr std::size_t none = static_cast<std::size_t>(-1);

  Kind kind = Kind::task;
  ObjectId id = 0;
  std::uint32_t depth = 0;
  std::size_t parent = none;      ///< row of what waits for it
  std::size_t last_child = none;  ///< row of the last thing that it waits for
  std::size_t last_row = none;    ///< of a group or timeout: the last row inside of it
  std::size_t folded = 0;
  bool in_circle = false;  ///< waits for what waits for it: none of them can ever go on
};

/// Who waits for whom, as an indented tree: what nobody waits for stands at the left, and below
/// each task, one step to the right, what it waits for. Who stands in the line of a lock waits for
/// the lock, and that for its holder. One row a node, so nothing can overlap.
struct AwaitTree {
  std::vector<AwaitNode> nodes;

  /// The row of a task or future; `AwaitNode::none` if it has none.
  std::size_t row_of(ObjectId id) const;
};

/// Makes the tree of all tasks. Locks and queues that nobody stands in line for follow, unless they
/// are parts of others. Tasks that ended and that nobody waits for come last, only the latest few.
/// Takes time in proportion to the number of tasks. The memory of another tree, which is forgotten,
/// is used again.
AwaitTree build_await_tree(const LoopState& state, AwaitTree memory = {});

/// Where rows are, in pixels from the corner of the tree.
struct AwaitGrid {
  explicit AwaitGrid(const Metrics& metrics);

  float margin;      ///< left of everything: the way of cancellations between far rows
  float indent;      ///< from a row to what it waits for
  float row_height;  ///< of token and space below
  float token;       ///< height of a token

  float height(const AwaitTree& tree) const {
    return static_cast<float>(tree.nodes.size()) * row_height;
  }
  /// The place of a row's token of that width.
  Rect place(const AwaitTree& tree, std::size_t row, float width) const;
  /// Where the line down from a row's token is.
  float stem(const AwaitTree& tree, std::size_t row) const;
  /// Middle of a row's token.
  float middle(std::size_t row) const;
};

}  // namespace loopscope::gui::stage
