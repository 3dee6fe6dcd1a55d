#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/trace/timeline.h"
#include "lessons/player/texts.h"

namespace loopscope::player {

/// What a challenge asks of a program; decided on the trace of its run. A front matter writes goals
/// as texts:
///
///     nothing_pending            no task is unfinished when run_forever is left for the last time
///                                before the clean-up, or for good
///     ends_by 3.0                the program ends at this loop time or before
///     prints "x" [at=2.0]        a line with this text is printed (at this loop time)
///     never_prints "x"
///     at_most 5 from="x" to="y"  between a line with x and one with y: never more at once
///     no_error                   status 0, nothing on standard error, nothing logged
///     no_blocking 0.1            no handle runs for so many seconds or longer
///     cancelled task="Task-2"    the task ends as cancelled
class Goal {
 public:
  /// Throws Error that says what is wrong and what is possible.
  static Goal parse(std::string_view text);

  bool met(const Timeline& timeline) const;
  /// The goal in words.
  std::string words(const Texts& texts) const;
  /// As it was written.
  const std::string& text() const { return text_; }

 private:
  enum class Kind : unsigned char {
    nothing_pending,
    ends_by,
    prints,
    never_prints,
    at_most,
    no_error,
    no_blocking,
    cancelled
  };

  bool prints(const Timeline& timeline) const;
  bool at_most(const Timeline& timeline) const;

  std::string text_;
  Kind kind_ = Kind::no_error;
  double number_ = 0.0;  ///< of ends_by, at_most, no_blocking; `at` of prints (negative: any)
  std::string first_;    ///< a text that is printed, or a task's name
  std::string second_;   ///< `to` of at_most
};

}  // namespace loopscope::player
