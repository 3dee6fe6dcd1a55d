#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <memory>

#include "cli/commands.h"
#include "engine/trace/iterations.h"
#include "engine/trace/jsonl.h"
#include "lessons/player/hints.h"
#include "lessons/player/surroundings.h"
#include "lessons/python/world.h"

namespace loopscope::cli {
namespace {

struct RunArguments {
  std::string file;
  std::string clock = "virtual";
  bool loopback = false;
  std::uint64_t seed = 0;
  std::string trace;
  std::string iterations;
  std::string world;
  bool debug = false;
  bool hints = isatty(STDERR_FILENO) != 0;
  player::Language language = player::Language::english;
  std::vector<std::string> arguments;
};

void write_to_stream(int stream, std::string_view text) {
  if (stream == 2) std::fflush(stdout);
  std::fwrite(text.data(), 1, text.size(), stream == 2 ? stderr : stdout);
}

void write_hints(const std::vector<python::Hint>& hints, player::Language language) {
  const player::Texts& texts = player::texts_of(language);
  for (const python::Hint& hint : hints) {
    fmt::print(stderr, "{}: {}\n", texts["hint.heading"], player::hint_text(texts, hint));
  }
}

int run(const RunArguments& arguments) {
  if (arguments.loopback && arguments.clock != "real") {
    throw UsageError("--loopback needs --clock real: the machine's sockets know no virtual clock");
  }
  const std::string source = read_file(arguments.file);
  const python::World world =
      arguments.world.empty()
          ? python::World()
          : player::parse_surroundings_alone(read_file(arguments.world), arguments.world);
  const auto trace_out = open_output(arguments.trace, {arguments.file, arguments.world});
  const auto iterations_out =
      open_output(arguments.iterations, {arguments.file, arguments.world, arguments.trace});
  python::RunOptions options;
  options.clock =
      arguments.clock == "real" ? python::ClockKind::real_time : python::ClockKind::virtual_time;
  options.loopback = arguments.loopback;
  options.seed = arguments.seed;
  options.debug = arguments.debug;
  options.trace = trace_out != nullptr || iterations_out != nullptr;
  options.arguments = arguments.arguments;
  options.on_output = write_to_stream;
  const python::RunResult result = python::run_program(source, arguments.file, options, world);
  std::fflush(stdout);
  if (arguments.hints) write_hints(result.hints, arguments.language);
  if (!result.trace) return result.exit_status;
  if (trace_out) {
    write_jsonl(*result.trace, *trace_out);
    finish(*trace_out, arguments.trace);
  }
  if (iterations_out) {
    write_iterations(*result.trace, *iterations_out);
    finish(*iterations_out, arguments.iterations);
  }
  return result.exit_status;
}

}  // namespace

void add_run(CLI::App& app, int& status, const std::vector<std::string>& after_dashes) {
  const auto arguments = std::make_shared<RunArguments>();
  CLI::App* const command = app.add_subcommand("run", "Run a Python program on the loop");
  command->add_option("FILE.py", arguments->file, "The program")->required();
  command->add_option("ARGUMENT", arguments->arguments,
                      "The program's own arguments (write -- before those that begin with -)");
  add_choice(*command, "--clock", arguments->clock, "virtual", "real",
             "virtual (time jumps, the default) or real");
  command->add_flag("--loopback", arguments->loopback,
                    "With --clock real: let the program open sockets on this machine, at 127.0.0.1 "
                    "and ::1 only (default: its sockets are simulated)");
  add_number(*command, "--seed", arguments->seed, "Seed of everything random (default 0)");
  command->add_option("--trace", arguments->trace,
                      "Write all that happens to this JSON Lines file");
  command->add_option("--iterations", arguments->iterations,
                      "Write one JSON object a loop iteration to this file");
  command->add_option("--world", arguments->world,
                      "A TOML file with the simulated files and web sites that the program finds");
  command->add_flag("--debug", arguments->debug, "asyncio's debug mode");
  command->add_flag("--hints,!--no-hints", arguments->hints,
                    "Say, after the run, what a beginner may have meant otherwise (default: if "
                    "standard error is a terminal)");
  add_language(*command, arguments->language);
  command->callback([arguments, after_dashes, &status] {
    RunArguments all = *arguments;
    all.arguments.insert(all.arguments.end(), after_dashes.begin(), after_dashes.end());
    status = run(all);
  });
}

}  // namespace loopscope::cli
