// Any text is a program or a SyntaxError.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "lessons/python/modules/program_support.h"
#include "lessons/python/syntax/parser.h"
#include "lessons/python/syntax/symtable.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace loopscope::python;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  try {
    const ast::Module module = parse_module(text, "program.py");
    const SymbolTable table(module);
    check_program(module, table);
    static_cast<void>(find_unsupported(module));
  } catch (const SyntaxError& error) {
    static_cast<void>(error.report());
  }
  return 0;
}
