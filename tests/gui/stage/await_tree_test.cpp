#include "gui/stage/await_tree.h"

#include <gtest/gtest.h>

#include <random>
#include <vector>

#include "tests/gui/support/script.h"

namespace loopscope::gui::stage {
namespace {

using testing::none_overlap;
using testing::Script;

std::vector<Rect> places_of(const AwaitTree& tree, float width) {
  const AwaitGrid grid{Metrics()};
  std::vector<Rect> places;
  for (std::size_t row = 0; row < tree.nodes.size(); ++row) {
    places.push_back(grid.place(tree, row, width));
  }
  return places;
}

TEST(AwaitTree, PutsWhatATaskWaitsForBelowItOneStepToTheRight) {
  Script script;
  const ObjectId main = script.task();
  const ObjectId child = script.sleeper(2.0);
  script.waits(main, child);
  const AwaitTree tree = build_await_tree(script.state());
  ASSERT_EQ(tree.nodes.size(), 3U);
  EXPECT_EQ(tree.nodes[0].id, main);
  EXPECT_EQ(tree.nodes[1].id, child);
  EXPECT_EQ(tree.nodes[1].depth, 1U);
  EXPECT_EQ(tree.nodes[1].parent, 0U);
  EXPECT_EQ(tree.nodes[2].kind, AwaitNode::Kind::future);
  EXPECT_EQ(tree.nodes[0].last_child, 1U);
  EXPECT_EQ(tree.row_of(child), 1U);
  EXPECT_EQ(tree.row_of(999), AwaitNode::none);
}

TEST(AwaitTree, NeverOverlapsWith1To500Children) {
  std::mt19937 random(5);
  for (const std::size_t count : {1U, 2U, 5U, 37U, 120U, 500U}) {
    Script script;
    const ObjectId main = script.task();
    const ObjectId gather = script.future("gather");
    for (std::size_t i = 0; i < count; ++i) {
      const ObjectId child = random() % 2 == 0 ? script.sleeper(1.0) : script.task();
      script.add(EventKind::future_awaits, gather, child);
    }
    script.waits(main, gather);
    const AwaitTree tree = build_await_tree(script.state());
    EXPECT_GE(tree.nodes.size(), count + 2);
    EXPECT_TRUE(none_overlap(places_of(tree, 400.0F)));
    std::size_t children = 0;
    for (const AwaitNode& node : tree.nodes) children += node.parent == 1 ? 1U : 0U;
    EXPECT_EQ(children, count);
  }
}

TEST(AwaitTree, AChainOfTenThousandAwaitsIsNoTroubleForTheStack) {
  Script script;
  ObjectId last = script.task();
  for (int i = 0; i < 10'000; ++i) {
    const ObjectId next = script.task();
    script.waits(last, next);
    last = next;
  }
  const AwaitTree tree = build_await_tree(script.state());
  ASSERT_EQ(tree.nodes.size(), 10'001U);
  EXPECT_EQ(tree.nodes.back().depth, 10'000U);
}

TEST(AwaitTree, WhatTwoTasksWaitForIsShownOnceAndReferredToOnce) {
  Script script;
  const ObjectId first = script.task();
  const ObjectId second = script.task();
  const ObjectId shared = script.sleeper(1.0);
  script.waits(first, shared);
  script.waits(second, shared);
  const AwaitTree tree = build_await_tree(script.state());
  ASSERT_EQ(tree.nodes.size(), 5U);
  EXPECT_EQ(tree.nodes[1].kind, AwaitNode::Kind::task);
  EXPECT_EQ(tree.nodes[4].kind, AwaitNode::Kind::again);
  EXPECT_EQ(tree.nodes[4].id, shared);
}

TEST(AwaitTree, TasksThatWaitInACircleAreShown) {
  Script script;
  const ObjectId one = script.task();
  const ObjectId two = script.task();
  script.waits(one, two);
  script.waits(two, one);
  const AwaitTree tree = build_await_tree(script.state());
  ASSERT_EQ(tree.nodes.size(), 3U);
  EXPECT_EQ(tree.nodes[0].id, one);
  EXPECT_EQ(tree.nodes[1].id, two);
  EXPECT_EQ(tree.nodes[2].kind, AwaitNode::Kind::again);
}

TEST(AwaitTree, OldEndedTasksAreFoldedIntoOneRow) {
  Script script;
  for (int i = 0; i < 30; ++i) script.add(EventKind::future_done, script.task());
  const ObjectId alive = script.task();
  const AwaitTree tree = build_await_tree(script.state());
  EXPECT_EQ(tree.nodes[0].id, alive);
  ASSERT_EQ(tree.nodes[1].kind, AwaitNode::Kind::finished);
  EXPECT_EQ(tree.nodes[1].folded + tree.nodes.size() - 2, 30U);
}

TEST(AwaitTree, AnEmptyStateGivesAnEmptyTree) {
  EXPECT_TRUE(build_await_tree(LoopState()).nodes.empty());
}

TEST(AwaitTree, PutsALockBelowWhoStandsInItsLineAndItsHolderBelowThat) {
  Script script;
  const ObjectId holder = script.sleeper(1.0);
  const ObjectId first = script.task();
  const ObjectId second = script.task();
  const ObjectId lock = script.sync(SyncKind::lock);
  script.acquires(holder, lock);
  script.stands_in_line(first, lock);
  script.stands_in_line(second, lock);
  const AwaitTree tree = build_await_tree(script.state());
  const std::size_t row = tree.row_of(lock);
  ASSERT_NE(row, AwaitNode::none);
  EXPECT_EQ(tree.nodes[row].kind, AwaitNode::Kind::sync);
  EXPECT_EQ(tree.nodes[tree.nodes[row].parent].id, first);
  // The second refers to the lock's row.
  const std::size_t other = tree.row_of(second);
  EXPECT_EQ(tree.nodes[other + 1].kind, AwaitNode::Kind::again);
  EXPECT_EQ(tree.nodes[other + 1].id, lock);
  for (const AwaitNode& node : tree.nodes) EXPECT_FALSE(node.in_circle);
}

TEST(AwaitTree, MarksTheCircleOfADeadlock) {
  Script script;
  const ObjectId one = script.task();
  const ObjectId two = script.task();
  const ObjectId outside = script.task();
  const ObjectId a = script.sync(SyncKind::lock);
  const ObjectId b = script.sync(SyncKind::lock);
  script.acquires(one, a);
  script.acquires(two, b);
  script.stands_in_line(one, b);
  script.stands_in_line(two, a);
  script.stands_in_line(outside, a);
  const AwaitTree tree = build_await_tree(script.state());
  for (const ObjectId id : {one, two, a, b}) {
    ASSERT_NE(tree.row_of(id), AwaitNode::none) << id;
    EXPECT_TRUE(tree.nodes[tree.row_of(id)].in_circle) << id;
  }
  EXPECT_FALSE(tree.nodes[tree.row_of(outside)].in_circle);
}

TEST(AwaitTree, ASemaphoreThatOthersHoldAsWellClosesNoCircle) {
  Script script;
  const ObjectId one = script.task();
  const ObjectId semaphore = script.sync(SyncKind::semaphore);
  script.acquires(one, semaphore);
  script.stands_in_line(one, semaphore);
  for (const AwaitNode& node : build_await_tree(script.state()).nodes) {
    EXPECT_FALSE(node.in_circle);
  }
}

TEST(AwaitTree, FramesATaskGroupAroundItsTasksAndATimeoutAroundWhatIsAwaitedInIt) {
  Script script;
  const ObjectId parent = script.task();
  const ObjectId timeout = script.timeout(parent, 5.0);
  const ObjectId group = script.group(parent);
  const ObjectId child = script.sleeper(2.0);
  const ObjectId other = script.sleeper(3.0);
  script.add(EventKind::group_task_added, group, child);
  script.add(EventKind::group_task_added, group, other);
  const ObjectId all = script.future("");
  script.add(EventKind::future_awaits, all, child);
  script.add(EventKind::future_awaits, all, other);
  script.waits(parent, all);
  const AwaitTree tree = build_await_tree(script.state());
  ASSERT_EQ(tree.nodes.size(), 7U);  // the future says nothing that the group does not
  EXPECT_EQ(tree.nodes[0].id, parent);
  EXPECT_EQ(tree.nodes[1].id, timeout);
  EXPECT_EQ(tree.nodes[1].kind, AwaitNode::Kind::timeout);
  EXPECT_EQ(tree.nodes[1].last_row, 6U);
  EXPECT_EQ(tree.nodes[2].id, group);
  EXPECT_EQ(tree.nodes[2].kind, AwaitNode::Kind::group);
  EXPECT_EQ(tree.nodes[2].last_row, 6U);
  EXPECT_EQ(tree.nodes[tree.row_of(child)].parent, 2U);
  EXPECT_EQ(tree.nodes[tree.row_of(other)].parent, 2U);
}

TEST(AwaitTree, ShowsAQueueThatNobodyWaitsForButNotTheEventInsideOfIt) {
  Script script;
  script.task();
  const ObjectId inside = script.sync(SyncKind::event);
  const ObjectId queue = script.sync(SyncKind::queue);
  EXPECT_NE(build_await_tree(script.state()).row_of(inside), AwaitNode::none);
  const ObjectId whole = script.future("");  // an identity of its own
  script.add(EventKind::sync_created, whole, inside, 0,
             static_cast<std::uint16_t>(SyncKind::queue));
  const AwaitTree tree = build_await_tree(script.state());
  EXPECT_EQ(tree.row_of(inside), AwaitNode::none);
  EXPECT_NE(tree.row_of(queue), AwaitNode::none);
}

}  // namespace
}  // namespace loopscope::gui::stage
