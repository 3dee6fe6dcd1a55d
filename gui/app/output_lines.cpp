#include "gui/app/output_lines.h"

#include <algorithm>
#include <array>
#include <optional>

namespace loopscope::gui {

namespace {

constexpr std::uint16_t error_stream = 2;

class Gathering {
 public:
  void add(std::string_view text, bool error, EventId event) {
    auto& open = open_[error ? 1 : 0];
    while (!text.empty()) {
      const std::size_t feed = text.find('\n');
      if (!open) {
        open = lines_.size();
        lines_.push_back({{}, error, event});
      }
      extend(lines_[*open].text, text.substr(0, feed));
      if (feed == std::string_view::npos) return;
      open.reset();
      text.remove_prefix(feed + 1);
    }
  }

  std::vector<OutputLine> take() { return std::move(lines_); }

 private:
  /// No line that is read has more; one of megabytes would take seconds to draw.
  static constexpr std::size_t most_bytes = 4'000;

  static void extend(std::string& line, std::string_view text) {
    if (line.size() > most_bytes) return;
    const bool whole = line.size() + text.size() <= most_bytes;
    std::size_t size = whole ? text.size() : most_bytes - line.size();
    while (!whole && size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) --size;
    line += text.substr(0, size);
    if (!whole) line += " …";  // which makes it longer than the most
  }

  std::vector<OutputLine> lines_;
  std::array<std::optional<std::size_t>, 2> open_;
};

}  // namespace

std::vector<OutputLine> output_lines(const Timeline& timeline) {
  std::vector<EventId> events = timeline.events_of(EventKind::output);
  const auto& logs = timeline.events_of(EventKind::log);
  events.insert(events.end(), logs.begin(), logs.end());
  std::sort(events.begin(), events.end());
  Gathering gathering;
  TraceReader reader(timeline.trace());
  for (const EventId id : events) {
    const Event& event = reader.event(id);
    const bool error = event.kind == EventKind::log || event.flags == error_stream;
    gathering.add(timeline.trace().text(event.detail), error, id);
  }
  return gathering.take();
}

}  // namespace loopscope::gui
