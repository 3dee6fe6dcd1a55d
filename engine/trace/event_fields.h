#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "engine/trace/event.h"

namespace loopscope {

/// What the fields of a kind of event are called in JSON Lines. An empty name: the kind doesn't use
/// the field, which is then written under the field's own name if it isn't zero after all.
struct FieldNames {
  std::string_view subject;
  std::string_view object;
  std::string_view detail;
  std::string_view value;
  std::string_view flags;
};

const FieldNames& field_names(EventKind kind);

/// The word for a value of a kind's flags, e.g. "wakeup"; empty if it has none.
std::string_view flag_word(EventKind kind, std::uint16_t flags);

/// The value for a word; nothing if the kind knows no such word.
std::optional<std::uint16_t> flag_of_word(EventKind kind, std::string_view word);

}  // namespace loopscope
