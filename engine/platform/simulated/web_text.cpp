#include "engine/platform/simulated/web_text.h"

#include <algorithm>
#include <charconv>

namespace loopscope::simulated {
namespace {

std::string decoded(std::string_view text, bool plus_is_space) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    unsigned value = 0;
    const char* const begin = text.data() + i + 1;
    if (text[i] == '%' && i + 2 < text.size() &&
        std::from_chars(begin, begin + 2, value, 16).ptr == begin + 2) {
      result += static_cast<char>(value);
      i += 2;
    } else {
      result += plus_is_space && text[i] == '+' ? ' ' : text[i];
    }
  }
  return result;
}

}  // namespace

WebFields parse_fields(std::string_view text) {
  WebFields fields;
  while (!text.empty()) {
    const std::size_t end = text.find('&');
    const std::string_view field = text.substr(0, end);
    const std::size_t equals = field.find('=');
    const bool has_value = equals != std::string_view::npos;
    if (!field.empty()) {
      fields.emplace_back(decoded(field.substr(0, equals), true),
                          has_value ? decoded(field.substr(equals + 1), true) : std::string());
    }
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return fields;
}

WebTarget::WebTarget(std::string_view target) {
  const std::size_t question = target.find('?');
  path = decoded(target.substr(0, question), false);
  if (question != std::string_view::npos) query_text = target.substr(question + 1);
  query = parse_fields(query_text);
  for (std::size_t at = 0; at < path.size();) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    if (end > at) parts.push_back(path.substr(at, end - at));
    at = end + 1;
  }
}

nlohmann::json object_of(const WebFields& fields) {
  nlohmann::json object = nlohmann::json::object();
  for (const auto& [name, value] : fields) {
    if (!object.contains(name)) {
      object[name] = value;
    } else if (object[name].is_array()) {
      object[name].push_back(value);
    } else {
      object[name] = {object[name], value};
    }
  }
  return object;
}

std::optional<std::int64_t> whole_number(std::string_view text) {
  constexpr std::size_t most_digits = 9;
  if (text.empty() || text.size() > most_digits) return std::nullopt;
  std::int64_t number = 0;
  const auto end = std::from_chars(text.data(), text.data() + text.size(), number);
  if (end.ptr != text.data() + text.size() || number < 0) return std::nullopt;
  return number;
}

std::string escape_html(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '<') {
      result += "&lt;";
    } else if (c == '>') {
      result += "&gt;";
    } else if (c == '&') {
      result += "&amp;";
    } else {
      result += c;
    }
  }
  return result;
}

PageDescription json_page(int status, std::string body) {
  PageDescription page;
  page.status = status;
  page.body = std::move(body);
  page.content_type = "application/json; charset=utf-8";
  return page;
}

}  // namespace loopscope::simulated
