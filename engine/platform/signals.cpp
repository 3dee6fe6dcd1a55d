#include "engine/platform/signals.h"

#include <csignal>
#include <cstring>

#include "engine/loop/errors.h"

namespace loopscope {

void Signals::check_number(int number) {
  if (!is_valid(number)) throw ArgumentError("invalid signal number " + std::to_string(number));
}

std::string Signals::name_of(int number) {
  const char* const name = sigabbrev_np(number);
  return name != nullptr ? std::string("SIG") + name : "signal " + std::to_string(number);
}

}  // namespace loopscope
