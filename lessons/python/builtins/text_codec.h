#pragma once

#include <string_view>

#include "lessons/python/interpreter.h"

namespace loopscope::python {

/// str.encode(encoding, errors): utf-8, utf-8-sig, utf-16, utf-32, ascii, latin-1 and cp1252, under
/// any of their names. LookupError for others, UnicodeEncodeError for what the encoding hasn't.
Value encode_text(Interpreter& interpreter, const Value& text, std::string_view encoding,
                  std::string_view errors);

/// bytes.decode(encoding, errors), the way back; `bytes` is what a UnicodeDecodeError shows.
Value decode_text(Interpreter& interpreter, const Value& bytes, std::string_view encoding,
                  std::string_view errors);

}  // namespace loopscope::python
