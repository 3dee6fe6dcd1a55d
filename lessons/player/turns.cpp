#include "lessons/player/turns.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "lessons/player/texts.h"
#include "lessons/player/wording.h"

namespace loopscope::player {
namespace {

constexpr std::size_t most_wrong = 3;

/// Finds the decisions of one run.
class TurnFinder {
 public:
  TurnFinder(const Timeline& timeline, Language language)
      : timeline_(timeline), trace_(timeline.trace()), texts_(texts_of(language)) {}

  /// The decision that event `id` shows; nothing if it shows none, or one without a choice.
  std::optional<Turn> turn_of(EventId id) {
    const Event& event = trace_.event(id);
    switch (event.kind) {
      case EventKind::iteration_begin:
        return select_timeout(id, event);
      case EventKind::timer_due:
        return next_timer(id, event);
      case EventKind::handle_run_begin:
        return next_handle(id, event);
      default:
        return std::nullopt;
    }
  }

 private:
  const LoopView* loop_of(const Event& event) const {
    for (const LoopView& loop : state_.loops()) {
      if (loop.number == event.loop) return &loop;
    }
    return nullptr;
  }

  const LoopView* look_before(EventId id, const Event& event) {
    timeline_.seek(state_, id - 1);
    return loop_of(event);
  }

  std::optional<Turn> finish(Decision decision, EventId id, std::string right,
                             const std::vector<std::string>& others) const {
    std::vector<std::string> wrong;
    for (const std::string& text : others) {
      const bool taken = std::find(wrong.begin(), wrong.end(), text) != wrong.end();
      if (text != right && !taken && wrong.size() < most_wrong) wrong.push_back(text);
    }
    if (wrong.empty()) return std::nullopt;
    return Turn{decision, id - 1, place_choice(std::move(wrong), std::move(right), id - 1, id)};
  }

  std::string timeout_text(double timeout) const {
    if (timeout < 0) return texts_["turn.no_limit"];
    if (timeout == 0) return texts_["turn.not_at_all"];
    return seconds_text(timeout, texts_);
  }

  std::optional<Turn> select_timeout(EventId id, const Event& event) {
    const LoopView* const loop = look_before(id, event);
    if (loop == nullptr) return std::nullopt;
    std::vector<std::string> others{texts_["turn.not_at_all"]};
    for (const double when : loop->heap_when) {
      others.push_back(timeout_text(std::max(0.0, when - state_.time())));
    }
    others.push_back(texts_["turn.no_limit"]);
    return finish(Decision::select_timeout, id, timeout_text(event.value()), others);
  }

  std::string timer_text(const HandleState& timer) const {
    return seconds_text(timer.when, texts_) + "  " + timer_name(timer, state_, trace_);
  }

  std::optional<Turn> next_timer(EventId id, const Event& event) {
    const LoopView* const loop = look_before(id, event);
    const HandleState* const due = state_.handle(event.subject);
    if (loop == nullptr || due == nullptr) return std::nullopt;
    std::vector<std::string> others;
    for (const ObjectId timer : loop->heap) {
      if (const HandleState* const handle = state_.handle(timer)) {
        others.push_back(timer_text(*handle));
      }
    }
    return finish(Decision::next_timer, id, timer_text(*due), others);
  }

  std::optional<Turn> next_handle(EventId id, const Event& event) {
    const LoopView* const loop = look_before(id, event);
    const HandleState* const runs = state_.handle(event.subject);
    if (loop == nullptr || runs == nullptr) return std::nullopt;
    std::vector<std::string> others;
    for (const ObjectId ready : loop->ready) {
      if (const HandleState* const handle = state_.handle(ready)) {
        others.push_back(spoken_label(*handle, state_, trace_));
      }
    }
    return finish(Decision::next_handle, id, spoken_label(*runs, state_, trace_), others);
  }

  const Timeline& timeline_;
  const Trace& trace_;
  const Texts& texts_;
  LoopState state_;
};

}  // namespace

std::vector<Turn> turns_after(const Timeline& timeline, Position from, std::size_t count,
                              Language language) {
  TurnFinder finder(timeline, language);
  std::vector<Turn> turns;
  bool looked_only = false;  // the last select that was asked about did not wait
  for (EventId id = from + 1; id <= timeline.end() && turns.size() < count; ++id) {
    std::optional<Turn> turn = finder.turn_of(id);
    if (!turn) continue;
    if (turn->decision == Decision::select_timeout) {
      const bool looks = timeline.trace().event(id).value() == 0.0;
      if (looks && looked_only) continue;
      looked_only = looks;
    }
    turns.push_back(std::move(*turn));
  }
  return turns;
}

const char* question_id(Decision decision) {
  switch (decision) {
    case Decision::select_timeout:
      return "turn.select_timeout";
    case Decision::next_timer:
      return "turn.next_timer";
    case Decision::next_handle:
      break;
  }
  return "turn.next_handle";
}

const char* rule_id(Decision decision) {
  switch (decision) {
    case Decision::select_timeout:
      return "turn.select_timeout_rule";
    case Decision::next_timer:
      return "turn.next_timer_rule";
    case Decision::next_handle:
      break;
  }
  return "turn.next_handle_rule";
}

}  // namespace loopscope::player
