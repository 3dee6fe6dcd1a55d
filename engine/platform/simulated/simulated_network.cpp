#include "engine/platform/simulated/simulated_network.h"

#include <netdb.h>

#include <cerrno>
#include <utility>

#include "engine/platform/simulated/datagram_socket.h"
#include "engine/platform/simulated/local_end.h"
#include "engine/platform/simulated/loopback_socket.h"

namespace loopscope::simulated {

SimulatedNetwork::SimulatedNetwork(Platform& platform, const WorldDescription& world,
                                   std::uint64_t seed, Agenda& agenda, ReadyBoard& board,
                                   WorldTrace& trace, Outside* outside)
    : platform_(platform),
      board_(board),
      trace_(trace),
      outside_(outside),
      internet_(world, seed, agenda, trace),
      names_(internet_),
      services_(internet_),
      table_(world.descriptors) {
  board_.set_source(this);
}

SimulatedNetwork::~SimulatedNetwork() {
  board_.set_source(nullptr);
}

Readiness SimulatedNetwork::readiness(int descriptor) const {
  const Endpoint* const endpoint = table_.find(descriptor);
  return endpoint != nullptr ? endpoint->readiness() : Readiness{};
}

std::string SimulatedNetwork::describe(int descriptor) const {
  return table_.at(descriptor).describe();
}

int SimulatedNetwork::open_socket(SocketFamily family, SocketType type) {
  table_.require_room();
  if (outside_ == nullptr || family == SocketFamily::unix_domain) {
    return table_.open(simulated_socket(family, type));
  }
  return table_.open(std::make_unique<LoopbackSocket>(world(), *outside_, family, type));
}

std::unique_ptr<Endpoint> SimulatedNetwork::simulated_socket(SocketFamily family, SocketType type) {
  if (type == SocketType::stream) return std::make_unique<StreamSocket>(world(), family);
  return std::make_unique<DatagramSocket>(world(), family);
}

/// The socket, to be used with an address. One of the machine's that turns to another host of the
/// simulated world is a simulated one from then on, if it hasn't been used yet.
Endpoint& SimulatedNetwork::facing(int socket, const SocketAddress& address) {
  Endpoint& endpoint = table_.at(socket);
  const auto* const real = dynamic_cast<const LoopbackSocket*>(&endpoint);
  const auto* const inet = std::get_if<InetAddress>(&address);
  if (real == nullptr || inet == nullptr || is_loopback(inet->host)) return endpoint;
  const Host* const host = internet_.at(inet->host);
  if (host == nullptr || host == &internet_.own() || !real->fresh()) refuse_address(*inet);
  return table_.replace(socket, simulated_socket(real->family(), real->type()));
}

std::pair<int, int> SimulatedNetwork::open_socket_pair() {
  table_.require_room(2);
  const auto ends = LocalEnd::pair();
  const int first = table_.open(std::make_unique<StreamSocket>(world(), ends.first));
  return {first, table_.open(std::make_unique<StreamSocket>(world(), ends.second))};
}

std::pair<int, int> SimulatedNetwork::open_pipe() {
  table_.require_room(2);
  const auto ends = LocalEnd::pipe();
  const int reads = table_.open(std::make_unique<StreamSocket>(world(), ends.first));
  return {reads, table_.open(std::make_unique<StreamSocket>(world(), ends.second))};
}

int SimulatedNetwork::adopt(std::shared_ptr<Connection> connection) {
  table_.require_room();
  return table_.open(std::make_unique<StreamSocket>(world(), std::move(connection)));
}

Network::FileKind SimulatedNetwork::kind_of(int descriptor) {
  return table_.at(descriptor).kind();
}

// They never block.
void SimulatedNetwork::set_non_blocking(int descriptor) {
  table_.at(descriptor);
}

void SimulatedNetwork::close(int descriptor) {
  table_.take(descriptor)->close();
}

void SimulatedNetwork::bind(int socket, const SocketAddress& address) {
  facing(socket, address).bind(address);
}

void SimulatedNetwork::listen(int socket, int backlog) {
  table_.at(socket).listen(backlog);
}

std::optional<std::pair<int, SocketAddress>> SimulatedNetwork::accept(int socket) {
  Endpoint& listener = table_.at(socket);
  table_.require_room();
  auto accepted = listener.accept();
  if (!accepted) return std::nullopt;
  return std::pair(table_.open(std::move(accepted->endpoint)), std::move(accepted->peer));
}

int SimulatedNetwork::connect(int socket, const SocketAddress& address) {
  return facing(socket, address).connect(address);
}

int SimulatedNetwork::take_error(int socket) {
  return table_.at(socket).take_error();
}

IoResult SimulatedNetwork::receive(int descriptor, std::span<std::byte> buffer) {
  Endpoint* const endpoint = table_.find(descriptor);
  return endpoint != nullptr ? endpoint->receive(buffer) : IoResult{0, EBADF};
}

IoResult SimulatedNetwork::send(int descriptor, std::span<const std::byte> data) {
  Endpoint* const endpoint = table_.find(descriptor);
  return endpoint != nullptr ? endpoint->send(data) : IoResult{0, EBADF};
}

IoResult SimulatedNetwork::receive_from(int socket, std::span<std::byte> buffer,
                                        SocketAddress& from) {
  Endpoint* const endpoint = table_.find(socket);
  return endpoint != nullptr ? endpoint->receive_from(buffer, from) : IoResult{0, EBADF};
}

IoResult SimulatedNetwork::send_to(int socket, std::span<const std::byte> data,
                                   const SocketAddress& to) {
  if (table_.find(socket) == nullptr) return {0, EBADF};
  return facing(socket, to).send_to(data, to);
}

void SimulatedNetwork::shutdown_write(int socket) {
  table_.at(socket).shutdown_write();
}

SocketAddress SimulatedNetwork::local_address(int socket) {
  return table_.at(socket).local();
}

std::optional<SocketAddress> SimulatedNetwork::peer_address(int socket) {
  return table_.at(socket).peer();
}

void SimulatedNetwork::set_option(int socket, Option option, int value) {
  table_.at(socket).set_option(option, value);
}

void SimulatedNetwork::remove_socket_file(const std::string& path) {
  paths_.entries.erase(path);
}

std::variant<std::vector<ResolvedAddress>, LookupFailure> SimulatedNetwork::lookup(
    std::string_view host, std::uint16_t port, std::optional<SocketFamily> family, SocketType type,
    bool passive) {
  if (host.empty() || is_numeric(host)) {
    return names_.resolve(host, port, family, type, passive);
  }
  const ObjectId id = trace_.new_object();
  const EventId begun = trace_.record(EventKind::lookup_begin, id, 0, host);
  if (const double delay = names_.delay(host); delay > 0) platform_.block(delay);
  auto result = names_.resolve(host, port, family, type, passive);
  const WorldTrace::Cause cause(trace_, begun);
  if (const auto* const found = std::get_if<std::vector<ResolvedAddress>>(&result)) {
    trace_.record(EventKind::lookup_end, id, static_cast<std::uint32_t>(found->size()),
                  found->front().address.host);
  } else {
    trace_.record(EventKind::lookup_end, id, 0, std::get<LookupFailure>(result).message, 1);
  }
  return result;
}

std::variant<std::pair<std::string, std::string>, LookupFailure> SimulatedNetwork::name_of(
    const InetAddress& address, bool numeric) {
  if (!is_numeric(address.host)) return lookup_failure(EAI_NONAME);
  const std::string port = std::to_string(address.port);
  if (numeric) return std::pair(address.host, port);
  const double delay = internet_.world().lookup_delay;
  if (delay > 0) platform_.block(delay);
  return std::pair(names_.name_of(address.host).value_or(address.host), port);
}

}  // namespace loopscope::simulated
