#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/platform/simulated/world_description.h"

namespace loopscope::simulated {

/// An HTTP request, as a web site sees it.
struct WebRequest {
  std::string method;
  std::string target;  ///< path and query
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  std::string origin;   ///< numeric address of whoever asks
  bool secure = false;  ///< came in at port 443
};

/// True for a name that a host of the simulated internet can have: dots between its labels, and
/// neither reserved ("x.invalid", "y.local") nor one that says itself that it is not there
/// ("nonexistent.example.com").
bool is_web_name(std::string_view name);

/// What a name alone decides; the same in every run. Seconds.
double web_lookup_delay(std::string_view host);
/// The way of a packet to the host or back.
double web_distance(std::string_view host);
/// From a request's arrival to its answer; the query doesn't matter.
double web_latency(std::string_view host, std::string_view target);
/// The host's address; another one for every `attempt`, should it be taken.
std::string web_address(std::string_view host, unsigned attempt);

/// The answer of a web site: hosts called httpbin answer as httpbin does (/get, /post, /delay/N,
/// /status/N, /json …), jsonplaceholder's have its resources, those with "api" in their name or
/// path a small JSON object, and all others a page. The page's latency comes on top of web_latency.
PageDescription web_answer(std::string_view host, const WebRequest& request);

}  // namespace loopscope::simulated
