#include "engine/platform/simulated/names.h"

#include <netdb.h>

#include <algorithm>

#include "engine/platform/simulated/web_site.h"

namespace loopscope::simulated {

LookupFailure lookup_failure(int code) {
  return {code, gai_strerror(code)};
}

Names::Names(Internet& internet) : internet_(internet) {
  for (const NameDescription& name : internet.world().names) failures_[name.name] = name.failures;
}

const NameDescription* Names::described(std::string_view host) const {
  const auto& names = internet_.world().names;
  const auto found = std::find_if(names.begin(), names.end(), [host](const NameDescription& name) {
    return name.name == host;
  });
  return found != names.end() ? &*found : nullptr;
}

double Names::delay(std::string_view host) const {
  if (host.empty() || is_numeric(host)) return 0.0;
  const NameDescription* const name = described(host);
  if (name != nullptr && name->delay >= 0) return name->delay;
  if (host == "localhost") return 0.0;
  const bool of_web = internet_.world().web && internet_.named(host) == nullptr;
  return of_web ? web_lookup_delay(host) : internet_.world().lookup_delay;
}

std::vector<std::string> Names::addresses_of(std::string_view host, bool v6_asked,
                                             bool passive) const {
  if (host.empty() && passive) return {"0.0.0.0", "::"};
  // One address where both would do, so that a program's first attempt meets its own server.
  if (host.empty() || host == "localhost") return {v6_asked ? "::1" : "127.0.0.1"};
  if (is_numeric(host)) return {std::string(host)};
  if (const NameDescription* const name = described(host); name != nullptr) return name->addresses;
  if (const Host* const named = internet_.named_or_found(host); named != nullptr) {
    return named->description.addresses;
  }
  return {};
}

Names::Result Names::resolve(std::string_view host, std::uint16_t port,
                             std::optional<SocketFamily> family, SocketType type, bool passive) {
  if (const auto failing = failures_.find(host); failing != failures_.end()) {
    if (failing->second != 0) {
      if (failing->second > 0) --failing->second;
      return lookup_failure(EAI_AGAIN);
    }
  }
  std::vector<ResolvedAddress> results;
  for (const std::string& address : addresses_of(host, family == SocketFamily::inet6, passive)) {
    const bool v6 = is_v6(address);
    const SocketFamily its = v6 ? SocketFamily::inet6 : SocketFamily::inet;
    if (!family || *family == its) results.push_back({its, type, {address, port, v6}});
  }
  if (results.empty()) return lookup_failure(is_numeric(host) ? EAI_ADDRFAMILY : EAI_NONAME);
  return results;
}

std::optional<std::string> Names::name_of(std::string_view address) const {
  for (const NameDescription& name : internet_.world().names) {
    const auto& all = name.addresses;
    if (std::find(all.begin(), all.end(), address) != all.end()) return name.name;
  }
  const Host* const host = internet_.at(address);
  return host != nullptr ? std::optional(host->description.name) : std::nullopt;
}

void Names::fail(const std::string& host, int count) {
  failures_[host] = count;
}

}  // namespace loopscope::simulated
