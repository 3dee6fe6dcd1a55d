#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "gui/stage/cancel_trail.h"
#include "gui/stage/instants.h"
#include "gui/stage/tween.h"

namespace loopscope::gui::stage {

struct AwaitTree;
struct WorkerLane;

/// A part of the window whose tokens travel among themselves.
enum class Scene : std::uint8_t { loop, graph, count_ };

/// What the stage remembers from frame to frame: where tokens were drawn, so that they travel to
/// their new places, and what is dear to work out again while the cursor stands still. Everything
/// in it could be forgotten at any time: only the movement would be lost.
class Motion {
 public:
  Motion();
  ~Motion();
  Motion(const Motion&) = delete;
  Motion& operator=(const Motion&) = delete;

  /// Begins a frame of that scene. Tokens do not travel when another run is shown (`run` tells
  /// runs apart) or the scene was resized.
  Tweens& begin(Scene scene, std::uint32_t run, const Rect& area, double now, bool still);

  /// The await tree last worked out, and for which run and position.
  struct Tree {
    std::uint32_t run = 0;
    std::uint32_t position = 0;
    std::unique_ptr<AwaitTree> tree;
  };
  Tree& tree() { return tree_; }

  /// The lanes of that run's workers.
  struct Workers {
    std::uint32_t run = 0;
    std::uint32_t end = 0;
    std::unique_ptr<std::vector<WorkerLane>> lanes;
  };
  Workers& workers() { return workers_; }

  /// The instants of that run.
  const Instants& instants(std::uint32_t run, const Trace& trace);
  /// What that run tells of cancellation.
  const CancelLog& cancellations(std::uint32_t run, const Timeline& timeline);

 private:
  struct Times {
    std::uint32_t run = 0;
    Instants instants;
  };
  struct Cancellations {
    std::uint32_t run = 0;
    CancelLog log;
  };
  struct Stage {
    Tweens tweens;
    std::uint32_t run = 0;
    Rect area;
  };
  std::array<Stage, static_cast<std::size_t>(Scene::count_)> stages_;
  Tree tree_;
  Workers workers_;
  Times times_;
  Cancellations cancellations_;
};

}  // namespace loopscope::gui::stage
