#include "engine/platform/real/native_address.h"

#include <arpa/inet.h>
#include <net/if.h>
#include <netinet/in.h>
#include <sys/un.h>

#include <cerrno>
#include <cstddef>
#include <cstring>

#include "engine/base/os_error.h"

namespace loopscope {
namespace {

NativeAddress of_v6(const InetAddress& inet) {
  NativeAddress native;
  auto& address = reinterpret_cast<sockaddr_in6&>(native.storage);
  address.sin6_family = AF_INET6;
  address.sin6_port = htons(inet.port);
  const std::size_t zone = inet.host.find('%');
  const std::string number = inet.host.substr(0, zone);
  if (inet_pton(AF_INET6, number.c_str(), &address.sin6_addr) != 1) {
    throw OsError(EINVAL, inet.host);
  }
  if (zone != std::string::npos) {
    address.sin6_scope_id = if_nametoindex(inet.host.c_str() + zone + 1);
  }
  native.length = sizeof(sockaddr_in6);
  return native;
}

NativeAddress of_v4(const InetAddress& inet) {
  NativeAddress native;
  auto& address = reinterpret_cast<sockaddr_in&>(native.storage);
  address.sin_family = AF_INET;
  address.sin_port = htons(inet.port);
  if (inet_pton(AF_INET, inet.host.c_str(), &address.sin_addr) != 1) {
    throw OsError(EINVAL, inet.host);
  }
  native.length = sizeof(sockaddr_in);
  return native;
}

NativeAddress of_path(const std::string& path) {
  NativeAddress native;
  auto& address = reinterpret_cast<sockaddr_un&>(native.storage);
  address.sun_family = AF_UNIX;
  if (path.size() >= sizeof address.sun_path) throw OsError(ENAMETOOLONG, path);
  std::memcpy(address.sun_path, path.data(), path.size());
  // A name of the abstract kind (from NUL on) has no end but its length.
  const bool abstract = !path.empty() && path.front() == '\0';
  native.length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + path.size() +
                                         (abstract || path.empty() ? 0 : 1));
  return native;
}

}  // namespace

NativeAddress NativeAddress::of(const SocketAddress& address) {
  if (const auto* const path = std::get_if<UnixAddress>(&address)) return of_path(path->path);
  const auto& inet = std::get<InetAddress>(address);
  return inet.v6 ? of_v6(inet) : of_v4(inet);
}

SocketAddress NativeAddress::portable() const {
  char text[INET6_ADDRSTRLEN] = {};
  if (storage.ss_family == AF_INET6) {
    const auto& address = reinterpret_cast<const sockaddr_in6&>(storage);
    inet_ntop(AF_INET6, &address.sin6_addr, text, sizeof text);
    InetAddress inet{text, ntohs(address.sin6_port), true};
    char zone[IF_NAMESIZE] = {};
    if (address.sin6_scope_id != 0 && if_indextoname(address.sin6_scope_id, zone) != nullptr) {
      inet.host += '%';
      inet.host += zone;
    }
    return inet;
  }
  if (storage.ss_family == AF_INET) {
    const auto& address = reinterpret_cast<const sockaddr_in&>(storage);
    inet_ntop(AF_INET, &address.sin_addr, text, sizeof text);
    return InetAddress{text, ntohs(address.sin_port), false};
  }
  const auto& address = reinterpret_cast<const sockaddr_un&>(storage);
  constexpr std::size_t head = offsetof(sockaddr_un, sun_path);
  if (length <= head) return UnixAddress{};
  std::string path(address.sun_path, length - head);
  if (path.front() != '\0') path.resize(std::strlen(path.c_str()));
  return UnixAddress{path};
}

}  // namespace loopscope
