#pragma once

#include <map>

#include "engine/platform/real/real_network.h"
#include "engine/platform/selector.h"

namespace loopscope::simulated {

/// The machine's own sockets that a simulated world of real pace may have: the way to its loopback
/// interface. Used by the thread whose turn it is.
class Outside {
 public:
  /// Hears when a descriptor may have become ready for something.
  class Listener {
   public:
    virtual void changed(Interest events) = 0;

   protected:
    ~Listener() = default;
  };

  /// Throws Error if the system has no descriptor left.
  Outside();
  ~Outside();
  Outside(const Outside&) = delete;
  Outside& operator=(const Outside&) = delete;

  RealNetwork& network() { return network_; }
  /// The machine has ::1.
  bool has_v6() const { return has_v6_; }

  /// Listens for changes of a descriptor of the system, which must be removed before it is closed.
  /// Throws OsError.
  void add(int descriptor, Listener& listener);
  void remove(int descriptor);
  bool empty() const { return listeners_.empty(); }

  /// Waits up to `seconds` (0: only looks) for a change and tells of it; true if there was one.
  bool wait(double seconds);

 private:
  RealNetwork network_;
  bool has_v6_ = false;
  int epoll_ = -1;
  std::map<int, Listener*> listeners_;
};

/// What a descriptor of the system is ready for now.
Interest readiness_of(int descriptor);

}  // namespace loopscope::simulated
