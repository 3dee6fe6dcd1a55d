// Any file is a lesson, or an Error says what is wrong with it.

#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>

#include "engine/base/error.h"
#include "lessons/player/lesson.h"

namespace fs = std::filesystem;

namespace {

/// A lesson's folder of this process, gone at its end.
class Folder {
 public:
  Folder() : path_(fs::temp_directory_path() / ("fuzzed-lesson-" + std::to_string(getpid()))) {
    fs::create_directories(path_);
    std::ofstream(path_ / "program.py") << "print(1)\n";
  }
  ~Folder() { fs::remove_all(path_); }
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace loopscope;
  static const Folder folder;
  std::ofstream(folder.path() / "lesson.en.md", std::ios::binary)
      .write(reinterpret_cast<const char*>(data), static_cast<std::streamsize>(size));
  try {
    player::read_lesson(folder.path(), player::Language::english);
  } catch (const Error&) {
  }
  return 0;
}
