#pragma once

#include "engine/platform/files.h"

namespace loopscope {

/// The machine's files.
class RealFiles final : public Files {
 public:
  std::string read(const std::string& path, std::uint64_t offset, std::size_t size) override;
  void write(const std::string& path, std::string_view bytes) override;
  void append(const std::string& path, std::string_view bytes) override;
  FileStatus status(const std::string& path) override;
  std::vector<std::string> list(const std::string& folder) override;
  void make_folder(const std::string& path) override;
  void remove(const std::string& path) override;
  void rename(const std::string& from, const std::string& to) override;
};

}  // namespace loopscope
