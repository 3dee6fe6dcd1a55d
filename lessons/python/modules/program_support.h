#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace loopscope::python {

namespace ast {
struct Module;
}

/// Something of CPython that a program uses and that isn't here yet.
struct UnsupportedUse {
  int line = 0;    ///< 1-based
  int column = 0;  ///< 1-based, bytes
  std::string message;
};

/// The first use of a module of the standard library, or of a name of asyncio, that is not
/// supported; found before the program starts. Imports inside `try` are left alone: the program is
/// ready for their failure.
std::optional<UnsupportedUse> find_unsupported(const ast::Module& module);

/// True if there is a module of that name (of its first part).
bool is_known_module(std::string_view name);
/// True if CPython's standard library has it.
bool is_standard_module(std::string_view name);

}  // namespace loopscope::python
