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

  /// Python's OSError(code, text): "[Errno 111] Connect call failed".
  static OsError described(int code, const std::string& text);
  /// What Python raises with a text alone, of the class that belongs to `code`:
  /// ConnectionResetError("Connection lost").
  static OsError plain(int code, const std::string& text) { return {Message{text}, code}; }

  int code() const { return code_; }
  /// The class that Python raises for the code: "ConnectionRefusedError", "OSError" …
  const char* python_name() const;

  /// "Connection refused": the system's text for a code.
  static std::string text_of(int code);

 protected:
  struct Message {
    std::string text;
  };
  /// `what()` is the message itself.
  OsError(const Message& message, int code) : Error(message.text), code_(code) {}

 private:
  int code_;
};

}  // namespace loopscope
