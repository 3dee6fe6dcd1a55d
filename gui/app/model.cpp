#include "gui/app/model.h"

#include <algorithm>

#include "engine/base/error.h"
#include "gui/app/live.h"
#include "gui/app/output_lines.h"

namespace loopscope::gui {

namespace {

/// What depends on the run itself.
void show_run(Model& model) {
  model.output = output_lines(model.session->timeline());
  ++model.run;
  start_turns(model);
}

void start_over(Model& model) {
  drop_live(model);
  model.playing = false;
  model.file.clear();
  model.editor.reset();
  model.focus = Focus::none;
  model.stops = {};
  model.task_table = {};
  model.task_search = TextBuffer();
  model.selection = {};
  model.hover = {};
  model.answers.clear();
  model.scrolls.clear();
  model.time_window = {};
  model.layout_history.forget_time_windows();
  model.shown_loop = 0;
  model.fork.reset();
}

}  // namespace

Model::Model(Catalog of_catalog, const Settings& with_settings)
    : catalog(std::move(of_catalog)),
      settings(with_settings),
      texts(settings.language),
      lessons(catalog.entries(settings.language)),
      layout_history(arrangement_of(*this)) {}

void open_lesson(Model& model, std::size_t index) {
  player::Lesson lesson = model.catalog.read(index, model.settings.language);
  const std::string id = lesson.id;
  auto session = std::make_unique<player::Session>(std::move(lesson));
  open_session(model, std::move(session));
  model.lesson_index = index;
  model.settings.lesson = id;
  model.settings.step = 0;
}

void open_session(Model& model, std::unique_ptr<player::Session> session) {
  start_over(model);
  model.session = std::move(session);
  model.lesson_index.reset();
  model.shown_program = model.session->program();
  model.program_lines = highlight(model.shown_program);
  show_run(model);
}

void replace_run(Model& model, std::unique_ptr<player::Session> session) {
  drop_live(model);
  const Position position = model.session->position();
  const std::size_t step = model.session->step();
  const auto& steps = model.session->step_positions();
  const bool at_step = step < steps.size() && steps[step] == position;
  model.session = std::move(session);
  model.playing = false;
  model.selection = {};
  model.hover = {};
  model.session->go_to_step(step);
  if (!at_step) model.session->seek(std::min(position, model.session->end()));
  show_run(model);
}

void show_other_run(Model& model) {
  model.playing = false;
  model.selection = {};
  model.hover = {};
  model.shown_loop = 0;
  model.output = output_lines(model.session->timeline());
  ++model.run;
  model.turns = {};
  refresh_choices(model);
}

void close_palette(Model& model) {
  model.palette.reset();
  model.focus = model.focus_below;
}

void refresh_choices(Model& model) {
  model.choices.reset();
  if (model.live) return;  // what is asked about has not happened
  const player::Session& session = *model.session;
  if (!session.lesson() || session.step() >= session.lesson()->steps.size()) return;
  const player::LessonStep& step = session.lesson()->steps[session.step()];
  if (step.turns > 0) {
    const auto begin = session.step_positions()[session.step()].value_or(session.position());
    model.turns.turns =
        player::turns_after(session.timeline(), begin, step.turns, model.settings.language);
    return;
  }
  const auto& prediction = step.prediction;
  if (!prediction) return;
  const auto at = session.step_positions()[session.step()];
  try {
    model.choices = prediction->choices(session.timeline(), at.value_or(session.position()),
                                        model.settings.language);
  } catch (const Error& error) {
    model.notice = error.what();
  }
}

void start_turns(Model& model) {
  model.turns = {};
  refresh_choices(model);
  if (!model.turns.turns.empty()) model.session->seek(model.turns.turns.front().asked_at);
}

Arrangement arrangement_of(const Model& model) {
  return {model.settings.splits, model.settings.scale, model.presenting, model.time_window};
}

void arrange(Model& model, const Arrangement& arrangement) {
  model.settings.splits = arrangement.splits;
  model.settings.scale = arrangement.scale;
  model.presenting = arrangement.presenting;
  model.time_window = arrangement.time_window;
}

View view_of(const Model& model, Ui& ui, stage::Motion& motion, const Areas& areas) {
  View view{.ui = ui,
            .run = model.run,
            .session = *model.session,
            .texts = model.texts,
            .motion = motion,
            .areas = areas,
            .selection = model.selection,
            .hover = model.hover,
            .playing = {model.playing, model.settings.speed, model.settings.unit},
            .menu = model.menu,
            .help = model.help,
            .reduced_motion = model.settings.reduced_motion,
            .focus = model.focus,
            .lessons = model.lessons,
            .lesson_index = model.lesson_index,
            .choices = model.choices,
            .answers = model.answers,
            .turns = model.turns,
            .scrolls = model.scrolls,
            .program = model.shown_program,
            .program_lines = model.program_lines,
            .has_program = !model.shown_program.empty() || model.editor || !model.file.empty(),
            .editor = model.editor ? &*model.editor : nullptr,
            .palette = model.palette ? &*model.palette : nullptr,
            .stops = model.stops,
            .task_table = model.task_table,
            .task_search = model.task_search,
            .output = model.output,
            .time_window = model.time_window,
            .notice = model.notice,
            .shown_loop = model.shown_loop,
            .fork = model.fork ? &*model.fork : nullptr,
            .live = model.live != nullptr,
            .asks_sockets = model.asks_sockets,
            .presenting = model.presenting,
            .can_undo_layout = model.layout_history.can_undo(),
            .can_redo_layout = model.layout_history.can_redo(),
            .tour = model.tour,
            .glossary = model.glossary};
  return view;
}

}  // namespace loopscope::gui
