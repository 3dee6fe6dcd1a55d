#pragma once

#include <memory>
#include <string>

#include "lessons/player/session.h"

namespace loopscope::gui::testing {

/// Three tasks that sleep 2, 3 and 1 seconds, awaited one after the other, with output in Japanese.
std::unique_ptr<player::Session> three_sleepers();

/// A run of that program.
std::unique_ptr<player::Session> run(const std::string& program);

}  // namespace loopscope::gui::testing
