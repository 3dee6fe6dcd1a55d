#include "gui/app/condition.h"

#include <charconv>
#include <sstream>
#include <string>
#include <vector>

#include "engine/base/error.h"

namespace loopscope::gui {

namespace {

std::vector<std::string> words_of(std::string_view text) {
  std::istringstream stream{std::string(text)};
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

std::string quoted(const std::string& text) {
  const char quote = text.find('"') == std::string::npos ? '"' : '\'';
  return quote + text + quote;
}

std::optional<std::size_t> number_of(const std::string& word) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
  if (error != std::errc() || end != word.data() + word.size()) return std::nullopt;
  return number;
}

/// The rest of the text behind its first word.
std::string behind(std::string_view text, std::string_view word) {
  std::string_view rest = text.substr(text.find(word) + word.size());
  const auto first = rest.find_first_not_of(' ');
  const auto last = rest.find_last_not_of(' ');
  return first == rest.npos ? std::string() : std::string(rest.substr(first, last - first + 1));
}

}  // namespace

Condition Condition::parse(std::string_view text) {
  const std::vector<std::string> words = words_of(text);
  if (words.size() == 3 && (words[0] == "ready" || words[0] == "timers")) {
    const auto number = number_of(words[2]);
    const bool sign = words[1] == ">" || words[1] == "<" || words[1] == "=";
    if (number && sign) return Condition(Comparison{words[0] == "timers", words[1][0], *number});
    throw Error("write a count as \"" + words[0] + " > 3\": with >, < or = and a number");
  }
  if (words.size() == 3 && words[1] == "is") {
    return Condition(
        player::Cue::parse("task_status task=" + quoted(words[0]) + " status=" + words[2]));
  }
  if (words.size() >= 2 && words[0] == "prints") {
    return Condition(player::Cue::parse("output " + quoted(behind(text, "prints"))));
  }
  return Condition(player::Cue::parse(text));
}

bool Condition::Comparison::holds(const LoopState& state) const {
  const LoopView* const loop = state.current_loop();
  if (loop == nullptr) return false;
  const std::size_t count = timers ? loop->heap.size() : loop->ready.size();
  return sign == '>' ? count > number : sign == '<' ? count < number : count == number;
}

std::optional<Position> Condition::Comparison::next(const Timeline& timeline,
                                                    Position after) const {
  LoopState state = timeline.seek(after);
  bool held = holds(state);
  TraceReader reader(timeline.trace());
  for (Position position = after + 1; position <= timeline.end(); ++position) {
    state.apply(reader.event(position), timeline.trace());
    const bool now = holds(state);
    if (now && !held) return position;
    held = now;
  }
  return std::nullopt;
}

std::optional<Position> Condition::next(const Timeline& timeline, Position after) const {
  if (after >= timeline.end()) return std::nullopt;
  if (const auto* const comparison = std::get_if<Comparison>(&what_)) {
    return comparison->next(timeline, after);
  }
  return std::get<player::Cue>(what_).find(timeline, after);
}

std::optional<Position> Condition::previous(const Timeline& timeline, Position before) const {
  std::optional<Position> last;
  for (auto found = next(timeline, 0); found && *found < before; found = next(timeline, *found)) {
    if (last == found) break;  // a cue that stands where it is: the end
    last = found;
  }
  return last;
}

}  // namespace loopscope::gui
