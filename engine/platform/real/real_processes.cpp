#include "engine/platform/real/real_processes.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>

#include "engine/base/os_error.h"

extern char** environ;  // NOLINT: not every system declares it

namespace loopscope {
namespace {

void check(int error, const std::string& about = {}) {
  if (error != 0) throw OsError(error, about);
}

/// A descriptor that is closed at the end of a block unless it is released.
class Owned {
 public:
  Owned() = default;
  explicit Owned(int number) : number_(number) {}
  Owned(Owned&& other) noexcept : number_(other.release()) {}
  Owned& operator=(Owned&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  ~Owned() {
    if (number_ >= 0) ::close(number_);
  }
  int get() const { return number_; }
  int release() { return std::exchange(number_, -1); }

 private:
  int number_ = -1;
};

/// The two ends of what a stream goes through: the child's blocks, the parent's does not.
struct Ends {
  Owned parent;
  Owned child;
};

Ends open_input() {
  std::array<int, 2> pair{};
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair.data()) < 0) throw OsError(errno);
  Ends ends{Owned(pair[0]), Owned(pair[1])};
  if (fcntl(ends.parent.get(), F_SETFL, O_RDWR | O_NONBLOCK) < 0) throw OsError(errno);
  return ends;
}

Ends open_output() {
  std::array<int, 2> pair{};
  if (pipe2(pair.data(), O_CLOEXEC) < 0) throw OsError(errno);
  Ends ends{Owned(pair[0]), Owned(pair[1])};
  if (fcntl(ends.parent.get(), F_SETFL, O_RDONLY | O_NONBLOCK) < 0) throw OsError(errno);
  return ends;
}

/// posix_spawn's description of what the child does with its descriptors.
class FileActions {
 public:
  FileActions() { check(posix_spawn_file_actions_init(&actions_)); }
  FileActions(const FileActions&) = delete;
  FileActions& operator=(const FileActions&) = delete;
  ~FileActions() { posix_spawn_file_actions_destroy(&actions_); }

  void duplicate(int from, int to) { check(posix_spawn_file_actions_adddup2(&actions_, from, to)); }
  void open_nowhere(int number) {
    check(posix_spawn_file_actions_addopen(&actions_, number, "/dev/null", O_RDWR, 0));
  }
  void change_directory(const std::string& path) {
    check(posix_spawn_file_actions_addchdir_np(&actions_, path.c_str()));
  }
  void close_from(int first) { check(posix_spawn_file_actions_addclosefrom_np(&actions_, first)); }
  const posix_spawn_file_actions_t* get() const { return &actions_; }

 private:
  posix_spawn_file_actions_t actions_{};
};

/// The signals that Python ignores have their usual effect in its children, and so they have here.
class Attributes {
 public:
  explicit Attributes(bool new_session) {
    check(posix_spawnattr_init(&attributes_));
    sigset_t usual;
    sigemptyset(&usual);
    sigaddset(&usual, SIGPIPE);
    sigaddset(&usual, SIGXFSZ);
    check(posix_spawnattr_setsigdefault(&attributes_, &usual));
    const int flags = POSIX_SPAWN_SETSIGDEF | (new_session ? POSIX_SPAWN_SETSID : 0);
    check(posix_spawnattr_setflags(&attributes_, static_cast<short>(flags)));
  }
  Attributes(const Attributes&) = delete;
  Attributes& operator=(const Attributes&) = delete;
  ~Attributes() { posix_spawnattr_destroy(&attributes_); }
  const posix_spawnattr_t* get() const { return &attributes_; }

 private:
  posix_spawnattr_t attributes_{};
};

/// Texts as C wants them; they must stay.
std::vector<char*> pointers_to(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  pointers.reserve(texts.size() + 1);
  for (std::string& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

/// Makes stream `number` of the child what is asked for; returns the parent's end and keeps the
/// child's in `ends`.
int redirect(FileActions& actions, const Redirection& to, int number, Ends& ends) {
  switch (to.kind) {
    case Redirection::Kind::inherit:
      return -1;
    case Redirection::Kind::pipe:
      ends = number == 0 ? open_input() : open_output();
      actions.duplicate(ends.child.get(), number);
      return ends.parent.get();
    case Redirection::Kind::nowhere:
      actions.open_nowhere(number);
      return -1;
    case Redirection::Kind::to_output:
      actions.duplicate(1, number);
      return -1;
    case Redirection::Kind::descriptor:
      actions.duplicate(to.number, number);
      return -1;
  }
  return -1;
}

int status_of(int status) {
  return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

}  // namespace

StartedProcess RealProcesses::start(const ProcessRequest& request) {
  FileActions actions;
  std::array<Ends, 3> ends;
  StartedProcess started;
  started.input = redirect(actions, request.input, 0, ends[0]);
  started.output = redirect(actions, request.output, 1, ends[1]);
  started.error = redirect(actions, request.error, 2, ends[2]);
  if (request.directory) actions.change_directory(*request.directory);
  actions.close_from(3);
  const Attributes attributes(request.new_session);

  std::vector<std::string> arguments = request.arguments;
  std::vector<std::string> environment;
  if (request.environment) {
    for (const auto& [name, value] : *request.environment)
      environment.push_back(name + "=" + value);
  }
  const std::vector<char*> argument_pointers = pointers_to(arguments);
  const std::vector<char*> environment_pointers = pointers_to(environment);
  pid_t id = 0;
  check(posix_spawnp(&id, arguments.front().c_str(), actions.get(), attributes.get(),
                     argument_pointers.data(),
                     request.environment ? environment_pointers.data() : environ),
        "'" + arguments.front() + "'");
  started.id = id;
  started.exit = static_cast<int>(syscall(SYS_pidfd_open, id, 0));
  if (started.exit < 0) {
    const int error = errno;
    kill(id, SIGKILL);
    wait(id);
    throw OsError(error);
  }
  for (Ends& each : ends) each.parent.release();
  return started;
}

std::optional<int> RealProcesses::take_status(int id) {
  int status = 0;
  const pid_t found = waitpid(id, &status, WNOHANG);
  if (found < 0) throw OsError(errno);
  return found == 0 ? std::nullopt : std::optional(status_of(status));
}

int RealProcesses::wait(int id) {
  int status = 0;
  while (waitpid(id, &status, 0) < 0) {
    if (errno != EINTR) throw OsError(errno);
  }
  return status_of(status);
}

void RealProcesses::send_signal(int id, int signal) {
  if (kill(id, signal) < 0) throw OsError(errno);
}

}  // namespace loopscope
