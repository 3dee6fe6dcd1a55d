#include "engine/platform/simulated/web_site.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cstdint>

#include "engine/platform/simulated/httpbin.h"
#include "engine/platform/simulated/placeholder.h"
#include "engine/platform/simulated/web_text.h"

namespace loopscope::simulated {
namespace {

std::uint64_t hash_of(std::string_view first, std::string_view second = {}) {
  std::uint64_t hash = 14695981039346656037U;
  const auto take = [&hash](std::string_view text) {
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
  };
  take(first);
  take("/");
  take(second);
  return hash ^ (hash >> 29);
}

/// `least` … `most` milliseconds, in seconds.
double milliseconds(std::uint64_t hash, unsigned least, unsigned most) {
  return static_cast<double>(least + hash % (most - least + 1)) / 1000.0;
}

bool is_label(std::string_view label) {
  if (label.empty() || label.front() == '-' || label.back() == '-') return false;
  return std::all_of(label.begin(), label.end(), [](unsigned char c) {
    return std::isalnum(c) != 0 || c == '-' || c == '_' || c >= 0x80;
  });
}

bool says_that_it_is_not_there(std::string_view name) {
  static constexpr std::array<std::string_view, 9> words = {
      "nonexist", "non-exist",      "notexist", "not-exist", "doesnotexist",
      "invalid",  "does-not-exist", "no-such-", "notfound"};
  return std::any_of(words.begin(), words.end(), [name](std::string_view word) {
    return name.find(word) != std::string_view::npos;
  });
}

/// The title of a page: "/docs/first" is "first".
std::string title_of(std::string_view host, std::string_view path) {
  if (host == "example.com" || host == "www.example.com") return "Example Domain";
  while (path.ends_with('/')) path.remove_suffix(1);
  const std::size_t slash = path.rfind('/');
  if (slash == std::string_view::npos || slash + 1 == path.size()) return std::string(host);
  return fmt::format("{} - {}", path.substr(slash + 1), host);
}

PageDescription html_page(std::string_view host, std::string_view path) {
  const std::string title = escape_html(title_of(host, path));
  std::string body = fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n  <meta charset=\"utf-8\">\n"
      "  <title>{}</title>\n</head>\n<body>\n  <h1>{}</h1>\n"
      "  <p>This is {} of the simulated internet.</p>\n",
      title, title, escape_html(fmt::format("{}{}", host, path)));
  const unsigned paragraphs = 1 + static_cast<unsigned>(hash_of(host, path) % 12);
  for (unsigned i = 1; i <= paragraphs; ++i) {
    body +=
        fmt::format("  <p>Paragraph {} of {}: what is read here is the same in every run.</p>\n", i,
                    paragraphs);
  }
  body += "</body>\n</html>\n";
  PageDescription page;
  page.body = std::move(body);
  page.content_type = "text/html; charset=utf-8";
  return page;
}

bool is_api(std::string_view host, std::string_view path) {
  return host.starts_with("api.") || host.find(".api.") != std::string_view::npos ||
         path == "/api" || path.starts_with("/api/") || path.ends_with(".json");
}

/// {"host": …, "path": …, "id": …, "name": …}
PageDescription api_page(std::string_view host, const WebRequest& request) {
  const WebTarget target(request.target);
  nlohmann::ordered_json object;
  object["host"] = host;
  object["path"] = target.path;
  const std::string_view last = std::string_view(target.path).substr(target.path.rfind('/') + 1);
  if (const auto number = whole_number(last)) {
    object["id"] = *number;
    object["name"] = fmt::format("item {}", *number);
  } else {
    object["name"] = last;
  }
  if (!target.query.empty()) object["args"] = object_of(target.query);
  return json_page(request.method == "POST" ? 201 : 200, object.dump());
}

}  // namespace

bool is_web_name(std::string_view name) {
  if (name.size() > 253 || name.find('.') == std::string_view::npos) return false;
  for (const std::string_view reserved : {".invalid", ".local", ".localhost", ".internal"}) {
    if (name.ends_with(reserved)) return false;
  }
  const std::string_view top = name.substr(name.rfind('.') + 1);
  if (std::none_of(top.begin(), top.end(),
                   [](unsigned char c) { return std::isalpha(c) != 0 || c >= 0x80; })) {
    return false;
  }
  for (std::string_view rest = name;;) {
    const std::size_t dot = rest.find('.');
    if (!is_label(rest.substr(0, dot))) return false;
    if (dot == std::string_view::npos) break;
    rest.remove_prefix(dot + 1);
  }
  return !says_that_it_is_not_there(name);
}

double web_lookup_delay(std::string_view host) {
  return milliseconds(hash_of(host, "name"), 4, 20);
}
double web_distance(std::string_view host) {
  return milliseconds(hash_of(host, "way"), 5, 40);
}
double web_latency(std::string_view host, std::string_view target) {
  return milliseconds(hash_of(host, target.substr(0, target.find('?'))), 50, 300);
}

// Of the block that is set aside for measurements (RFC 2544).
std::string web_address(std::string_view host, unsigned attempt) {
  const std::uint64_t hash = hash_of(host, "address") + attempt;
  return fmt::format("198.{}.{}.{}", 18 + (hash >> 16) % 2, (hash >> 8) % 256, 1 + hash % 254);
}

PageDescription web_answer(std::string_view host, const WebRequest& request) {
  const WebTarget target(request.target);
  PageDescription page;
  if (host.find("httpbin") != std::string_view::npos) {
    page = httpbin_answer(host, request);
  } else if (host.find("jsonplaceholder") != std::string_view::npos) {
    page = placeholder_answer(request);
  } else if (is_api(host, target.path)) {
    page = api_page(host, request);
  } else {
    page = html_page(host, target.path);
  }
  page.path = request.target;
  return page;
}

}  // namespace loopscope::simulated
