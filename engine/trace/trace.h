#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/trace/event.h"

namespace loopscope {

/// The texts of a trace: each is kept once and known by its number. 0 is the empty text.
class TextTable {
 public:
  TextTable();
  ~TextTable();
  TextTable(TextTable&&) noexcept;
  TextTable& operator=(TextTable&&) noexcept;

  /// The number of the text "Task-NUMBER", which takes no memory until somebody reads it: tasks are
  /// many. `number` is below 2^31.
  static TextId task_name(std::uint32_t number) { return number | numbered; }

  /// The number of `text`, which is added if it is new.
  TextId intern(std::string_view text);
  /// The text of that number; the view lives as long as the table. Empty for an unknown number.
  std::string_view text(TextId id) const;
  /// The number of `text` if it is there, else 0.
  TextId find(std::string_view text) const;
  std::size_t size() const;

 private:
  struct Impl;
  static constexpr TextId numbered = TextId{1} << 31;
  std::unique_ptr<Impl> impl_;
};

/// What a run was: enough to make the run again.
struct RunDescription {
  std::string program_name;    ///< file name as shown, e.g. "program.py"
  std::string program_source;  ///< the whole text, empty for C++ programs
  std::uint64_t seed = 0;
  bool virtual_clock = true;
  bool debug = false;
};

/// The append-only record of one run: events in the order in which they happened, their texts, and
/// what was run. Events live in large chunks, so that appending never moves what is there.
class Trace {
 public:
  Trace();
  ~Trace();
  Trace(Trace&&) noexcept;
  Trace& operator=(Trace&&) noexcept;

  /// Number of events; also the last position.
  Position size() const { return size_; }
  bool empty() const { return size_ == 0; }

  /// The event of that number (1 … size()).
  const Event& event(EventId id) const {
    return chunks_[(id - 1) >> chunk_bits][(id - 1) & chunk_mask];
  }

  /// Appends; returns the new event's number. About 10 ns.
  EventId append(const Event& event) {
    if (next_ == chunk_end_) [[unlikely]] {
      add_chunk();
    }
    *next_++ = event;
    return ++size_;
  }

  /// The same for an event that is put together already: its four words in order. (Put together on
  /// the stack it would be loaded before its stores have arrived.)
  EventId append_words(std::uint64_t first, std::uint64_t second, std::uint64_t third,
                       std::uint64_t fourth) {
    if (next_ == chunk_end_) [[unlikely]] {
      add_chunk();
    }
    auto* const bytes = reinterpret_cast<std::byte*>(next_++);
    std::memcpy(bytes, &first, sizeof first);
    std::memcpy(bytes + 8, &second, sizeof second);
    std::memcpy(bytes + 16, &third, sizeof third);
    std::memcpy(bytes + 24, &fourth, sizeof fourth);
    return ++size_;
  }

  /// Where the next `count` events may be written one behind the other; null if the
  /// chunk ends before. They count once `commit` has been called.
  std::byte* room_for(std::uint32_t count) {
    if (chunk_end_ - next_ < static_cast<std::ptrdiff_t>(count)) return nullptr;
    return reinterpret_cast<std::byte*>(next_);
  }
  void commit(std::uint32_t count) {
    next_ += count;
    size_ += count;
  }

  /// Forgets all events; their memory and the texts stay, for a recording that starts over.
  void clear() {
    size_ = 0;
    next_ = chunk_end_ = nullptr;
  }

  TextTable& texts() { return texts_; }
  const TextTable& texts() const { return texts_; }
  std::string_view text(TextId id) const { return texts_.text(id); }

  RunDescription& description() { return description_; }
  const RunDescription& description() const { return description_; }

 private:
  static constexpr std::uint32_t chunk_bits = 17;  // 131,072 events: 4 MiB
  static constexpr std::uint32_t chunk_mask = (1U << chunk_bits) - 1;
  void add_chunk();

  std::vector<Event*> chunks_;
  Event* next_ = nullptr;       ///< where the next event goes, in the last chunk in use
  Event* chunk_end_ = nullptr;  ///< equal to next_ when that chunk is full
  Position size_ = 0;
  TextTable texts_;
  RunDescription description_;
};

}  // namespace loopscope
