#include "engine/base/os_error.h"

#include <cerrno>
#include <cstring>

namespace loopscope {

OsError::OsError(int code, const std::string& about)
    : Error("[Errno " + std::to_string(code) + "] " + std::strerror(code) +
            (about.empty() ? std::string() : ": " + about)),
      code_(code) {}

OsError OsError::described(int code, const std::string& text) {
  return {Message{"[Errno " + std::to_string(code) + "] " + text}, code};
}

std::string OsError::text_of(int code) {
  return std::strerror(code);
}

const char* OsError::python_name() const {
  switch (code_) {
    case EAGAIN:
    case EALREADY:
    case EINPROGRESS:
      return "BlockingIOError";
    case EPIPE:
    case ESHUTDOWN:
      return "BrokenPipeError";
    case ECHILD:
      return "ChildProcessError";
    case ECONNABORTED:
      return "ConnectionAbortedError";
    case ECONNREFUSED:
      return "ConnectionRefusedError";
    case ECONNRESET:
      return "ConnectionResetError";
    case EEXIST:
      return "FileExistsError";
    case ENOENT:
      return "FileNotFoundError";
    case EISDIR:
      return "IsADirectoryError";
    case ENOTDIR:
      return "NotADirectoryError";
    case EINTR:
      return "InterruptedError";
    case EACCES:
    case EPERM:
      return "PermissionError";
    case ESRCH:
      return "ProcessLookupError";
    case ETIMEDOUT:
      return "TimeoutError";
    default:
      return "OSError";
  }
}

}  // namespace loopscope
