#include "engine/base/pool.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <cstring>
#include <set>
#include <thread>
#include <vector>

namespace loopscope {
namespace {

TEST(Pool, BlocksDoNotOverlap) {
  std::vector<unsigned char*> blocks;
  for (std::size_t size = 1; size <= 200; ++size) {
    auto* const block = static_cast<unsigned char*>(Pool::allocate(size));
    std::memset(block, static_cast<int>(size), size);
    blocks.push_back(block);
  }
  for (std::size_t size = 1; size <= 200; ++size) {
    for (std::size_t i = 0; i < size; ++i) ASSERT_EQ(blocks[size - 1][i], size);
    Pool::free(blocks[size - 1], size);
  }
}

TEST(Pool, BlocksOfAMultipleOfSixteenAreAlignedToIt) {
  for (const std::size_t size : {16U, 48U, 80U, 1024U}) {
    std::vector<void*> blocks;
    for (int i = 0; i < 100; ++i) blocks.push_back(Pool::allocate(size));
    for (void* const block : blocks) {
      EXPECT_EQ(reinterpret_cast<std::uintptr_t>(block) % 16, 0U);
      Pool::free(block, size);
    }
  }
}

#ifndef LOOPSCOPE_POOL_PASSES_THROUGH
TEST(Pool, AFreedBlockIsUsedAgain) {
  void* const first = Pool::allocate(72);
  Pool::free(first, 72);
  EXPECT_EQ(Pool::allocate(72), first);
  Pool::free(first, 72);
}

TEST(Pool, BlocksOfOtherThreadsThatAThreadFreedComeBackWhenItEnds) {
  constexpr std::size_t size = 992;  // a class that nothing else uses
  std::set<void*> made;
  for (int i = 0; i < 3; ++i) made.insert(Pool::allocate(size));
  std::thread([&made] {
    for (void* const block : made) Pool::free(block, size);  // all that it ever does with the pool
  }).join();
  std::set<void*> seen;
  std::thread([&seen] {
    for (int i = 0; i < 3; ++i) seen.insert(Pool::allocate(size));
  }).join();
  EXPECT_EQ(seen, made);
}

TEST(Pool, BlocksOfAThreadThatEndedAreUsedByTheNext) {
  constexpr std::size_t size = 1000;  // a class that nothing else uses
  void* left = nullptr;
  std::thread([&left] {
    left = Pool::allocate(size);
    Pool::free(left, size);
  }).join();
  std::set<void*> seen;
  std::thread([&seen] {
    for (int i = 0; i < 4; ++i) seen.insert(Pool::allocate(size));
    for (void* block : seen) Pool::free(block, size);
  }).join();
  EXPECT_EQ(seen.count(left), 1U);
}
#endif

TEST(Pool, ABlockMayBeFreedOnAnotherThread) {
  void* const block = Pool::allocate(64);
  std::thread([block] { Pool::free(block, 64); }).join();
  void* const other = Pool::allocate(64);
  std::memset(other, 1, 64);
  Pool::free(other, 64);
}

TEST(Pool, LargeRequestsAreServedToo) {
  void* const block = Pool::allocate(1 << 20);
  std::memset(block, 1, 1 << 20);
  Pool::free(block, 1 << 20);
}

}  // namespace
}  // namespace loopscope
