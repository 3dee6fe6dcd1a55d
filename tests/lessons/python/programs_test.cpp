// Every program of programs/ prints what CPython 3.11 printed, which is committed beside it.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "lessons/python/run.h"
#include "tests/support/source_dir.h"

namespace loopscope::python {
namespace {

namespace fs = std::filesystem;

const fs::path folder = test::source_dir() / "tests" / "lessons" / "python" / "programs";

std::string read(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  EXPECT_TRUE(in) << file;
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

std::vector<std::string> program_names() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() == ".py") names.push_back(entry.path().stem().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

class PythonProgram : public testing::TestWithParam<std::string> {};

TEST_P(PythonProgram, prints_what_cpython_prints) {
  const std::string file = GetParam() + ".py";
  const RunResult result = run_program(read(folder / file), file, RunOptions());
  const std::vector<std::string> expected = lines_of(read(folder / (GetParam() + ".expected.txt")));
  const std::vector<std::string> actual = lines_of(result.output);
  for (std::size_t i = 0; i < std::min(expected.size(), actual.size()); ++i) {
    EXPECT_EQ(actual[i], expected[i]) << "line " << i + 1;
  }
  EXPECT_EQ(actual.size(), expected.size()) << result.errors;
  EXPECT_EQ(result.exit_status, 0) << result.errors;
}

INSTANTIATE_TEST_SUITE_P(programs, PythonProgram, testing::ValuesIn(program_names()),
                         [](const testing::TestParamInfo<std::string>& test) {
                           return test.param;
                         });

}  // namespace
}  // namespace loopscope::python
