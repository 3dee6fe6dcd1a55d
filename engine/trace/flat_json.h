#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace loopscope {

/// Takes one flat JSON object apart. Nothing inside may be null, an array or another object.
class FlatJson {
 public:
  /// Numbers below zero are signed, whole numbers from zero unsigned.
  using Value = std::variant<std::uint64_t, std::int64_t, double, bool, std::string>;
  using Field = std::pair<std::string, Value>;

  /// Parses; an empty result means success, otherwise it says what is wrong.
  std::string parse(const std::string& line);

  /// In the order in which they stand in the text.
  const std::vector<Field>& fields() const { return fields_; }

 private:
  std::vector<Field> fields_;
};

/// Appends `"key": value` as JSON.
void append_json_field(std::string& out, std::string_view key, const FlatJson::Value& value);

}  // namespace loopscope
