#include "lessons/python/machine/warnings.h"

#include <algorithm>

#include "lessons/python/machine/frame.h"
#include "lessons/python/objects/str_object.h"

namespace loopscope::python {

void warn(Interpreter& interpreter, std::string_view category, std::string_view text) {
  const FrameObject* frame = interpreter.frame;
  if (frame == nullptr) {
    warn_at(interpreter, "sys", 1, category, text);
  } else {
    warn_at(interpreter, text_of(frame->code->filename), frame->current_line(), category, text);
  }
}

void warn_at(Interpreter& interpreter, std::string_view file, int line, std::string_view category,
             std::string_view text) {
  std::string message = fmt::format("{}:{}: {}: {}\n", file, line, category, text);
  std::string_view source = interpreter.source_line(file, line);
  source.remove_prefix(std::min(source.find_first_not_of(" \t\f"), source.size()));
  if (!source.empty()) message += fmt::format("  {}\n", source);
  interpreter.write(2, message);
}

}  // namespace loopscope::python
