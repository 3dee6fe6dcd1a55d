#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace loopscope::fuzz {

/// Makes a program that is right by Python's grammar out of any bytes, each of which is a choice;
/// when they are used up, the shortest productions are taken.
class Grammar {
 public:
  explicit Grammar(std::span<const std::uint8_t> choices) : choices_(choices) {}

  std::string program();

 private:
  std::size_t choose(std::size_t count);
  std::string name();
  std::string atom();
  std::string expression(int depth);
  std::string call(int depth);
  std::string target(int depth);
  std::string pattern(int depth);
  void put(const std::string& line);
  void block(int depth);
  void statement(int depth);
  void compound(int depth, std::size_t which);
  void function(int depth);
  void classes(int depth);
  void attempts(int depth);
  void matches(int depth);

  std::span<const std::uint8_t> choices_;
  std::size_t used_ = 0;
  std::string text_;
  int level_ = 0;
  bool in_function_ = false;
  bool in_coroutine_ = false;
  bool in_loop_ = false;
};

}  // namespace loopscope::fuzz
