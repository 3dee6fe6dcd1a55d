#pragma once

#include <cstddef>

namespace loopscope {

/// Memory for the arrays that grow with the program (ready queue, timers), aligned to 64 bytes.
/// Large ones come from the system and go back to it at once: a burst leaves nothing behind.
/// Throws std::bad_alloc.
void* allocate_array(std::size_t bytes);
/// Gives back what `allocate_array(bytes)` returned.
void free_array(void* memory, std::size_t bytes) noexcept;

}  // namespace loopscope
