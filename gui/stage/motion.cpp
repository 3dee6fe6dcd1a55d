#include "gui/stage/motion.h"

#include "gui/stage/await_tree.h"
#include "gui/stage/worker_lanes.h"

namespace loopscope::gui::stage {

Motion::Motion() = default;
Motion::~Motion() = default;

Tweens& Motion::begin(Scene scene, std::uint32_t run, const Rect& area, double now, bool still) {
  Stage& stage = stages_[static_cast<std::size_t>(scene)];
  if (stage.run != run || !(stage.area == area)) {
    stage.tweens.clear();
    stage.run = run;
    stage.area = area;
  }
  stage.tweens.begin(now, still);
  return stage.tweens;
}

const Instants& Motion::instants(std::uint32_t run, const Trace& trace) {
  if (times_.run != run || times_.instants.end() > trace.size()) times_ = {run, {}};
  times_.instants.extend(trace);
  return times_.instants;
}

const CancelLog& Motion::cancellations(std::uint32_t run, const Timeline& timeline) {
  Cancellations& known = cancellations_;
  if (known.run != run || known.log.end() > timeline.end()) known = {run, {}};
  if (known.log.end() < timeline.end()) known.log.extend(timeline);
  return known.log;
}

}  // namespace loopscope::gui::stage
