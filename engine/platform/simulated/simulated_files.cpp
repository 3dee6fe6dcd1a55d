#include "engine/platform/simulated/simulated_files.h"

#include <algorithm>
#include <cerrno>
#include <utility>

#include "engine/base/os_error.h"

namespace loopscope::simulated {

namespace {

[[noreturn]] void fail(int code, const std::string& path) {
  throw OsError(code, "'" + path + "'");
}

/// The path from the root on, without dots.
std::string place_of(std::string_view path) {
  std::vector<std::string_view> parts;
  while (!path.empty()) {
    const std::string_view part = path.substr(0, path.find('/'));
    path.remove_prefix(std::min(part.size() + 1, path.size()));
    if (part == "..") {
      if (!parts.empty()) parts.pop_back();
    } else if (!part.empty() && part != ".") {
      parts.push_back(part);
    }
  }
  std::string place;
  for (const std::string_view part : parts) place.append("/").append(part);
  return place.empty() ? "/" : place;
}

std::string folder_of(const std::string& place) {
  const std::size_t slash = place.rfind('/');
  return slash == 0 ? "/" : place.substr(0, slash);
}

}  // namespace

SimulatedFiles::SimulatedFiles(Platform& platform, WorldTrace& trace, DiskDescription description)
    : platform_(&platform),
      trace_(&trace),
      latency_(description.latency),
      bandwidth_(description.bandwidth) {
  entries_["/"] = {std::nullopt, platform.wall_time()};
  for (const auto& [path, bytes] : description.files) put(place_of(path), bytes);
}

/// A file that is there from the start, with the folders above it.
void SimulatedFiles::put(const std::string& place, std::string_view bytes) {
  const double now = platform_->wall_time();
  for (std::string above = folder_of(place); !entries_.contains(above); above = folder_of(above)) {
    entries_[above] = {std::nullopt, now};
  }
  entries_[place] = {std::string(bytes), now};
}

void SimulatedFiles::take_time(std::size_t bytes) {
  double seconds = latency_;
  if (bandwidth_ > 0.0) seconds += static_cast<double>(bytes) / bandwidth_;
  if (seconds > 0.0) platform_->block(seconds);
}

SimulatedFiles::Entry& SimulatedFiles::find(const std::string& path) {
  const std::string place = path.empty() ? path : place_of(path);
  const auto found = entries_.find(place);
  if (found != entries_.end()) return found->second;
  if (!path.empty()) check_folder_of(place, path);
  fail(ENOENT, path);
}

SimulatedFiles::Entry& SimulatedFiles::find_file(const std::string& path) {
  Entry& entry = find(path);
  if (!entry.bytes) fail(EISDIR, path);
  return entry;
}

/// A part of the path that is no folder is told as such.
void SimulatedFiles::check_folder_of(const std::string& place, const std::string& path) const {
  std::string above = folder_of(place);
  const bool is_missing = !entries_.contains(above);
  while (!entries_.contains(above)) above = folder_of(above);
  if (entries_.at(above).bytes) fail(ENOTDIR, path);
  if (is_missing) fail(ENOENT, path);
}

SimulatedFiles::Entry& SimulatedFiles::file_to_write(const std::string& path) {
  if (path.empty()) fail(ENOENT, path);
  const std::string place = place_of(path);
  if (!entries_.contains(place)) {
    check_folder_of(place, path);
    entries_[place].bytes.emplace();
  }
  return find_file(path);
}

std::string SimulatedFiles::read(const std::string& path, std::uint64_t offset, std::size_t size) {
  const std::string& all = *find_file(path).bytes;
  const std::size_t from = std::min<std::size_t>(offset, all.size());
  take_time(std::min(size, all.size() - from));
  const std::string& now = *find_file(path).bytes;  // another thread may have written it
  std::string bytes = now.substr(std::min(from, now.size()), size);
  trace_->record(EventKind::file_read, 0, static_cast<std::uint32_t>(bytes.size()), path);
  return bytes;
}

void SimulatedFiles::write(const std::string& path, std::string_view bytes) {
  take_time(bytes.size());
  file_to_write(path) = {std::string(bytes), platform_->wall_time()};
  trace_->record(EventKind::file_written, 0, static_cast<std::uint32_t>(bytes.size()), path);
}

void SimulatedFiles::append(const std::string& path, std::string_view bytes) {
  take_time(bytes.size());
  Entry& entry = file_to_write(path);
  entry.bytes->append(bytes);
  entry.changed = platform_->wall_time();
  trace_->record(EventKind::file_written, 0, static_cast<std::uint32_t>(bytes.size()), path);
}

FileStatus SimulatedFiles::status(const std::string& path) {
  take_time(0);
  const Entry& entry = find(path);
  return {!entry.bytes, entry.bytes ? entry.bytes->size() : 0, entry.changed};
}

std::vector<std::string> SimulatedFiles::list(const std::string& folder) {
  take_time(0);
  if (find(folder).bytes) fail(ENOTDIR, folder);
  const std::string place = place_of(folder);
  const std::string start = place == "/" ? place : place + "/";
  std::vector<std::string> names;
  for (auto at = entries_.upper_bound(start); at != entries_.end(); ++at) {
    if (!at->first.starts_with(start)) break;
    const std::string name = at->first.substr(start.size());
    if (name.find('/') == std::string::npos) names.push_back(name);
  }
  return names;
}

void SimulatedFiles::make_folder(const std::string& path) {
  take_time(0);
  if (path.empty()) fail(ENOENT, path);
  const std::string place = place_of(path);
  if (entries_.contains(place)) fail(EEXIST, path);
  check_folder_of(place, path);
  entries_[place] = {std::nullopt, platform_->wall_time()};
}

void SimulatedFiles::remove(const std::string& path) {
  take_time(0);
  find_file(path);
  entries_.erase(place_of(path));
}

void SimulatedFiles::rename(const std::string& from, const std::string& to) {
  take_time(0);
  find_file(from);
  if (place_of(from) == place_of(to)) return;
  Entry& target = file_to_write(to);
  target = std::move(find_file(from));
  entries_.erase(place_of(from));
}

}  // namespace loopscope::simulated
