#include "lessons/python/machine/hint_list.h"

#include <algorithm>
#include <utility>

#include "lessons/python/machine/frame.h"
#include "lessons/python/objects/str_object.h"

namespace loopscope::python {

namespace {

constexpr std::size_t most_hints = 20;

void keep(HintList& list, Hint hint) {
  if (hint.line == 0 || list.hints.size() >= most_hints) return;
  if (std::find(list.hints.begin(), list.hints.end(), hint) != list.hints.end()) return;
  list.hints.push_back(std::move(hint));
}

}  // namespace

int line_of_program(Interpreter& interpreter) {
  const std::string& file = interpreter.extension<HintList>().file;
  for (const FrameObject* frame = interpreter.frame; frame != nullptr; frame = frame->back) {
    if (text_of(frame->code->filename) == file) return frame->current_line();
  }
  return 0;
}

void add_hint(Interpreter& interpreter, Hint::Kind kind, std::string_view subject) {
  keep(interpreter.extension<HintList>(),
       {kind, line_of_program(interpreter), std::string(subject)});
}

void add_never_awaited(Interpreter& interpreter, std::string_view qualname, std::uint32_t line) {
  auto& list = interpreter.extension<HintList>();
  const std::string_view name = qualname.substr(qualname.rfind('.') + 1);
  // Where a coroutine was made in another file, the line means nothing here.
  const std::string_view source = interpreter.source_line(list.file, static_cast<int>(line));
  if (source.find(name) == std::string_view::npos) return;
  // asyncio.run(f()) where a loop runs: one hint is enough.
  const auto explains = [line](const Hint& hint) {
    return hint.kind == Hint::Kind::running_loop && hint.line == static_cast<int>(line);
  };
  if (std::any_of(list.hints.begin(), list.hints.end(), explains)) return;
  keep(list, {Hint::Kind::never_awaited, static_cast<int>(line), std::string(name)});
}

}  // namespace loopscope::python
