#pragma once

#include <cstdint>
#include <span>

#include "lessons/python/interpreter.h"

namespace loopscope::python {

// The methods of the builtin types by subject; add_builtin_methods() adds them all.

std::span<const NativeDefinition> str_search_methods();
std::span<const NativeDefinition> str_split_methods();
std::span<const NativeDefinition> str_case_methods();
std::span<const NativeDefinition> str_form_methods();
std::span<const NativeDefinition> bytes_text_methods();
void add_bytes_methods(Interpreter& interpreter);
void add_list_methods(Interpreter& interpreter);
void add_tuple_methods(Interpreter& interpreter);
void add_dict_methods(Interpreter& interpreter);
void add_set_methods(Interpreter& interpreter);
void add_number_methods(Interpreter& interpreter);

/// str.format(*arguments, **keywords), or str.format_map() with `mapping`.
Value format_template(Interpreter& interpreter, std::string_view text, Arguments arguments,
                      const Value* mapping);

/// Reads optional bounds (`start`, `end`; None or null: not given) as slices do: clamped to
/// [0, size]. False if it has raised.
bool read_bounds(Interpreter& interpreter, const Value* start, const Value* end, std::int64_t size,
                 std::int64_t& begin, std::int64_t& behind);

/// Positional argument `index`, null if it was not given.
inline const Value* argument_or_null(const Arguments& arguments, std::size_t index) {
  return index < arguments.count ? &arguments.values[index] : nullptr;
}

}  // namespace loopscope::python
