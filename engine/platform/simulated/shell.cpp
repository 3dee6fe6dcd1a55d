#include "engine/platform/simulated/shell.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <initializer_list>
#include <map>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/error.h"
#include "engine/base/os_error.h"
#include "engine/platform/simulated/local_end.h"
#include "engine/platform/simulated/simulated_processes.h"

namespace loopscope::simulated {
namespace {

constexpr int status_not_found = 127;
constexpr int status_of_signal = 128;
constexpr int status_of_misuse = 2;

/// A word or an operator of a command line.
struct Token {
  enum class Kind : std::uint8_t { word, operation };
  Kind kind = Kind::word;
  std::string text;
  bool splits = false;  ///< has a variable's value and no quotes: its blanks part words
};

class SyntaxProblem final : public Error {
 public:
  using Error::Error;
};

class Shell {
 public:
  explicit Shell(SimulatedProcess& process) : process_(process) {
    for (const auto& [name, value] : process.start().environment) variables_[name] = value;
    directory_ = process.start().directory;
  }

  int run(std::string_view line) {
    rest_ = line;
    try {
      next();
      run_list({});
      if (has_token_ && !exited_) throw unexpected();
    } catch (const SyntaxProblem& problem) {
      process_.write(2, fmt::format("{}: 1: {}\n", process_.arguments().front(), problem.what()));
      return status_of_misuse;
    }
    for (const auto& each : background_) process_.join(*each);
    return status_;
  }

 private:
  struct Command {
    std::vector<std::string> words;
    std::vector<std::pair<std::string, std::string>> assignments;
    ProcessStreamRef output;
    ProcessStreamRef error;
    bool error_to_output = false;
    bool output_to_error = false;
    bool no_input = false;
  };

  /// Commands up to one of the words `ends`, which is the present token then, or to the end.
  void run_list(std::initializer_list<std::string_view> ends) {
    bool wanted = true;
    while (has_token_ && !exited_ && !leaves_body()) {
      if (is_operation("\n") || is_operation(";")) {
        next();
        continue;
      }
      if (is_one_of(ends)) return;
      run_command(wanted);
      if (!has_token_ || exited_ || leaves_body()) return;
      if (is_one_of(ends)) throw unexpected();
      if (is_operation("&&")) {
        wanted = status_ == 0;
      } else if (is_operation("||")) {
        wanted = status_ != 0;
      } else {
        wanted = true;
      }
      next();
    }
  }

  void run_command(bool wanted) {
    const bool outside = std::exchange(executing_, executing_ && wanted);
    if (is_word("for")) {
      run_for();
    } else if (is_word("while") || is_word("until")) {
      run_while(token_.text == "until");
    } else if (is_word("if")) {
      run_if();
    } else {
      const std::vector<Command> pipeline = read_pipeline();
      if (executing_) run_pipeline(pipeline);
    }
    executing_ = outside;
  }

  /// Runs what stands between `do` and `done`, from `body` on; false if the loop is over.
  bool run_body(std::string_view body) {
    process_.sleep(time_of_a_round);
    rest_ = body;
    next();
    run_list({"done"});
    if (exited_) return false;
    const Leaving how = std::exchange(leaving_, Leaving::no);
    return how != Leaving::break_;
  }

  /// Goes over the body without running it.
  void skip_body(std::string_view body) {
    const bool outside = std::exchange(executing_, false);
    rest_ = body;
    next();
    run_list({"done"});
    executing_ = outside;
    expect("done");
    after_compound();
  }

  void run_for() {
    if (!next() || token_.kind != Token::Kind::word) throw unexpected();
    const std::string name = token_.text;
    next();
    expect("in");
    std::vector<std::string> words;
    while (next() && token_.kind == Token::Kind::word) append_words(words);
    while (is_operation(";") || is_operation("\n")) next();
    expect("do");
    const std::string_view body = rest_;
    if (executing_) {
      for (const std::string& word : words) {
        variables_[name] = word;
        if (!run_body(body)) break;
      }
      if (exited_) return;
    }
    skip_body(body);
  }

  void run_while(bool until) {
    const std::string_view condition = rest_;
    int status = 0;
    while (true) {
      rest_ = condition;
      next();
      run_list({"do"});
      if (exited_) return;
      expect("do");
      const std::string_view body = rest_;
      if (!executing_ || (status_ == 0) == until || !run_body(body)) {
        if (exited_) return;
        skip_body(body);
        break;
      }
      status = status_;
    }
    if (executing_) status_ = status;
  }

  void run_if() {
    const bool outside = executing_;
    bool taken = false;
    next();
    run_list({"then"});
    while (!exited_) {
      expect("then");
      executing_ = outside && !taken && status_ == 0;
      taken = taken || executing_;
      next();
      run_list({"elif", "else", "fi"});
      if (exited_ || leaves_body() || !is_word("elif")) break;
      executing_ = outside && !taken;
      next();
      run_list({"then"});
    }
    if (!exited_ && !leaves_body() && is_word("else")) {
      executing_ = outside && !taken;
      next();
      run_list({"fi"});
    }
    executing_ = outside;
    if (exited_ || leaves_body()) return;
    expect("fi");
    if (!taken && executing_) status_ = 0;
    after_compound();
  }

  /// What follows `done` and `fi`.
  void after_compound() {
    next();
    if (!has_token_ || is_operation(";") || is_operation("\n") || is_operation("&&") ||
        is_operation("||")) {
      return;
    }
    throw SyntaxProblem(
        fmt::format("\"{}\" after a loop or condition is not supported", token_.text));
  }

  bool is_word(std::string_view text) const {
    return has_token_ && token_.kind == Token::Kind::word && token_.text == text;
  }
  bool is_one_of(std::initializer_list<std::string_view> words) const {
    return std::any_of(words.begin(), words.end(), [this](auto word) { return is_word(word); });
  }
  bool leaves_body() const { return leaving_ != Leaving::no; }

  void expect(std::string_view word) {
    if (is_word(word)) return;
    const std::string what = has_token_ ? fmt::format("\"{}\"", token_.text) : "end of file";
    throw SyntaxProblem(fmt::format("Syntax error: {} unexpected (expecting \"{}\")", what, word));
  }

  SyntaxProblem unexpected() const {
    return SyntaxProblem(has_token_ ? fmt::format("Syntax error: \"{}\" unexpected", token_.text)
                                    : "Syntax error: end of file unexpected");
  }

  bool is_operation(std::string_view text) const {
    return has_token_ && token_.kind == Token::Kind::operation && token_.text == text;
  }

  /// Reads the next token; false at the end.
  bool next() {
    while (!rest_.empty() && (rest_[0] == ' ' || rest_[0] == '\t')) rest_.remove_prefix(1);
    has_token_ = !rest_.empty() && rest_[0] != '#';
    if (!has_token_) return false;
    for (const std::string_view operation : {"&&", "||", "2>&1", "1>&2", ">&2", "2>>", "2>", ">>",
                                             "|", ";", "&", ">", "<", "\n", "(", ")"}) {
      if (!rest_.starts_with(operation)) continue;
      token_ = {Token::Kind::operation, std::string(operation)};
      rest_.remove_prefix(operation.size());
      return true;
    }
    token_ = Token();
    read_word(token_);
    return true;
  }

  void read_word(Token& token) {
    std::string& word = token.text;
    bool quoted = false;
    while (!rest_.empty() &&
           std::string_view(" \t\n;|&<>()").find(rest_[0]) == std::string_view::npos) {
      const char c = rest_[0];
      rest_.remove_prefix(1);
      quoted = quoted || c == '\'' || c == '"';
      if (c == '\'') {
        const std::size_t end = rest_.find('\'');
        if (end == std::string_view::npos)
          throw SyntaxProblem("Syntax error: Unterminated quoted string");
        word += rest_.substr(0, end);
        rest_.remove_prefix(end + 1);
      } else if (c == '"') {
        read_quoted(word);
      } else if (c == '\\' && !rest_.empty()) {
        word += rest_[0];
        rest_.remove_prefix(1);
      } else if (c == '$') {
        token.splits = true;
        word += read_variable();
      } else {
        word += c;
      }
    }
    token.splits = token.splits && !quoted;
  }

  void read_quoted(std::string& word) {
    while (!rest_.empty() && rest_[0] != '"') {
      const char c = rest_[0];
      rest_.remove_prefix(1);
      if (c == '\\' && !rest_.empty() &&
          std::string_view("\"\\$`").find(rest_[0]) != std::string_view::npos) {
        word += rest_[0];
        rest_.remove_prefix(1);
      } else if (c == '$') {
        word += read_variable();
      } else {
        word += c;
      }
    }
    if (rest_.empty()) throw SyntaxProblem("Syntax error: Unterminated quoted string");
    rest_.remove_prefix(1);
  }

  std::string read_variable() {
    if (rest_.empty()) return "$";
    if (rest_[0] == '?' || rest_[0] == '$') {
      std::string value = std::to_string(rest_[0] == '?' ? status_ : process_.id());
      rest_.remove_prefix(1);
      return value;
    }
    if (rest_[0] == '(') throw SyntaxProblem("command substitution is not supported");
    const bool braces = rest_[0] == '{';
    if (braces) rest_.remove_prefix(1);
    std::size_t size = 0;
    while (size < rest_.size() &&
           (std::isalnum(static_cast<unsigned char>(rest_[size])) != 0 || rest_[size] == '_')) {
      ++size;
    }
    const std::string name(rest_.substr(0, size));
    rest_.remove_prefix(size);
    if (braces) {
      if (!rest_.starts_with('}')) throw SyntaxProblem("Bad substitution");
      rest_.remove_prefix(1);
    }
    if (name.empty()) return "$";
    const auto found = variables_.find(name);
    return found != variables_.end() ? found->second : std::string();
  }

  /// From the present token up to the operator that ends it.
  std::vector<Command> read_pipeline() {
    std::vector<Command> pipeline(1);
    do {
      if (token_.kind == Token::Kind::word) {
        add_word(pipeline.back());
      } else if (is_operation("|")) {
        if (pipeline.back().words.empty()) throw SyntaxProblem("Syntax error: \"|\" unexpected");
        pipeline.emplace_back();
      } else if (!redirect(pipeline.back())) {
        break;
      }
    } while (next());
    if (is_operation("(") || is_operation(")")) {
      throw SyntaxProblem(fmt::format("Syntax error: \"{}\" unexpected", token_.text));
    }
    const Command& last = pipeline.back();
    if (last.words.empty() && last.assignments.empty() && !last.output && !last.error) {
      throw unexpected();
    }
    in_background_ = is_operation("&");
    return pipeline;
  }

  void add_word(Command& command) {
    const std::size_t equals = token_.text.find('=');
    const bool may_assign = command.words.empty() && equals != std::string::npos && equals > 0 &&
                            std::isdigit(static_cast<unsigned char>(token_.text[0])) == 0;
    if (may_assign) {
      command.assignments.emplace_back(token_.text.substr(0, equals),
                                       token_.text.substr(equals + 1));
    } else {
      append_words(command.words);
    }
  }

  /// The present token: as one word, or as many as the value of its variables has.
  void append_words(std::vector<std::string>& words) const {
    if (!token_.splits) {
      words.push_back(token_.text);
      return;
    }
    std::istringstream parts(token_.text);
    for (std::string part; parts >> part;) words.push_back(part);
  }

  bool redirect(Command& command) {
    const std::string how = token_.text;
    if (how == "2>&1") {
      command.error_to_output = true;
      return true;
    }
    if (how == ">&2" || how == "1>&2") {
      command.output_to_error = true;
      return true;
    }
    if (how != ">" && how != ">>" && how != "2>" && how != "2>>" && how != "<") return false;
    if (!next() || token_.kind != Token::Kind::word) {
      throw SyntaxProblem("Syntax error: newline unexpected");
    }
    if (token_.text != "/dev/null") {
      throw SyntaxProblem(fmt::format("{} {}: only /dev/null is supported", how, token_.text));
    }
    if (how == "<") {
      command.no_input = true;
    } else {
      (how.starts_with('2') ? command.error : command.output) = std::make_shared<ProcessStream>();
    }
    return true;
  }

  void run_pipeline(const std::vector<Command>& pipeline) {
    if (pipeline.size() == 1 && run_built_in(pipeline.front())) return;
    std::vector<std::shared_ptr<SimulatedProcess>> started;
    ProcessStreamRef input = process_.start().input;
    if (in_background_) input = nullptr;
    for (std::size_t i = 0; i < pipeline.size(); ++i) {
      ProcessStart start;
      start.input = pipeline[i].no_input ? nullptr : std::exchange(input, nullptr);
      start.output = process_.start().output;
      if (i + 1 < pipeline.size()) {
        const auto ends = LocalEnd::pipe();
        input = std::make_shared<ProcessStream>(ends.first);
        start.output = std::make_shared<ProcessStream>(ends.second);
      }
      if (const auto process = start_command(pipeline[i], std::move(start))) {
        started.push_back(process);
      }
      // Otherwise the status says so.
      else if (i + 1 == pipeline.size()) {
        started.clear();
      }
    }
    if (started.empty()) return;
    if (in_background_) {
      background_.insert(background_.end(), started.begin(), started.end());
      status_ = 0;
      return;
    }
    for (const auto& process : started) {
      const int status = process_.join(*process);
      status_ = status < 0 ? status_of_signal - status : status;
    }
  }

  std::shared_ptr<SimulatedProcess> start_command(const Command& command, ProcessStart start) {
    start.error = process_.start().error;
    if (command.output) start.output = command.output;
    if (command.output_to_error) start.output = start.error;
    if (command.error) start.error = command.error;
    if (command.error_to_output) start.error = start.output;
    start.arguments = command.words;
    start.directory = directory_;
    start.files = process_.start().files;
    auto variables = variables_;
    for (const auto& [name, value] : command.assignments) variables[name] = value;
    start.environment.assign(variables.begin(), variables.end());
    const ProcessStreamRef error = start.error;
    try {
      return process_.processes().start(std::move(start));
    } catch (const OsError&) {
      const std::string text = fmt::format("{}: 1: {}: not found\n", process_.arguments().front(),
                                           command.words.front());
      if (error && error->connection) {
        error->connection->send(std::as_bytes(std::span(text)));
      } else if (error && error->inherited) {
        error->inherited(text);
      }
      status_ = status_not_found;
      return nullptr;
    }
  }

  /// False if it is none.
  bool run_built_in(const Command& command) {
    if (command.words.empty()) {
      for (const auto& [name, value] : command.assignments) variables_[name] = value;
      status_ = 0;
      return true;
    }
    const std::string& name = command.words.front();
    const std::string first = command.words.size() > 1 ? command.words[1] : std::string();
    if (name == "exit") {
      exited_ = true;
      if (!first.empty()) status_ = std::atoi(first.c_str()) & 0xFF;
      return true;
    }
    if (name == "export") {
      const std::size_t equals = first.find('=');
      if (equals != std::string::npos)
        variables_[first.substr(0, equals)] = first.substr(equals + 1);
    } else if (name == "cd") {
      directory_ = first.empty() ? "/" : first.starts_with('/') ? first : directory_ + "/" + first;
    } else if (name == "kill") {
      const bool has_signal = first.starts_with('-');
      const int signal = has_signal ? -std::atoi(first.c_str()) : 15;
      process_.kill(signal);
      process_.write(1, "");
    } else if (name == "break" || name == "continue") {
      leaving_ = name == "break" ? Leaving::break_ : Leaving::continue_;
    } else if (name == "test" || name == "[") {
      status_ = test(command.words);
      return true;
    } else if (name != ":" && name != "exec" && name != "wait") {
      return false;
    } else if (name == "exec") {
      Command rest = command;
      rest.words.erase(rest.words.begin());
      exited_ = true;
      run_pipeline({rest});
      return true;
    } else if (name == "wait") {
      for (const auto& each : std::exchange(background_, {})) process_.join(*each);
    }
    status_ = 0;
    return true;
  }

  /// The status of `test EXPRESSION` and `[ EXPRESSION ]`.
  static int test(std::vector<std::string> words) {
    if (words.front() == "[") {
      if (words.back() != "]") return status_of_misuse;
      words.pop_back();
    }
    words.erase(words.begin());
    const bool negated = !words.empty() && words.front() == "!";
    if (negated) words.erase(words.begin());
    const bool holds = is_true(words);
    return holds != negated ? 0 : 1;
  }

  static bool is_true(const std::vector<std::string>& words) {
    if (words.size() < 2) return !words.empty() && !words[0].empty();
    if (words.size() == 2) return words[0] == "-n" ? !words[1].empty() : words[1].empty();
    const std::string& how = words[1];
    if (how == "=" || how == "==") return words[0] == words[2];
    if (how == "!=") return words[0] != words[2];
    const long a = std::atol(words[0].c_str());
    const long b = std::atol(words[2].c_str());
    return how == "-eq"   ? a == b
           : how == "-ne" ? a != b
           : how == "-lt" ? a < b
           : how == "-le" ? a <= b
           : how == "-gt" ? a > b
                          : how == "-ge" && a >= b;
  }

  enum class Leaving : std::uint8_t { no, break_, continue_ };
  static constexpr double time_of_a_round = 1e-4;

  SimulatedProcess& process_;
  std::string_view rest_;
  Token token_;
  bool has_token_ = false;
  bool in_background_ = false;
  bool exited_ = false;
  bool executing_ = true;  ///< false while a body or branch is only gone over
  Leaving leaving_ = Leaving::no;
  int status_ = 0;
  std::string directory_;
  std::map<std::string, std::string> variables_;
  std::vector<std::shared_ptr<SimulatedProcess>> background_;
};

}  // namespace

int run_shell(SimulatedProcess& process) {
  const std::vector<std::string>& arguments = process.arguments();
  if (arguments.size() > 2 && arguments[1] == "-c") return Shell(process).run(arguments[2]);
  if (arguments.size() > 1) {
    const auto script = process.file(arguments[1]);
    if (script) return Shell(process).run(*script);
    process.write(2,
                  fmt::format("{}: 0: cannot open {}: No such file\n", arguments[0], arguments[1]));
    return status_of_misuse;
  }
  return Shell(process).run(process.read_all());
}

}  // namespace loopscope::simulated
