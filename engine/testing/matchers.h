#pragma once

// GoogleMock matchers on a recorded trace; the engine itself doesn't need GoogleMock.

#include <gmock/gmock.h>

#include <ostream>
#include <string>

#include "engine/testing/trace_query.h"

namespace loopscope {

/// What GoogleTest shows of a trace.
inline void PrintTo(const Trace& trace, std::ostream* out) {
  *out << "a trace of " << trace.size() << " events";
}

/// EXPECT_THAT(trace, HappensBefore(finished("loader"), created("worker"))): both happen, and the
/// first time of one is before the first time of the other.
MATCHER_P2(HappensBefore, first, second,
           (negation ? "not: " : "") + Moment(first).description + " before " +
               Moment(second).description) {
  const std::string why = why_not_before(arg, first, second);
  *result_listener << why;
  return why.empty();
}

/// EXPECT_THAT(trace, NeverConcurrent("writer", between(printed("open"), printed("closed")))): both
/// take place, and never at once. A task's name stands for its life.
MATCHER_P2(NeverConcurrent, a, b,
           Span(a).description +
               (negation ? " at the same time as " : " never at the same time as ") +
               Span(b).description) {
  const std::string why = why_concurrent(arg, Span(a), Span(b));
  *result_listener << why;
  return why.empty();
}

/// EXPECT_THAT(trace, FinishesWithin("fetch", 2.5)): it takes place, and each time it ends within
/// so many seconds of the loop's clock.
MATCHER_P2(FinishesWithin, span, seconds,
           Span(span).description + (negation ? " takes longer than " : " finishes within ") +
               ::testing::PrintToString(seconds) + " s") {
  const std::string why = why_not_within(arg, Span(span), static_cast<double>(seconds));
  *result_listener << why;
  return why.empty();
}

}  // namespace loopscope
