#include "lessons/player/hints.h"

namespace loopscope::player {

namespace {

const char* id_of(python::Hint::Kind kind) {
  switch (kind) {
    case python::Hint::Kind::blocking_sleep:
      return "hint.blocking_sleep";
    case python::Hint::Kind::running_loop:
      return "hint.running_loop";
    case python::Hint::Kind::await_in_def:
      return "hint.await_in_def";
    case python::Hint::Kind::await_in_module:
      return "hint.await_in_module";
    case python::Hint::Kind::never_awaited:
      break;
  }
  return "hint.never_awaited";
}

}  // namespace

std::string hint_text(const Texts& texts, const python::Hint& hint) {
  return texts.format(id_of(hint.kind), hint.line, hint.subject);
}

}  // namespace loopscope::player
