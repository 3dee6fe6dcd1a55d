// Module _network: the platform's sockets, pipes and names, by descriptor. `socket` and the socket
// parts of asyncio are written in Python on top of it.

#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/base/os_error.h"
#include "engine/platform/network.h"
#include "engine/platform/platform.h"
#include "engine/platform/selector.h"
#include "engine/trace/recorder.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/modules/modules.h"
#include "lessons/python/modules/os_errors.h"
#include "lessons/python/objects/bytes_object.h"
#include "lessons/python/objects/float_object.h"
#include "lessons/python/objects/int_object.h"
#include "lessons/python/objects/list_object.h"
#include "lessons/python/objects/str_object.h"

namespace loopscope::python {

namespace {

// As Linux numbers them.
constexpr std::int64_t unix_family = 1;
constexpr std::int64_t inet_family = 2;
constexpr std::int64_t inet6_family = 10;
constexpr std::int64_t datagram_type = 2;

Network& network_of(Interpreter& interpreter) {
  return interpreter.platform().network();
}

/// Runs `function`; what the platform refuses becomes Python's OSError.
template <class F>
Value asked(Interpreter& interpreter, F function) {
  try {
    return function();
  } catch (const OsError& error) {
    return raise_os_error(interpreter, error);
  } catch (const Error& error) {
    return interpreter.raise(*interpreter.exceptions.os_error, error.what());
  }
}

bool number_of(Interpreter& interpreter, const Value& value, std::int64_t& number) {
  const Value index = to_index(interpreter, value);
  if (!index) return false;
  if (to_int64(index, number)) return true;
  interpreter.raise(*interpreter.exceptions.overflow_error, "Python int too large to convert to C");
  return false;
}

bool descriptor_of(Interpreter& interpreter, const Value& value, int& descriptor) {
  std::int64_t number = 0;
  if (!number_of(interpreter, value, number)) return false;
  descriptor = static_cast<int>(number);
  return true;
}

Value integer(std::int64_t number) {
  return Value::small(number);
}

SocketFamily family_of(std::int64_t number) {
  if (number == unix_family) return SocketFamily::unix_domain;
  return number == inet6_family ? SocketFamily::inet6 : SocketFamily::inet;
}

std::int64_t number_of(SocketFamily family) {
  switch (family) {
    case SocketFamily::unix_domain:
      return unix_family;
    case SocketFamily::inet6:
      return inet6_family;
    case SocketFamily::inet:
      break;
  }
  return inet_family;
}

SocketType type_of(std::int64_t number) {
  return number == datagram_type ? SocketType::datagram : SocketType::stream;
}

/// A path, or (host, port, …).
bool address_of(Interpreter& interpreter, const Value& value, SocketAddress& address) {
  if (is_string(value)) {
    address = UnixAddress{std::string(text_of(value))};
    return true;
  }
  std::string_view bytes;
  if (bytes_view(value, bytes)) {
    address = UnixAddress{std::string(bytes)};
    return true;
  }
  std::span<const Value> items;
  if (!sequence_items(value, items) || items.size() < 2 || !is_string(items[0])) {
    interpreter.raise_type_error("an address must be a path or a tuple (host, port)");
    return false;
  }
  std::int64_t port = 0;
  if (!number_of(interpreter, items[1], port)) return false;
  if (port < 0 || port > 0xFFFF) {
    interpreter.raise(*interpreter.exceptions.overflow_error, "port must be 0-65535.");
    return false;
  }
  const std::string host(text_of(items[0]));
  address =
      InetAddress{host, static_cast<std::uint16_t>(port), host.find(':') != std::string::npos};
  return true;
}

Value shown(Interpreter& interpreter, const SocketAddress& address) {
  if (const auto* const path = std::get_if<UnixAddress>(&address)) {
    return interpreter.make_string(path->path);
  }
  const auto& inet = std::get<InetAddress>(address);
  const Value host = interpreter.make_string(inet.host);
  if (!inet.v6) return make_tuple(interpreter, {host, integer(inet.port)});
  return make_tuple(interpreter, {host, integer(inet.port), integer(0), integer(0)});
}

/// The bytes of an object that has some.
bool bytes_of(Interpreter& interpreter, const Value& value, std::string_view& bytes) {
  if (bytes_view(value, bytes)) return true;
  interpreter.raise_type_error("a bytes-like object is required, not '{}'",
                               type_name(interpreter, value));
  return false;
}

std::span<const std::byte> span_of(std::string_view bytes) {
  return {reinterpret_cast<const std::byte*>(bytes.data()), bytes.size()};
}
std::span<std::byte> room_in(std::string& bytes) {
  return {reinterpret_cast<std::byte*>(bytes.data()), bytes.size()};
}

/// Tells the trace what a descriptor is, or has become.
void tell_opened(Interpreter& interpreter, int descriptor, DescriptorKind kind) {
  if (Recorder* const recorder = interpreter.recorder()) {
    recorder->descriptor_opened(descriptor, kind, {});
  }
}
void tell_described(Interpreter& interpreter, int descriptor, DescriptorKind kind,
                    const SocketAddress& address) {
  if (Recorder* const recorder = interpreter.recorder()) {
    recorder->descriptor_described(descriptor, kind, address_repr(address));
  }
}
/// Tells the trace of bytes that were handed over or taken; false if there was an error, which it
/// has raised.
bool went_well(Interpreter& interpreter, EventKind kind, int descriptor, const IoResult& result) {
  if (!result.ok()) {
    raise_os_error(interpreter, result.error);
    return false;
  }
  if (Recorder* const recorder = interpreter.recorder()) {
    recorder->record(kind, recorder->descriptor(descriptor),
                     static_cast<std::uint32_t>(result.bytes), 0, recorder->cause());
  }
  return true;
}

Value open_socket(Interpreter& interpreter, const Value&, Arguments arguments) {
  std::int64_t family = 0;
  std::int64_t type = 0;
  if (!number_of(interpreter, arguments[0], family) || !number_of(interpreter, arguments[1], type))
    return {};
  return asked(interpreter, [&] {
    const int opened = network_of(interpreter).open_socket(family_of(family), type_of(type));
    tell_opened(interpreter, opened,
                type == datagram_type ? DescriptorKind::datagram : DescriptorKind::socket);
    return integer(opened);
  });
}

Value pair(Interpreter& interpreter, const Value&, Arguments) {
  return asked(interpreter, [&] {
    const auto [a, b] = network_of(interpreter).open_socket_pair();
    tell_opened(interpreter, a, DescriptorKind::connection);
    tell_opened(interpreter, b, DescriptorKind::connection);
    return make_tuple(interpreter, {integer(a), integer(b)});
  });
}

Value pipe(Interpreter& interpreter, const Value&, Arguments) {
  return asked(interpreter, [&] {
    const auto [a, b] = network_of(interpreter).open_pipe();
    tell_opened(interpreter, a, DescriptorKind::pipe_reads);
    tell_opened(interpreter, b, DescriptorKind::pipe_writes);
    return make_tuple(interpreter, {integer(a), integer(b)});
  });
}

Value close(Interpreter& interpreter, const Value&, Arguments arguments) {
  int socket = 0;
  if (!descriptor_of(interpreter, arguments[0], socket)) return {};
  return asked(interpreter, [&] {
    network_of(interpreter).close(socket);
    if (Recorder* const recorder = interpreter.recorder()) recorder->descriptor_closed(socket);
    return Value::none();
  });
}

/// bind(descriptor, address, is it a datagram socket?)
Value bind(Interpreter& interpreter, const Value&, Arguments arguments) {
  int socket = 0;
  SocketAddress address;
  bool datagram = false;
  if (!descriptor_of(interpreter, arguments[0], socket) ||
      !address_of(interpreter, arguments[1], address) ||
      !truth(interpreter, arguments[2], datagram))
    return {};
  return asked(interpreter, [&] {
    Network& network = network_of(interpreter);
    network.bind(socket, address);
    if (datagram) {
      tell_described(interpreter, socket, DescriptorKind::datagram, network.local_address(socket));
    }
    return Value::none();
  });
}

Value listen(Interpreter& interpreter, const Value&, Arguments arguments) {
  int socket = 0;
  std::int64_t backlog = 0;
  if (!descriptor_of(interpreter, arguments[0], socket) ||
      !number_of(interpreter, arguments[1], backlog))
    return {};
  return asked(interpreter, [&] {
    Network& network = network_of(interpreter);
    network.listen(socket, static_cast<int>(backlog));
    tell_described(interpreter, socket, DescriptorKind::listener, network.local_address(socket));
    return Value::none();
  });
}

Value accept(Interpreter& interpreter, const Value&, Arguments arguments) {
  int socket = 0;
  if (!descriptor_of(interpreter, arguments[0], socket)) return {};
  return asked(interpreter, [&]() -> Value {
    const auto accepted = network_of(interpreter).accept(socket);
    if (!accepted) return raise_os_error(interpreter, EAGAIN);
    tell_opened(interpreter, accepted->first, DescriptorKind::accepted);
    tell_described(interpreter, accepted->first, DescriptorKind::accepted, accepted->second);
    return make_tuple(interpreter,
                      {integer(accepted->first), shown(interpreter, accepted->second)});
  });
}

/// connect(descriptor, address, is it a datagram socket?): the errno with which it begins; 0:
/// connected.
Value connect(Interpreter& interpreter, const Value&, Arguments arguments) {
  int socket = 0;
  SocketAddress address;
  bool datagram = false;
  if (!descriptor_of(interpreter, arguments[0], socket) ||
      !address_of(interpreter, arguments[1], address) ||
      !truth(interpreter, arguments[2], datagram))
    return {};
  return asked(interpreter, [&] {
    const int begins = network_of(interpreter).connect(socket, address);
    if (begins == 0 || begins == EINPROGRESS) {
      tell_described(interpreter, socket,
                     datagram ? DescriptorKind::datagram : DescriptorKind::connection, address);
    }
    return integer(begins);
  });
}

Value take_error(Interpreter& interpreter, const Value&, Arguments arguments) {
  int socket = 0;
  if (!descriptor_of(interpreter, arguments[0], socket)) return {};
  return asked(interpreter, [&] { return integer(network_of(interpreter).take_error(socket)); });
}

/// Room for what is to be received; false if it has raised.
bool make_room(Interpreter& interpreter, const Value& wanted, std::string& buffer) {
  std::int64_t size = 0;
  if (!number_of(interpreter, wanted, size)) return false;
  if (size < 0) {
    interpreter.raise_value_error("negative buffersize in recv");
    return false;
  }
  if (!interpreter.check_memory(static_cast<std::size_t>(size))) return false;
  buffer.resize(static_cast<std::size_t>(size));
  return true;
}

Value receive(Interpreter& interpreter, const Value&, Arguments arguments) {
  int socket = 0;
  std::string buffer;
  if (!descriptor_of(interpreter, arguments[0], socket) ||
      !make_room(interpreter, arguments[1], buffer))
    return {};
  return asked(interpreter, [&]() -> Value {
    const IoResult result = network_of(interpreter).receive(socket, room_in(buffer));
    if (!went_well(interpreter, EventKind::data_received, socket, result)) return {};
    return make_bytes(interpreter, std::string_view(buffer).substr(0, result.bytes));
  });
}

Value receive_from(Interpreter& interpreter, const Value&, Arguments arguments) {
  int socket = 0;
  std::string buffer;
  if (!descriptor_of(interpreter, arguments[0], socket) ||
      !make_room(interpreter, arguments[1], buffer))
    return {};
  return asked(interpreter, [&]() -> Value {
    SocketAddress from;
    const IoResult result = network_of(interpreter).receive_from(socket, room_in(buffer), from);
    if (!went_well(interpreter, EventKind::data_received, socket, result)) return {};
    return make_tuple(interpreter,
                      {make_bytes(interpreter, std::string_view(buffer).substr(0, result.bytes)),
                       shown(interpreter, from)});
  });
}

Value send(Interpreter& interpreter, const Value&, Arguments arguments) {
  int socket = 0;
  std::string_view data;
  if (!descriptor_of(interpreter, arguments[0], socket) ||
      !bytes_of(interpreter, arguments[1], data))
    return {};
  return asked(interpreter, [&]() -> Value {
    const IoResult result = network_of(interpreter).send(socket, span_of(data));
    if (!went_well(interpreter, EventKind::data_sent, socket, result)) return {};
    return integer(static_cast<std::int64_t>(result.bytes));
  });
}

Value send_to(Interpreter& interpreter, const Value&, Arguments arguments) {
  int socket = 0;
  std::string_view data;
  SocketAddress to;
  if (!descriptor_of(interpreter, arguments[0], socket) ||
      !bytes_of(interpreter, arguments[1], data) || !address_of(interpreter, arguments[2], to))
    return {};
  return asked(interpreter, [&]() -> Value {
    const IoResult result = network_of(interpreter).send_to(socket, span_of(data), to);
    if (!went_well(interpreter, EventKind::data_sent, socket, result)) return {};
    return integer(static_cast<std::int64_t>(result.bytes));
  });
}

Value shutdown_write(Interpreter& interpreter, const Value&, Arguments arguments) {
  int socket = 0;
  if (!descriptor_of(interpreter, arguments[0], socket)) return {};
  return asked(interpreter, [&] {
    network_of(interpreter).shutdown_write(socket);
    return Value::none();
  });
}

Value local_address(Interpreter& interpreter, const Value&, Arguments arguments) {
  int socket = 0;
  if (!descriptor_of(interpreter, arguments[0], socket)) return {};
  return asked(interpreter,
               [&] { return shown(interpreter, network_of(interpreter).local_address(socket)); });
}

Value peer_address(Interpreter& interpreter, const Value&, Arguments arguments) {
  int socket = 0;
  if (!descriptor_of(interpreter, arguments[0], socket)) return {};
  return asked(interpreter, [&]() -> Value {
    const auto peer = network_of(interpreter).peer_address(socket);
    return peer ? shown(interpreter, *peer) : raise_os_error(interpreter, ENOTCONN);
  });
}

/// lookup(host, port, family or 0, type, passive): [(family, type, address)], or the number and
/// text of why it failed.
Value lookup(Interpreter& interpreter, const Value&, Arguments arguments) {
  std::int64_t port = 0;
  std::int64_t family = 0;
  std::int64_t type = 0;
  bool passive = false;
  if (!number_of(interpreter, arguments[1], port) ||
      !number_of(interpreter, arguments[2], family) ||
      !number_of(interpreter, arguments[3], type) || !truth(interpreter, arguments[4], passive))
    return {};
  const std::string host(is_string(arguments[0]) ? text_of(arguments[0]) : std::string_view());
  return asked(interpreter, [&]() -> Value {
    const auto found = network_of(interpreter)
                           .lookup(host, static_cast<std::uint16_t>(port),
                                   family == 0 ? std::nullopt : std::optional(family_of(family)),
                                   type_of(type), passive);
    if (const auto* const failure = std::get_if<LookupFailure>(&found)) {
      return make_tuple(interpreter,
                        {integer(failure->code), interpreter.make_string(failure->message)});
    }
    std::vector<Value> results;
    for (const ResolvedAddress& each : std::get<std::vector<ResolvedAddress>>(found)) {
      const Value parts[] = {integer(number_of(each.family)),
                             integer(each.type == SocketType::datagram ? datagram_type : 1),
                             shown(interpreter, each.address)};
      results.push_back(make_tuple(interpreter, std::span<const Value>(parts)));
    }
    return make_list(interpreter, results);
  });
}

/// name_of(address, numeric): (host, service), or the number and text of why it failed.
Value name_of(Interpreter& interpreter, const Value&, Arguments arguments) {
  SocketAddress address;
  bool numeric = false;
  if (!address_of(interpreter, arguments[0], address) || !truth(interpreter, arguments[1], numeric))
    return {};
  return asked(interpreter, [&]() -> Value {
    const auto found = network_of(interpreter).name_of(std::get<InetAddress>(address), numeric);
    if (const auto* const failure = std::get_if<LookupFailure>(&found)) {
      return make_tuple(interpreter,
                        {integer(failure->code), interpreter.make_string(failure->message)});
    }
    const auto& names = std::get<std::pair<std::string, std::string>>(found);
    return make_tuple(
        interpreter, {interpreter.make_string(names.first), interpreter.make_string(names.second)});
  });
}

/// wait(descriptor, events, timeout or None): blocks this thread until it is ready; what for, 0 if
/// the time is over. Raises OSError(EDEADLK) if nothing can ever arrive.
Value wait(Interpreter& interpreter, const Value&, Arguments arguments) {
  int descriptor = 0;
  std::int64_t events = 0;
  double timeout = -1;
  if (!descriptor_of(interpreter, arguments[0], descriptor) ||
      !number_of(interpreter, arguments[1], events) ||
      (!arguments[2].is_none() && !to_real(interpreter, arguments[2], timeout)))
    return {};
  return asked(interpreter, [&]() -> Value {
    const std::unique_ptr<Selector> selector = interpreter.platform().new_selector();
    selector->watch(descriptor, static_cast<Interest>(events));
    const Selector::Outcome outcome = selector->select(timeout);
    Interest found = 0;
    for (const ReadyDescriptor& ready : selector->ready()) found = ready.events;
    selector->watch(descriptor, 0);
    if (outcome == Selector::Outcome::never) return raise_os_error(interpreter, EDEADLK);
    return integer(found);
  });
}

/// select([(descriptor, events)], timeout or None): the same for several; [(descriptor, events)].
Value select(Interpreter& interpreter, const Value&, Arguments arguments) {
  std::vector<std::pair<int, Interest>> watched;
  const bool read = for_each(interpreter, arguments[0], [&](const Value& pair) {
    std::vector<Value> items;
    const bool unpacked = for_each(interpreter, pair, [&items](const Value& item) {
      items.push_back(item);
      return true;
    });
    int descriptor = 0;
    std::int64_t events = 0;
    if (!unpacked || items.size() != 2 || !descriptor_of(interpreter, items[0], descriptor) ||
        !number_of(interpreter, items[1], events))
      return false;
    watched.emplace_back(descriptor, static_cast<Interest>(events));
    return true;
  });
  double timeout = -1;
  if (!read || (!arguments[1].is_none() && !to_real(interpreter, arguments[1], timeout))) return {};
  return asked(interpreter, [&]() -> Value {
    const std::unique_ptr<Selector> selector = interpreter.platform().new_selector();
    for (const auto& [descriptor, events] : watched) selector->watch(descriptor, events);
    const Selector::Outcome outcome = selector->select(timeout);
    std::vector<Value> found;
    for (const ReadyDescriptor& ready : selector->ready()) {
      const Value pair[] = {integer(ready.descriptor), integer(ready.events)};
      found.push_back(make_tuple(interpreter, std::span<const Value>(pair)));
    }
    for (const auto& [descriptor, events] : watched) selector->watch(descriptor, 0);
    if (outcome == Selector::Outcome::never) return raise_os_error(interpreter, EDEADLK);
    return make_list(interpreter, found);
  });
}

constexpr NativeDefinition functions[] = {
    {"open", open_socket, Signature::positional, 2, 2},
    {"pair", pair, Signature::none},
    {"pipe", pipe, Signature::none},
    {"close", close, Signature::one},
    {"bind", bind, Signature::positional, 3, 3},
    {"listen", listen, Signature::positional, 2, 2},
    {"accept", accept, Signature::one},
    {"connect", connect, Signature::positional, 3, 3},
    {"take_error", take_error, Signature::one},
    {"receive", receive, Signature::positional, 2, 2},
    {"receive_from", receive_from, Signature::positional, 2, 2},
    {"send", send, Signature::positional, 2, 2},
    {"send_to", send_to, Signature::positional, 3, 3},
    {"shutdown_write", shutdown_write, Signature::one},
    {"local_address", local_address, Signature::one},
    {"peer_address", peer_address, Signature::one},
    {"lookup", lookup, Signature::positional, 5, 5},
    {"name_of", name_of, Signature::positional, 2, 2},
    {"wait", wait, Signature::positional, 3, 3},
    {"select", select, Signature::positional, 2, 2},
};

}  // namespace

bool make_network_module(Interpreter& interpreter, ModuleObject& module) {
  set_functions(interpreter, module, functions);
  return true;
}

}  // namespace loopscope::python
