#pragma once

#include <string_view>

#include "engine/platform/simulated/web_site.h"

namespace loopscope::simulated {

/// What httpbin answers, without the way's latency (a page's own is that of /delay).
PageDescription httpbin_answer(std::string_view host, const WebRequest& request);

}  // namespace loopscope::simulated
