#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/coro/coro.h"
#include "engine/platform/network.h"

namespace loopscope {

/// What is looked up: the arguments of getaddrinfo().
struct NameQuery {
  std::string host;  ///< a name or a number; empty: any address if `passive`, else the own host
  std::uint16_t port = 0;
  std::optional<SocketFamily> family = std::nullopt;
  SocketType type = SocketType::stream;
  bool passive = false;  ///< for listening
};

/// The address that the query's host already is, as _ipaddr_info() has it; nothing if it is a name.
std::optional<ResolvedAddress> numeric_address(const NameQuery& query);

/// loop.getaddrinfo(). Throws NameLookupError.
Coro<std::vector<ResolvedAddress>> getaddrinfo(EventLoop& loop, NameQuery query);
/// loop.getnameinfo(): names of host and service. Throws NameLookupError.
Coro<std::pair<std::string, std::string>> getnameinfo(EventLoop& loop, InetAddress address,
                                                      bool numeric = false);
/// _ensure_resolved(): looks up what is not a number yet.
Coro<std::vector<ResolvedAddress>> ensure_resolved(EventLoop& loop, NameQuery query);

}  // namespace loopscope
