#include "engine/platform/simulated/services.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "engine/base/error.h"
#include "engine/platform/simulated/web_site.h"

namespace loopscope::simulated {
namespace {

constexpr std::size_t longest_request = 65536;
constexpr std::uint16_t http_port = 80;
constexpr std::uint16_t https_port = 443;

std::string_view reason(int status) {
  static const std::map<int, std::string_view> reasons = {{200, "OK"},
                                                          {201, "Created"},
                                                          {202, "Accepted"},
                                                          {204, "No Content"},
                                                          {206, "Partial Content"},
                                                          {301, "Moved Permanently"},
                                                          {302, "Found"},
                                                          {303, "See Other"},
                                                          {304, "Not Modified"},
                                                          {307, "Temporary Redirect"},
                                                          {308, "Permanent Redirect"},
                                                          {400, "Bad Request"},
                                                          {401, "Unauthorized"},
                                                          {403, "Forbidden"},
                                                          {404, "Not Found"},
                                                          {405, "Method Not Allowed"},
                                                          {408, "Request Timeout"},
                                                          {409, "Conflict"},
                                                          {410, "Gone"},
                                                          {418, "I'm a teapot"},
                                                          {422, "Unprocessable Entity"},
                                                          {429, "Too Many Requests"},
                                                          {500, "Internal Server Error"},
                                                          {501, "Not Implemented"},
                                                          {502, "Bad Gateway"},
                                                          {503, "Service Unavailable"},
                                                          {504, "Gateway Timeout"}};
  const auto found = reasons.find(status);
  return found != reasons.end() ? found->second : "Unknown";
}

std::string response(const PageDescription& page, bool with_body, bool keep) {
  std::string text = fmt::format(
      "HTTP/1.1 {} {}\r\nContent-Type: {}\r\nContent-Length: {}\r\nConnection: {}\r\n", page.status,
      reason(page.status), page.content_type, page.body.size(), keep ? "keep-alive" : "close");
  for (const auto& [name, value] : page.headers) text += fmt::format("{}: {}\r\n", name, value);
  text += "\r\n";
  if (with_body) text += page.body;
  return text;
}

std::string lower(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(), [](unsigned char c) {
    return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 'a' - 'A' : c);
  });
  return result;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

/// The head of an HTTP request.
struct Request {
  std::string method;
  std::string path;  ///< with the query
  std::vector<std::pair<std::string, std::string>> headers;
  bool keep = true;        ///< the connection stays open
  std::size_t length = 0;  ///< bytes of the body
  bool bad = false;
};

void read_field(Request& request, std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) {
    request.bad = true;
    return;
  }
  request.headers.emplace_back(trimmed(line.substr(0, colon)), trimmed(line.substr(colon + 1)));
  const std::string name = lower(request.headers.back().first);
  const std::string value = lower(request.headers.back().second);
  if (name == "connection") request.keep = value != "close";
  if (name != "content-length") return;
  for (const char digit : value) {
    if (digit < '0' || digit > '9' || request.length > longest_request) {
      request.bad = true;
      return;
    }
    request.length = request.length * 10 + static_cast<std::size_t>(digit - '0');
  }
}

Request read_head(std::string_view head) {
  Request request;
  const std::string_view first = trimmed(head.substr(0, head.find('\n')));
  const std::size_t space = first.find(' ');
  const std::size_t second = first.find(' ', space + 1);
  if (space == std::string_view::npos || second == std::string_view::npos) {
    request.bad = true;
    return request;
  }
  request.method = first.substr(0, space);
  request.path = first.substr(space + 1, second - space - 1);
  request.keep = first.substr(second + 1) == "HTTP/1.1";
  for (std::size_t at = head.find('\n'); at != std::string_view::npos && at + 1 < head.size();) {
    const std::size_t next = head.find('\n', at + 1);
    const std::string_view line = trimmed(head.substr(at + 1, next - at - 1));
    if (!line.empty()) read_field(request, line);
    at = next;
  }
  return request;
}

}  // namespace

/// One port of a host, and who is connected to it.
class Services::Service final : public Acceptor {
 public:
  Service(Internet& internet, ServiceDescription description);

  const ServiceDescription& description() const { return description_; }
  Internet& internet() { return internet_; }
  void forget(const Client& client) { clients_.erase(&client); }

  /// The page of a path; null if there is none.
  const PageDescription* page(std::string_view path) const {
    const auto found =
        std::find_if(description_.pages.begin(), description_.pages.end(),
                     [path](const PageDescription& page) { return page.path == path; });
    return found != description_.pages.end() ? &*found : nullptr;
  }

 private:
  bool reserve() override { return true; }
  void arrived(std::shared_ptr<Connection> connection) override;
  void release() override {}

  Internet& internet_;
  const ServiceDescription description_;
  std::map<const Client*, std::shared_ptr<Client>> clients_;
};

/// A connection to a service. Answers go out in the order of the requests, each after its latency.
class Services::Client final : public Connection::Observer,
                               public std::enable_shared_from_this<Client> {
 public:
  Client(Service& service, std::shared_ptr<Connection> connection)
      : service_(service), connection_(std::move(connection)) {
    connection_->observe(this);
  }

  /// Reads and writes whatever can be.
  void changed(Interest) override {
    const auto kept = shared_from_this();
    write();
    while (connection_ && !answering_ && !closing_) {
      if (!handle() && !read()) break;
    }
  }

 private:
  // False if nothing can be read now.
  bool read() {
    std::array<std::byte, 4096> buffer{};
    const IoResult result = connection_->receive(buffer);
    if (result.would_block()) return false;
    if (!result.ok()) {
      leave();
      return false;
    }
    if (result.bytes == 0) {
      ended_ = true;
      leave_if_done();
      return false;
    }
    inbox_.append(reinterpret_cast<const char*>(buffer.data()), result.bytes);
    return true;
  }

  // Deals with the next of what has come; false if more has to come first.
  bool handle() {
    using Kind = ServiceDescription::Kind;
    if (inbox_.empty()) return false;
    switch (service_.description().kind) {
      case Kind::discard:
        inbox_.clear();
        return true;
      case Kind::echo:
        answer(std::exchange(inbox_, {}), 0.0, true);
        return true;
      case Kind::lines:
        return handle_line();
      case Kind::http:
      case Kind::web:
        return handle_request();
    }
    return false;
  }

  bool handle_line() {
    const std::size_t end = inbox_.find('\n');
    if (end == std::string::npos) return false;
    const std::string line(trimmed(std::string_view(inbox_).substr(0, end)));
    inbox_.erase(0, end + 1);
    const PageDescription* const page = service_.page(line);
    answer(page != nullptr ? page->body + "\n" : "?\n", page != nullptr ? page->latency : 0.0,
           true);
    return true;
  }

  bool handle_request() {
    const std::size_t end = inbox_.find("\r\n\r\n");
    if (end == std::string::npos && inbox_.size() < longest_request) return false;
    const Request request = read_head(std::string_view(inbox_).substr(0, end));
    if (request.bad || end == std::string::npos || request.length > longest_request) {
      inbox_.clear();
      answer(response({.path = {}, .status = 400, .body = "Bad Request"}, true, false), 0.0, false);
      return true;
    }
    if (inbox_.size() < end + 4 + request.length) return false;
    const PageDescription page = answer_to(request, inbox_.substr(end + 4, request.length));
    inbox_.erase(0, end + 4 + request.length);
    answer(response(page, request.method != "HEAD", request.keep), page.latency, request.keep);
    return true;
  }

  PageDescription answer_to(const Request& request, std::string body) const {
    const ServiceDescription& its = service_.description();
    if (const PageDescription* const page = service_.page(request.path)) return *page;
    if (its.kind == ServiceDescription::Kind::http) {
      return {.path = {}, .status = 404, .body = "Not Found"};
    }
    const SocketAddress peer = connection_->peer();
    PageDescription page = web_answer(its.host, {.method = request.method,
                                                 .target = request.path,
                                                 .headers = request.headers,
                                                 .body = std::move(body),
                                                 .origin = std::get<InetAddress>(peer).host,
                                                 .secure = its.port == https_port});
    if (its.latency < 0) page.latency += web_latency(its.host, request.path);
    return page;
  }

  void answer(std::string text, double latency, bool keep) {
    const double delay = std::max(service_.description().latency, 0.0) + latency;
    if (delay <= 0) {
      put(text, keep);
      return;
    }
    answering_ = true;
    Internet& internet = service_.internet();
    internet.agenda().after(
        delay, [this, kept = shared_from_this(), &internet, text = std::move(text), keep,
                cause = internet.trace().cause()] {
          const WorldTrace::Cause because(internet.trace(), cause);
          answering_ = false;
          if (!connection_) return;
          put(text, keep);
          changed(interest_read);  // what has come meanwhile is next
        });
  }

  void put(const std::string& text, bool keep) {
    outbox_ += text;
    closing_ |= !keep;
    write();
  }

  void write() {
    while (connection_ && !outbox_.empty()) {
      const IoResult result = connection_->send(std::as_bytes(std::span(outbox_)));
      if (result.would_block()) return;
      if (!result.ok()) {
        leave();
        return;
      }
      outbox_.erase(0, result.bytes);
    }
    leave_if_done();
  }

  void leave_if_done() {
    if (connection_ && !answering_ && outbox_.empty() && (ended_ || closing_)) leave();
  }

  void leave() {
    if (!connection_) return;
    std::exchange(connection_, nullptr)->close();
    service_.forget(*this);
  }

  Service& service_;
  std::shared_ptr<Connection> connection_;  ///< null: it has left
  std::string inbox_;
  std::string outbox_;
  bool answering_ = false;  ///< an answer is on its way out
  bool ended_ = false;      ///< the peer will send nothing more
  bool closing_ = false;    ///< after what is in the outbox
};

Services::Service::Service(Internet& internet, ServiceDescription description)
    : internet_(internet), description_(std::move(description)) {
  Host* const host = internet.named(description_.host);
  if (host == nullptr) {
    throw Error(fmt::format("A simulated service is on '{}', which is no host of the world",
                            description_.host));
  }
  for (const std::string& address : host->description.addresses) {
    const Place place{host, {address, description_.port, is_v6(address)}};
    const Acceptor* const there = internet.acceptor(place);
    if (there != nullptr && there != this) {
      throw Error(fmt::format("Two simulated services are at port {} of '{}'", description_.port,
                              description_.host));
    }
    internet.set_acceptor(place, this);
  }
}

void Services::Service::arrived(std::shared_ptr<Connection> connection) {
  const auto client = std::make_shared<Client>(*this, std::move(connection));
  clients_.emplace(client.get(), client);
  client->changed(interest_read);
}

Services::Services(Internet& internet) {
  for (const ServiceDescription& service : internet.world().services) add(internet, service);
  internet.on_found = [this, &internet](const Host& host) {
    const SiteDescription* const site = internet.site(host.description.name);
    for (const std::uint16_t port : {http_port, https_port}) {
      ServiceDescription service{.host = host.description.name,
                                 .port = port,
                                 .kind = ServiceDescription::Kind::web,
                                 .latency = -1.0};
      if (site != nullptr) {
        service.pages = site->pages;
        service.latency = site->latency;
      }
      add(internet, service);
    }
  };
}

void Services::add(Internet& internet, const ServiceDescription& description) {
  services_.push_back(std::make_unique<Service>(internet, description));
}

Services::~Services() = default;

}  // namespace loopscope::simulated
