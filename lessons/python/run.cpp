#include "lessons/python/run.h"

#include <chrono>
#include <memory>
#include <optional>

#include "engine/base/error.h"
#include "engine/platform/simulated/simulated_platform.h"
#include "engine/trace/recorder.h"
#include "lessons/python/compiler/compiler.h"
#include "lessons/python/interpreter.h"
#include "lessons/python/machine/hint_list.h"
#include "lessons/python/machine/interpreter_state.h"
#include "lessons/python/machine/machine.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/machine/stack_room.h"
#include "lessons/python/modules/asyncio/reports.h"
#include "lessons/python/modules/program_signals.h"
#include "lessons/python/modules/program_support.h"
#include "lessons/python/modules/standard_input.h"
#include "lessons/python/modules/threads.h"
#include "lessons/python/modules/world_files.h"
#include "lessons/python/nested_run.h"
#include "lessons/python/objects/core_types.h"
#include "lessons/python/objects/dict_object.h"
#include "lessons/python/objects/exception_object.h"
#include "lessons/python/objects/module_object.h"
#include "lessons/python/objects/str_object.h"
#include "lessons/python/observed_run.h"
#include "lessons/python/syntax/parser.h"
#include "lessons/python/syntax/symtable.h"
#include "lessons/python/syntax/syntax_error.h"
#include "lessons/python/world.h"

namespace loopscope::python {

namespace {

constexpr int status_of_interrupt = 130;

/// Hands a run's hints over, however it ends.
class TakesHints {
 public:
  TakesHints(Interpreter& interpreter, RunResult& result)
      : list_(interpreter.extension<HintList>()), result_(result) {}
  ~TakesHints() {
    auto& hints = result_.hints;
    hints.insert(hints.end(), list_.hints.begin(), list_.hints.end());
  }
  TakesHints(const TakesHints&) = delete;
  TakesHints& operator=(const TakesHints&) = delete;

 private:
  HintList& list_;
  RunResult& result_;
};

/// One run, from the text to the end.
class ProgramRun {
 public:
  ProgramRun(std::string_view source, const std::string& name, const RunOptions& options,
             const World& world, Platform* platform = nullptr,
             std::function<std::string()> read = {})
      : source_(source),
        name_(name),
        options_(options),
        world_(world),
        given_platform_(platform),
        read_(std::move(read)) {
    options_.on_output = [this, outer = options.on_output](int stream, std::string_view text) {
      (stream == 1 ? result_.output : result_.errors).append(text);
      if (outer) outer(stream, text);
    };
    if (options.trace) {
      trace_ = std::make_shared<Trace>();
      trace_->description() = {name, std::string(source), options.seed,
                               options.clock == ClockKind::virtual_time, options.debug};
      recorder_.emplace(*trace_);
    }
  }

  /// What is recorded into; null without tracing.
  const std::shared_ptr<Trace>& trace() const { return trace_; }

  RunResult run() {
    const std::unique_ptr<Platform> own = given_platform_ == nullptr ? make_platform() : nullptr;
    Platform* const platform = own ? own.get() : given_platform_;
    if (recorder_) platform->set_recorder(&*recorder_);
    if (parse()) {
      try {
        run_in(*platform);
      } catch (const ProgramStopped& stopped) {
        fail(stopped.what());
      } catch (const Error& error) {
        fail(error.what());
      }
    }
    if (recorder_ && result_.started()) {
      recorder_->set_time(platform->now());
      recorder_->set_line(0);
      recorder_->record(
          EventKind::program_end, 0, static_cast<std::uint32_t>(result_.exit_status),
          recorder_->intern(last_line(result_.exit_status != 0 ? result_.errors : std::string())),
          recorder_->cause());
    }
    result_.trace = trace_;
    return std::move(result_);
  }

 private:
  std::unique_ptr<Platform> make_platform() {
    const auto on_log = [this](std::string_view text) {
      if (interpreter_ != nullptr && log_with_module(*interpreter_, "warning", text)) return;
      write_error(std::string(text) + "\n");
    };
    SimulatedPlatform::Options options;
    options.seed = options_.seed;
    if (options_.clock == ClockKind::real_time) {
      options.real_pace = true;
      options.loopback = options_.loopback;
      const auto since_1970 = std::chrono::system_clock::now().time_since_epoch();
      options.wall_start = std::chrono::duration<double>(since_1970).count();
    }
    if (options_.should_stop) options.give_up = [this] { return gives_up(); };
    options.on_log = on_log;
    options.world = world_;
    options.world.web = true;
    return std::make_unique<SimulatedPlatform>(options);
  }

  /// While the world waits: once it waits no longer, the program goes on no longer either.
  bool gives_up() {
    if (!options_.should_stop()) return false;
    if (interpreter_ != nullptr) interpreter_->stop_soon("stopped");
    gave_up_ = true;
    return true;
  }

  static std::string last_line(const std::string& text) {
    const std::size_t end = text.find_last_not_of('\n');
    if (end == std::string::npos) return {};
    const std::size_t before = text.rfind('\n', end);
    const std::size_t begin = before == std::string::npos ? 0 : before + 1;
    return text.substr(begin, end + 1 - begin);
  }

  void write_error(const std::string& text) { options_.on_output(2, text); }

  void fail(const std::string& message) {
    write_error("loopscope: " + message + "\n");
    result_.exit_status = 1;
  }

  void refuse(const SyntaxError& error) {
    const int line = error.place().line;
    const std::string_view what = error.what();
    result_.problem = {line, std::max(error.place().column, 1),
                       error.type() + ": " + std::string(what)};
    write_error(error.report());
    result_.exit_status = 1;
    if (what == "'await' outside function") {
      result_.hints.push_back({Hint::Kind::await_in_module, line});
    } else if (what.ends_with("outside async function") ||
               what.ends_with("outside of an asynchronous function")) {
      result_.hints.push_back({Hint::Kind::await_in_def, line});
    }
  }

  // False if the program can't be started; says why.
  bool parse() {
    try {
      module_ = parse_module(source_, name_);
      table_.emplace(module_);
      check_program(module_, *table_);
    } catch (const SyntaxError& error) {
      refuse(error);
      return false;
    }
    if (const auto unsupported = find_unsupported(module_)) {
      result_.problem = {unsupported->line, unsupported->column, unsupported->message};
      write_error(name_ + ":" + std::to_string(unsupported->line) + ": " + unsupported->message +
                  "\n");
      result_.exit_status = 1;
      return false;
    }
    return true;
  }

  void run_in(Platform& platform) {
    const StackRoom room;
    Interpreter interpreter(platform, options_);
    interpreter.extension<HintList>().file = name_;
    const TakesHints takes_hints(interpreter, result_);
    const auto forget = [this](Interpreter*) { interpreter_ = nullptr; };
    const std::unique_ptr<Interpreter, decltype(forget)> running(&interpreter, forget);
    interpreter_ = &interpreter;
    // What comes from the command line is in no file.
    if (name_ != "<string>") interpreter.add_source(name_, std::string(source_));
    interpreter.extension<WorldFiles>().disk = world_.disk;
    // Of a process that the program has started only the program knows.
    if (given_platform_ == nullptr) interpreter.extension<ProgramSignals>().receive_all();
    interpreter.extension<StandardInput>().read = read_;
    Value code;
    try {
      code = compile_module(interpreter, module_, *table_);
    } catch (const SyntaxError& error) {
      refuse(error);
      return;
    }
    const Value main = interpreter.make_module("__main__");
    interpreter.modules().set("__main__", main);
    auto& module = *as<ModuleObject>(main);
    module.set("__file__", interpreter.make_string(name_));
    module.set("__builtins__", *interpreter.modules().find("builtins"));
    if (!run_module(interpreter, code, module.names())) end_with_error(interpreter);
    if (gave_up_) throw ProgramStopped("stopped");  // too near its end to be stopped by its steps
    call_exit_functions(interpreter);
    wait_for_threads(interpreter);
    interpreter.state().ending = true;
    finalize_all(interpreter);
    clear_main(module.names());
    interpreter.clear_error();
  }

  // What module atexit has been told, if it was imported.
  static void call_exit_functions(Interpreter& interpreter) {
    const Value* atexit = interpreter.modules().find("atexit");
    if (atexit == nullptr) return;
    const Value kept = *atexit;
    if (!call_method(interpreter, kept, "_run_exitfuncs")) interpreter.report_unraisable("", kept);
  }

  // The names of the main module go while objects can still say something: those with one
  // underscore first, as in CPython.
  static void clear_main(DictObject& names) {
    for (const bool underscored : {true, false}) {
      for (std::size_t i = 0; i < names.entry_count(); ++i) {
        const Value key = names.entry(i).key;
        if (!key || !is_string(key) || text_of(key) == "__builtins__") continue;
        const bool is_underscored =
            text_of(key).starts_with("_") && !text_of(key).starts_with("__");
        if (is_underscored == underscored) names.set(as<StrObject>(key), Value::none());
      }
    }
  }

  void end_with_error(Interpreter& interpreter) {
    const Value error = interpreter.take_error();
    if (exception_matches(error, *interpreter.exceptions.system_exit)) {
      end_with_exit(interpreter, exception_of(error)->extra[0]);
      return;
    }
    if (!call_hook(interpreter, error)) {
      interpreter.write(2, format_exception(interpreter, error));
    }
    result_.exit_status = exception_matches(error, *interpreter.exceptions.keyboard_interrupt)
                              ? status_of_interrupt
                              : 1;
  }

  // The program's own sys.excepthook, if it has set one; false if nothing was shown.
  static bool call_hook(Interpreter& interpreter, const Value& error) {
    const Value* found = interpreter.modules().find("sys");
    const auto* sys = found != nullptr ? try_as<ModuleObject>(*found) : nullptr;
    if (sys == nullptr) return false;
    const Value* hook = sys->names().find("excepthook");
    if (hook == nullptr || hook->is(Kind::native_function)) return false;
    const Value& traceback = exception_of(error)->traceback;
    const Value kept = *hook;
    if (call(interpreter, kept,
             {Value::share(error.object()->type), error, traceback ? traceback : Value::none()})) {
      return true;
    }
    interpreter.write(2, "Error in sys.excepthook:\n" +
                             format_exception(interpreter, interpreter.take_error()) +
                             "\nOriginal exception was:\n");
    return false;
  }

  void end_with_exit(Interpreter& interpreter, const Value& code) {
    if (!code || code.is_none()) {
      result_.exit_status = 0;
    } else if (code.is_boolean()) {
      result_.exit_status = code.is_true() ? 1 : 0;
    } else if (code.is_small()) {
      result_.exit_status = static_cast<int>(code.small() & 0xFF);
    } else {
      std::string text;
      if (!str_text(interpreter, code, text)) interpreter.clear_error();
      interpreter.write(2, text + "\n");
      result_.exit_status = 1;
    }
  }

  std::string_view source_;
  const std::string& name_;
  RunOptions options_;
  const World& world_;
  Platform* given_platform_;  ///< null: one of its own
  std::function<std::string()> read_;
  RunResult result_;
  std::shared_ptr<Trace> trace_;
  std::optional<Recorder> recorder_;
  ast::Module module_;
  std::optional<SymbolTable> table_;
  Interpreter* interpreter_ = nullptr;  ///< while it runs
  bool gave_up_ = false;
};

}  // namespace

RunResult run_program(std::string_view source, const std::string& name, const RunOptions& options) {
  return run_program(source, name, options, World());
}

RunResult run_program(std::string_view source, const std::string& name, const RunOptions& options,
                      const World& world) {
  return ProgramRun(source, name, options, world).run();
}

RunResult run_nested(std::string_view source, const std::string& name, const RunOptions& options,
                     const World& world, Platform& platform, std::function<std::string()> read) {
  return ProgramRun(source, name, options, world, &platform, std::move(read)).run();
}

RunResult run_observed(std::string_view source, const std::string& name, const RunOptions& options,
                       const World& world,
                       const std::function<void(const std::shared_ptr<const Trace>&)>& on_trace) {
  ProgramRun run(source, name, options, world);
  on_trace(run.trace());
  return run.run();
}

}  // namespace loopscope::python
