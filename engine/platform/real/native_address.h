#pragma once

#include <sys/socket.h>

#include "engine/platform/network.h"

namespace loopscope {

/// An address as the system takes it.
struct NativeAddress {
  sockaddr_storage storage{};
  socklen_t length = sizeof(sockaddr_storage);

  /// Throws OsError: EINVAL for a host that is no number,
  /// ENAMETOOLONG for a path that is too long.
  static NativeAddress of(const SocketAddress& address);
  SocketAddress portable() const;

  const sockaddr* get() const { return reinterpret_cast<const sockaddr*>(&storage); }
  sockaddr* get() { return reinterpret_cast<sockaddr*>(&storage); }
};

}  // namespace loopscope
