#pragma once

#include <string>

namespace loopscope {

/// The name of the function of this program (or of a library of it) that begins at or contains
/// `address`, with its namespaces and without its parameters: "server::handle",
/// "main::{lambda#1}". Empty if it is not known: the file was stripped of its symbols. Reads the
/// file's symbols at every call, so that it is for reports and tools.
std::string function_name_at(const void* address);

/// The same of a name as the linker sees it.
std::string readable_function_name(const char* linker_name);

}  // namespace loopscope
