#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "gui/app/catalog.h"
#include "gui/app/fork.h"
#include "gui/app/layout_history.h"
#include "gui/app/settings.h"
#include "gui/app/text_keys.h"
#include "gui/panels/view.h"
#include "lessons/player/live_run.h"
#include "lessons/player/session.h"
#include "lessons/player/texts.h"

namespace loopscope::gui {

/// Pictures of the window that are wanted.
struct Picture {
  std::filesystem::path path;     ///< a PNG file, or the folder of a series
  std::vector<Position> moments;  ///< of a series; empty: one picture, of now
  bool animated = false;          ///< the series becomes one file, in which everything moves
};

/// Everything that the window knows. Only the reducer changes it.
struct Model {
  Model(Catalog of_catalog, const Settings& with_settings);

  Catalog catalog;
  Settings settings;  ///< language, theme and the like live here, and are saved from here
  player::Texts texts;
  std::vector<LessonEntry> lessons;

  std::uint32_t run = 0;  ///< how many sessions were opened
  std::unique_ptr<player::Session> session;
  std::optional<std::size_t> lesson_index;
  std::optional<player::Prediction::Choices> choices;  ///< of the current step
  std::map<std::size_t, Answer> answers;
  TurnPlay turns;

  bool playing = false;
  double next_step_at = 0.0;  ///< when playing: in seconds of the frames' clock

  Selection selection;
  Selection hover;
  Menu menu = Menu::none;
  bool help = false;
  bool quit = false;
  std::map<std::string, Scroll> scrolls;
  TimeWindow time_window;
  std::string shown_program;   ///< what the program's panel shows, edited or not
  SyntaxLines program_lines;   ///< views into it
  std::filesystem::path file;  ///< that the program was opened from or saved to; empty: none
  std::optional<Editor> editor;
  std::string original_program;  ///< from before it was edited
  std::optional<Palette> palette;
  Focus focus = Focus::none;
  Focus focus_below = Focus::none;  ///< what has the focus again when the palette closes
  Clipboard clipboard = private_clipboard();
  Stops stops;
  TaskTable task_table;
  TextBuffer task_search;
  std::vector<OutputLine> output;
  std::string notice;
  std::uint8_t shown_loop = 0;  ///< its picture is shown; 0: of the one that runs
  std::optional<Fork> fork;     ///< what if …
  /// The program runs right now; its trace may be read only during a LivePause. Null: it has ended.
  std::shared_ptr<player::LiveRun> live;
  double live_rests_until = 0.0;  ///< seconds of the frames' clock: what is new is not looked at
  bool asks_sockets = false;      ///< whether programs may open sockets on this machine
  bool asked_sockets = false;     ///< during this live run
  Presenting presenting;
  LayoutHistory layout_history;
  std::string glossary;             ///< its Markdown, once it was asked for
  std::optional<std::size_t> tour;  ///< the stop of the tour that is shown
  std::optional<Picture> picture;   ///< to be written by the window after this frame

  const Theme& theme() const { return theme_of(settings.dark, settings.high_contrast); }
};

/// Runs that lesson and stands at its first step. Throws Error if its files can't be read.
void open_lesson(Model& model, std::size_t index);
/// Shows a program or a trace in place of a lesson.
void open_session(Model& model, std::unique_ptr<player::Session> session);

/// Another run of the program in the place of the one that is shown: the cursor, the layout and
/// what was marked stay.
void replace_run(Model& model, std::unique_ptr<player::Session> session);

/// Another session was put in the place of the one that is shown, of the same program: what depends
/// on the run is worked out anew.
void show_other_run(Model& model);

/// Closes the palette; the focus is where it was before.
void close_palette(Model& model);

/// Works out the choices of the current step's prediction anew; a question that has no answer in
/// this run becomes the notice.
void refresh_choices(Model& model);
/// Begins with the current step's decisions in the loop's place, if it asks for any: stands where
/// the first one is made.
void start_turns(Model& model);

/// How the window is arranged, and arranging it so.
Arrangement arrangement_of(const Model& model);
void arrange(Model& model, const Arrangement& arrangement);

/// What panels may read of it.
View view_of(const Model& model, Ui& ui, stage::Motion& motion, const Areas& areas);

}  // namespace loopscope::gui
