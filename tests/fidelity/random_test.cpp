// Random programs do what they do on CPython: random/generate.py makes them, random/expected.txt
// holds digests of what CPython 3.11 printed and of its loop iterations.

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <ostream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "engine/trace/iterations.h"
#include "lessons/python/run.h"
#include "tests/support/source_dir.h"

namespace loopscope::python {
namespace {

namespace fs = std::filesystem;

const fs::path room = test::source_dir() / "tests" / "fidelity" / "random";
constexpr std::string_view end_of_program =
    "############################################################\n";
constexpr std::size_t programs_a_test = 50;

struct Expected {
  std::string seed;
  std::string program;
  std::string output;
  std::string iterations;
};

struct Programs {
  std::vector<Expected> expected;
  friend void PrintTo(const Programs& programs, std::ostream* out) {
    *out << programs.expected.size() << " programs";
  }
};

std::string read(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw std::runtime_error("can't read " + file.string());
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

/// FNV-1a, 64 bits.
std::string digest(std::string_view text) {
  std::uint64_t value = 0xCBF29CE484222325;
  for (const char c : text) {
    value = (value ^ static_cast<unsigned char>(c)) * 0x100000001B3;
  }
  constexpr std::string_view digits = "0123456789abcdef";
  std::string shown;
  for (int shift = 60; shift >= 0; shift -= 4) shown += digits[(value >> shift) & 15];
  return shown;
}

std::vector<Programs> all_programs() {
  std::vector<Programs> tests;
  std::istringstream lines(read(room / "expected.txt"));
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("#")) continue;
    if (tests.empty() || tests.back().expected.size() == programs_a_test) tests.emplace_back();
    std::istringstream fields(line);
    Expected& expected = tests.back().expected.emplace_back();
    fields >> expected.seed >> expected.program >> expected.output >> expected.iterations;
  }
  return tests;
}

/// The generator is a program like any other.
std::string generate(const std::string& seed) {
  RunOptions options;
  options.arguments = {seed};
  const RunResult result = run_program(read(room / "generate.py"), "generate.py", options);
  if (!result.output.ends_with(end_of_program)) throw std::runtime_error(result.errors);
  return result.output.substr(0, result.output.size() - end_of_program.size());
}

class RandomPrograms : public testing::TestWithParam<Programs> {};

TEST_P(RandomPrograms, do_what_they_do_on_cpython) {
  for (const Expected& expected : GetParam().expected) {
    SCOPED_TRACE("see it: tests/fidelity/random/compare --show " + expected.seed);
    const std::string program = generate(expected.seed);
    ASSERT_EQ(digest(program), expected.program) << "another program than CPython generates";
    const RunResult result = run_program(program, expected.seed + ".py", RunOptions());
    EXPECT_EQ(result.exit_status, 0) << result.errors;
    EXPECT_EQ(digest(result.output), expected.output) << result.output << result.errors;
    ASSERT_TRUE(result.trace);
    EXPECT_EQ(digest(iterations_text(*result.trace)), expected.iterations) << "other iterations";
  }
}

INSTANTIATE_TEST_SUITE_P(all, RandomPrograms, testing::ValuesIn(all_programs()),
                         [](const testing::TestParamInfo<Programs>& test) {
                           return "from_seed_" + test.param.expected.front().seed;
                         });

}  // namespace
}  // namespace loopscope::python
