#include <fmt/format.h>

#include <cstdio>
#include <exception>
#include <string>
#include <vector>

#include "gui/app/arguments.h"
#include "gui/app/start.h"

int main(int argc, char** argv) {
  using namespace loopscope::gui;
  try {
    std::string help;
    const auto options = read_arguments({argv + 1, argv + argc}, help);
    if (options) return start(*options);
    fmt::print("{}", help);
    return 0;
  } catch (const std::exception& error) {
    fmt::print(stderr, "loopscope-gui: {}\n", error.what());
    return dynamic_cast<const UsageError*>(&error) != nullptr ? 2 : 1;
  }
}
