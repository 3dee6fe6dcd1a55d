#include "examples/chat.h"

#include <utility>

#include "engine/base/os_error.h"

namespace chat {

using loopscope::Coro;
using loopscope::ServerRef;
using loopscope::StreamReaderRef;
using loopscope::StreamWriterRef;

void Room::join(const std::string& name, StreamWriterRef writer) {
  members_[name] = std::move(writer);
  say(name, "(has come)");
}

void Room::leave(const std::string& name) {
  if (members_.erase(name) > 0) say(name, "(has gone)");
}

void Room::say(const std::string& name, const std::string& text) {
  for (const auto& [other, writer] : members_) {
    if (other != name && !writer->is_closing()) writer->write(name + ": " + text + "\n");
  }
}

std::string stripped(std::string line) {
  while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.pop_back();
  return line;
}

namespace {

/// Somebody is in the room as long as this lives, however the connection ends.
class Membership {
 public:
  Membership(Room& room, std::string name, StreamWriterRef writer)
      : room_(room), name_(std::move(name)) {
    room_.join(name_, std::move(writer));
  }
  Membership(const Membership&) = delete;
  Membership& operator=(const Membership&) = delete;
  ~Membership() { room_.leave(name_); }

 private:
  Room& room_;
  std::string name_;
};

Coro<> talk(Room& room, StreamReaderRef reader, StreamWriterRef writer) {
  try {
    const std::string first = co_await reader->readline();
    const std::string name = stripped(first);
    if (!name.empty()) {
      const Membership member(room, name, writer);
      while (true) {
        const std::string line = co_await reader->readline();
        if (line.empty()) break;
        room.say(name, stripped(line));
      }
    }
  } catch (const loopscope::OsError&) {
    // The connection broke: the others hear that the client has gone.
  }
  writer->close();
}

}  // namespace

Coro<ServerRef> start_server(Room& room, std::string host, std::uint16_t port) {
  loopscope::ClientConnected connected = [&room](StreamReaderRef reader, StreamWriterRef writer) {
    return talk(room, std::move(reader), std::move(writer));
  };
  ServerRef server = co_await loopscope::start_server(std::move(connected), std::move(host), port);
  co_return server;
}

}  // namespace chat
