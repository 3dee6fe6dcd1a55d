#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "engine/trace/event.h"

namespace loopscope {

/// A stretch of virtual time, in seconds: from (inclusive) … to (exclusive).
struct TimeSpan {
  double from = 0.0;
  double to = 0.0;

  bool contains(double time) const { return from <= time && time < to; }
};

/// How packets travel between two hosts. Probabilities are drawn for each packet, from a source of
/// the link's own, so that one link's traffic doesn't change what happens on another.
struct LinkDescription {
  std::string from = "*";  ///< name of a host; "*": any
  std::string to = "*";    ///< name of a host; "*": any
  bool one_way = false;    ///< says nothing about the way back
  double latency = 0.0;    ///< seconds that a packet takes
  double jitter = 0.0;     ///< up to so many seconds more
  double bandwidth = 0.0;  ///< bytes a second; 0: no limit
  double loss = 0.0;       ///< probability that a packet is lost
  double reorder = 0.0;    ///< probability that those behind a packet may overtake it
  double reset = 0.0;      ///< probability that a stream's packet breaks its connection
  std::vector<TimeSpan> partitions = {};  ///< when nothing gets through
};

/// A machine of the simulated world.
struct HostDescription {
  enum class Reach : std::uint8_t {
    up,
    silent,      ///< swallows every packet: connection attempts time out
    unreachable  ///< "No route to host"
  };

  std::string name;
  std::vector<std::string> addresses;  ///< numeric, IPv4 or IPv6; the first of a kind is its own
  Reach reach = Reach::up;
  /// The program may bind sockets to its addresses, and so be several machines at once. It always
  /// may on "localhost" (127.0.0.1, ::1), where its sockets are unless they are bound elsewhere.
  bool own = false;
};

/// What the simulated name service knows beside the hosts' own names.
struct NameDescription {
  std::string name;
  std::vector<std::string> addresses;  ///< in the order in which a lookup gives them
  double delay = -1.0;                 ///< seconds that a lookup takes; -1: the world's own
  int failures = 0;                    ///< the first so many lookups fail with EAI_AGAIN; -1: all
};

/// A page that a simulated HTTP server has.
struct PageDescription {
  std::string path;  ///< "/users/1"
  int status = 200;
  std::string body = {};
  std::string content_type = "text/plain; charset=utf-8";
  double latency = 0.0;                                           ///< seconds until it answers
  std::vector<std::pair<std::string, std::string>> headers = {};  ///< beside the usual ones
};

/// Something on another host that answers.
struct ServiceDescription {
  enum class Kind : std::uint8_t {
    http,    ///< HTTP/1.1 with `pages`; 404 for others
    web,     ///< the same, but others are those of a web site of that name; see web_site.h
    echo,    ///< sends back what it gets
    lines,   ///< answers a line with the body of the page of that path, and a newline
    discard  ///< reads everything and says nothing
  };

  std::string host;
  std::uint16_t port = 0;
  Kind kind = Kind::http;
  std::vector<PageDescription> pages = {};
  double latency = 0.0;  ///< seconds until it answers, before a page's own; -1: the web site's own
};

/// What is known of a web site (see WorldDescription::web) beside what its name decides.
struct SiteDescription {
  std::string host;
  double latency = -1.0;  ///< seconds until it answers; -1: by host and path
  HostDescription::Reach reach = HostDescription::Reach::up;
  bool known = true;                        ///< false: its name can't be found
  std::vector<PageDescription> pages = {};  ///< instead of those that it would have
};

/// A simulated file, as it is at the start.
struct FileDescription {
  std::string path;
  std::string bytes = {};
};

/// The simulated files: what is there at the start, and how long a call takes.
struct DiskDescription {
  std::vector<FileDescription> files = {};
  double latency = 0.001;  ///< seconds that any call takes
  double bandwidth = 0.0;  ///< bytes read or written a second; 0: no limit
};

/// Task.cancel() of the first unfinished task of that name.
struct CancelTask {
  std::string name;
};
/// What is sent between two hosts from then on takes so much longer, both ways.
struct DelayLink {
  std::string from;
  std::string to;
  double seconds = 0.0;
};
/// Nothing gets through between two hosts for so long.
struct CutLink {
  std::string from;
  std::string to;
  double seconds = 0.0;
};
/// The same as DelayLink, for the link of a descriptor's connection.
struct DelayConnection {
  int descriptor = 0;
  double seconds = 0.0;
};
/// The connection of a descriptor breaks: both ends are reset.
struct BreakConnection {
  int descriptor = 0;
};
/// The next `count` lookups of a name fail with EAI_AGAIN; -1: all.
struct FailLookup {
  std::string name;
  int count = 1;
};
/// Sends the program a signal.
struct SendSignal {
  int number = 0;
};

/// Something that is done to a run from outside: after that many events of its trace, before the
/// next handle runs, or (`after` 0) at a time. The trace up to there stays as it is.
struct Intervention {
  using Action = std::variant<CancelTask, DelayLink, CutLink, DelayConnection, BreakConnection,
                              FailLookup, SendSignal>;

  EventId after = 0;  ///< needs a recorder
  double time = 0.0;  ///< virtual seconds
  Action action;
};

/// How simulated TCP behaves where it differs between systems.
struct StreamSettings {
  std::size_t send_buffer = 65536;     ///< bytes; Option::send_buffer changes a socket's
  std::size_t receive_buffer = 65536;  ///< bytes: the window
  std::size_t segment = 1460;          ///< most bytes in a packet
  std::size_t local_segment = 65536;   ///< the same from a host to itself
  double retransmit_after = 0.2;       ///< seconds; doubles with every time
  int retransmissions = 9;             ///< then the connection is given up (ETIMEDOUT)
  double connect_again_after = 1.0;    ///< seconds; doubles with every time
  int connect_retries = 6;
};

/// The simulated world of a run, as a value: the same description, seed and program give the same
/// trace.
struct WorldDescription {
  std::vector<HostDescription> hosts = {};
  /// The last one that fits two hosts counts; without one packets arrive at once. "*" doesn't stand
  /// for a host's way to itself, which is named by both ends.
  std::vector<LinkDescription> links = {};
  std::vector<NameDescription> names = {};
  std::vector<ServiceDescription> services = {};
  /// Names of the internet that nothing here describes ("example.com") are hosts as well, made when
  /// they are looked up, each with a web site at ports 80 and 443 (without encryption) whose pages
  /// and latencies its name decides; see web_site.h.
  bool web = false;
  std::vector<SiteDescription> sites = {};  ///< of the web
  DiskDescription disk = {};
  std::vector<Intervention> interventions = {};
  std::string own_address = "10.0.0.1";  ///< "localhost" as other hosts see it
  double lookup_delay = 0.0;             ///< seconds that a lookup takes
  int descriptors = 1024;                ///< the descriptor limit (EMFILE), 0 … 2 included
  StreamSettings stream = {};
};

}  // namespace loopscope
