#include "engine/platform/network.h"

#include <cerrno>

namespace loopscope {

bool IoResult::would_block() const {
  return error == EAGAIN || error == EWOULDBLOCK;
}

std::string address_repr(const SocketAddress& address) {
  if (const auto* const inet = std::get_if<InetAddress>(&address)) {
    const std::string pair = "('" + inet->host + "', " + std::to_string(inet->port);
    return pair + (inet->v6 ? ", 0, 0)" : ")");
  }
  return "'" + std::get<UnixAddress>(address).path + "'";
}

std::string Network::describe(int) const {
  return {};
}

}  // namespace loopscope
