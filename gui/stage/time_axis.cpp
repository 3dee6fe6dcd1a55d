#include "gui/stage/time_axis.h"

#include <algorithm>
#include <cmath>

namespace loopscope::gui::stage {

namespace {

/// How much of the width belongs to the events when the axis goes by time.
constexpr double share_of_events = 0.2;

/// The smallest of 1, 2, 5, 10, 20, 50 … (and of tenths and so on) that is not below `least`.
double round_step(double least) {
  const double power = std::pow(10.0, std::floor(std::log10(least)));
  for (const double factor : {1.0, 2.0, 5.0}) {
    if (factor * power >= least * (1.0 - 1e-9)) return factor * power;
  }
  return 10.0 * power;
}

}  // namespace

TimeAxis::TimeAxis(const Trace& trace, bool by_event, double from, double to, float left,
                   float right)
    : trace_(&trace), from_(from), to_(std::max(to, from + 1e-12)), left_(left), right_(right) {
  if (trace.empty()) return;
  first_time_ = trace.event(1).time;
  seconds_ = trace.event(trace.size()).time - first_time_;
  if (!by_event && seconds_ > 0.0) event_weight_ = share_of_events;
}

double TimeAxis::time_of(Position position) const {
  return position == 0 || trace_->empty() ? first_time_ : trace_->event(position).time;
}

double TimeAxis::share_of(Position position) const {
  if (trace_->empty()) return 0.0;
  double share = event_weight_ * position / trace_->size();
  if (event_weight_ < 1.0) {
    share += (1.0 - event_weight_) * (time_of(position) - first_time_) / seconds_;
  }
  return share;
}

float TimeAxis::x_at(double share) const {
  return static_cast<float>(left_ + (share - from_) / (to_ - from_) * (right_ - left_));
}

double TimeAxis::share_at(float x) const {
  const float width = std::max(1.0F, right_ - left_);
  return from_ + (static_cast<double>(x) - left_) / width * (to_ - from_);
}

Position TimeAxis::position_at(float x) const {
  const double share = share_at(x) + 1e-12;
  Position low = 0;  // share_of(low) <= share, or low is 0
  Position high = trace_->size();
  while (low < high) {
    const Position middle = low + (high - low + 1) / 2;
    if (share_of(middle) <= share) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return low;
}

float TimeAxis::x_of_time(double time) const {
  Position low = 1;  // becomes the first event that is not before `time`
  Position high = trace_->size() + 1;
  while (low < high) {
    const Position middle = low + (high - low) / 2;
    if (trace_->event(middle).time < time) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  if (low <= trace_->size() && trace_->event(low).time == time) return x_of(low);
  double share = event_weight_ * (low - 1) / std::max(1U, trace_->size());
  if (event_weight_ < 1.0) {
    share += (1.0 - event_weight_) * (time - first_time_) / seconds_;
  }
  return x_at(share);
}

void TimeAxis::add_tick(std::vector<Tick>& ticks, float x, double value, float spacing) const {
  if (x < left_ - 0.5F || x > right_ + 0.5F) return;
  if (!ticks.empty() && x < ticks.back().x + spacing) return;
  ticks.push_back({x, value});
}

std::vector<TimeAxis::Tick> TimeAxis::ticks(float spacing) const {
  std::vector<Tick> ticks;
  if (trace_->empty() || right_ <= left_) return ticks;
  const double whole = by_event() ? static_cast<double>(trace_->size()) : seconds_;
  // Pixels of a stretch of time in which nothing happens: the least distance of two ticks.
  const double share = by_event() ? 1.0 : 1.0 - event_weight_;
  const double pixels = share * (right_ - left_) / (to_ - from_);
  const double step = std::max(round_step(whole * spacing / pixels), by_event() ? 1.0 : 1e-9);
  const Position first = position_at(left_);
  const double offset = by_event() ? 0.0 : first_time_;
  const double begin = by_event() ? first : time_of(first);
  const Position last = std::min(trace_->size(), position_at(right_) + 1);
  const double end = by_event() ? last : time_of(last);
  const double most = 2.0 * pixels / spacing + 8.0;
  auto index = static_cast<std::int64_t>(std::floor((begin - offset) / step));
  for (int count = 0; count < static_cast<int>(std::min(most, 4096.0)); ++count, ++index) {
    const double value = offset + static_cast<double>(std::max<std::int64_t>(index, 0)) * step;
    if (value > end + step * 1e-6) break;
    if (index < 0) continue;
    add_tick(ticks, by_event() ? x_of(static_cast<Position>(value)) : x_of_time(value), value,
             spacing);
  }
  return ticks;
}

std::vector<std::pair<float, float>> TimeAxis::instants(float least) const {
  constexpr int most_instants = 400;
  std::vector<std::pair<float, float>> found;
  if (trace_->empty() || by_event()) return found;
  const Position last = position_at(right_);
  Position first = std::max<Position>(1, position_at(left_));
  for (int count = 0; first <= last; ++count) {
    if (count == most_instants) return {};
    const double time = time_of(first);
    Position low = first;  // becomes the last event of this instant
    Position high = trace_->size();
    while (low < high) {
      const Position middle = low + (high - low + 1) / 2;
      if (time_of(middle) <= time) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    const float begin = std::max(left_, x_of(first));
    const float end = std::min(right_, x_of(low));
    if (end - begin >= least) found.emplace_back(begin, end);
    first = low + 1;
  }
  return found;
}

}  // namespace loopscope::gui::stage
