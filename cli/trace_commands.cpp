#include <iostream>
#include <memory>

#include "cli/commands.h"
#include "engine/base/float_text.h"
#include "engine/trace/causes.h"
#include "engine/trace/jsonl.h"
#include "engine/trace/perfetto.h"
#include "engine/trace/timeline.h"
#include "lessons/player/moments.h"
#include "lessons/player/picture.h"

namespace loopscope::cli {
namespace {

struct ShowArguments {
  std::string trace;
  std::uint64_t at = 0;
  bool has_at = false;
  bool moments = false;
  player::Language language = player::Language::english;
};

std::shared_ptr<const Trace> open_trace(const std::string& file) {
  read_file(file);
  return read_jsonl(std::filesystem::path(file));
}

/// "event 41: timer_due, because of 36: timer_scheduled, because of …"
void print_causes(const Trace& trace, Position position) {
  const char* before = "event ";
  for (const EventId id : chain_of_causes(trace, position)) {
    std::cout << before << id << ": " << name_of(trace.event(id).kind);
    before = " <- ";
  }
  if (position > 0) std::cout << "\n\n";
}

/// "26  0.0 s  output "Hello" task="Task-2" line=5": when it is, and how a lesson finds it.
void print_moments(const Timeline& timeline) {
  const std::size_t width = std::to_string(timeline.end()).size();
  for (const player::Moment& moment : player::moments_of(timeline)) {
    const std::string number = std::to_string(moment.at);
    std::cout << std::string(width - number.size(), ' ') << number << "  "
              << float_repr(round_decimal(moment.time, 6)) << " s  " << moment.cue << '\n';
  }
}

int show(const ShowArguments& arguments) {
  const auto trace = open_trace(arguments.trace);
  const Timeline timeline(trace);
  if (arguments.moments) {
    print_moments(timeline);
    return 0;
  }
  if (arguments.has_at && arguments.at > timeline.end()) {
    throw UsageError("--at " + std::to_string(arguments.at) + " is beyond the end: the trace has " +
                     std::to_string(timeline.end()) + " events");
  }
  const Position position = arguments.has_at ? static_cast<Position>(arguments.at) : timeline.end();
  const RunDescription& run = trace->description();
  std::cout << run.program_name << " (seed " << run.seed << ", "
            << (run.virtual_clock ? "virtual" : "real") << " clock)\n";
  print_causes(*trace, position);
  player::PictureOptions options;
  options.width = terminal_width();
  for (const std::string& line : player::picture_of(
           timeline, timeline.seek(position), player::texts_of(arguments.language), options)) {
    std::cout << line << '\n';
  }
  return 0;
}

struct ExportArguments {
  std::string trace;
  std::string format;
  std::string output;
};

int export_trace(const ExportArguments& arguments) {
  const auto trace = open_trace(arguments.trace);
  const bool perfetto = arguments.format == "perfetto";
  const auto file = open_output(arguments.output, {arguments.trace});
  std::ostream& out = file ? *file : std::cout;
  perfetto ? write_perfetto(*trace, out) : write_jsonl(*trace, out);
  if (file) finish(*file, arguments.output);
  return 0;
}

}  // namespace

void add_show(CLI::App& app, int& status) {
  const auto arguments = std::make_shared<ShowArguments>();
  CLI::App* const command = app.add_subcommand("show", "Show a moment of a trace in text");
  command->add_option("TRACE", arguments->trace, "A trace that `run --trace` wrote")->required();
  CLI::Option* const at =
      add_number(*command, "--at", arguments->at, "After how many events (default: at the end)");
  command
      ->add_flag("--moments", arguments->moments,
                 "List all moments instead, each as the cue by which a lesson finds it")
      ->excludes(at);
  add_language(*command, arguments->language);
  command->callback([arguments, command, &status] {
    arguments->has_at = command->count("--at") > 0;
    status = show(*arguments);
  });
}

void add_export(CLI::App& app, int& status) {
  const auto arguments = std::make_shared<ExportArguments>();
  CLI::App* const command = app.add_subcommand("export", "Write a trace in another format");
  command->add_option("TRACE", arguments->trace, "A trace that `run --trace` wrote")->required();
  add_choice(*command, "--to", arguments->format, "perfetto", "jsonl",
             "The format: perfetto (for ui.perfetto.dev) or jsonl")
      ->required();
  command->add_option("--output,-o", arguments->output, "File (default: standard output)");
  command->callback([arguments, &status] { status = export_trace(*arguments); });
}

}  // namespace loopscope::cli
