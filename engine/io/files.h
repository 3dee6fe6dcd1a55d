#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/coro/coro.h"
#include "engine/platform/files.h"

namespace loopscope {

// Files without stopping the loop: each call is made by a worker of the running loop's default
// executor, which is how Python's programs read files (run_in_executor, aiofiles). Errors throw
// OsError.

/// The file's bytes from `offset` on, at most `size` of them.
Coro<std::string> read_file(std::string path, std::uint64_t offset = 0,
                            std::size_t size = static_cast<std::size_t>(-1));
/// Makes the file, or replaces what it holds.
Coro<> write_file(std::string path, std::string bytes);
/// Adds bytes at the file's end; makes it if there is none.
Coro<> append_file(std::string path, std::string bytes);
/// os.stat()
Coro<FileStatus> file_status(std::string path);
/// os.listdir(): the names in a folder, sorted.
Coro<std::vector<std::string>> list_folder(std::string path);

}  // namespace loopscope
