#pragma once

#include <memory>
#include <vector>

#include "engine/platform/simulated/internet.h"

namespace loopscope::simulated {

/// The simulated services of a world: what answers on other hosts.
class Services {
 public:
  /// Starts all that the world describes. Throws Error for one that can't be: on a host that isn't
  /// there, or at a port that is taken.
  explicit Services(Internet& internet);
  ~Services();
  Services(const Services&) = delete;
  Services& operator=(const Services&) = delete;

 private:
  class Service;
  class Client;

  void add(Internet& internet, const ServiceDescription& description);

  std::vector<std::unique_ptr<Service>> services_;
};

}  // namespace loopscope::simulated
