#include "engine/platform/simulated/simulated_processes.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>

#include "engine/base/os_error.h"
#include "engine/platform/simulated/commands.h"
#include "engine/platform/simulated/local_end.h"
#include "engine/platform/simulated/simulated_network.h"
#include "engine/platform/simulated/simulated_platform.h"

namespace loopscope::simulated {
namespace {

constexpr double time_to_start = 0.001;
constexpr double time_to_write = 0.001;  // so much
constexpr std::size_t written_at_once = 65536;
constexpr std::size_t most_output = std::size_t{64} << 20;
constexpr std::size_t most_processes = 500;

/// Signals that do nothing to who doesn't ask for them.
bool is_ignored(int signal) {
  return signal == 0 || signal == SIGCHLD || signal == SIGURG || signal == SIGWINCH ||
         signal == SIGCONT || signal == SIGSTOP || signal == SIGTSTP;
}

}  // namespace

// One process.

SimulatedProcess::SimulatedProcess(SimulatedProcesses& processes, int id, ProcessStart start)
    : processes_(processes), id_(id), start_(std::move(start)) {}

std::optional<std::string> SimulatedProcess::file(std::string_view path) const {
  std::string full(path);
  if (!full.starts_with('/')) full = start_.directory + (start_.directory == "/" ? "" : "/") + full;
  const auto found = start_.files.find(full);
  return found != start_.files.end() ? std::optional(found->second) : std::nullopt;
}

void SimulatedProcess::wake() {
  if (waiting_ == nullptr) return;
  Turns::Member& member = *std::exchange(waiting_, nullptr);
  processes_.platform().turns().wake(member);
}

void SimulatedProcess::wait(double until) {
  if (signal_ != 0) throw ProcessKilled{signal_};
  Turns& turns = processes_.platform().turns();
  waiting_ = &turns.self();
  struct Leave {
    Turns::Member*& waiting;
    ~Leave() { waiting = nullptr; }
  };
  {
    const Leave leave{waiting_};
    turns.wait(until, Turns::Kind::idle);
  }
  if (signal_ != 0) throw ProcessKilled{signal_};
}

void SimulatedProcess::sleep(double seconds) {
  const Turns& turns = processes_.platform().turns();
  const double until = turns.now() + seconds;
  do {
    wait(until);
  } while (turns.now() < until);
}

std::string SimulatedProcess::read() {
  if (!unread_.empty()) return std::exchange(unread_, {});
  if (!start_.input || !start_.input->connection) return {};
  Connection& input = *start_.input->connection;
  std::array<std::byte, 65536> buffer;
  while (true) {
    const IoResult result = input.receive(buffer);
    if (!result.would_block()) {
      return result.ok() ? std::string(reinterpret_cast<const char*>(buffer.data()), result.bytes)
                         : std::string();
    }
    input.observe(this);
    wait(Turns::never);
  }
}

std::string SimulatedProcess::read_line() {
  std::string line;
  while (line.find('\n') == std::string::npos) {
    const std::string more = read();
    if (more.empty()) return line;
    line += more;
  }
  const std::size_t end = line.find('\n') + 1;
  unread_ = line.substr(end);
  line.resize(end);
  return line;
}

std::string SimulatedProcess::read_all() {
  std::string all;
  for (std::string more = read(); !more.empty(); more = read()) all += more;
  return all;
}

void SimulatedProcess::write(int stream, std::string_view text) {
  if (signal_ != 0) throw ProcessKilled{signal_};
  // Others have their turns even while it writes where nothing makes it wait.
  const std::size_t before = written_ / written_at_once;
  written_ += text.size();
  if (written_ > most_output) throw ProcessKilled{SIGXFSZ};
  if (written_ / written_at_once != before) sleep(time_to_write);
  const ProcessStreamRef to = stream == 2 ? start_.error : start_.output;
  if (!to) return;
  if (!to->connection) {
    if (to->inherited) to->inherited(text);
    return;
  }
  while (!text.empty()) {
    const IoResult result = to->connection->send(std::as_bytes(std::span(text)));
    if (result.ok()) {
      text.remove_prefix(result.bytes);
    } else if (result.would_block()) {
      to->connection->observe(this);
      wait(Turns::never);
    } else {
      throw ProcessKilled{SIGPIPE};
    }
  }
}

int SimulatedProcess::join(SimulatedProcess& other) {
  while (!other.ended()) {
    other.joining_.push_back(weak_from_this());
    wait(Turns::never);
  }
  return *other.status();
}

void SimulatedProcess::kill(int signal) {
  if (ended() || is_ignored(signal)) return;
  if (signal_ == 0 || signal == SIGKILL) signal_ = signal;
  wake();
}

void SimulatedProcess::run(const ProcessProgram& program) {
  int status = 0;
  try {
    sleep(time_to_start);
    status = program(*this);
  } catch (const ProcessKilled& killed) {
    status = -killed.signal;
  }
  for (const ProcessStreamRef& stream : {start_.input, start_.output, start_.error}) {
    if (stream && stream->connection) stream->connection->observe(nullptr);
  }
  start_.input.reset();
  start_.output.reset();
  start_.error.reset();
  status_ = status;
  if (exit_) std::exchange(exit_, nullptr)->close();
  for (const auto& waiting : std::exchange(joining_, {})) {
    if (const auto process = waiting.lock()) process->wake();
  }
}

// All of them.

SimulatedProcesses::SimulatedProcesses(SimulatedPlatform& platform, SimulatedNetwork& network)
    : platform_(platform), network_(network) {
  add_commands(*this);
}

SimulatedProcesses::~SimulatedProcesses() = default;

void SimulatedProcesses::add_program(const std::string& name, ProcessProgram program) {
  programs_[name] = std::move(program);
}

const ProcessProgram* SimulatedProcesses::program(std::string_view name) const {
  for (const std::string_view folder : {"/bin/", "/usr/bin/", "/usr/local/bin/"}) {
    if (name.starts_with(folder)) name.remove_prefix(folder.size());
  }
  const auto found = programs_.find(name);
  return found != programs_.end() ? &found->second : nullptr;
}

std::shared_ptr<SimulatedProcess> SimulatedProcesses::start(ProcessStart start) {
  const ProcessProgram* const found =
      start.arguments.empty() ? nullptr : program(start.arguments.front());
  if (found == nullptr) throw OsError(ENOENT);
  const auto runs = [](const auto& each) { return !each.second->ended(); };
  const auto running = std::count_if(processes_.begin(), processes_.end(), runs);
  if (static_cast<std::size_t>(running) >= most_processes) throw OsError(EAGAIN);
  const int id = ++last_id_;
  auto process = std::make_shared<SimulatedProcess>(*this, id, std::move(start));
  processes_.emplace(id, process);
  process->thread_ = platform_.turns().start(
      process->arguments().front() + " (" + std::to_string(id) + ")",
      platform_.threads().new_process(), [process, program = *found] { process->run(program); });
  return process;
}

ProcessStreamRef SimulatedProcesses::stream(const Redirection& redirection, int number,
                                            int& parents_end) {
  auto result = std::make_shared<ProcessStream>();
  switch (redirection.kind) {
    case Redirection::Kind::inherit:
      if (number == 0) break;
      result->inherited = [this, number](std::string_view text) {
        if (on_output) on_output(number, text);
      };
      break;
    case Redirection::Kind::pipe: {
      auto ends = number == 0 ? LocalEnd::pair() : LocalEnd::pipe();
      result->connection = ends.second;
      parents_end = network_.adopt(ends.first);
      break;
    }
    case Redirection::Kind::descriptor:
      throw OsError(EBADF);
    case Redirection::Kind::nowhere:
    case Redirection::Kind::to_output:
      break;
  }
  return result;
}

StartedProcess SimulatedProcesses::start(const ProcessRequest& request) {
  if (request.arguments.empty() || program(request.arguments.front()) == nullptr) {
    throw OsError(ENOENT);
  }
  StartedProcess started;
  ProcessStart start;
  start.arguments = request.arguments;
  if (request.environment) start.environment = *request.environment;
  if (request.directory) start.directory = *request.directory;
  start.files = files;
  start.input = stream(request.input, 0, started.input);
  start.output = stream(request.output, 1, started.output);
  start.error = request.error.kind == Redirection::Kind::to_output
                    ? start.output
                    : stream(request.error, 2, started.error);
  auto exit = LocalEnd::pipe();
  started.exit = network_.adopt(exit.first);
  const std::shared_ptr<SimulatedProcess> process = this->start(std::move(start));
  process->exit_ = exit.second;
  started.id = process->id();
  return started;
}

std::optional<int> SimulatedProcesses::take_status(int id) {
  const auto found = processes_.find(id);
  if (found == processes_.end()) throw OsError(ECHILD);
  const std::optional<int> status = found->second->status();
  if (status) processes_.erase(found);
  return status;
}

int SimulatedProcesses::wait(int id) {
  const auto found = processes_.find(id);
  if (found == processes_.end()) throw OsError(ECHILD);
  platform_.turns().join(*found->second->thread_, -1);
  return *take_status(id);
}

void SimulatedProcesses::send_signal(int id, int signal) {
  const auto found = processes_.find(id);
  if (found == processes_.end()) throw OsError(ESRCH);
  found->second->kill(signal);
}

}  // namespace loopscope::simulated
