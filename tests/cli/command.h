#pragma once

#include <map>
#include <string>
#include <vector>

namespace loopscope::cli::testing {

/// What a run of the command left behind.
struct Ran {
  int status = -1;  ///< exit status; 128 + the signal's number if a signal ended it
  std::string out;
  std::string err;
};

/// Runs the built `loopscope` with these arguments, without a display and with nothing on standard
/// input, with `environment` added to this process's own.
Ran loopscope(const std::vector<std::string>& arguments,
              const std::map<std::string, std::string>& environment = {});

/// The same with a copy of `loopscope` that lies elsewhere.
Ran loopscope_at(const std::string& command, const std::vector<std::string>& arguments,
                 const std::map<std::string, std::string>& environment = {});

}  // namespace loopscope::cli::testing
