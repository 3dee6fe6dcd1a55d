#pragma once

#include <vector>

#include "engine/platform/selector.h"

namespace loopscope::simulated {

/// What a descriptor is ready for.
struct Readiness {
  Interest events = 0;
  EventId read_cause = 0;   ///< what made it ready to read
  EventId write_cause = 0;  ///< what made it ready to write
};

/// Where the simulated network and the selectors meet: selectors ask how a descriptor is, and hear
/// of those that may have become ready.
class ReadyBoard {
 public:
  /// A selector, as the board sees it.
  class Listener {
   public:
    /// The descriptor may have become ready.
    virtual void touched(int descriptor) = 0;
    /// The clock was moved without a look at what became due.
    virtual void time_skipped() = 0;

   protected:
    ~Listener() = default;
  };
  /// Whoever knows how descriptors are.
  class Source {
   public:
    virtual Readiness readiness(int descriptor) const = 0;
    /// Whether the descriptor is open.
    virtual bool is_open(int descriptor) const = 0;

   protected:
    ~Source() = default;
  };

  void set_source(const Source* source) { source_ = source; }
  const Source* source() const { return source_; }

  void add(Listener& listener) { listeners_.push_back(&listener); }
  void remove(Listener& listener) { std::erase(listeners_, &listener); }

  void touch(int descriptor) {
    for (Listener* const listener : listeners_) listener->touched(descriptor);
  }
  void skip_time() {
    for (Listener* const listener : listeners_) listener->time_skipped();
  }

 private:
  const Source* source_ = nullptr;
  std::vector<Listener*> listeners_;
};

}  // namespace loopscope::simulated
