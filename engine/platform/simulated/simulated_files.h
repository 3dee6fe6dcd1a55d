#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/platform/files.h"
#include "engine/platform/simulated/world_description.h"
#include "engine/platform/simulated/world_trace.h"

namespace loopscope::simulated {

/// Files in memory that take virtual time, as their description says. A relative path begins at the
/// root. What a call does happens at the end of its time.
class SimulatedFiles final : public Files {
 public:
  SimulatedFiles(Platform& platform, WorldTrace& trace, DiskDescription description);

  std::string read(const std::string& path, std::uint64_t offset, std::size_t size) override;
  void write(const std::string& path, std::string_view bytes) override;
  void append(const std::string& path, std::string_view bytes) override;
  FileStatus status(const std::string& path) override;
  std::vector<std::string> list(const std::string& folder) override;
  void make_folder(const std::string& path) override;
  void remove(const std::string& path) override;
  void rename(const std::string& from, const std::string& to) override;

 private:
  struct Entry {
    std::optional<std::string> bytes;  ///< none: a folder
    double changed = 0.0;
  };

  void take_time(std::size_t bytes);
  void put(const std::string& place, std::string_view bytes);
  Entry& find(const std::string& path);
  Entry& find_file(const std::string& path);
  /// The entry to be written, made if need be.
  Entry& file_to_write(const std::string& path);
  void check_folder_of(const std::string& place, const std::string& path) const;

  Platform* platform_;
  WorldTrace* trace_;
  double latency_;
  double bandwidth_;
  std::map<std::string, Entry> entries_;  ///< by place: absolute, without dots
};

}  // namespace loopscope::simulated
