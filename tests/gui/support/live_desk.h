#pragma once

#include <gtest/gtest.h>

#include <string>
#include <thread>

#include "tests/gui/support/desk.h"

namespace loopscope::gui::testing {

/// Frames until the live run has come so far.
template <typename Done>
void wait_for(Desk& desk, const Done& done) {
  while (!done()) {
    desk.frame();
    std::this_thread::yield();
  }
}

inline void expect_good(Desk& desk) {
  for (const std::string& complaint : desk.complaints()) ADD_FAILURE() << complaint;
}

}  // namespace loopscope::gui::testing
