// Every block of the seed documents is, as it stands, part of a program that is held against
// CPython.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <set>
#include <span>
#include <sstream>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "tests/support/source_dir.h"

namespace loopscope::python {
namespace {

namespace fs = std::filesystem;

const fs::path room = test::source_dir() / "tests" / "fidelity";
constexpr std::size_t blocks = 43;

std::vector<std::string> lines_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

std::string_view without_end(std::string_view line) {
  const std::size_t last = line.find_last_not_of(" \t\r");
  return last == std::string_view::npos ? std::string_view() : line.substr(0, last + 1);
}

/// CRC-32 of the lines, without the indentation that they share and what is blank at their ends.
std::uint32_t sum_of(std::span<const std::string> lines) {
  std::size_t shared = std::string::npos;
  for (const std::string& line : lines) {
    const std::string_view text = without_end(line);
    if (!text.empty()) shared = std::min(shared, text.find_first_not_of(' '));
  }
  std::uint32_t sum = 0xFFFFFFFFU;
  const auto take = [&sum](std::string_view text) {
    for (const char c : text) {
      sum ^= static_cast<unsigned char>(c);
      for (int bit = 0; bit < 8; ++bit) sum = sum >> 1 ^ (0xEDB88320U & (0U - (sum & 1U)));
    }
  };
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i > 0) take("\n");
    const std::string_view text = without_end(lines[i]);
    if (!text.empty()) take(text.substr(shared));
  }
  return ~sum;
}

struct Row {
  std::string document;
  int block = 0;
  std::size_t lines = 0;
  std::uint32_t sum = 0;
  std::string program;
};

std::vector<Row> table() {
  std::vector<Row> rows;
  for (const std::string& line : lines_of(room / "seeds.txt")) {
    if (line.empty() || line.front() == '#') continue;
    std::istringstream in(line);
    Row row;
    in >> row.document >> row.block >> row.lines >> row.sum >> row.program;
    EXPECT_FALSE(in.fail()) << line;
    rows.push_back(row);
  }
  return rows;
}

bool contains(const std::vector<std::string>& program, const Row& row) {
  for (std::size_t first = 0; first + row.lines <= program.size(); ++first) {
    if (sum_of(std::span(program).subspan(first, row.lines)) == row.sum) return true;
  }
  return false;
}

TEST(SeedTable, HasEveryBlockOnce) {
  const std::vector<Row> rows = table();
  std::set<std::tuple<std::string, int>> seen;
  for (const Row& row : rows) seen.insert({row.document, row.block});
  EXPECT_EQ(rows.size(), blocks);
  EXPECT_EQ(seen.size(), blocks);
}

TEST(SeedTable, ProgramsHaveTheirBlocksAsTheyStand) {
  for (const Row& row : table()) {
    const fs::path file = room / "programs" / (row.program + ".py");
    ASSERT_TRUE(fs::exists(file)) << file;
    EXPECT_TRUE(contains(lines_of(file), row))
        << "block " << row.block << " of document " << row.document << " in " << row.program;
  }
}

}  // namespace
}  // namespace loopscope::python
