#include "engine/io/errors.h"

#include "engine/loop/event_loop.h"

namespace loopscope {

ExceptionRef os_exception(const EventLoop& loop, const OsError& error) {
  return loop.exception_factory().os_error(error);
}

ExceptionRef current_io_exception(const EventLoop& loop) {
  try {
    throw;
  } catch (const NameLookupError&) {
    return current_exception();
  } catch (const OsError& error) {
    return os_exception(loop, error);
  } catch (...) {
    return current_exception();
  }
}

bool is_os_error(const Exception& exception) {
  try {
    exception.rethrow();
  } catch (const OsError&) {
    return true;
  } catch (...) {
  }
  return false;
}

}  // namespace loopscope
