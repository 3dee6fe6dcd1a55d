#pragma once

#include <string>
#include <string_view>

#include "engine/coro/future.h"
#include "engine/coro/gather.h"
#include "lessons/python/interpreter.h"
#include "lessons/python/machine/attributes.h"

namespace loopscope::python {

class AsyncioState;
class PythonFuture;
struct LoopObject;

/// asyncio.Future, Task or _GatheringFuture as the program sees it. What it does is done by the
/// engine's future behind it.
///
/// Each keeps the other alive. The object owns a reference of the engine's future as long as the
/// program has references to it; when the last of those goes while the engine still has some, the
/// engine's future takes the object over (`PythonFuture::kept`) and the object gives its reference
/// back. So an object, with its attributes, is the same one whenever the program meets it.
struct FutureObject : Container {
  static constexpr char tag = 0;
  Attributes attributes;
  PythonFuture* future = nullptr;  ///< null until __init__ was called
  bool owns = false;               ///< has a reference of `future`
  bool blocking = false;           ///< _asyncio_future_blocking
};

/// What the Python side adds to an engine's future: mixed into its three kinds.
class PythonFuture {
 public:
  PythonFuture(LoopObject& loop, FutureBase& base);
  PythonFuture(const PythonFuture&) = delete;
  PythonFuture& operator=(const PythonFuture&) = delete;

  FutureBase& base() const { return *base_; }
  LoopObject& loop_object() const;
  const Value& loop_value() const { return loop_; }
  Interpreter& interpreter() const;
  /// The object of the program; made at need.
  Value object();
  /// Its class, subclasses of the program included.
  const Type& shown_type() const;
  /// repr(), as CPython's; false if the program's own code has raised.
  bool write_repr(std::string& text);
  /// Where it was made, in debug mode (present_stack); null otherwise.
  const Value& source_traceback() const { return source_traceback_; }
  /// Sets asyncio's _cancel_message.
  virtual void put_cancel_message(MessageRef message) = 0;
  /// Value of a finished future.
  const Value& result() const { return result_; }
  void set_result_value(Value value) { result_ = std::move(value); }
  /// set_result(): throws InvalidStateError if it is done.
  virtual void set_result(Value value) = 0;
  /// Reports an exception that was never retrieved, or a pending task.
  virtual void report() = 0;

  /// The finalizer of the object: true if the engine has taken it over.
  bool take_over();
  /// The first half of an engine's `dispose`: true if the object lives on and owns the future now.
  bool give_back();
  bool is_kept() const { return static_cast<bool>(kept_); }
  /// The object goes (only at the interpreter's end, if it is kept).
  void forget_object();
  /// Joins the object that the program has made with Future(…).
  void adopt_object(FutureObject& object);

 protected:
  ~PythonFuture();
  /// The type of an object that is made at need.
  virtual Type& default_type() const = 0;
  /// Further parts of repr() behind the state.
  virtual bool write_details(std::string& text);

 private:
  Value loop_;
  Value source_traceback_;
  Value result_;
  Value kept_;
  FutureObject* object_ = nullptr;
  FutureBase* base_;
};

/// asyncio.Future.
class PlainFuture final : public FutureBase, public PythonFuture {
 public:
  /// `label` is what the trace calls it ("sleep").
  explicit PlainFuture(LoopObject& loop, std::string_view label = {});

  void set_result(Value value) override;
  std::string repr() const override;
  std::string result_repr() const override;
  void report() override { FutureBase::report_unfinished_business(); }
  void put_cancel_message(MessageRef message) override { set_cancel_message(std::move(message)); }

 protected:
  void dispose() override;
  void report_unfinished_business() override;
  std::string_view class_name() const override;
  TextId result_text(LoopTrace& trace) const override;
  Type& default_type() const override;
};

/// What gather() returns.
class GatheringFuture final : public GatherBase, public PythonFuture {
 public:
  GatheringFuture(LoopObject& loop, bool return_exceptions);

  void set_result(Value value) override;
  std::string repr() const override;
  std::string result_repr() const override;
  void report() override { FutureBase::report_unfinished_business(); }
  void put_cancel_message(MessageRef message) override { set_cancel_message(std::move(message)); }

 protected:
  void collect() override;
  void dispose() override;
  void report_unfinished_business() override;
  std::string_view class_name() const override;
  TextId result_text(LoopTrace& trace) const override;
  Type& default_type() const override;

 private:
  Value outcome_of(FutureBase& child);
};

/// The engine's future behind a Future, Task or gather; null for anything else, and for those whose
/// __init__ was not called.
PythonFuture* python_future(const Value& value);
/// The Python side of an engine's future; null if it has none.
PythonFuture* python_side(FutureBase& future);
/// loop.create_future()
Value make_future(LoopObject& loop, std::string_view label = {});
/// future.result(): the value, or raises.
Value future_result(Interpreter& interpreter, PythonFuture& future);
/// The text of repr(future) for the engine, whatever the program's code does.
std::string engine_repr(PythonFuture& future);
/// asyncio.isfuture()
bool is_future(Interpreter& interpreter, const Value& value);

/// Makes the types Future and _GatheringFuture.
void define_future_types(AsyncioState& state);

}  // namespace loopscope::python
