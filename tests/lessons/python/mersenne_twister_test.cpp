#include "lessons/python/random/mersenne_twister.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <vector>

namespace loopscope::python {
namespace {

template <class Draw>
auto five(Draw draw) {
  std::vector<decltype(draw())> numbers;
  for (int i = 0; i < 5; ++i) numbers.push_back(draw());
  return numbers;
}

// The numbers are those of CPython 3.11.

TEST(MersenneTwister, draws_as_python_from_seed_0) {
  MersenneTwister twister(0U);
  EXPECT_EQ(five([&] { return twister.random(); }),
            (std::vector<double>{0.8444218515250481, 0.7579544029403025, 0.420571580830845,
                                 0.25891675029296335, 0.5112747213686085}));
}

TEST(MersenneTwister, draws_as_python_from_seed_1) {
  MersenneTwister twister(1U);
  EXPECT_EQ(five([&] { return twister.random(); }),
            (std::vector<double>{0.13436424411240122, 0.8474337369372327, 0.763774618976614,
                                 0.2550690257394217, 0.49543508709194095}));
}

TEST(MersenneTwister, draws_as_python_from_seed_42) {
  MersenneTwister twister(42U);
  EXPECT_EQ(five([&] { return twister.random(); }),
            (std::vector<double>{0.6394267984578837, 0.025010755222666936, 0.27502931836911926,
                                 0.22321073814882275, 0.7364712141640124}));
}

TEST(MersenneTwister, draws_as_python_from_seed_1099511627783) {
  MersenneTwister twister(1099511627783ULL);
  EXPECT_EQ(five([&] { return twister.random(); }),
            (std::vector<double>{0.6137037779936511, 0.8149162973309487, 0.9450115087592873,
                                 0.5703906991004561, 0.47592409887048936}));
}

TEST(MersenneTwister, draws_from_distributions_as_python) {
  MersenneTwister twister(0U);
  EXPECT_EQ(five([&] { return twister.below(10); }), (std::vector<std::uint64_t>{6, 6, 0, 4, 8}));
  EXPECT_EQ(five([&] { return twister.below(1000000007); }),
            (std::vector<std::uint64_t>{521760889, 434794718, 985946604, 841597326, 891047768}));
  EXPECT_EQ(five([&] { return twister.bits(48); }),
            (std::vector<std::uint64_t>{272409603467017, 100783454568964, 250978919548543,
                                        61486357157395, 39202334124150}));
  EXPECT_EQ(five([&] { return twister.uniform(1, 3); }),
            (std::vector<double>{1.5636756887994077, 2.511608408314448, 2.2367379933506633,
                                 1.501012682724881, 2.81949251193648}));
  EXPECT_EQ(five([&] { return twister.gauss(0, 1); }),
            (std::vector<double>{1.8124616325192484, -0.1968076401726981, 0.7039714883683683,
                                 -0.4969701090104573, -0.27053036780885487}));
  EXPECT_EQ(five([&] { return twister.normal(5, 2); }),
            (std::vector<double>{6.195889698447442, 2.5787413600941735, 9.373651810858728,
                                 8.061151607219626, 6.694909558147806}));
  EXPECT_EQ(five([&] { return twister.exponential(2); }),
            (std::vector<double>{0.8174492166161316, 0.39781071478733865, 0.007070608764720806,
                                 0.6359557700973332, 0.2544333902965212}));
  EXPECT_EQ(five([&] { return twister.triangular(0, 1, 0.5); }),
            (std::vector<double>{0.7040650216248787, 0.5926630395065106, 0.023904176564235362,
                                 0.4967785555281773, 0.7427090902235185}));
}

TEST(MersenneTwister, takes_seeds_of_any_size) {
  MersenneTwister twister(0);
  const std::vector<std::uint32_t> words{2625229889U, 1021991288U, 2333647548U, 1865609711U};
  twister.seed(words);
  EXPECT_EQ(twister.random(), 0.058947020684527396);
}

}  // namespace
}  // namespace loopscope::python
