#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace loopscope {

/// What is known of a path.
struct FileStatus {
  bool folder = false;
  std::uint64_t size = 0;  ///< bytes; 0 for a folder
  double changed = 0.0;    ///< seconds since 1970-01-01T00:00:00 UTC
};

/// The files of a platform. Every call blocks the calling thread, a loop included, so that programs
/// that wait for something else meanwhile leave them to an executor (io/files.h), as Python's do:
/// asyncio has no files of its own. Errors throw OsError, whose text names the path as Python's
/// does: "[Errno 2] No such file or directory: 'x.txt'".
class Files {
 public:
  virtual ~Files() = default;

  /// The file's bytes from `offset` on, at most `size` of them; fewer at its end.
  virtual std::string read(const std::string& path, std::uint64_t offset = 0,
                           std::size_t size = static_cast<std::size_t>(-1)) = 0;
  /// Makes the file, or replaces what it holds.
  virtual void write(const std::string& path, std::string_view bytes) = 0;
  /// Adds bytes at the file's end; makes it if there is none.
  virtual void append(const std::string& path, std::string_view bytes) = 0;
  /// os.stat()
  virtual FileStatus status(const std::string& path) = 0;
  /// os.listdir(): the names in a folder, sorted.
  virtual std::vector<std::string> list(const std::string& folder) = 0;
  /// os.mkdir()
  virtual void make_folder(const std::string& path) = 0;
  /// os.remove(): of a file.
  virtual void remove(const std::string& path) = 0;
  /// os.rename(), of a file: one that is already there is replaced at once.
  virtual void rename(const std::string& from, const std::string& to) = 0;

 protected:
  Files() = default;
  Files(const Files&) = default;
  Files& operator=(const Files&) = default;
};

}  // namespace loopscope
