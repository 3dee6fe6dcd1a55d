#pragma once

#include <stdexcept>
#include <string>

namespace loopscope {

/// Root of the exceptions that Loopscope throws at its edges (bad files, bad arguments, misuse).
/// `what()` is one clear message that names the file, the line and the remedy where there is one.
class Error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// A file that can't be read, written or understood. `path` and `line` (1-based, 0: the whole file)
/// are part of the message already.
class FileError : public Error {
 public:
  FileError(const std::string& path, int line, const std::string& message)
      : Error(line > 0 ? path + ":" + std::to_string(line) + ": " + message
                       : path + ": " + message) {}
};

}  // namespace loopscope
