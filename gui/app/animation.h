#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace loopscope::gui {

/// Writes a picture that moves: an animated PNG, which repeats for ever and which a program that
/// knows no animation shows as its first frame. Of a frame only what differs from the one before is
/// kept, and frames that are the same become one.
class Animation {
 public:
  /// `width` and `height` in pixels. Throws FileError.
  Animation(std::filesystem::path file, int width, int height);

  /// Shows a frame for that long: 8-bit RGB rows, bottom row first. Throws FileError.
  void add(const std::vector<unsigned char>& pixels, double seconds);
  /// Shows the last frame longer.
  void hold(double seconds) { shown_for_ += seconds; }
  /// Writes what is left; without it the file is no picture. Throws FileError.
  void finish();

  /// How many frames were written.
  std::uint32_t frames() const { return frames_; }

 private:
  struct Box {
    int left = 0;
    int top = 0;
    int width = 0;
    int height = 0;
  };

  Box difference(const std::vector<unsigned char>& rows) const;
  void write_waiting();
  void write_chunk(const char* type, const std::string& data);
  void write_header(const std::string& image_header);
  void check() const;

  std::filesystem::path file_;
  std::ofstream out_;
  int width_;
  int height_;
  std::vector<unsigned char> shown_;  ///< the last frame, top row first
  std::string waiting_;               ///< its compressed difference, until its time is known
  Box box_;                           ///< where that belongs
  double shown_for_ = 0.0;
  std::uint32_t frames_ = 0;
  std::uint32_t sequence_ = 0;
  std::streamoff control_at_ = 0;
};

}  // namespace loopscope::gui
