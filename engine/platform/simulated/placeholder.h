#pragma once

#include "engine/platform/simulated/web_site.h"

namespace loopscope::simulated {

/// What a service of made-up resources answers (posts, comments, albums, photos, todos, users):
/// `/posts`, `/posts/1`, `/posts/1/comments`, `/comments?postId=1`; what is sent is sent back.
PageDescription placeholder_answer(const WebRequest& request);

}  // namespace loopscope::simulated
