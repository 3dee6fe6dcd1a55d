#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "engine/io/streams.h"

namespace chat {

/// Who takes part in a chat, and how to reach them.
class Room {
 public:
  void join(const std::string& name, loopscope::StreamWriterRef writer);
  void leave(const std::string& name);
  /// Sends "name: text" to everybody else.
  void say(const std::string& name, const std::string& text);
  std::size_t size() const { return members_.size(); }

 private:
  std::map<std::string, loopscope::StreamWriterRef> members_;
};

/// A chat server: a client's first line is its name, each further one is said to all others. It
/// runs on any platform. `room` must outlive its connections.
loopscope::Coro<loopscope::ServerRef> start_server(Room& room, std::string host,
                                                   std::uint16_t port);

/// A line without its newline.
std::string stripped(std::string line);

}  // namespace chat
