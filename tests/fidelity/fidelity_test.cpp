// Every program of tests/fidelity/programs does what CPython 3.11 did: see docs/fidelity.md.

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <map>
#include <ostream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "engine/trace/event.h"
#include "engine/trace/iterations.h"
#include "engine/trace/trace.h"
#include "lessons/python/world.h"
#include "tests/support/source_dir.h"

namespace loopscope::python {
namespace {

namespace fs = std::filesystem;

const fs::path room = test::source_dir() / "tests" / "fidelity";

std::string read(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw std::runtime_error("can't read " + file.string());
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

std::string read_if_there(const fs::path& file) {
  return fs::exists(file) ? read(file) : std::string();
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

/// Addresses become "0x…", as in the expected files.
std::string without_addresses(std::string_view text) {
  constexpr std::size_t shortest = 8;
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    if (text.substr(at, 2) == "0x") {
      end = at + 2;
      while (end < text.size() && std::isxdigit(static_cast<unsigned char>(text[end])) != 0) ++end;
    }
    if (end >= at + 2 + shortest) {
      result += "0x…";
      at = end;
    } else {
      result += text[at++];
    }
  }
  return result;
}

/// The last line that isn't blank.
std::string last_line(const std::string& text) {
  std::string last;
  for (const std::string& line : lines_of(text)) {
    if (line.find_first_not_of(" \t") != std::string::npos) last = line;
  }
  return last;
}

/// Without the bars of an exception group's tree: "  |   File …" is "  File …".
std::string_view without_bars(std::string_view line) {
  const std::size_t bar = line.find_first_not_of(' ');
  if (bar == std::string_view::npos || line.substr(bar, 2) != "| ") return line;
  return line.substr(bar + 2);
}

/// Without the headings of tracebacks that have no frames left.
std::string without_empty_tracebacks(const std::string& text) {
  std::string result;
  const std::vector<std::string> lines = lines_of(text);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const bool heading = lines[i] == "Traceback (most recent call last):";
    const bool frames = i + 1 < lines.size() && lines[i + 1].starts_with("  ");
    if (!heading || frames) result += lines[i] + '\n';
  }
  return result;
}

/// Standard error without the frames of files other than the program: CPython's traceback shows
/// asyncio's Python files, which don't exist here.
std::string without_library_frames(const std::string& text, const std::string& program) {
  const std::string own = "  File \"" + program + "\"";
  std::string result;
  bool skipping = false;
  for (const std::string& line : lines_of(text)) {
    const std::string_view plain = without_bars(line);
    const bool frame = plain.starts_with("  File \"");
    if (frame) skipping = !plain.starts_with(own);
    if (!frame && !plain.starts_with("    ")) skipping = false;
    if (!skipping) result += line + '\n';
  }
  return without_empty_tracebacks(result);
}

/// Empty if the texts agree; else the first line that differs, with the lines around it.
std::string difference(const std::string& expected, const std::string& actual) {
  constexpr std::size_t context = 3;
  if (expected == actual) return {};
  const std::vector<std::string> wanted = lines_of(expected);
  const std::vector<std::string> got = lines_of(actual);
  std::size_t first = 0;
  while (first < wanted.size() && first < got.size() && wanted[first] == got[first]) ++first;
  const std::size_t begin = first > context ? first - context : 0;

  std::ostringstream out;
  out << "line " << first + 1 << " differs (" << wanted.size() << " lines expected, " << got.size()
      << " made)\n";
  const auto show = [&](const char* title, const std::vector<std::string>& lines) {
    out << title << '\n';
    for (std::size_t i = begin; i < std::min(lines.size(), first + context + 1); ++i) {
      out << (i == first ? "  > " : "    ") << lines[i] << '\n';
    }
    if (first >= lines.size()) out << "  > (end)\n";
  };
  show("CPython", wanted);
  show("Loopscope", got);
  return out.str();
}

/// Programs that are refused for now, with the reason.
std::map<std::string, std::string> read_not_yet() {
  std::map<std::string, std::string> result;
  for (const std::string& line : lines_of(read(room / "not_yet.txt"))) {
    if (line.empty() || line.front() == '#') continue;
    const std::size_t name_end = std::min(line.find_first_of(" \t"), line.size());
    const std::size_t reason = std::min(line.find_first_not_of(" \t", name_end), line.size());
    result[line.substr(0, name_end)] = line.substr(reason);
  }
  return result;
}

/// A program and where CPython's logs of it are.
struct Program {
  std::string name;  ///< of the test
  fs::path file;
  std::string logs;  ///< path of the logs without their suffixes

  friend void PrintTo(const Program& program, std::ostream* out) { *out << program.name; }
};

/// Those of this room, and those of the lessons.
std::vector<Program> programs() {
  std::vector<Program> found;
  for (const auto& entry : fs::directory_iterator(room / "programs")) {
    if (entry.path().extension() != ".py") continue;
    const std::string name = entry.path().stem().string();
    found.push_back({name, entry.path(), (room / "programs" / name).string()});
  }
  const fs::path catalog = test::source_dir() / "lessons" / "catalog";
  for (const auto& entry : fs::recursive_directory_iterator(catalog)) {
    if (entry.path().extension() != ".py") continue;
    const std::string lesson = entry.path().parent_path().filename().string();
    const std::string stem = entry.path().stem().string();
    std::string name = "lesson_" + lesson + "_" + stem;
    std::replace(name.begin(), name.end(), '-', '_');
    found.push_back({name, entry.path(), (room / "lessons" / (lesson + "." + stem)).string()});
  }
  std::sort(found.begin(), found.end(),
            [](const Program& a, const Program& b) { return a.name < b.name; });
  return found;
}

bool ended_in_deadlock(const Trace& trace) {
  for (EventId id = 1; id <= trace.size(); ++id) {
    if (trace.event(id).kind == EventKind::loop_deadlock) return true;
  }
  return false;
}

class Fidelity : public testing::TestWithParam<Program> {
 protected:
  static fs::path log(const char* suffix) { return GetParam().logs + ".expected" + suffix; }
  static std::string expected(const char* suffix) { return read_if_there(log(suffix)); }
  /// Programs with threads: CPython ran them on the real clock. Their first line says so; lessons
  /// stand in a list.
  static bool text_only() {
    const fs::path& file = GetParam().file;
    if (file.parent_path() == room / "programs") {
      const std::vector<std::string> lines = lines_of(read(file));
      if (!lines.empty() && lines[0].find("[text only]") != std::string::npos) return true;
      const std::vector<std::string> listed = lines_of(read(room / "text_only.txt"));
      return std::find(listed.begin(), listed.end(), GetParam().name) != listed.end();
    }
    const std::string name = file.parent_path().filename().string() + "/" + file.stem().string();
    const std::vector<std::string> listed = lines_of(read(room / "lessons" / "text_only.txt"));
    return std::find(listed.begin(), listed.end(), name) != listed.end();
  }
  static RunResult run() {
    World world;
    const fs::path given = fs::path(GetParam().file).replace_extension(".files");
    if (fs::exists(given)) {
      for (const auto& entry : fs::directory_iterator(given)) {
        world.disk.files.push_back({entry.path().filename().string(), read(entry.path())});
      }
    }
    return run_program(read(GetParam().file), GetParam().file.filename().string(), RunOptions(),
                       world);
  }
};

void expect_same_end(const std::string& expected_status, const RunResult& result) {
  if (expected_status == "deadlock\n") {
    EXPECT_NE(result.exit_status, 0);
    ASSERT_TRUE(result.trace);
    EXPECT_TRUE(ended_in_deadlock(*result.trace)) << result.errors;
    return;
  }
  EXPECT_EQ(result.exit_status, expected_status.empty() ? 0 : std::stoi(expected_status))
      << result.errors;
}

TEST_P(Fidelity, does_what_cpython_does) {
  static const std::map<std::string, std::string> not_yet = read_not_yet();
  const RunResult result = run();
  if (const auto entry = not_yet.find(GetParam().name); entry != not_yet.end()) {
    EXPECT_NE(result.exit_status, 0) << "runs now: take it off not_yet.txt";
    EXPECT_NE(last_line(result.errors).find("not supported"), std::string::npos)
        << "listed in not_yet.txt (" << entry->second << "), but not refused clearly:\n"
        << result.errors;
    return;
  }

  ASSERT_TRUE(fs::exists(log(".jsonl"))) << "run tests/fidelity/remake for " << GetParam().file;
  expect_same_end(expected(".status"), result);
  const std::string in_output = difference(expected(".txt"), without_addresses(result.output));
  EXPECT_TRUE(in_output.empty()) << "standard output: " << in_output << result.errors;
  if (expected(".status") != "deadlock\n") {
    const std::string file = GetParam().file.filename().string();
    const std::string in_errors =
        difference(without_library_frames(expected(".err"), file),
                   without_library_frames(without_addresses(result.errors), file));
    EXPECT_TRUE(in_errors.empty()) << "standard error: " << in_errors;
  }
  if (text_only()) return;
  const std::string iterations = result.trace ? iterations_text(*result.trace) : std::string();
  const std::string in_iterations = difference(read(log(".jsonl")), iterations);
  EXPECT_TRUE(in_iterations.empty()) << "iterations: " << in_iterations << result.errors;
}

INSTANTIATE_TEST_SUITE_P(programs, Fidelity, testing::ValuesIn(programs()),
                         [](const testing::TestParamInfo<Program>& test) {
                           return test.param.name;
                         });

TEST(FidelityList, names_programs_that_exist) {
  const std::vector<Program> all = programs();
  EXPECT_FALSE(all.empty());
  for (const auto& [name, reason] : read_not_yet()) {
    const bool there = std::any_of(all.begin(), all.end(),
                                   [&](const Program& program) { return program.name == name; });
    EXPECT_TRUE(there) << name << " in not_yet.txt";
    EXPECT_FALSE(reason.empty()) << name << " in not_yet.txt has no reason";
  }
}

}  // namespace
}  // namespace loopscope::python
