#pragma once

#include <csignal>

namespace loopscope {

/// The system does nothing about the signal where the program has no handler.
inline bool is_ignored_by_default(int number) {
  return number == SIGCHLD || number == SIGCONT || number == SIGURG || number == SIGWINCH;
}

}  // namespace loopscope
