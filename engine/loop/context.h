#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

#include "engine/loop/errors.h"

namespace loopscope {

class Context;
using ContextRef = std::shared_ptr<Context>;

/// contextvars.Context: the values of context variables. Copies share what is the same. Belongs to
/// one thread at a time.
class Context : public std::enable_shared_from_this<Context> {
 public:
  /// Calls `function` in this context and returns what it does. Throws LoopError if the context is
  /// entered already.
  template <class F>
  decltype(auto) run(F&& function) {
    const Entered entered(*this);
    return std::forward<F>(function)();
  }
  ContextRef copy() const;
  bool empty() const { return values_ == nullptr; }

 private:
  friend class ContextVarBase;
  using Value = std::shared_ptr<const void>;
  using Values = std::map<const void*, Value>;

  /// The context is the thread's in a block.
  class Entered {
   public:
    explicit Entered(Context& context);
    ~Entered();
    Entered(const Entered&) = delete;
    Entered& operator=(const Entered&) = delete;

   private:
    Context& context_;
    Context* before_;
  };

  std::shared_ptr<const Values> values_;  ///< null: none
  bool entered_ = false;
};

/// contextvars.copy_context(): a copy of the calling thread's present context.
ContextRef copy_context();

/// Which handle or task of a loop carries which context. They are found by address, so that those
/// of a program without context variables are no larger.
class ContextTable {
 public:
  bool in_use() const { return in_use_; }
  void use() { in_use_ = true; }
  /// Null if none is kept.
  ContextRef find(const void* owner) const {
    const auto found = contexts_.find(owner);
    return found != contexts_.end() ? found->second : nullptr;
  }
  void keep(const void* owner, ContextRef context) {
    contexts_.insert_or_assign(owner, std::move(context));
  }
  void forget(const void* owner) { contexts_.erase(owner); }
  std::size_t size() const { return contexts_.size(); }

 private:
  std::unordered_map<const void*, ContextRef> contexts_;
  bool in_use_ = false;
};

/// A context variable without its type.
class ContextVarBase {
 public:
  explicit ContextVarBase(std::string name) : name_(std::move(name)) {}
  ContextVarBase(const ContextVarBase&) = delete;
  ContextVarBase& operator=(const ContextVarBase&) = delete;

  const std::string& name() const { return name_; }

 protected:
  using Value = Context::Value;

  Value find() const;
  /// Returns what was there before; null for nothing.
  Value exchange(Value value);

 private:
  std::string name_;
};

/// A context variable has no value and no default, where Python raises LookupError.
class NoValueError : public Error {
 public:
  using Error::Error;
};

/// contextvars.ContextVar. Known by its address, and must outlive the contexts that have a value of
/// it: usually static.
template <class T>
class ContextVar : public ContextVarBase {
 public:
  /// What set() gives back, for reset().
  class Token {
   public:
    /// The value before; null if there was none.
    const T* old_value() const { return static_cast<const T*>(old_.get()); }

   private:
    friend class ContextVar;
    Token(const ContextVar& variable, Value old) : variable_(&variable), old_(std::move(old)) {}
    const ContextVar* variable_;
    Value old_;
    bool used_ = false;
  };

  explicit ContextVar(std::string name) : ContextVarBase(std::move(name)) {}
  ContextVar(std::string name, T initial)
      : ContextVarBase(std::move(name)), default_(std::move(initial)) {}

  /// The value in the present context, or the default. Throws NoValueError if there is neither.
  T get() const {
    if (const Value value = find()) return *static_cast<const T*>(value.get());
    if (!default_) throw NoValueError("<ContextVar name='" + name() + "'>");
    return *default_;
  }
  T get(T otherwise) const {
    const Value value = find();
    return value ? *static_cast<const T*>(value.get()) : std::move(otherwise);
  }
  Token set(T value) { return Token(*this, exchange(std::make_shared<const T>(std::move(value)))); }
  /// Puts back what was there before. Throws LoopError if the token was used already, ArgumentError
  /// if another variable made it.
  void reset(Token& token) {
    if (token.used_) throw LoopError("<Token> has already been used once");
    if (token.variable_ != this) {
      throw ArgumentError("<Token> was created by a different ContextVar");
    }
    token.used_ = true;
    exchange(token.old_);
  }

 private:
  std::optional<T> default_;
};

}  // namespace loopscope
