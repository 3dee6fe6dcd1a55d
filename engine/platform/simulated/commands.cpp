#include "engine/platform/simulated/commands.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <ctime>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/platform/simulated/shell.h"
#include "engine/platform/simulated/simulated_platform.h"
#include "engine/platform/simulated/simulated_processes.h"

namespace loopscope::simulated {
namespace {

using Texts = std::vector<std::string>;

/// The arguments of a command: letters of options, and the rest.
struct Given {
  std::set<char> options;
  Texts rest;
  std::string value;  ///< of the option that takes one

  /// `with_value`: the letter of an option that takes a value ("-n 5", "-n5"); '\0': none.
  explicit Given(const SimulatedProcess& process, char with_value = '\0') {
    const Texts& all = process.arguments();
    bool more = true;
    for (std::size_t i = 1; i < all.size(); ++i) {
      if (more && all[i] == "--") {
        more = false;
      } else if (!more || all[i].size() < 2 || all[i][0] != '-') {
        rest.push_back(all[i]);
      } else if (with_value != '\0' && all[i][1] == with_value) {
        value = all[i].size() > 2 ? all[i].substr(2) : i + 1 < all.size() ? all[++i] : "";
      } else if (with_value != '\0' && std::isdigit(static_cast<unsigned char>(all[i][1])) != 0) {
        value = all[i].substr(1);  // head -5
      } else {
        options.insert(all[i].begin() + 1, all[i].end());
      }
    }
  }
  bool has(char option) const { return options.contains(option); }
};

Texts lines_of(std::string_view text) {
  Texts lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return lines;
}

std::optional<double> number_in(std::string_view text) {
  double number = 0;
  const auto end = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || end.ptr != text.data() + text.size()) return std::nullopt;
  return number;
}

int complain(SimulatedProcess& process, const std::string& text, int status = 1) {
  process.write(2, fmt::format("{}: {}\n", process.arguments().front(), text));
  return status;
}

/// Calls `use(text, name)` with every file that is named, or with standard input; 1 if one is not
/// there.
template <class F>
int for_inputs(SimulatedProcess& process, const Texts& names, F use) {
  if (names.empty()) {
    use(process.read_all(), std::string());
    return 0;
  }
  int status = 0;
  for (const std::string& name : names) {
    if (name == "-") {
      use(process.read_all(), name);
    } else if (const auto content = process.file(name)) {
      use(*content, name);
    } else {
      status = complain(process, name + ": No such file or directory");
    }
  }
  return status;
}

/// "\n", "\t", "\\", "\033"
std::string unescaped(std::string_view text) {
  static constexpr std::string_view letters = "abfnrtv\\\"'";
  static constexpr std::string_view meanings = "\a\b\f\n\r\t\v\\\"'";
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\' || i + 1 == text.size()) {
      result += text[i];
      continue;
    }
    const char next = text[++i];
    if (const std::size_t at = letters.find(next); at != std::string_view::npos) {
      result += meanings[at];
    } else if (next >= '0' && next <= '7') {
      unsigned code = 0;
      for (int digits = 0; digits < 4 && i < text.size() && text[i] >= '0' && text[i] <= '7';
           ++digits, ++i) {
        code = code * 8 + static_cast<unsigned>(text[i] - '0');
      }
      --i;
      result += static_cast<char>(code);
    } else {
      result += '\\';
      result += next;
    }
  }
  return result;
}

int echo(SimulatedProcess& process) {
  const Texts& all = process.arguments();
  std::size_t first = 1;
  bool newline = true;
  bool escapes = false;
  for (; first < all.size() &&
         (all[first] == "-n" || all[first] == "-e" || all[first] == "-ne" || all[first] == "-en");
       ++first) {
    newline = newline && all[first].find('n') == std::string::npos;
    escapes = escapes || all[first].find('e') != std::string::npos;
  }
  std::string text;
  for (std::size_t i = first; i < all.size(); ++i) text += (i > first ? " " : "") + all[i];
  process.write(1, (escapes ? unescaped(text) : text) + (newline ? "\n" : ""));
  return 0;
}

/// One pass over a format, which takes what it needs of `values` from `next` on.
std::string formatted(std::string_view format, const Texts& values, std::size_t& next) {
  std::string result;
  for (std::size_t i = 0; i < format.size(); ++i) {
    if (format[i] != '%' || i + 1 == format.size()) {
      result += format[i];
      continue;
    }
    std::size_t end = i + 1;
    while (end < format.size() &&
           std::string_view("-+ 0123456789.").find(format[end]) != std::string_view::npos) {
      ++end;
    }
    if (end == format.size()) break;
    constexpr std::size_t longest_spec = 8;  // no more than thousands of blanks
    const std::string spec(format.substr(i, std::min(end - i, longest_spec)));
    const char kind = format[end];
    i = end;
    if (kind == '%') {
      result += '%';
      continue;
    }
    const std::string value = next < values.size() ? values[next] : std::string();
    ++next;
    std::array<char, 512> room{};
    if (kind == 's') {
      std::snprintf(room.data(), room.size(), (spec + "s").c_str(), value.c_str());
      result += value.size() < room.size() / 2 ? std::string(room.data()) : value;
    } else if (kind == 'd' || kind == 'i') {
      std::snprintf(room.data(), room.size(), (spec + "lld").c_str(),
                    static_cast<long long>(number_in(value).value_or(0)));
      result += room.data();
    } else if (kind == 'f') {
      std::snprintf(room.data(), room.size(), (spec + "f").c_str(), number_in(value).value_or(0));
      result += room.data();
    } else {
      result += spec + kind;
    }
  }
  return result;
}

int printf_command(SimulatedProcess& process) {
  const Texts& all = process.arguments();
  if (all.size() < 2) return complain(process, "missing operand");
  const std::string format = unescaped(all[1]);
  const Texts values(all.begin() + 2, all.end());
  std::size_t next = 0;
  std::string text = formatted(format, values, next);
  for (std::size_t before = 0; next < values.size() && next > before;) {
    before = next;
    text += formatted(format, values, next);
  }
  process.write(1, text);
  return 0;
}

int cat(SimulatedProcess& process) {
  const Given given(process);
  if (given.rest.empty() && !given.has('n')) {
    for (std::string data = process.read(); !data.empty(); data = process.read()) {
      process.write(1, data);
    }
    return 0;
  }
  int number = 0;
  return for_inputs(process, given.rest, [&](const std::string& text, const std::string&) {
    if (!given.has('n')) {
      process.write(1, text);
      return;
    }
    for (const std::string& line : lines_of(text)) {
      process.write(1, fmt::format("{:6}\t{}\n", ++number, line));
    }
  });
}

int head_or_tail(SimulatedProcess& process, bool head) {
  const Given given(process, 'n');
  const auto count = static_cast<std::size_t>(std::max(number_in(given.value).value_or(10), 0.0));
  if (head && given.rest.empty()) {  // ends without waiting for what it doesn't need
    for (std::size_t i = 0; i < count; ++i) {
      const std::string line = process.read_line();
      if (line.empty()) break;
      process.write(1, line);
    }
    return 0;
  }
  return for_inputs(process, given.rest, [&](const std::string& text, const std::string&) {
    const Texts lines = lines_of(text);
    const std::size_t first = head || lines.size() < count ? 0 : lines.size() - count;
    for (std::size_t i = first; i < lines.size() && i < first + count; ++i) {
      process.write(1, lines[i] + "\n");
    }
  });
}

int sort(SimulatedProcess& process) {
  const Given given(process);
  Texts lines;
  const int status =
      for_inputs(process, given.rest, [&](const std::string& text, const std::string&) {
        const Texts more = lines_of(text);
        lines.insert(lines.end(), more.begin(), more.end());
      });
  const auto number = [](const std::string& line) {
    double value = 0;
    const std::size_t first = std::min(line.find_first_not_of(" \t"), line.size());
    std::from_chars(line.data() + first, line.data() + line.size(), value);
    return value;
  };
  const auto less = [&](const std::string& a, const std::string& b) {
    if (given.has('n') && number(a) != number(b)) return number(a) < number(b);
    return a < b;
  };
  std::stable_sort(lines.begin(), lines.end(), less);
  if (given.has('r')) std::reverse(lines.begin(), lines.end());
  if (given.has('u')) lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
  for (const std::string& line : lines) process.write(1, line + "\n");
  return status;
}

int uniq(SimulatedProcess& process) {
  const Given given(process);
  return for_inputs(process, given.rest, [&](const std::string& text, const std::string&) {
    const Texts lines = lines_of(text);
    for (std::size_t i = 0; i < lines.size();) {
      std::size_t end = i;
      while (end < lines.size() && lines[end] == lines[i]) ++end;
      process.write(1,
                    given.has('c') ? fmt::format("{:7} {}\n", end - i, lines[i]) : lines[i] + "\n");
      i = end;
    }
  });
}

int wc(SimulatedProcess& process) {
  const Given given(process);
  const bool all = given.options.empty();
  return for_inputs(process, given.rest, [&](const std::string& text, const std::string& name) {
    const auto newlines = std::count(text.begin(), text.end(), '\n');
    std::size_t words = 0;
    bool in_word = false;
    for (const char c : text) {
      const bool space = std::isspace(static_cast<unsigned char>(c)) != 0;
      words += !space && !in_word ? 1 : 0;
      in_word = !space;
    }
    Texts columns;
    if (all || given.has('l')) columns.push_back(std::to_string(newlines));
    if (all || given.has('w')) columns.push_back(std::to_string(words));
    if (all || given.has('c') || given.has('m')) columns.push_back(std::to_string(text.size()));
    std::string line;
    const std::size_t width = columns.size() == 1 ? 0 : name.empty() ? 7 : columns.back().size();
    for (const std::string& column : columns) {
      line += fmt::format("{}{:>{}}", line.empty() ? "" : " ", column, width);
    }
    process.write(1, line + (name.empty() ? "" : " " + name) + "\n");
  });
}

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

/// Patterns are plain texts, but for ^ and $ at their ends.
bool grep_finds(std::string line, std::string pattern, bool ignore_case) {
  if (ignore_case) {
    line = lower(line);
    pattern = lower(pattern);
  }
  const bool at_start = pattern.starts_with('^');
  const bool at_end = pattern.size() > (at_start ? 1U : 0U) && pattern.ends_with('$');
  const std::string_view text =
      std::string_view(pattern).substr(at_start ? 1 : 0, pattern.size() - at_start - at_end);
  if (at_start && at_end) return line == text;
  if (at_start) return line.starts_with(text);
  return at_end ? line.ends_with(text) : line.find(text) != std::string::npos;
}

int grep(SimulatedProcess& process) {
  Given given(process);
  if (given.rest.empty()) return complain(process, "no pattern", 2);
  const std::string pattern = given.rest.front();
  given.rest.erase(given.rest.begin());
  bool found = false;
  const bool several = given.rest.size() > 1;
  const int status =
      for_inputs(process, given.rest, [&](const std::string& text, const std::string& name) {
        int number = 0;
        int count = 0;
        for (const std::string& line : lines_of(text)) {
          ++number;
          if (grep_finds(line, pattern, given.has('i')) == given.has('v')) continue;
          ++count;
          found = true;
          if (given.has('c') || given.has('q')) continue;
          process.write(1, (several ? name + ":" : "") +
                               (given.has('n') ? fmt::format("{}:", number) : "") + line + "\n");
        }
        if (given.has('c'))
          process.write(1, (several ? name + ":" : "") + std::to_string(count) + "\n");
      });
  return status != 0 ? 2 : found ? 0 : 1;
}

/// "a-z" is all the letters.
std::string spread(std::string_view set) {
  std::string result;
  const std::string plain = unescaped(set);
  for (std::size_t i = 0; i < plain.size(); ++i) {
    if (i + 2 < plain.size() && plain[i + 1] == '-') {
      for (int c = static_cast<unsigned char>(plain[i]);
           c <= static_cast<unsigned char>(plain[i + 2]); ++c) {
        result += static_cast<char>(c);
      }
      i += 2;
    } else {
      result += plain[i];
    }
  }
  return result;
}

int tr(SimulatedProcess& process) {
  const Given given(process);
  const std::size_t wanted = given.has('d') ? 1 : 2;
  if (given.rest.size() != wanted) return complain(process, "missing operand");
  const std::string from = spread(given.rest[0]);
  const std::string to = given.has('d') ? std::string() : spread(given.rest[1]);
  for (std::string data = process.read(); !data.empty(); data = process.read()) {
    std::string result;
    for (const char c : data) {
      const std::size_t at = from.find(c);
      if (at == std::string::npos) {
        result += c;
      } else if (!to.empty()) {
        result += to[std::min(at, to.size() - 1)];
      }
    }
    process.write(1, result);
  }
  return 0;
}

int rev(SimulatedProcess& process) {
  for (std::string line = process.read_line(); !line.empty(); line = process.read_line()) {
    const bool newline = line.ends_with('\n');
    if (newline) line.pop_back();
    std::reverse(line.begin(), line.end());
    process.write(1, line + (newline ? "\n" : ""));
  }
  return 0;
}

int seq(SimulatedProcess& process) {
  std::vector<double> numbers;
  for (std::size_t i = 1; i < process.arguments().size(); ++i) {
    const auto number = number_in(process.arguments()[i]);
    if (!number) return complain(process, "invalid floating point argument");
    numbers.push_back(*number);
  }
  if (numbers.empty() || numbers.size() > 3) return complain(process, "missing operand");
  const double first = numbers.size() > 1 ? numbers[0] : 1;
  const double step = numbers.size() > 2 ? numbers[1] : 1;
  if (step == 0) return complain(process, "invalid Zero increment value: '0'");
  for (double number = first; step > 0 ? number <= numbers.back() : number >= numbers.back();
       number += step) {
    process.write(1, fmt::format("{}\n", number));
  }
  return 0;
}

int sleep(SimulatedProcess& process) {
  double seconds = 0;
  if (process.arguments().size() < 2) return complain(process, "missing operand");
  for (std::size_t i = 1; i < process.arguments().size(); ++i) {
    std::string text = process.arguments()[i];
    double unit = 1;
    if (text.ends_with('s') || text.ends_with('m') || text.ends_with('h')) {
      unit = text.back() == 's' ? 1 : text.back() == 'm' ? 60 : 3600;
      text.pop_back();
    }
    const auto number = number_in(text);
    if (!number || *number < 0) {
      return complain(process, fmt::format("invalid time interval '{}'", process.arguments()[i]));
    }
    seconds += *number * unit;
  }
  process.sleep(seconds);
  return 0;
}

int yes(SimulatedProcess& process) {
  const Texts& all = process.arguments();
  const std::string line = (all.size() > 1 ? all[1] : "y") + "\n";
  while (true) process.write(1, line);
}

int env(SimulatedProcess& process) {
  for (const auto& [name, value] : process.start().environment) {
    process.write(1, name + "=" + value + "\n");
  }
  return 0;
}

int date(SimulatedProcess& process) {
  const auto seconds = static_cast<std::time_t>(process.processes().platform().wall_time());
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  const Texts& all = process.arguments();
  const std::string format = all.size() > 1 && all.back().starts_with('+')
                                 ? all.back().substr(1)
                                 : "%a %b %e %H:%M:%S UTC %Y";
  std::array<char, 256> text{};
  const std::size_t size = std::strftime(text.data(), text.size(), format.c_str(), &parts);
  process.write(1, std::string(text.data(), size) + "\n");
  return 0;
}

int name_part(SimulatedProcess& process, bool last) {
  if (process.arguments().size() < 2) return complain(process, "missing operand");
  std::string path = process.arguments()[1];
  while (path.size() > 1 && path.ends_with('/')) path.pop_back();
  const std::size_t slash = path.rfind('/');
  if (last) {
    std::string name = slash == std::string::npos ? path : path.substr(slash + 1);
    if (process.arguments().size() > 2 && name.ends_with(process.arguments()[2])) {
      name.resize(name.size() - process.arguments()[2].size());
    }
    process.write(1, name + "\n");
  } else {
    process.write(1, (slash == std::string::npos ? "."
                      : slash == 0               ? "/"
                                                 : path.substr(0, slash)) +
                         "\n");
  }
  return 0;
}

int ls(SimulatedProcess& process) {
  const Given given(process);
  const Texts folders = given.rest.empty() ? Texts{process.start().directory} : given.rest;
  int status = 0;
  for (const std::string& folder : folders) {
    if (process.file(folder)) {
      process.write(1, folder + "\n");
      continue;
    }
    std::string prefix =
        folder.starts_with('/') ? folder : process.start().directory + "/" + folder;
    if (prefix.starts_with("//")) prefix.erase(0, 1);
    if (!prefix.ends_with('/')) prefix += '/';
    std::set<std::string> names;
    for (const auto& [path, content] : process.start().files) {
      if (!path.starts_with(prefix)) continue;
      const std::string rest = path.substr(prefix.size());
      names.insert(rest.substr(0, rest.find('/')));
    }
    if (names.empty() && prefix != "/") {
      status = complain(process,
                        fmt::format("cannot access '{}': No such file or directory", folder), 2);
    }
    for (const std::string& name : names) process.write(1, name + "\n");
  }
  return status;
}

ProcessProgram says(const std::string& text) {
  return [text](SimulatedProcess& process) {
    process.write(1, text + "\n");
    return 0;
  };
}

}  // namespace

void add_commands(SimulatedProcesses& processes) {
  processes.add_program("echo", echo);
  processes.add_program("printf", printf_command);
  processes.add_program("cat", cat);
  processes.add_program("head",
                        [](SimulatedProcess& process) { return head_or_tail(process, true); });
  processes.add_program("tail",
                        [](SimulatedProcess& process) { return head_or_tail(process, false); });
  processes.add_program("sort", sort);
  processes.add_program("uniq", uniq);
  processes.add_program("wc", wc);
  processes.add_program("grep", grep);
  processes.add_program("tr", tr);
  processes.add_program("rev", rev);
  processes.add_program("seq", seq);
  processes.add_program("sleep", sleep);
  processes.add_program("true", [](SimulatedProcess&) { return 0; });
  processes.add_program("false", [](SimulatedProcess&) { return 1; });
  processes.add_program("yes", yes);
  processes.add_program("pwd", [](SimulatedProcess& process) {
    process.write(1, process.start().directory + "\n");
    return 0;
  });
  processes.add_program("env", env);
  processes.add_program("date", date);
  processes.add_program("uname", says("Linux"));
  processes.add_program("hostname", says("localhost"));
  processes.add_program("whoami", says("learner"));
  processes.add_program("basename",
                        [](SimulatedProcess& process) { return name_part(process, true); });
  processes.add_program("dirname",
                        [](SimulatedProcess& process) { return name_part(process, false); });
  processes.add_program("ls", ls);
  processes.add_program("sh", run_shell);
  processes.add_program("bash", run_shell);
}

}  // namespace loopscope::simulated
