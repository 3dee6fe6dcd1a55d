#include "engine/platform/simulated/httpbin.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <string>

#include "engine/platform/simulated/web_text.h"

namespace loopscope::simulated {
namespace {

constexpr double longest_delay = 10.0;
constexpr std::int64_t longest_body = std::int64_t{100} * 1024;

/// "content-type" is "Content-Type" to httpbin.
std::string title_case(std::string_view name) {
  std::string result(name);
  bool first = true;
  for (char& c : result) {
    const auto letter = static_cast<unsigned char>(c);
    c = static_cast<char>(first ? std::toupper(letter) : std::tolower(letter));
    first = c == '-';
  }
  return result;
}

class Httpbin {
 public:
  Httpbin(std::string_view host, const WebRequest& request)
      : host_(host), request_(request), target_(request.target) {}

  PageDescription answer() const {
    const std::string first = target_.parts.empty() ? std::string() : target_.parts[0];
    const std::string second = target_.parts.size() > 1 ? target_.parts[1] : std::string();
    if (first == "get" || first == "post" || first == "put" || first == "patch" ||
        first == "delete") {
      return echo_of(first);
    }
    if (first == "anything") return shown(echo(true));
    if (first == "delay") return delayed(second);
    if (first == "status") return page_of_status(second);
    if (first == "headers") return shown({{"headers", headers()}});
    if (first == "ip") return shown({{"origin", request_.origin}});
    if (first == "user-agent") return shown({{"user-agent", header("user-agent")}});
    if (first == "uuid") return shown({{"uuid", "6d3f1e5c-54a6-4d1f-9d61-3c0b8f2ad0e4"}});
    if (first == "json") return slideshow();
    if (first == "html" || first.empty()) return html();
    if (first == "bytes") return bytes(second);
    if (first == "stream") return stream(second);
    if (first.ends_with("redirect")) return redirect(first, second);
    if (first == "redirect-to") return redirect_to();
    if (first == "basic-auth") return basic_auth();
    if (first == "bearer") return bearer();
    return plain(404);
  }

 private:
  static PageDescription shown(const nlohmann::json& object, int status = 200) {
    PageDescription page = json_page(status, object.dump(2) + "\n");
    page.content_type = "application/json";
    return page;
  }

  static PageDescription plain(int status) {
    PageDescription page;
    page.status = status;
    page.content_type = "text/html; charset=utf-8";
    return page;
  }

  std::string header(std::string_view name) const {
    for (const auto& [each, value] : request_.headers) {
      if (title_case(each) == title_case(name)) return value;
    }
    return {};
  }

  nlohmann::json headers() const {
    nlohmann::json object = nlohmann::json::object();
    for (const auto& [name, value] : request_.headers) {
      if (title_case(name) != "Connection") object[title_case(name)] = value;
    }
    return object;
  }

  nlohmann::json echo(bool with_method) const {
    nlohmann::json object = {{"args", object_of(target_.query)},
                             {"headers", headers()},
                             {"origin", request_.origin},
                             {"url", url()}};
    if (with_method) object["method"] = request_.method;
    if (!with_method && request_.method == "GET") return object;
    object["data"] = "";
    object["files"] = nlohmann::json::object();
    object["form"] = nlohmann::json::object();
    object["json"] = nullptr;
    if (header("content-type").starts_with("application/x-www-form-urlencoded")) {
      object["form"] = object_of(parse_fields(request_.body));
      return object;
    }
    object["data"] = request_.body;
    const auto parsed = nlohmann::json::parse(request_.body, nullptr, false);
    if (!parsed.is_discarded()) object["json"] = parsed;
    return object;
  }

  std::string url() const {
    return fmt::format("{}://{}{}", request_.secure ? "https" : "http", host_, request_.target);
  }

  PageDescription echo_of(const std::string& first) const {
    std::string allowed = first;
    std::transform(allowed.begin(), allowed.end(), allowed.begin(),
                   [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    const bool looks =
        allowed == "GET" && (request_.method == "HEAD" || request_.method == "OPTIONS");
    return request_.method == allowed || looks ? shown(echo(false)) : plain(405);
  }

  PageDescription delayed(const std::string& text) const {
    double seconds = 0;
    const auto end = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (text.empty() || end.ptr != text.data() + text.size()) return plain(404);
    PageDescription page = shown(echo(false));
    page.latency = std::clamp(seconds, 0.0, longest_delay);
    return page;
  }

  static PageDescription page_of_status(const std::string& text) {
    const auto status = whole_number(text);
    if (!status || *status < 100 || *status > 599) return plain(400);
    PageDescription page = plain(static_cast<int>(*status));
    if (*status / 100 == 3 && *status != 304) page.headers.emplace_back("Location", "/redirect/1");
    if (*status == 401) {
      page.headers.emplace_back("WWW-Authenticate", R"(Basic realm="Fake Realm")");
    }
    return page;
  }

  static PageDescription slideshow() {
    const nlohmann::json first = {{"title", "Wake up to WonderWidgets!"}, {"type", "all"}};
    const nlohmann::json second = {
        {"items", {"Why <em>WonderWidgets</em> are great", "Who <em>buys</em> WonderWidgets"}},
        {"title", "Overview"},
        {"type", "all"}};
    return shown({{"slideshow",
                   {{"author", "Yours Truly"},
                    {"date", "date of publication"},
                    {"slides", {first, second}},
                    {"title", "Sample Slide Show"}}}});
  }

  static PageDescription html() {
    PageDescription page = plain(200);
    page.body =
        "<!DOCTYPE html>\n<html>\n  <head>\n  </head>\n  <body>\n      <h1>A simulated page</h1>\n"
        "      <p>It is the same in every run.</p>\n  </body>\n</html>";
    return page;
  }

  static PageDescription bytes(const std::string& text) {
    const auto size = whole_number(text);
    if (!size) return plain(404);
    PageDescription page;
    page.content_type = "application/octet-stream";
    for (std::int64_t i = 0; i < std::min(*size, longest_body); ++i) {
      page.body += static_cast<char>((i * 31 + 7) % 256);
    }
    return page;
  }

  PageDescription stream(const std::string& text) const {
    constexpr std::int64_t most_lines = 100;
    const auto count = whole_number(text);
    if (!count) return plain(404);
    PageDescription page;
    page.content_type = "application/json";
    for (std::int64_t i = 0; i < std::min(*count, most_lines); ++i) {
      nlohmann::json line = echo(false);
      line["id"] = i;
      page.body += line.dump() + "\n";
    }
    return page;
  }

  PageDescription redirect(const std::string& how, const std::string& text) const {
    const auto count = whole_number(text);
    if (!count || *count < 1) return plain(404);
    const std::string prefix =
        how == "absolute-redirect"
            ? fmt::format("{}://{}", request_.secure ? "https" : "http", host_)
            : std::string();
    const std::string next = how == "redirect" ? "relative-redirect" : how;
    PageDescription page = plain(302);
    page.headers.emplace_back("Location", *count == 1
                                              ? prefix + "/get"
                                              : fmt::format("{}/{}/{}", prefix, next, *count - 1));
    return page;
  }

  PageDescription redirect_to() const {
    PageDescription page = plain(302);
    for (const auto& [name, value] : target_.query) {
      if (name == "url") page.headers.emplace_back("Location", value);
      if (name == "status_code") {
        if (const auto status = whole_number(value)) page.status = static_cast<int>(*status);
      }
    }
    return page.headers.empty() ? plain(400) : page;
  }

  PageDescription basic_auth() const {
    if (target_.parts.size() != 3) return plain(404);
    const std::string wanted = "Basic " + base64(target_.parts[1] + ":" + target_.parts[2]);
    if (header("authorization") == wanted) {
      return shown({{"authenticated", true}, {"user", target_.parts[1]}});
    }
    PageDescription page = plain(401);
    page.headers.emplace_back("WWW-Authenticate", R"(Basic realm="Fake Realm")");
    return page;
  }

  PageDescription bearer() const {
    constexpr std::string_view scheme = "Bearer ";
    const std::string given = header("authorization");
    if (given.starts_with(scheme)) {
      return shown({{"authenticated", true}, {"token", given.substr(scheme.size())}});
    }
    PageDescription page = plain(401);
    page.headers.emplace_back("WWW-Authenticate", "Bearer");
    return page;
  }

  static std::string base64(std::string_view text) {
    static constexpr std::string_view digits =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string result;
    for (std::size_t i = 0; i < text.size(); i += 3) {
      std::uint32_t group = 0;
      const std::size_t count = std::min<std::size_t>(3, text.size() - i);
      for (std::size_t k = 0; k < 3; ++k) {
        group = group << 8 | (k < count ? static_cast<unsigned char>(text[i + k]) : 0U);
      }
      for (std::size_t k = 0; k < 4; ++k) {
        result += k <= count ? digits[group >> (18 - 6 * k) & 63U] : '=';
      }
    }
    return result;
  }

  std::string_view host_;
  const WebRequest& request_;
  WebTarget target_;
};

}  // namespace

PageDescription httpbin_answer(std::string_view host, const WebRequest& request) {
  return Httpbin(host, request).answer();
}

}  // namespace loopscope::simulated
