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

}  // namespace loopscope::gui::stage
