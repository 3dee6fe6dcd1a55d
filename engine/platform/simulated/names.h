#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/platform/network.h"
#include "engine/platform/simulated/internet.h"

namespace loopscope::simulated {

/// The simulated name service: hosts by their names, and the names that the world's description
/// adds.
class Names {
 public:
  explicit Names(Internet& internet);

  using Result = std::variant<std::vector<ResolvedAddress>, LookupFailure>;
  /// How long a lookup of that name takes, seconds.
  double delay(std::string_view host) const;
  /// What it comes to; counts against the name's failures.
  Result resolve(std::string_view host, std::uint16_t port, std::optional<SocketFamily> family,
                 SocketType type, bool passive);
  /// The name of a host by its address; nothing if it has none.
  std::optional<std::string> name_of(std::string_view address) const;

  /// The next `count` lookups of that name fail; -1: all.
  void fail(const std::string& host, int count);

 private:
  const NameDescription* described(std::string_view host) const;
  std::vector<std::string> addresses_of(std::string_view host, bool v6_asked, bool passive) const;

  Internet& internet_;
  std::map<std::string, int, std::less<>> failures_;
};

/// EAI_NONAME …, with its text.
LookupFailure lookup_failure(int code);

}  // namespace loopscope::simulated
