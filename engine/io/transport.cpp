#include "engine/io/transport.h"

#include <cxxabi.h>
#include <fmt/format.h>

#include <cstdlib>
#include <memory>
#include <typeinfo>

namespace loopscope {
namespace {

[[noreturn]] void not_implemented(const char* operation) {
  throw NotImplementedError(std::string(operation) + " is not implemented by this transport");
}

}  // namespace

void BaseProtocol::connection_made(Transport&) {}
void BaseProtocol::connection_lost(ExceptionRef) {}
void DatagramProtocol::error_received(ExceptionRef) {}
void SubprocessProtocol::pipe_connection_lost(int, ExceptionRef) {}

std::string BaseProtocol::repr() const {
  int status = 0;
  const std::unique_ptr<char, void (*)(void*)> name(
      abi::__cxa_demangle(typeid(*this).name(), nullptr, nullptr, &status), std::free);
  return fmt::format("<{} object>", status == 0 ? name.get() : "protocol");
}

const CallbackLabel& BaseProtocol::connection_made_label() const {
  static constexpr CallbackLabel label{"BaseProtocol.connection_made"};
  return label;
}

void Transport::set_protocol(ProtocolRef protocol) {
  protocol_ = std::move(protocol);
}
void Transport::abort() {
  not_implemented("abort()");
}
bool Transport::is_reading() const {
  not_implemented("is_reading()");
}
void Transport::pause_reading() {
  not_implemented("pause_reading()");
}
void Transport::resume_reading() {
  not_implemented("resume_reading()");
}
void Transport::write(Bytes) {
  not_implemented("write()");
}
void Transport::write_eof() {
  not_implemented("write_eof()");
}
bool Transport::can_write_eof() const {
  not_implemented("can_write_eof()");
}
void Transport::sendto(Bytes, const std::optional<SocketAddress>&) {
  not_implemented("sendto()");
}
std::size_t Transport::get_write_buffer_size() const {
  not_implemented("get_write_buffer_size()");
}

void Transport::writelines(const std::vector<std::string>& lines) {
  std::string joined;
  for (const std::string& line : lines) joined += line;
  write(joined);
}

void Transport::report(const std::string& message, ExceptionRef error) const {
  ExceptionContext context{.message = message, .exception = std::move(error)};
  if (protocol_) context.details.emplace_back("protocol", protocol_->repr());
  context.details.emplace_back("transport", repr());
  loop_->call_exception_handler(context);
}

void Transport::maybe_pause_protocol() {
  if (protocol_paused_ || get_write_buffer_size() <= high_) return;
  protocol_paused_ = true;
  try {
    protocol_->pause_writing();
  } catch (const LoopExit&) {
    throw;
  } catch (...) {
    report("protocol.pause_writing() failed", current_exception());
  }
}

void Transport::maybe_resume_protocol() {
  if (!protocol_paused_ || get_write_buffer_size() > low_) return;
  protocol_paused_ = false;
  try {
    protocol_->resume_writing();
  } catch (const LoopExit&) {
    throw;
  } catch (...) {
    report("protocol.resume_writing() failed", current_exception());
  }
}

void Transport::set_write_buffer_limits(std::optional<std::size_t> high,
                                        std::optional<std::size_t> low) {
  if (!high) high = low ? 4 * *low : std::size_t{64} * 1024;
  if (!low) low = *high / 4;
  if (*high < *low) {
    throw ArgumentError(fmt::format("high ({}) must be >= low ({}) must be >= 0", *high, *low));
  }
  high_ = *high;
  low_ = *low;
  maybe_pause_protocol();
}

}  // namespace loopscope
