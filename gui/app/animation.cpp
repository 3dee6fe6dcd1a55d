#include "gui/app/animation.h"

#include <stb_image_write.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <utility>

#include "engine/base/error.h"

namespace loopscope::gui {

namespace {

constexpr std::size_t channels = 3;
constexpr std::string_view signature = "\x89PNG\r\n\x1a\n";
/// Length and type before a chunk's data, its sum after it.
constexpr std::size_t chunk_head = 8;
constexpr std::size_t chunk_frame = 12;

constexpr std::array<std::uint32_t, 256> make_sums() {
  std::array<std::uint32_t, 256> sums{};
  for (std::uint32_t byte = 0; byte < sums.size(); ++byte) {
    std::uint32_t sum = byte;
    for (int bit = 0; bit < 8; ++bit) sum = (sum & 1U) != 0 ? 0xEDB88320U ^ (sum >> 1U) : sum >> 1U;
    sums[byte] = sum;
  }
  return sums;
}

/// The sum that closes every chunk of a PNG file (CRC-32).
std::uint32_t sum_of(std::string_view data) {
  static constexpr std::array<std::uint32_t, 256> sums = make_sums();
  std::uint32_t sum = 0xFFFFFFFFU;
  for (const char each : data) {
    sum = sums[(sum ^ static_cast<unsigned char>(each)) & 0xFFU] ^ (sum >> 8U);
  }
  return ~sum;
}

void put(std::string& data, std::uint32_t number) {
  for (const unsigned shift : {24U, 16U, 8U, 0U}) {
    data.push_back(static_cast<char>(number >> shift & 0xFFU));
  }
}
void put_short(std::string& data, std::uint32_t number) {
  data.push_back(static_cast<char>(number >> 8U & 0xFFU));
  data.push_back(static_cast<char>(number & 0xFFU));
}
std::uint32_t number_at(std::string_view data, std::size_t at) {
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    number = number << 8U | static_cast<unsigned char>(data[at + i]);
  }
  return number;
}

/// A whole PNG file of some rows.
std::string encode(const unsigned char* pixels, int width, int height, int row_bytes) {
  std::string png;
  const auto take = [](void* to, void* data, int size) {
    static_cast<std::string*>(to)->append(static_cast<const char*>(data),
                                          static_cast<std::size_t>(size));
  };
  stbi_flip_vertically_on_write(0);
  stbi_write_png_to_func(take, &png, width, height, static_cast<int>(channels), pixels, row_bytes);
  return png;
}

/// The data of all chunks of that type.
std::string chunks_of(std::string_view png, std::string_view type) {
  std::string data;
  for (std::size_t at = signature.size(); at + chunk_frame <= png.size();) {
    const std::size_t length = number_at(png, at);
    if (png.substr(at + 4, 4) == type) data.append(png.substr(at + chunk_head, length));
    at += length + chunk_frame;
  }
  return data;
}

}  // namespace

Animation::Animation(std::filesystem::path file, int width, int height)
    : file_(std::move(file)),
      out_(file_, std::ios::binary | std::ios::trunc),
      width_(width),
      height_(height) {
  check();
}

void Animation::check() const {
  if (!out_)
    throw FileError(file_.string(), 0,
                    "the picture can't be written: check that the folder exists, may be written "
                    "to and has space left");
}

void Animation::write_chunk(const char* type, const std::string& data) {
  const std::string content = type + data;
  std::string ends;
  put(ends, static_cast<std::uint32_t>(data.size()));
  put(ends, sum_of(content));
  out_ << ends.substr(0, 4) << content << ends.substr(4);
}

/// How many frames there are is known at the end only: it is written again then.
void Animation::write_header(const std::string& image_header) {
  out_ << signature;
  write_chunk("IHDR", image_header);
  control_at_ = out_.tellp();
  write_chunk("acTL", std::string(8, '\0'));
}

Animation::Box Animation::difference(const std::vector<unsigned char>& rows) const {
  const auto row_bytes = static_cast<std::size_t>(width_) * channels;
  const auto is_same = [&](int row) {
    const auto begin = static_cast<std::ptrdiff_t>(static_cast<std::size_t>(row) * row_bytes);
    return std::equal(rows.begin() + begin,
                      rows.begin() + begin + static_cast<std::ptrdiff_t>(row_bytes),
                      shown_.begin() + begin);
  };
  int top = 0;
  while (top < height_ && is_same(top)) ++top;
  if (top == height_) return {};
  int bottom = height_;
  while (is_same(bottom - 1)) --bottom;
  std::size_t left = row_bytes;
  std::size_t right = 0;
  for (int row = top; row < bottom; ++row) {
    const std::size_t begin = static_cast<std::size_t>(row) * row_bytes;
    for (std::size_t i = 0; i < left; ++i) {
      if (rows[begin + i] != shown_[begin + i]) left = i;
    }
    for (std::size_t i = row_bytes; i > right; --i) {
      if (rows[begin + i - 1] != shown_[begin + i - 1]) right = i;
    }
  }
  const int first = static_cast<int>(left / channels);
  const int last = static_cast<int>((right + channels - 1) / channels);
  return {first, top, last - first, bottom - top};
}

void Animation::add(const std::vector<unsigned char>& pixels, double seconds) {
  const auto row_bytes = static_cast<std::size_t>(width_) * channels;
  std::vector<unsigned char> rows(pixels.size());
  for (std::size_t row = 0; row < static_cast<std::size_t>(height_); ++row) {
    const auto from = static_cast<std::ptrdiff_t>(pixels.size() - (row + 1) * row_bytes);
    std::copy_n(pixels.begin() + from, row_bytes,
                rows.begin() + static_cast<std::ptrdiff_t>(row * row_bytes));
  }
  const bool first = shown_.empty();
  const Box box = first ? Box{0, 0, width_, height_} : difference(rows);
  if (box.width == 0) {
    hold(seconds);
    return;
  }
  write_waiting();
  const std::size_t corner =
      static_cast<std::size_t>(box.top) * row_bytes + static_cast<std::size_t>(box.left) * channels;
  const std::string png =
      encode(rows.data() + corner, box.width, box.height, static_cast<int>(row_bytes));
  if (first) write_header(chunks_of(png, "IHDR"));
  waiting_ = chunks_of(png, "IDAT");
  box_ = box;
  shown_for_ = seconds;
  shown_ = std::move(rows);
}

void Animation::write_waiting() {
  if (waiting_.empty()) return;
  const double milliseconds = std::clamp(std::round(shown_for_ * 1000.0), 1.0, 65'535.0);
  std::string control;
  put(control, sequence_++);
  for (const int each : {box_.width, box_.height, box_.left, box_.top}) {
    put(control, static_cast<std::uint32_t>(each));
  }
  put_short(control, static_cast<std::uint32_t>(milliseconds));
  put_short(control, 1000);
  control.append(2, '\0');  // what is below stays, and is written over
  write_chunk("fcTL", control);
  if (frames_ == 0) {
    write_chunk("IDAT", waiting_);
  } else {
    std::string data;
    put(data, sequence_++);
    write_chunk("fdAT", data + waiting_);
  }
  waiting_.clear();
  ++frames_;
  check();
}

void Animation::finish() {
  write_waiting();
  write_chunk("IEND", {});
  std::string control;
  put(control, frames_);
  put(control, 0);  // for ever
  out_.seekp(control_at_);
  write_chunk("acTL", control);
  out_.flush();
  check();
}

}  // namespace loopscope::gui
