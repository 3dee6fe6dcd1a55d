#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "gui/stage/flow_layout.h"
#include "gui/stage/heap_layout.h"
#include "gui/stage/token.h"
#include "gui/theme/metrics.h"

namespace loopscope::gui::stage {

/// One of the four phases, as a box.
struct PhaseBox {
  Rect box;
  Rect heading;
  Rect content;
};

/// The four boxes of an iteration, from top to bottom: select, timers, ready, run. `select_rows`:
/// how many rows the first one should have room for.
std::array<PhaseBox, 4> lay_out_phases(const Rect& area, const Metrics& metrics,
                                       int select_rows = 1);

/// What layout has to know of texts and tokens.
struct LoopMeasures {
  TokenMeasure token;
  TextMeasure mono;   ///< times in the array
  TextMeasure small;  ///< notes
  std::function<std::string(std::size_t)> more_text;
  HandleWords words;
  std::string next_iteration;  ///< on the divider of the queue
  bool shows_arriving = true;  ///< false: what is still to come must not be told
  int select_rows = 1;         ///< that the first phase should have room for
};

/// Everything that is in the picture of one loop.
struct LoopStage {
  std::array<PhaseBox, 4> phases;
  HeapTree tree;
  HeapArrayLayout array;
  Rect array_area;
  Rect popped;  ///< the line that tells how many timers became due; empty: no room
  FlowLayout queue;
  std::vector<Token> running;  ///< the handle that runs, if one does
  Rect running_text;           ///< beside it: what it does

  /// All tokens, in the heap, in the queue and running.
  std::vector<const Token*> tokens() const;
};

/// Lays out `loop` inside `area`. A pure function; its work is bounded by what fits in the area,
/// however long queue and heap are.
LoopStage lay_out_loop(const LoopState& state, const Trace& trace, const LoopView& loop,
                       const Rect& area, const Metrics& metrics, const LoopMeasures& measures);

}  // namespace loopscope::gui::stage
