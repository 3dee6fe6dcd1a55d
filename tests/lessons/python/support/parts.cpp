#include "tests/lessons/python/support/parts.h"

#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "tests/support/source_dir.h"

namespace loopscope::python {

namespace {

std::string read_file(const std::string& name) {
  std::ifstream file(test::source_dir().string() + "/tests/lessons/python/" + name);
  EXPECT_TRUE(file) << name << " can't be read";
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

std::vector<std::string> split(const std::string& text, const std::string& separator) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0;;) {
    const std::size_t end = text.find(separator, begin);
    parts.push_back(text.substr(begin, end == std::string::npos ? end : end - begin));
    if (end == std::string::npos) return parts;
    begin = end + separator.size();
  }
}

}  // namespace

std::vector<std::string> read_parts(const std::string& name) {
  return split(read_file(name), "----\n");
}

std::vector<std::string> read_lines(const std::string& name) {
  std::vector<std::string> lines = split(read_file(name), "\n");
  if (lines.back().empty()) lines.pop_back();
  return lines;
}

}  // namespace loopscope::python
