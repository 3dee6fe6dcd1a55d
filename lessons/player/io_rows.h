#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/trace/timeline.h"
#include "lessons/player/texts.h"

namespace loopscope::player {

/// One line of what can wake a loop: what its select watches, what is under way to it, and who
/// works for it.
struct IoRow {
  enum class Kind : std::uint8_t {
    self_pipe,
    descriptor,
    packet,
    lookup,
    worker,
    jobs  ///< those that wait for a worker
  };
  Kind kind = Kind::self_pipe;
  ObjectId id = 0;       ///< of the descriptor, packet, lookup or worker
  std::string number;    ///< "fd 7"
  std::string source;    ///< "to api:80", the name looked up, the worker's name
  std::string event;     ///< "read", "write", "read, write"
  std::string callback;  ///< what the loop calls then; a worker's job
  ObjectId task = 0;     ///< who waits; 0: nobody, or it can't be told
  bool active = false;   ///< it is ready, or a worker that works
  // Of packets.
  std::string from;
  std::string to;
  std::string note;       ///< when it arrives
  float progress = 0.0F;  ///< 0 … 1 of its way
  bool lost = false;      ///< it will never arrive
};

/// All rows of that loop. `tells_future` false: when packets will arrive is not told.
std::vector<IoRow> io_rows(const Timeline& timeline, const LoopState& state, const LoopView& loop,
                           const Texts& texts, bool tells_future);

/// What that task waits for among the rows, in a few words: "fd 3 · listens at 127.0.0.1:80",
/// "asyncio_0 · read_file". Empty: none of them.
std::string awaited_row(const std::vector<IoRow>& rows, ObjectId task);

/// An address as people write it: "127.0.0.1:80" of Python's "('127.0.0.1', 80)"; anything else as
/// it is, zero bytes as "\0".
std::string plain_address(std::string_view address);

/// How many rows there should be room for, so that the picture does not change its arrangement
/// within one run.
int io_rows_wanted(const Timeline& timeline);

}  // namespace loopscope::player
