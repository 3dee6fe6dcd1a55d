#include "gui/app/start.h"

#include <fmt/format.h>

#include <cstdio>

#include "engine/base/error.h"
#include "gui/app/export.h"
#include "gui/app/files.h"
#include "gui/app/reducer.h"
#include "gui/app/window.h"

namespace loopscope::gui {

namespace {

namespace fs = std::filesystem;

bool names_a_file(const std::string& what) {
  const fs::path path(what);
  return path.extension() == ".py" || path.extension() == ".jsonl" || fs::is_regular_file(path);
}

void open_remembered(Model& model) {
  if (model.lessons.empty()) throw Error("There are no lessons: name a program, e.g. FILE.py");
  const auto last = model.catalog.index_of(model.settings.lesson);
  const std::size_t step = last ? model.settings.step : 0;
  open_lesson(model, last.value_or(0));
  Actions actions;
  actions.add(GoToStep{step});
  reduce(model, actions, 0.0);
}

Settings wanted_settings(Settings settings, const StartOptions& options) {
  if (options.language) settings.language = *player::language_named(*options.language);
  if (options.chooses_lessons) {
    settings.lessons = options.lessons.empty() ? "" : fs::absolute(options.lessons).string();
  }
  if (options.theme) settings.dark = *options.theme != "light";
  if (options.theme) settings.high_contrast = *options.theme == "contrast";
  if (options.width > 0) {
    settings.width = options.width;
    settings.height = options.height;
  }
  return settings;
}

/// What was remembered, or the defaults.
LoadedSettings read_settings(const StartOptions& options) {
  Settings defaults;
  defaults.language = player::preferred_language();
  LoadedSettings loaded;
  if (options.shot.empty()) {
    loaded = load_settings(settings_file(), defaults);
  } else {
    // A picture depends on its arguments alone.
    loaded.settings.language = player::Language::english;
  }
  loaded.settings = wanted_settings(loaded.settings, options);
  return loaded;
}

/// The folder that the lessons are in.
fs::path lessons_of(const Settings& settings) {
  return settings.lessons.empty() ? player::default_catalog() : fs::path(settings.lessons);
}

/// The lessons. A folder that was remembered and is gone gives way to those that came with the
/// program; without any a program of one's own can still be opened.
Catalog open_catalog(const StartOptions& options, const Settings& settings, std::string& notice) {
  try {
    return Catalog(lessons_of(settings));
  } catch (const Error& error) {
    if (options.chooses_lessons && !options.lessons.empty()) throw;
    notice = error.what();
  }
  try {
    return Catalog(player::default_catalog());
  } catch (const Error& error) {
    if (!names_a_file(options.what)) throw;
    notice = error.what();
    return {};
  }
}

/// A lesson of the catalog, or one of one's own by its folder, whose neighbours become the catalog.
void open_named_lesson(Model& model, const std::string& which) {
  try {
    if (const auto folder = player::lesson_folder_at(which)) {
      Catalog neighbours(folder->parent_path());
      const auto index = neighbours.index_of(folder->filename().string());
      if (!index) {
        throw UsageError(folder->string() + ": there is no lesson.en.md in this folder; name a " +
                         "lesson, its folder, a FILE.py or a trace");
      }
      model.lessons = neighbours.entries(model.settings.language);
      model.catalog = std::move(neighbours);
      open_lesson(model, *index);
      return;
    }
    open_lesson(model, model.catalog.find(which));
  } catch (const UsageError&) {
    throw;
  } catch (const FileError&) {
    throw;
  } catch (const Error& error) {
    throw UsageError(error.what());
  }
}

void check_step(const Model& model, std::size_t step) {
  const auto& lesson = model.session->lesson();
  if (!lesson) {
    throw UsageError("--step: a program of one's own has no steps; --event stands at a moment");
  }
  const std::size_t count = lesson->steps.size();
  if (step < 1 || step > count) {
    throw UsageError(fmt::format(
        "--step: the lesson has {0} steps; name one from 1 to {0}, not {1}", count, step));
  }
}

void check_event(const Model& model, Position event) {
  const Position end = model.session->end();
  if (event > end) {
    throw UsageError(fmt::format("--event: the run has {0} events; name one from 0 to {0}, not {1}",
                                 end, event));
  }
}

}  // namespace

void open_what(Model& model, const StartOptions& options) {
  if (!options.share.empty()) {
    open_share(model, options.share);
  } else if (options.what.empty()) {
    open_remembered(model);
  } else if (names_a_file(options.what)) {
    open_path(model, options.what);
  } else {
    open_named_lesson(model, options.what);
  }
  Actions actions;
  if (options.step) {
    check_step(model, *options.step);
    actions.add(GoToStep{*options.step - 1});
  }
  if (options.event) {
    check_event(model, *options.event);
    actions.add(SeekTo{*options.event});
  }
  reduce(model, actions, 0.0);
}

int start(const StartOptions& options) {
  const LoadedSettings loaded = read_settings(options);
  const Settings& settings = loaded.settings;
  std::string notice;
  if (!loaded.damage.empty()) {
    notice = player::Texts(settings.language)
                 .format("notice.damaged_settings", loaded.damage, loaded.set_aside.string());
  }
  Model model(open_catalog(options, settings, notice), settings);
  open_what(model, options);
  const python::RunResult& result = model.session->result();
  const bool started = result.started();
  if (!started) fmt::print(stderr, "{}", result.errors);
  WindowOptions window_options{settings.width, settings.height};
  window_options.visible = options.shot.empty();
  window_options.scale_size = window_options.visible && !loaded.found && options.width == 0;
  window_options.scale = options.scale;
  Window window(window_options);
  Workbench workbench(model);
  for (const std::string& message : workbench.fonts().messages()) {
    fmt::print(stderr, "loopscope-gui: {}\n", message);
    notice.append(notice.empty() ? "" : "\n").append(message);
  }
  if (!notice.empty()) {
    model.notice = model.notice.empty() ? notice : notice + "\n" + model.notice;
  }
  if (!options.shot.empty()) {
    window.shoot(model, workbench, options.shot, options.keys);
    return started ? 0 : 1;
  }
  const bool first_time = !loaded.found && !model.settings.toured;
  if (first_time && options.what.empty() && options.share.empty()) model.tour = 0;
  model.settings.toured = true;
  window.run(model, workbench);
  save_settings(settings_file(), model.settings);
  return 0;
}

}  // namespace loopscope::gui
