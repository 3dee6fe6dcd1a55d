#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/platform/simulated/world_description.h"

namespace loopscope::simulated {

/// Names and values, decoded, in their order.
using WebFields = std::vector<std::pair<std::string, std::string>>;

/// The target of a request, taken apart.
struct WebTarget {
  explicit WebTarget(std::string_view target);

  std::string path;                ///< decoded
  std::vector<std::string> parts;  ///< the path's, between slashes
  std::string query_text;          ///< as it came
  WebFields query;
};

/// "a=1&b=%20" (percent signs and plusses decoded).
WebFields parse_fields(std::string_view text);
/// Values of the same name become a list, as httpbin shows them.
nlohmann::json object_of(const WebFields& fields);
/// A number without sign, of at most nine digits.
std::optional<std::int64_t> whole_number(std::string_view text);
std::string escape_html(std::string_view text);
PageDescription json_page(int status, std::string body);

}  // namespace loopscope::simulated
