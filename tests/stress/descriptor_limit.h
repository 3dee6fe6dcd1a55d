#pragma once

#include <sys/resource.h>

#include <algorithm>
#include <cstddef>

namespace loopscope::test {

/// Sets the soft limit of open descriptors for a block.
class DescriptorLimit {
 public:
  /// At most the hard limit.
  explicit DescriptorLimit(rlim_t wanted) {
    getrlimit(RLIMIT_NOFILE, &before_);
    set(wanted);
  }
  DescriptorLimit(const DescriptorLimit&) = delete;
  DescriptorLimit& operator=(const DescriptorLimit&) = delete;
  ~DescriptorLimit() { setrlimit(RLIMIT_NOFILE, &before_); }

  void set(rlim_t wanted) {
    rlimit limit = before_;
    limit.rlim_cur = std::min(wanted, before_.rlim_max);
    setrlimit(RLIMIT_NOFILE, &limit);
  }
  static rlim_t now() {
    rlimit limit{};
    getrlimit(RLIMIT_NOFILE, &limit);
    return limit.rlim_cur;
  }

 private:
  rlimit before_{};
};

}  // namespace loopscope::test
