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

TimeAxis::TimeAxis(const Instants& instants, bool by_event, double from, double to, float left,
                   float right)
    : instants_(&instants),
      from_(from),
      to_(std::max(to, from + 1e-12)),
      left_(left),
      right_(right) {
  if (instants.count() == 0) return;
  first_time_ = instants.time(0);
  seconds_ = instants.time(instants.count() - 1) - first_time_;
  if (!by_event && seconds_ > 0.0) event_weight_ = share_of_events;
}

double TimeAxis::time_of(Position position) const {
  return instants_->count() == 0 ? first_time_ : instants_->time(instants_->at(position));
}

double TimeAxis::share_of(Position position) const {
  if (instants_->end() == 0) return 0.0;
  return share_of(position, by_event() ? first_time_ : time_of(position));
}

double TimeAxis::share_of(Position position, double time) const {
  double share = event_weight_ * position / std::max(1U, instants_->end());
  if (!by_event()) share += (1.0 - event_weight_) * (time - first_time_) / seconds_;
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
  const Instants& instants = *instants_;
  if (instants.count() == 0) return 0;
  const double share = share_at(x) + 1e-12;
  std::size_t low = 0;  // becomes the last instant that begins at or left of x
  std::size_t high = by_event() ? 0 : instants.count() - 1;
  while (low < high) {
    const std::size_t middle = low + (high - low + 1) / 2;
    if (share_of(instants.first(middle), instants.time(middle)) <= share) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  const double time = instants.time(low);
  const Position first = instants.first(low);
  const Position last = by_event() ? instants.end() : instants.last(low);
  const double inside = (share - share_of(0, time)) / event_weight_ * instants.end();
  auto position = static_cast<Position>(
      std::clamp(inside, static_cast<double>(first), static_cast<double>(last)));
  // The division rounds: the neighbours decide.
  while (position < last && share_of(position + 1, time) <= share) ++position;
  while (position > first && share_of(position, time) > share) --position;
  return position;
}

float TimeAxis::x_of_time(double time) const {
  const Instants& instants = *instants_;
  const std::size_t instant = instants.from(time);
  const bool found = instant < instants.count();
  const Position event = found ? std::max(1U, instants.first(instant)) : instants.end() + 1;
  if (found && instants.time(instant) == time) return x_of(event);
  return x_at(share_of(event - 1, time));
}

void TimeAxis::add_tick(std::vector<Tick>& ticks, float x, double value, float spacing) const {
  if (x < left_ - 0.5F || x > right_ + 0.5F) return;
  if (!ticks.empty() && x < ticks.back().x + spacing) return;
  ticks.push_back({x, value});
}

std::vector<TimeAxis::Tick> TimeAxis::ticks(float spacing) const {
  std::vector<Tick> ticks;
  if (instants_->end() == 0 || right_ <= left_) return ticks;
  const double whole = by_event() ? static_cast<double>(instants_->end()) : seconds_;
  // Pixels of a stretch of time in which nothing happens: the least distance of two ticks.
  const double share = by_event() ? 1.0 : 1.0 - event_weight_;
  const double pixels = share * (right_ - left_) / (to_ - from_);
  const double step = std::max(round_step(whole * spacing / pixels), by_event() ? 1.0 : 1e-9);
  const Position first = position_at(left_);
  const double offset = by_event() ? 0.0 : first_time_;
  const double begin = by_event() ? first : time_of(first);
  const Position last = std::min(instants_->end(), position_at(right_) + 1);
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
  constexpr std::size_t most_instants = 400;
  std::vector<std::pair<float, float>> found;
  if (instants_->end() == 0 || by_event()) return found;
  const std::size_t begin = instants_->at(position_at(left_));
  const std::size_t end = instants_->at(position_at(right_)) + 1;
  if (end - begin > most_instants) return {};
  for (std::size_t instant = begin; instant < end; ++instant) {
    const float left = std::max(left_, x_of(std::max(1U, instants_->first(instant))));
    const float right = std::min(right_, x_of(instants_->last(instant)));
    if (right - left >= least) found.emplace_back(left, right);
  }
  return found;
}

}  // namespace loopscope::gui::stage
