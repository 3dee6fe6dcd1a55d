#pragma once

#include <string>

#include "engine/base/error.h"

namespace loopscope {

/// Python's OSError: the system (or the simulated one) refused something.
class OsError : public Error {
 public:
  /// `code` is an errno value, e.g. ECONNREFUSED. what(): "[Errno 111] Connection refused",
  /// followed by ": " and `about` if there is one.
  explicit OsError(int code, const std::string& about = {});

  int code() const { return code_; }
  /// The class that Python raises for the code: "ConnectionRefusedError", "OSError" …
  const char* python_name() const;

 private:
  int code_;
};

}  // namespace loopscope
