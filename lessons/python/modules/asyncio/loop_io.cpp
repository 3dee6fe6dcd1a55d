// What asyncio's loops do with descriptors, sockets, servers and signals.

#include <memory>
#include <utility>
#include <vector>

#include "lessons/python/machine/attribute_access.h"
#include "lessons/python/machine/native_calls.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/modules/asyncio/exceptions.h"
#include "lessons/python/modules/asyncio/functions.h"
#include "lessons/python/modules/asyncio/handle.h"
#include "lessons/python/modules/asyncio/loop.h"
#include "lessons/python/modules/asyncio/methods.h"
#include "lessons/python/objects/dict_object.h"
#include "lessons/python/objects/int_object.h"

namespace loopscope::python {

namespace {

EventLoop& engine_of(const Value& self) {
  return as<LoopObject>(self)->engine();
}

/// A number, or what has a fileno(); as selectors take them.
bool descriptor_of(Interpreter& interpreter, const Value& given, int& descriptor) {
  Value value = given;
  if (!is_integer(value)) {
    value = call_method(interpreter, given, "fileno", {});
    if (!value) {
      if (!interpreter.raised(*interpreter.exceptions.attribute_error)) return false;
      interpreter.clear_error();
      std::string shown;
      if (!repr_text(interpreter, given, shown)) return false;
      interpreter.raise_value_error("Invalid file object: {}", shown);
      return false;
    }
  }
  std::int64_t number = 0;
  if (!to_int64(value, number) || number < 0) {
    interpreter.raise_value_error("Invalid file descriptor: {}", number);
    return false;
  }
  descriptor = static_cast<int>(number);
  return true;
}

/// The private one: gives the handle.
template <Interest side>
Value add(Interpreter& interpreter, const Value& self, Arguments arguments) {
  int descriptor = 0;
  if (!descriptor_of(interpreter, arguments[0], descriptor)) return {};
  return guarded(interpreter, [&] {
    LoopObject& loop = *as<LoopObject>(self);
    const HandleRef handle = make_handle(loop, arguments[1], rest_of(interpreter, arguments, 2));
    loop.engine().descriptors().check_unused(descriptor);
    loop.engine().descriptors().add(descriptor, side, *handle);
    return handle_object(*handle);
  });
}

/// The private one.
template <Interest side>
Value remove(Interpreter& interpreter, const Value& self, Arguments arguments) {
  int descriptor = 0;
  if (!descriptor_of(interpreter, arguments[0], descriptor)) return {};
  return guarded(interpreter, [&] {
    return Value::boolean(side == interest_read ? engine_of(self).remove_reader(descriptor)
                                                : engine_of(self).remove_writer(descriptor));
  });
}

/// What a transport watches is not the program's to watch.
bool check_no_transport(Interpreter& interpreter, const Value& self, const Value& given) {
  const Value* const found = interpreter.modules().find("asyncio.selector_events");
  if (found == nullptr) return true;  // there are no transports yet
  const Value module = *found;
  return static_cast<bool>(
      call_method(interpreter, module, "_ensure_fd_no_transport", {self, given}));
}

template <Interest side>
Value add_by_program(Interpreter& interpreter, const Value& self, Arguments arguments) {
  if (!check_no_transport(interpreter, self, arguments[0])) return {};
  return add<side>(interpreter, self, arguments) ? Value::none() : Value();
}
template <Interest side>
Value remove_by_program(Interpreter& interpreter, const Value& self, Arguments arguments) {
  if (!check_no_transport(interpreter, self, arguments[0])) return {};
  return remove<side>(interpreter, self, arguments);
}

/// Handlers of signals that have come, until the loop has read its self-pipe.
class SignalInbox : public LoopAttachment {
 public:
  void put(HandleRef handler) { handlers_.push_back(std::move(handler)); }
  void wakeup_read(EventLoop& loop) override {
    for (const HandleRef& handler : std::exchange(handlers_, {})) loop.enqueue(*handler);
  }
  void loop_closes(EventLoop&) override { handlers_.clear(); }

 private:
  std::vector<HandleRef> handlers_;
};

/// _signal_came(callback, *args): a signal with this handler was delivered. Its number stands in
/// the self-pipe, so the handler is queued only when the loop reads that.
Value signal_came(Interpreter& interpreter, const Value& self, Arguments arguments) {
  return guarded(interpreter, [&] {
    LoopObject& loop = *as<LoopObject>(self);
    constexpr auto slot = LoopAttachment::Slot::signals;
    if (loop.engine().attachment(slot) == nullptr) {
      loop.engine().attach(slot, std::make_unique<SignalInbox>());
    }
    static_cast<SignalInbox&>(*loop.engine().attachment(slot))
        .put(make_handle(loop, arguments[0], rest_of(interpreter, arguments, 1)));
    loop.engine().wake();
    return Value::none();
  });
}

/// A method that is written in Python: that of a class in a module of asyncio's.
Value in_python(Interpreter& interpreter, const char* module_name, const char* class_name,
                const char* name, const Value& self, Arguments arguments) {
  const Value module = interpreter.import_module(module_name);
  if (!module) return {};
  const Value methods = get_attribute(interpreter, module, class_name);
  if (!methods) return {};
  const Value function = get_attribute(interpreter, methods, name);
  return function ? call_with_self(interpreter, function, self, arguments) : Value();
}

template <const char* const& name>
Value of_base(Interpreter& interpreter, const Value& self, Arguments arguments) {
  return in_python(interpreter, "asyncio.selector_events", "BaseMethods", name, self, arguments);
}
template <const char* const& name>
Value of_selector(Interpreter& interpreter, const Value& self, Arguments arguments) {
  return in_python(interpreter, "asyncio.selector_events", "SelectorMethods", name, self,
                   arguments);
}
template <const char* const& name>
Value of_unix(Interpreter& interpreter, const Value& self, Arguments arguments) {
  return in_python(interpreter, "asyncio.unix_events", "UnixMethods", name, self, arguments);
}

/// Raises NotImplementedError.
template <const char* const& name>
Value abstract(Interpreter& interpreter, const Value& self, Arguments arguments) {
  return in_python(interpreter, "asyncio.events", "_AbstractMethods", name, self, arguments);
}

#define LOOPSCOPE_OF_BASE(X)  \
  X(getaddrinfo)              \
  X(getnameinfo)              \
  X(create_connection)        \
  X(create_server)            \
  X(create_datagram_endpoint) \
  X(connect_accepted_socket)  \
  X(connect_read_pipe)        \
  X(connect_write_pipe)       \
  X(subprocess_exec)          \
  X(subprocess_shell)         \
  X(sendfile)
#define LOOPSCOPE_OF_SELECTOR(X) \
  X(sock_recv)                   \
  X(sock_recv_into)              \
  X(sock_recvfrom)               \
  X(sock_recvfrom_into)          \
  X(sock_sendall)                \
  X(sock_sendto)                 \
  X(sock_sendfile)               \
  X(sock_connect)                \
  X(sock_accept)
#define LOOPSCOPE_OF_UNIX(X) \
  X(create_unix_connection)  \
  X(create_unix_server)      \
  X(add_signal_handler)      \
  X(remove_signal_handler)

#define LOOPSCOPE_NAME(name) constexpr const char* name##_name = #name;
LOOPSCOPE_OF_BASE(LOOPSCOPE_NAME)
LOOPSCOPE_OF_SELECTOR(LOOPSCOPE_NAME)
LOOPSCOPE_OF_UNIX(LOOPSCOPE_NAME)

#define LOOPSCOPE_BASE_ENTRY(name) {#name, of_base<name##_name>},
#define LOOPSCOPE_SELECTOR_ENTRY(name) {#name, of_selector<name##_name>},
#define LOOPSCOPE_UNIX_ENTRY(name) {#name, of_unix<name##_name>},
constexpr NativeDefinition methods[] = {
    {"add_reader", add_by_program<interest_read>, Signature::positional, 2},
    {"remove_reader", remove_by_program<interest_read>, Signature::one},
    {"add_writer", add_by_program<interest_write>, Signature::positional, 2},
    {"remove_writer", remove_by_program<interest_write>, Signature::one},
    {"_add_reader", add<interest_read>, Signature::positional, 2},
    {"_remove_reader", remove<interest_read>, Signature::one},
    {"_add_writer", add<interest_write>, Signature::positional, 2},
    {"_remove_writer", remove<interest_write>, Signature::one},
    {"_signal_came", signal_came, Signature::positional, 1},
    LOOPSCOPE_OF_BASE(LOOPSCOPE_BASE_ENTRY) LOOPSCOPE_OF_SELECTOR(LOOPSCOPE_SELECTOR_ENTRY)
        LOOPSCOPE_OF_UNIX(LOOPSCOPE_UNIX_ENTRY)};
#undef LOOPSCOPE_BASE_ENTRY
#undef LOOPSCOPE_SELECTOR_ENTRY
#undef LOOPSCOPE_UNIX_ENTRY

#define LOOPSCOPE_OTHERS(X)    \
  X(run_forever)               \
  X(run_until_complete)        \
  X(stop)                      \
  X(is_running)                \
  X(is_closed)                 \
  X(close)                     \
  X(shutdown_asyncgens)        \
  X(shutdown_default_executor) \
  X(call_soon)                 \
  X(call_soon_threadsafe)      \
  X(call_later)                \
  X(call_at)                   \
  X(time)                      \
  X(create_future)             \
  X(create_task)               \
  X(run_in_executor)           \
  X(set_default_executor)      \
  X(add_reader)                \
  X(remove_reader)             \
  X(add_writer)                \
  X(remove_writer)             \
  X(start_tls)                 \
  X(set_task_factory)          \
  X(get_task_factory)          \
  X(get_exception_handler)     \
  X(set_exception_handler)     \
  X(default_exception_handler) \
  X(call_exception_handler)    \
  X(get_debug)                 \
  X(set_debug)                 \
  X(_timer_handle_cancelled)
LOOPSCOPE_OTHERS(LOOPSCOPE_NAME)
#define LOOPSCOPE_ENTRY(name) {#name, abstract<name##_name>},
constexpr NativeDefinition abstract_methods[] = {
    LOOPSCOPE_OF_BASE(LOOPSCOPE_ENTRY) LOOPSCOPE_OF_SELECTOR(LOOPSCOPE_ENTRY)
        LOOPSCOPE_OF_UNIX(LOOPSCOPE_ENTRY) LOOPSCOPE_OTHERS(LOOPSCOPE_ENTRY)};
#undef LOOPSCOPE_ENTRY
#undef LOOPSCOPE_NAME
#undef LOOPSCOPE_OTHERS
#undef LOOPSCOPE_OF_BASE
#undef LOOPSCOPE_OF_SELECTOR
#undef LOOPSCOPE_OF_UNIX

}  // namespace

std::span<const NativeDefinition> abstract_loop_methods() {
  return abstract_methods;
}
std::span<const NativeDefinition> loop_io_methods() {
  return methods;
}

}  // namespace loopscope::python
