#include "engine/trace/trace.h"

#include <sys/mman.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <functional>
#include <mutex>
#include <new>
#include <optional>
#include <system_error>
#include <unordered_map>
#include <utility>

namespace loopscope {

namespace {

constexpr std::string_view task_prefix = "Task-";

/// The number in "Task-12"; nothing if `text` is not written in just that way.
std::optional<std::uint32_t> task_number(std::string_view text) {
  if (!text.starts_with(task_prefix)) return std::nullopt;
  text.remove_prefix(task_prefix.size());
  std::uint32_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, number);
  const bool canonical = !text.empty() && (text.front() != '0' || text.size() == 1);
  if (error != std::errc{} || stopped != end || !canonical || number >> 31 != 0) {
    return std::nullopt;
  }
  return number;
}

}  // namespace

// The texts lie end to end in blocks that never move; an open-addressing table finds them.
struct TextTable::Impl {
  static constexpr std::size_t block_size = std::size_t{64} << 10;

  struct Slot {
    std::uint32_t hash = 0;
    TextId id = 0;  // 0: free (the empty text is never looked up here)
  };

  std::vector<std::string_view> texts{std::string_view{}};
  std::vector<Slot> slots = std::vector<Slot>(64);
  std::vector<std::unique_ptr<char[]>> blocks;
  char* free_begin = nullptr;
  std::size_t free_size = 0;
  // The names of tasks that were read; a finished trace is read by several threads.
  std::mutex names_mutex;
  std::unordered_map<std::uint32_t, std::string> names;

  std::string_view task_name(std::uint32_t number) {
    const std::lock_guard lock(names_mutex);
    std::string& name = names[number];
    if (name.empty()) name = std::string(task_prefix) + std::to_string(number);
    return name;
  }

  static std::uint32_t hash_of(std::string_view text) {
    const std::size_t hash = std::hash<std::string_view>{}(text);
    return static_cast<std::uint32_t>(hash ^ (hash >> 32));
  }

  /// The slot that holds `text`, or the free one where it belongs.
  std::size_t slot_of(std::string_view text, std::uint32_t hash) const {
    const std::size_t mask = slots.size() - 1;
    std::size_t i = hash & mask;
    while (slots[i].id != 0 && (slots[i].hash != hash || texts[slots[i].id] != text)) {
      i = (i + 1) & mask;
    }
    return i;
  }

  void grow() {
    std::vector<Slot> old = std::exchange(slots, std::vector<Slot>(slots.size() * 2));
    const std::size_t mask = slots.size() - 1;
    for (const Slot& slot : old) {
      if (slot.id == 0) continue;
      std::size_t i = slot.hash & mask;
      while (slots[i].id != 0) i = (i + 1) & mask;
      slots[i] = slot;
    }
  }

  std::string_view keep(std::string_view text) {
    if (text.size() > free_size) {
      const std::size_t size = std::max(block_size, text.size());
      blocks.push_back(std::make_unique_for_overwrite<char[]>(size));
      free_begin = blocks.back().get();
      free_size = size;
    }
    std::memcpy(free_begin, text.data(), text.size());
    const std::string_view kept(free_begin, text.size());
    free_begin += text.size();
    free_size -= text.size();
    return kept;
  }
};

TextTable::TextTable() : impl_(std::make_unique<Impl>()) {
  intern("Task.__step");
  intern("Task.__wakeup");
}
TextTable::~TextTable() = default;
TextTable::TextTable(TextTable&&) noexcept = default;
TextTable& TextTable::operator=(TextTable&&) noexcept = default;

TextId TextTable::intern(std::string_view text) {
  if (text.empty()) return 0;
  if (const auto number = task_number(text)) return task_name(*number);
  const std::uint32_t hash = Impl::hash_of(text);
  std::size_t slot = impl_->slot_of(text, hash);
  if (impl_->slots[slot].id != 0) return impl_->slots[slot].id;
  if (impl_->texts.size() * 4 > impl_->slots.size() * 3) {
    impl_->grow();
    slot = impl_->slot_of(text, hash);
  }
  const auto id = static_cast<TextId>(impl_->texts.size());
  impl_->texts.push_back(impl_->keep(text));
  impl_->slots[slot] = {hash, id};
  return id;
}

std::string_view TextTable::text(TextId id) const {
  if ((id & numbered) != 0) return impl_->task_name(id & ~numbered);
  return id < impl_->texts.size() ? impl_->texts[id] : std::string_view{};
}

TextId TextTable::find(std::string_view text) const {
  if (text.empty()) return 0;
  if (const auto number = task_number(text)) return task_name(*number);
  return impl_->slots[impl_->slot_of(text, Impl::hash_of(text))].id;
}

std::size_t TextTable::size() const {
  return impl_->texts.size();
}

namespace {

constexpr std::size_t huge_page = std::size_t{2} << 20;
constexpr std::size_t chunk_bytes = std::size_t{4} << 20;

/// `size` bytes of zeroed memory that starts at a huge page, straight from the kernel.
void* map_chunk(std::size_t size) {
  const std::size_t mapped = size + huge_page;
  void* start = mmap(nullptr, mapped, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (start == MAP_FAILED) throw std::bad_alloc();
  const auto address = reinterpret_cast<std::uintptr_t>(start);
  const std::size_t before = (huge_page - address % huge_page) % huge_page;
  char* const chunk = static_cast<char*>(start) + before;
  if (before > 0) munmap(start, before);
  if (before < huge_page) munmap(chunk + size, huge_page - before);
#ifdef MADV_HUGEPAGE
  madvise(chunk, size, MADV_HUGEPAGE);  // a hint: without it appending is only slower
#endif
  return chunk;
}

}  // namespace

Trace::Trace() = default;

Trace::~Trace() {
  for (packed::Word* chunk : chunks_) munmap(chunk, chunk_bytes);
}

Trace::Trace(Trace&& other) noexcept
    : chunks_(std::move(other.chunks_)),
      blocks_(std::move(other.blocks_)),
      next_(std::exchange(other.next_, nullptr)),
      limit_(std::exchange(other.limit_, nullptr)),
      block_limit_(std::exchange(other.block_limit_, nullptr)),
      time_(other.time_),
      told_time_(other.told_time_),
      size_(std::exchange(other.size_, 0)),
      texts_(std::move(other.texts_)),
      description_(std::move(other.description_)) {
  other.chunks_.clear();
  other.blocks_.clear();
}

Trace& Trace::operator=(Trace&& other) noexcept {
  std::swap(chunks_, other.chunks_);
  std::swap(blocks_, other.blocks_);
  std::swap(next_, other.next_);
  std::swap(limit_, other.limit_);
  std::swap(block_limit_, other.block_limit_);
  std::swap(time_, other.time_);
  std::swap(told_time_, other.told_time_);
  std::swap(size_, other.size_);
  std::swap(texts_, other.texts_);
  std::swap(description_, other.description_);
  return *this;
}

void Trace::clear() {
  size_ = 0;
  blocks_.clear();
  next_ = limit_ = block_limit_ = nullptr;
}

// A block is full, or time has moved.
void Trace::make_room() {
  if (next_ >= block_limit_) {
    begin_block();
  } else if (time_ != told_time_) {
    next_[0] = packed::head(packed::Shape::time, 0, 0, 0);
    next_[1] = time_;
    next_ += 2;
  }
  limit_ = block_limit_;
  told_time_ = time_;
}

void Trace::begin_block() {
  static_assert(chunk_bytes == block_words * blocks_a_chunk * sizeof(packed::Word));
  const std::size_t index = blocks_.size();
  if (index / blocks_a_chunk == chunks_.size()) {  // otherwise clear() has left one here
    if (chunks_.size() == chunks_.capacity()) chunks_.reserve(chunks_.size() * 2 + 4);
    chunks_.push_back(static_cast<packed::Word*>(map_chunk(chunk_bytes)));
  }
  next_ = chunks_[index / blocks_a_chunk] + index % blocks_a_chunk * block_words;
  constexpr std::size_t words_of_time = 2;
  block_limit_ = next_ + (block_words - room_words - words_of_time);
  blocks_.push_back({next_, time_, size_ + 1});
}

std::size_t Trace::block_of(EventId id) const {
  const auto after =
      std::upper_bound(blocks_.begin(), blocks_.end(), id,
                       [](EventId number, const Block& block) { return number < block.first; });
  return static_cast<std::size_t>(after - blocks_.begin()) - 1;
}

Event Trace::event(EventId id) const {
  return TraceReader(*this).event(id);
}

void TraceReader::find_block(EventId id) {
  const bool is_next = block_ + 1 < trace_->blocks_.size() && id == block_end();
  block_ = is_next ? block_ + 1 : trace_->block_of(id);
  const Trace::Block& block = trace_->blocks_[block_];
  record_ = block.words;
  time_ = block.time;
  first_ = block.first;
}

}  // namespace loopscope
