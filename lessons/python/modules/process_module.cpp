// Module _process: the simulated processes of the platform. `subprocess` and asyncio's part of it
// are written in Python on top of it.

#include <cerrno>
#include <random>
#include <string>

#include "engine/base/os_error.h"
#include "engine/platform/processes.h"
#include "engine/platform/selector.h"
#include "engine/platform/simulated/simulated_platform.h"
#include "engine/platform/simulated/simulated_processes.h"
#include "engine/platform/threads.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/modules/modules.h"
#include "lessons/python/modules/os_errors.h"
#include "lessons/python/nested_run.h"
#include "lessons/python/objects/bytes_object.h"
#include "lessons/python/objects/dict_object.h"
#include "lessons/python/objects/int_object.h"
#include "lessons/python/objects/list_object.h"

namespace loopscope::python {

namespace {

using simulated::SimulatedProcess;
using simulated::SimulatedProcesses;

constexpr double time_to_start_python = 0.015;
constexpr double time_of_a_slice = 0.001;  // between two looks whether it is to stop
constexpr int status_of_misuse = 2;

/// Waits for time alone: a process has no descriptors but its streams.
class SleepingSelector final : public Selector {
 public:
  explicit SleepingSelector(SimulatedProcess& process) : process_(process) {}

  Outcome select(double timeout) override {
    if (timeout < 0 && !must_look_) return Outcome::never;
    if (!must_look_ && timeout > 0) process_.sleep(timeout);
    woken_ = must_look_;
    return woken_ ? Outcome::woken : Outcome::timed_out;
  }
  void wake() override { must_look_ = true; }
  void take_wakes() override { must_look_ = false; }
  void watch(int, Interest interest) override {
    if (interest != 0) throw OsError(EPERM);
  }

 private:
  SimulatedProcess& process_;
};

/// What a Python program that is a process of another one stands on.
class ProcessPlatform final : public Platform {
 public:
  explicit ProcessPlatform(SimulatedProcess& process)
      : process_(process), simulated_(process.processes().platform()) {
    virtual_now_ = &simulated_.agenda().clock();
  }

  double wall_time() const override { return simulated_.wall_time(); }
  void block(double seconds) override { process_.sleep(seconds); }
  std::unique_ptr<Selector> new_selector() override {
    return std::make_unique<SleepingSelector>(process_);
  }
  std::uint64_t random_bits() override { return random_(); }
  void log(std::string_view message) override { process_.write(2, std::string(message) + "\n"); }

 private:
  double read_clock() const override { return simulated_.now(); }

  SimulatedProcess& process_;
  SimulatedPlatform& simulated_;
  std::mt19937_64 random_;
};

int run_source(SimulatedProcess& process, const std::string& source, const std::string& name,
               const std::vector<std::string>& arguments, const RunOptions& outer) {
  process.sleep(time_to_start_python);
  RunOptions options;
  options.seed = outer.seed;
  options.trace = false;
  options.arguments = arguments;
  options.limits = outer.limits;
  // Nothing is thrown where a destructor may be writing: it stops soon.
  bool stops = false;
  options.on_output = [&process, &stops](int stream, std::string_view text) {
    if (stops) return;
    try {
      process.write(stream, text);
    } catch (const simulated::ProcessKilled&) {
      stops = true;
    } catch (const ThreadAbandoned&) {
      stops = true;
    }
  };
  options.should_stop = [&process, &stops, &outer] {
    if (stops) return true;
    try {
      process.sleep(time_of_a_slice);  // others have their turns meanwhile
    } catch (const simulated::ProcessKilled&) {
      stops = true;
    } catch (const ThreadAbandoned&) {
      stops = true;
    }
    if (stops) return true;
    return outer.should_stop && outer.should_stop();
  };
  World world;
  for (const auto& [path, bytes] : process.start().files) world.disk.files.push_back({path, bytes});
  ProcessPlatform platform(process);
  const RunResult result =
      run_nested(source, name, options, world, platform, [&process] { return process.read(); });
  if (process.killed()) process.wait(0.0);  // throws
  return result.exit_status;
}

/// `python3 [-u …] -c SOURCE …`, `python3 FILE …`, `python3 --version`
int run_python(SimulatedProcess& process, const RunOptions& outer) {
  const std::vector<std::string>& all = process.arguments();
  std::size_t first = 1;
  while (first < all.size() && all[first].size() == 2 && all[first][0] == '-' &&
         std::string_view("uBOEIsS").find(all[first][1]) != std::string_view::npos) {
    ++first;
  }
  const auto rest = [&all](std::size_t from) {
    return std::vector<std::string>(all.begin() + static_cast<std::ptrdiff_t>(from), all.end());
  };
  if (first < all.size() && (all[first] == "--version" || all[first] == "-V")) {
    process.write(1, "Python 3.11.7\n");
    return 0;
  }
  if (first < all.size() && all[first] == "-c") {
    if (first + 1 == all.size()) {
      process.write(2, "Argument expected for the -c option\n");
      return status_of_misuse;
    }
    return run_source(process, all[first + 1], "<string>", rest(first + 2), outer);
  }
  if (first == all.size() || all[first] == "-") {
    return run_source(process, process.read_all(), "<stdin>", rest(std::min(first + 1, all.size())),
                      outer);
  }
  if (all[first].starts_with('-')) {
    process.write(2, "option " + all[first] + " is not supported\n");
    return status_of_misuse;
  }
  if (const auto source = process.file(all[first])) {
    return run_source(process, *source, all[first], rest(first + 1), outer);
  }
  process.write(
      2, all[0] + ": can't open file '" + all[first] + "': [Errno 2] No such file or directory\n");
  return status_of_misuse;
}

/// The platform's processes, Python among them.
struct ProcessesState final : Extension {
  explicit ProcessesState(Interpreter& interpreter) {
    auto* const platform = dynamic_cast<SimulatedPlatform*>(&interpreter.platform());
    if (platform == nullptr) return;
    processes = &platform->simulated_processes();
    processes->on_output = [&interpreter](int stream, std::string_view text) {
      interpreter.write(stream, text);
    };
    for (const char* name : {"python", "python3", "python3.11"}) {
      processes->add_program(name, [&interpreter](SimulatedProcess& process) {
        return run_python(process, interpreter.options());
      });
    }
  }

  ~ProcessesState() override { clear(); }

  /// The program is over: those that still run are unwound.
  void clear() override {
    if (processes == nullptr) return;
    processes->platform().turns().abandon();
    processes->on_output = nullptr;
    processes = nullptr;
  }

  SimulatedProcesses* processes = nullptr;
};

SimulatedProcesses* processes_of(Interpreter& interpreter) {
  SimulatedProcesses* const processes = interpreter.extension<ProcessesState>().processes;
  if (processes == nullptr) {
    interpreter.raise(*interpreter.exceptions.permission_error,
                      "a program on this clock can't start others");
  }
  return processes;
}

Redirection redirection_of(const Value& given) {
  constexpr std::int64_t pipe = -1;
  constexpr std::int64_t to_output = -2;
  std::int64_t number = 0;
  if (given.is_none() || !to_int64(given, number)) return {};
  if (number == pipe) return {Redirection::Kind::pipe};
  return {number == to_output ? Redirection::Kind::to_output : Redirection::Kind::nowhere};
}

std::string bytes_or_text(const Value& value) {
  std::string_view bytes;
  if (is_string(value)) return std::string(text_of(value));
  return bytes_view(value, bytes) ? std::string(bytes) : std::string();
}

void read_files(const Value& given, std::map<std::string, std::string>& files) {
  files.clear();
  const DictObject& dict = *as<DictObject>(given);
  for (std::size_t i = 0; i < dict.entry_count(); ++i) {
    if (dict.entry(i).key) {
      files[bytes_or_text(dict.entry(i).key)] = bytes_or_text(dict.entry(i).value);
    }
  }
}

/// start(arguments, folder, variables, files, stdin, stdout, stderr): (pid, the parent's ends of
/// the three pipes, a descriptor that can be read once the process has ended).
Value start(Interpreter& interpreter, const Value&, Arguments arguments) {
  SimulatedProcesses* const processes = processes_of(interpreter);
  if (processes == nullptr) return {};
  std::span<const Value> words;
  std::span<const Value> variables;
  if (!sequence_items(arguments[0], words) || !sequence_items(arguments[2], variables) ||
      !arguments[3].is(Kind::dict)) {
    return interpreter.raise_type_error("start() needs arguments, variables and files");
  }
  ProcessRequest request;
  for (const Value& word : words) request.arguments.push_back(bytes_or_text(word));
  request.directory = bytes_or_text(arguments[1]);
  request.environment.emplace();
  for (const Value& variable : variables) {
    std::span<const Value> pair;
    if (!sequence_items(variable, pair) || pair.size() != 2) continue;
    request.environment->emplace_back(bytes_or_text(pair[0]), bytes_or_text(pair[1]));
  }
  read_files(arguments[3], processes->files);
  request.input = redirection_of(arguments[4]);
  request.output = redirection_of(arguments[5]);
  request.error = redirection_of(arguments[6]);
  try {
    const StartedProcess started = processes->SimulatedProcesses::start(request);
    const Value parts[] = {Value::small(started.id), Value::small(started.input),
                           Value::small(started.output), Value::small(started.error),
                           Value::small(started.exit)};
    return make_tuple(interpreter, std::span<const Value>(parts));
  } catch (const OsError& error) {
    return raise_os_error(interpreter, error.code());
  } catch (const Error& error) {
    return interpreter.raise_runtime_error("{}", error.what());
  }
}

/// take_status(pid): None while it runs.
Value take_status(Interpreter& interpreter, const Value&, Arguments arguments) {
  SimulatedProcesses* const processes = processes_of(interpreter);
  std::int64_t id = 0;
  if (processes == nullptr || !to_int64(arguments[0], id)) return {};
  try {
    const std::optional<int> status = processes->take_status(static_cast<int>(id));
    return status ? Value::small(*status) : Value::none();
  } catch (const OsError& error) {
    return raise_os_error(interpreter, error.code());
  }
}

Value send_signal(Interpreter& interpreter, const Value&, Arguments arguments) {
  SimulatedProcesses* const processes = processes_of(interpreter);
  std::int64_t id = 0;
  std::int64_t signal = 0;
  if (processes == nullptr) return {};
  if (!to_int64(arguments[0], id) || !to_int64(arguments[1], signal)) {
    return interpreter.raise_type_error("an integer is required");
  }
  try {
    processes->send_signal(static_cast<int>(id), static_cast<int>(signal));
    return Value::none();
  } catch (const OsError& error) {
    return raise_os_error(interpreter, error.code());
  }
}

constexpr NativeDefinition functions[] = {
    {"start", start, Signature::positional, 7, 7},
    {"take_status", take_status, Signature::one},
    {"send_signal", send_signal, Signature::positional, 2, 2},
};

}  // namespace

bool make_process_module(Interpreter& interpreter, ModuleObject& module) {
  set_functions(interpreter, module, functions);
  return true;
}

}  // namespace loopscope::python
