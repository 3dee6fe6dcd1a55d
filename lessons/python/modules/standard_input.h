#pragma once

#include <functional>
#include <string>
#include <utility>

#include "lessons/python/interpreter.h"

namespace loopscope::python {

/// What a program can read from standard input: nothing, unless it is a process of another one.
struct StandardInput final : Extension {
  explicit StandardInput(Interpreter&) {}

  /// Waits for some bytes, `most` of them at most; empty: the end.
  std::string some(std::size_t most) {
    if (unread_.empty() && read) unread_ = read();
    std::string bytes = unread_.substr(0, most);
    unread_.erase(0, bytes.size());
    return bytes;
  }
  /// The next line with its newline; empty: the end.
  std::string line() {
    while (unread_.find('\n') == std::string::npos) {
      const std::string more = read ? read() : std::string();
      if (more.empty()) return std::exchange(unread_, {});
      unread_ += more;
    }
    return some(unread_.find('\n') + 1);
  }

  std::function<std::string()> read;  ///< waits for some bytes; none: the end

 private:
  std::string unread_;
};

}  // namespace loopscope::python
