#include "gui/app/export.h"

#include <algorithm>

#include "engine/base/error.h"
#include "engine/trace/jsonl.h"
#include "engine/trace/perfetto.h"
#include "gui/app/editor.h"
#include "gui/app/share.h"
#include "gui/stage/time_axis.h"

namespace loopscope::gui {

namespace {

namespace fs = std::filesystem;

std::string stem_of(const Model& model) {
  const std::string stem = fs::path(model.session->program_name()).stem().string();
  return stem.empty() ? "program" : stem;
}

/// The steps in the part of the run that the timeline shows.
std::vector<Position> moments_in_sight(const Model& model) {
  const player::Session& session = *model.session;
  const TimeWindow& window = model.time_window;
  const stage::Instants instants(session.trace());
  const stage::TimeAxis axis(instants, window.by_event, window.from, window.to, 0.0F, 10'000.0F);
  const Position first = window.from <= 0.0 ? 0 : axis.position_at(0.0F);
  const Position last = window.to >= 1.0 ? session.end() : axis.position_at(10'000.0F);
  std::vector<Position> moments = {first};
  while (moments.back() < last && moments.size() < most_frames) {
    const Position next = session.timeline().next(model.settings.unit, moments.back());
    if (next <= moments.back()) break;
    moments.push_back(std::min(next, last));
  }
  return moments;
}

/// Must be there before the window writes into it.
void check_folder(const fs::path& folder) {
  std::error_code problem;
  fs::create_directories(folder, problem);
  if (!fs::is_directory(folder, problem)) {
    throw FileError(folder.string(), 0, "the folder can't be made");
  }
}

}  // namespace

std::string export_name(const Model& model, Command command) {
  switch (command) {
    case Command::export_picture:
      return stem_of(model) + ".png";
    case Command::export_frames:
      return stem_of(model) + "-frames";
    case Command::export_animation:
      return stem_of(model) + "-moving.png";
    case Command::export_perfetto:
      return stem_of(model) + ".perfetto.json";
    default:
      return stem_of(model) + ".jsonl";
  }
}

void export_to(Model& model, Command command, const fs::path& path) {
  if (path.empty()) throw Error(model.texts["notice.no_name"]);
  const Trace& trace = model.session->trace();
  switch (command) {
    case Command::export_picture:
      model.picture = Picture{path, {}};
      break;
    case Command::export_frames:
      check_folder(path);
      model.picture = Picture{path, moments_in_sight(model)};
      break;
    case Command::export_animation:
      model.picture = Picture{path, moments_in_sight(model), true};
      break;
    case Command::export_perfetto:
      write_perfetto(trace, path);
      model.notice = model.texts.format("notice.written", path.string());
      break;
    default:
      write_jsonl(trace, path);
      model.notice = model.texts.format("notice.written", path.string());
      break;
  }
}

std::string share_of(const Model& model) {
  const player::Session& session = *model.session;
  const RunDescription& description = session.trace().description();
  if (description.program_source.empty()) throw Error(model.texts["program.empty"]);
  SharedRun run;
  run.name = description.program_name;
  run.program = description.program_source;
  run.seed = description.seed;
  run.debug = description.debug;
  run.position = session.position();
  if (session.lesson()) run.lesson = session.lesson()->id;
  const bool forked = model.fork && !model.fork->shows_original;
  if (forked) run.interventions = model.fork->interventions;
  return share_text(run);
}

void open_share(Model& model, const std::string& text) {
  const SharedRun run = read_share(text);
  python::RunOptions options = options_for_programs();
  options.seed = run.seed;
  options.debug = run.debug;
  const auto index = model.catalog.index_of(run.lesson);
  if (!run.lesson.empty() && index) {
    open_lesson(model, *index);
    player::Lesson lesson = *model.session->lesson();
    lesson.program = run.program;
    model.session =
        std::make_unique<player::Session>(std::move(lesson), options, run.interventions);
    model.shown_program = run.program;
    model.program_lines = highlight(model.shown_program);
    show_other_run(model);
  } else {
    const std::string name = run.name.empty() ? "program.py" : run.name;
    open_session(model,
                 std::make_unique<player::Session>(run.program, name, options, run.interventions));
  }
  model.session->seek(std::min(run.position, model.session->end()));
}

}  // namespace loopscope::gui
