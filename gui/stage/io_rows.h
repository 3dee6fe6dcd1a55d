#pragma once

#include "lessons/player/io_rows.h"

namespace loopscope::gui::stage {

using player::awaited_row;
using player::io_rows;
using player::io_rows_wanted;
using player::IoRow;
using player::plain_address;

}  // namespace loopscope::gui::stage
