#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/trace/event.h"
#include "engine/trace/packed.h"

namespace loopscope {

/// The texts of a trace: each is kept once and known by its number. 0 is the empty text.
class TextTable {
 public:
  /// The labels of the handles that step and wake tasks, "Task.__step" and "Task.__wakeup", have
  /// these numbers in every table: records leave them out.
  static constexpr TextId step_label = 1;
  static constexpr TextId wakeup_label = 2;

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
/// what was run. Events lie packed (engine/trace/packed.h), 24 bytes or fewer each, in blocks that
/// never move.
class Trace {
 public:
  Trace();
  ~Trace();
  Trace(Trace&&) noexcept;
  Trace& operator=(Trace&&) noexcept;

  /// Number of events; also the last position.
  Position size() const { return size_; }
  bool empty() const { return size_ == 0; }

  /// The event of that number (1 … size()), found in a block: about 100 ns. For one after the other
  /// a TraceReader is faster.
  Event event(EventId id) const;

  /// Appends; returns the new event's number. About 5 ns.
  EventId append(const Event& event) {
    set_time(event.time);
    packed::Word* const record = room();
    record[0] = packed::head(static_cast<std::uint32_t>(event.kind), event.loop, event.flags,
                             event.subject);
    record[1] = packed::joined(event.object, event.detail);
    record[2] = packed::joined(event.cause, event.line);
    return commit(record + 3, 1);
  }

  /// The time of the records that follow.
  void set_time(double time) {
    const auto bits = std::bit_cast<packed::Word>(time);
    if (bits == time_) return;
    time_ = bits;
    limit_ = nullptr;
  }
  /// Where records may be written, one behind the other, `room_words` at most. They count once
  /// `commit` has been called.
  packed::Word* room() {
    if (next_ >= limit_) [[unlikely]]
      make_room();
    return next_;
  }
  /// room() has nothing to prepare.
  bool has_room() const { return next_ < limit_; }
  /// room(), where has_room() has just been true.
  packed::Word* ready_room() { return next_; }
  /// Takes in what was written up to `end`, which stands for `events` events. Returns the number of
  /// the last.
  EventId commit(packed::Word* end, std::uint32_t events) {
    next_ = end;
    return size_ += events;
  }
  static constexpr std::size_t room_words = 12;
  /// Nothing was told since the event of that number, and time has stood still: its record, which
  /// ends where the next would begin, may be made a longer one.
  bool is_last(EventId id) const { return size_ == id && limit_ != nullptr; }
  packed::Word* end() { return next_; }

  /// Forgets all events; their memory and the texts stay, for a recording that starts over.
  void clear();

  TextTable& texts() { return texts_; }
  const TextTable& texts() const { return texts_; }
  std::string_view text(TextId id) const { return texts_.text(id); }

  RunDescription& description() { return description_; }
  const RunDescription& description() const { return description_; }

 private:
  friend class TraceReader;

  /// A block holds whole records, and is where reading may begin.
  struct Block {
    const packed::Word* words = nullptr;
    packed::Word time = 0;  ///< of its first event
    EventId first = 0;      ///< number of its first event
  };
  static constexpr std::size_t block_words = 512;      // 4 KiB
  static constexpr std::size_t blocks_a_chunk = 1024;  // 4 MiB
  void make_room();
  void begin_block();
  std::size_t block_of(EventId id) const;

  std::vector<packed::Word*> chunks_;
  std::vector<Block> blocks_;
  packed::Word* next_ = nullptr;  ///< where the next record goes, in the last block
  /// From here on make_room() is needed: block_limit_, or null when the time has moved.
  packed::Word* limit_ = nullptr;
  packed::Word* block_limit_ = nullptr;  ///< from here on the block has too little room
  packed::Word time_ = 0;                ///< of the next event
  packed::Word told_time_ = 0;           ///< of the last event in the block
  Position size_ = 0;
  TextTable texts_;
  RunDescription description_;
};

/// Reads events of a trace, fastest in their order. The trace may grow meanwhile, but must not be
/// moved or cleared.
class TraceReader {
 public:
  explicit TraceReader(const Trace& trace) : trace_(&trace) {}

  /// The event of that number (1 … size()); valid until the next call.
  const Event& event(EventId id) {
    if (id < first_ || first_ == 0 || id >= block_end()) find_block(id);
    while (true) {
      const packed::Size size = packed::size_of(*record_);
      if (id - first_ < size.events) break;
      if (size.events == 0) time_ = record_[1];
      first_ += size.events;
      record_ += size.words;
    }
    event_ = packed::unpack(record_, id - first_, first_, std::bit_cast<double>(time_));
    return event_;
  }

 private:
  /// Number of the first event behind the block.
  EventId block_end() const {
    return block_ + 1 < trace_->blocks_.size() ? trace_->blocks_[block_ + 1].first
                                               : trace_->size_ + 1;
  }
  void find_block(EventId id);

  const Trace* trace_;
  std::size_t block_ = 0;
  const packed::Word* record_ = nullptr;  ///< the record of the event that was read last
  packed::Word time_ = 0;
  EventId first_ = 0;  ///< number of the record's first event; 0: nothing was read
  Event event_;
};

}  // namespace loopscope
