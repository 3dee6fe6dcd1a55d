#include "engine/io/resolve.h"

#include <arpa/inet.h>

#include <array>
#include <functional>
#include <variant>

#include "engine/io/errors.h"
#include "engine/workers/executor.h"

namespace loopscope {
namespace {

bool is_number(int family, const std::string& host) {
  std::array<unsigned char, sizeof(in6_addr)> bytes{};
  return inet_pton(family, host.c_str(), bytes.data()) == 1;
}

/// The result of `ask()`, which blocks, from the loop's default executor.
template <class T>
Coro<T> elsewhere(EventLoop& loop, std::function<std::variant<T, LookupFailure>()> ask,
                  std::string_view name) {
  const auto answered = run_in_executor(loop, nullptr, std::move(ask), name);
  std::variant<T, LookupFailure> answer = co_await answered;
  if (const auto* const failure = std::get_if<LookupFailure>(&answer)) {
    throw NameLookupError(*failure);
  }
  co_return std::move(std::get<T>(answer));
}

}  // namespace

std::optional<ResolvedAddress> numeric_address(const NameQuery& query) {
  if (query.host.empty() || query.host.find('%') != std::string::npos) return std::nullopt;
  const auto resolved = [&](SocketFamily family) {
    return ResolvedAddress{
        family, query.type, {query.host, query.port, family == SocketFamily::inet6}};
  };
  if (query.family.value_or(SocketFamily::inet) == SocketFamily::inet &&
      is_number(AF_INET, query.host)) {
    return resolved(SocketFamily::inet);
  }
  if (query.family.value_or(SocketFamily::inet6) == SocketFamily::inet6 &&
      is_number(AF_INET6, query.host)) {
    return resolved(SocketFamily::inet6);
  }
  return std::nullopt;
}

Coro<std::vector<ResolvedAddress>> getaddrinfo(EventLoop& loop, NameQuery query) {
  using Results = std::vector<ResolvedAddress>;
  Network& network = loop.platform().network();
  std::function<std::variant<Results, LookupFailure>()> ask = [&network, query] {
    return network.lookup(query.host, query.port, query.family, query.type, query.passive);
  };
  Results results = co_await elsewhere<Results>(loop, std::move(ask), "getaddrinfo");
  co_return results;
}

Coro<std::pair<std::string, std::string>> getnameinfo(EventLoop& loop, InetAddress address,
                                                      bool numeric) {
  using Names = std::pair<std::string, std::string>;
  Network& network = loop.platform().network();
  std::function<std::variant<Names, LookupFailure>()> ask = [&network, address, numeric] {
    return network.name_of(address, numeric);
  };
  Names names = co_await elsewhere<Names>(loop, std::move(ask), "getnameinfo");
  co_return names;
}

Coro<std::vector<ResolvedAddress>> ensure_resolved(EventLoop& loop, NameQuery query) {
  std::vector<ResolvedAddress> results;
  if (auto numeric = numeric_address(query)) {
    results.push_back(std::move(*numeric));
  } else {
    results = co_await getaddrinfo(loop, std::move(query));
  }
  co_return results;
}

}  // namespace loopscope
