#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/trace/timeline.h"
#include "lessons/player/texts.h"

namespace loopscope::player {

/// How much of a moment its picture in text shows.
struct PictureOptions {
  std::size_t width = 80;        ///< columns of the terminal
  std::size_t tasks = 16;        ///< most tasks listed; the rest are counted
  std::size_t handles = 12;      ///< most handles of the queue and the heap
  std::size_t lines_around = 4;  ///< lines of the program before and after the running one
  std::size_t output_lines = 8;  ///< last lines of the output
  std::size_t io_rows = 12;  ///< most lines of what is watched, of what is under way, of workers
  bool tells_future = true;  ///< false: when packets will arrive is not told
};

/// A moment of a run in text, for terminals: the moment, what runs, the ready queue, the heap's
/// array, the descriptors that are watched, what is under way and the workers, the tasks with their
/// states, the program around its current line with the parked tasks' numbers beside their lines,
/// and the output so far. A function of the trace and the state.
std::vector<std::string> picture_of(const Timeline& timeline, const LoopState& state,
                                    const Texts& texts, const PictureOptions& options = {});

}  // namespace loopscope::player
