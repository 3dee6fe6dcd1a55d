#include "engine/trace/paged_map.h"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <string>
#include <thread>
#include <vector>

namespace loopscope {
namespace {

using Model = std::map<std::uint32_t, std::string>;

PagedMap<std::string> made_from(const Model& model) {
  PagedMap<std::string> map;
  for (const auto& [key, value] : model) map.insert(key, value);
  return map;
}

TEST(PagedMap, DoesWhatAnOrdinaryMapDoes) {
  std::mt19937 generator(1);
  const auto random = [&](std::uint32_t below) {
    return static_cast<std::uint32_t>(generator()) % below;
  };
  PagedMap<std::string> map;
  Model model;
  std::vector<std::pair<PagedMap<std::string>, Model>> copies;
  for (int i = 0; i < 20'000; ++i) {
    const std::uint32_t key = random(4) == 0 ? random(50'000) : random(200);
    switch (random(4)) {
      case 0:
        map.erase(key);
        model.erase(key);
        break;
      case 1:
        if (std::string* const value = map.find_to_write(key)) {
          *value += "!";
          model[key] += "!";
        }
        break;
      default:
        map.insert(key, std::to_string(i));
        model[key] = std::to_string(i);
    }
    const std::string* const found = map.find(key);
    const auto expected = model.find(key);
    ASSERT_EQ(found != nullptr, expected != model.end());
    ASSERT_EQ(map.size(), model.size());
    if (i % 2000 == 0) copies.emplace_back(map, model);
    if (found == nullptr) continue;
    ASSERT_EQ(*found, expected->second);
  }
  for (const auto& [copy, then] : copies) EXPECT_EQ(copy, made_from(then));
  EXPECT_FALSE(copies.front().first == map);
}

TEST(PagedMap, OfTheSameContentIsEqualHoweverItCameAbout) {
  PagedMap<int> a;
  PagedMap<int> b;
  for (std::uint32_t key = 0; key < 10'000; ++key) a.insert(key, 1);
  for (std::uint32_t key = 5; key < 10'000; ++key) a.erase(key);
  for (std::uint32_t key = 5; key-- > 0;) b.insert(key, 1);
  EXPECT_EQ(a, b);
  b.insert(9'999, 1);
  EXPECT_FALSE(a == b);
  b.erase(9'999);
  b.insert(4, 2);
  EXPECT_FALSE(a == b);
}

TEST(Cow, SharesUntilItIsWritten) {
  Cow<std::string> a;
  EXPECT_FALSE(a);
  a.write() = "one";
  Cow<std::string> b = a;
  EXPECT_TRUE(a.shares_with(b));
  b.write() += " two";
  EXPECT_EQ(*a, "one");
  EXPECT_EQ(*b, "one two");
  const std::string* const before = b.get();
  b.write() += " three";
  EXPECT_EQ(b.get(), before) << "its only owner writes in place";
}

TEST(Cow, CopiesMayBeUsedInSeveralThreads) {
  PagedMap<std::string> shared;
  for (std::uint32_t key = 0; key < 1000; ++key) shared.insert(key, "x");
  std::vector<std::thread> threads;
  std::vector<PagedMap<std::string>> results(4);
  for (std::size_t i = 0; i < results.size(); ++i) {
    threads.emplace_back([&results, i, copy = shared]() mutable {
      for (std::uint32_t key = 0; key < 1000; ++key) copy.insert(key, std::to_string(i));
      results[i] = std::move(copy);
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (std::size_t i = 0; i < results.size(); ++i) {
    EXPECT_EQ(*results[i].find(500), std::to_string(i));
  }
  EXPECT_EQ(*shared.find(500), "x");
}

}  // namespace
}  // namespace loopscope
