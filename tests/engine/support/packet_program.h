#pragma once

#include <string>

#include "engine/coro/coro.h"
#include "engine/platform/simulated/world_description.h"

namespace loopscope::test {

/// Two hosts of the program, "server" (10.0.0.2) and "client" (10.0.0.3), and a shaky link.
WorldDescription shaky_world();

/// A server on "server" that echoes, and `clients` tasks on "client" that each send a few lines
/// over a connection of its own and read them back. Built on add_reader and add_writer alone. What
/// the clients saw goes to `seen`, a line each; a client whose connection failed says so.
Coro<> packet_program(int clients, std::string& seen);

/// The JSON Lines of that program's run in `world`, and what was seen, as one text.
std::string trace_of_packet_program(const WorldDescription& world, std::uint64_t seed,
                                    int clients = 3);

}  // namespace loopscope::test
