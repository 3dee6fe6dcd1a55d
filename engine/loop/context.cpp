#include "engine/loop/context.h"

#include "engine/loop/event_loop.h"
#include "engine/platform/thread_context.h"

namespace loopscope {
namespace {

/// The context that a thread begins with; it lives as long as the thread.
Context& first_context() {
  static thread_local const ContextRef first = std::make_shared<Context>();
  return *first;
}

}  // namespace

ContextRef Context::copy() const {
  auto copy = std::make_shared<Context>();
  copy->values_ = values_;
  return copy;
}

ContextRef copy_context() {
  const Context* const present = ThreadContext::current().context;
  return present != nullptr ? present->copy() : std::make_shared<Context>();
}

Context::Entered::Entered(Context& context) : context_(context) {
  if (context.entered_) {
    throw LoopError("cannot enter context: <Context> is already entered");
  }
  if (EventLoop* const loop = ThreadContext::current().running_loop) loop->use_contexts();
  context.entered_ = true;
  before_ = std::exchange(ThreadContext::current().context, &context);
}

Context::Entered::~Entered() {
  context_.entered_ = false;
  ThreadContext::current().context = before_;
}

ContextVarBase::Value ContextVarBase::find() const {
  const Context* const present = ThreadContext::current().context;
  if (present == nullptr || present->values_ == nullptr) return nullptr;
  const auto found = present->values_->find(this);
  return found != present->values_->end() ? found->second : nullptr;
}

ContextVarBase::Value ContextVarBase::exchange(Value value) {
  if (EventLoop* const loop = ThreadContext::current().running_loop) loop->use_contexts();
  Context*& present = ThreadContext::current().context;
  if (present == nullptr) present = &first_context();
  auto values = present->values_ != nullptr ? std::make_shared<Context::Values>(*present->values_)
                                            : std::make_shared<Context::Values>();
  Value& place = (*values)[this];
  std::swap(place, value);
  if (place == nullptr) values->erase(this);
  present->values_ = values->empty() ? nullptr : std::move(values);
  return value;
}

}  // namespace loopscope
