#include "engine/platform/real/real_files.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <memory>

#include "engine/base/os_error.h"

namespace loopscope {

namespace {

/// errno, for a path.
[[noreturn]] void fail(const std::string& path) {
  throw OsError(errno, "'" + path + "'");
}

class OpenFile {
 public:
  OpenFile(const std::string& path, int flags)
      : path_(&path), number_(::open(path.c_str(), flags | O_CLOEXEC, 0666)) {
    if (number_ < 0) fail(path);
  }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  ~OpenFile() { ::close(number_); }

  void write(std::string_view bytes) const {
    while (!bytes.empty()) {
      const ssize_t count = ::write(number_, bytes.data(), bytes.size());
      if (count < 0 && errno != EINTR) fail(*path_);
      if (count > 0) bytes.remove_prefix(static_cast<std::size_t>(count));
    }
  }
  /// Empty at the file's end.
  std::string_view read(char* buffer, std::size_t size, std::uint64_t offset) const {
    while (true) {
      const ssize_t count = ::pread(number_, buffer, size, static_cast<off_t>(offset));
      if (count >= 0) return {buffer, static_cast<std::size_t>(count)};
      if (errno != EINTR) fail(*path_);
    }
  }

 private:
  const std::string* path_;
  int number_;
};

}  // namespace

std::string RealFiles::read(const std::string& path, std::uint64_t offset, std::size_t size) {
  const OpenFile file(path, O_RDONLY);
  std::string bytes;
  char buffer[65536];
  while (bytes.size() < size) {
    const std::size_t wanted = std::min(sizeof buffer, size - bytes.size());
    const std::string_view some = file.read(buffer, wanted, offset + bytes.size());
    if (some.empty()) break;
    bytes += some;
  }
  return bytes;
}

void RealFiles::write(const std::string& path, std::string_view bytes) {
  OpenFile(path, O_WRONLY | O_CREAT | O_TRUNC).write(bytes);
}

void RealFiles::append(const std::string& path, std::string_view bytes) {
  OpenFile(path, O_WRONLY | O_CREAT | O_APPEND).write(bytes);
}

FileStatus RealFiles::status(const std::string& path) {
  struct stat found = {};
  if (::stat(path.c_str(), &found) != 0) fail(path);
  const bool folder = S_ISDIR(found.st_mode);
  return {folder, folder ? 0 : static_cast<std::uint64_t>(found.st_size),
          static_cast<double>(found.st_mtim.tv_sec) +
              static_cast<double>(found.st_mtim.tv_nsec) * 1e-9};
}

std::vector<std::string> RealFiles::list(const std::string& folder) {
  const std::unique_ptr<DIR, int (*)(DIR*)> open(::opendir(folder.c_str()), ::closedir);
  if (!open) fail(folder);
  std::vector<std::string> names;
  while (const dirent* entry = ::readdir(open.get())) {
    const std::string name = entry->d_name;
    if (name != "." && name != "..") names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

void RealFiles::make_folder(const std::string& path) {
  if (::mkdir(path.c_str(), 0777) != 0) fail(path);
}

void RealFiles::remove(const std::string& path) {
  // As Linux says it of a folder: unlink() on other systems has EPERM.
  if (::unlink(path.c_str()) != 0) fail(path);
}

void RealFiles::rename(const std::string& from, const std::string& to) {
  if (status(from).folder) throw OsError(EISDIR, "'" + from + "'");
  if (::rename(from.c_str(), to.c_str()) != 0) fail(from);
}

}  // namespace loopscope
