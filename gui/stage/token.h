#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "engine/trace/loop_state.h"
#include "gui/widgets/geometry.h"
#include "lessons/player/wording.h"

namespace loopscope::gui::stage {

enum class TokenKind : std::uint8_t { handle, timer, task, future };

/// Where in the picture of the loop a token is.
enum class TokenPlace : std::uint8_t { heap, ready, running };

/// How much of a token there is room for.
enum class TokenForm : std::uint8_t {
  full,   ///< mark, number, name and note
  brief,  ///< mark, number and note
  chip    ///< the number alone
};

/// A handle, timer, task or future as it is drawn: one identity, wherever it goes.
struct Token {
  ObjectId id = 0;  ///< its identity
  TokenKind kind = TokenKind::handle;
  ObjectId task = 0;  ///< the task whose state fills it; 0: none
  TaskStatus status = TaskStatus::ready;
  std::uint32_t number = 0;  ///< of the task; 0: none
  std::string label;         ///< the task's name, or the callback's
  std::string note;          ///< what is wanted of it ("wakeup"), or when it is due ("2.0 s")
  std::string says;          ///< what a person would call it: "wakeup:Task-2"
  bool cancelled = false;    ///< and still in its place
  bool arriving = false;     ///< not there yet: what runs now will bring it
  TokenPlace place = TokenPlace::ready;
  TokenForm form = TokenForm::full;
  Rect rect;

  bool has_status() const { return task != 0; }
};

/// Extent of a token in its form, in pixels.
using TokenMeasure = std::function<Vec(const Token&)>;
/// Width of a piece of text, in pixels.
using TextMeasure = std::function<float(const std::string&)>;

/// The words on handles, in the interface's language.
struct HandleWords {
  std::string step = "step";
  std::string wakeup = "wakeup";
  std::string arriving = "arriving";
  std::string seconds = "{} s";  ///< of a time
};

/// "2.0", "0.25", "1.000001": seconds as Python shows them, to six decimals or fewer.
std::string seconds_text(double seconds, int decimals = 6);
/// How many decimals tell something in that run: on a real clock those of milliseconds.
int decimals_of(const Trace& trace);

/// The task that a handle is about: its owner, or the task that waits for its owner; null if there
/// is none.
const TaskState* task_of(const HandleState& handle, const LoopState& state);

using player::short_name;

/// A handle's token, without a place: content only.
Token token_of(const HandleState& handle, const LoopState& state, const Trace& trace,
               const HandleWords& words);

/// A task's token.
Token token_of(const TaskState& task, const Trace& trace);

}  // namespace loopscope::gui::stage
