#include "engine/io/files.h"

#include <utility>

#include "engine/platform/platform.h"
#include "engine/workers/executor.h"

namespace loopscope {

namespace {

/// `function(files)` on a worker of the running loop's default executor. `name` is the trace's.
template <class F>
auto by_worker(F function, std::string_view name) {
  EventLoop& loop = EventLoop::running();
  Files& files = loop.platform().files();
  return run_in_executor(
      loop, nullptr, [&files, function = std::move(function)] { return function(files); }, name);
}

}  // namespace

Coro<std::string> read_file(std::string path, std::uint64_t offset, std::size_t size) {
  const auto read = [path, offset, size](Files& files) { return files.read(path, offset, size); };
  const auto done = by_worker(read, "read_file");
  co_return co_await done;
}

Coro<> write_file(std::string path, std::string bytes) {
  const auto write = [path, bytes](Files& files) { files.write(path, bytes); };
  const auto done = by_worker(write, "write_file");
  co_await done;
}

Coro<> append_file(std::string path, std::string bytes) {
  const auto append = [path, bytes](Files& files) { files.append(path, bytes); };
  const auto done = by_worker(append, "append_file");
  co_await done;
}

Coro<FileStatus> file_status(std::string path) {
  const auto done = by_worker([path](Files& files) { return files.status(path); }, "file_status");
  co_return co_await done;
}

Coro<std::vector<std::string>> list_folder(std::string path) {
  const auto done = by_worker([path](Files& files) { return files.list(path); }, "list_folder");
  co_return co_await done;
}

}  // namespace loopscope
