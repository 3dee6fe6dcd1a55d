#include "gui/app/editor.h"

#include <algorithm>

#include "gui/app/model.h"
#include "gui/app/text_keys.h"

namespace loopscope::gui {

namespace {

/// How long typing rests before the program runs again, in seconds.
constexpr double rest = 0.4;

void text_changed(Model& model) {
  model.shown_program = model.editor->buffer.text();
  model.program_lines = highlight(model.shown_program);
}

}  // namespace

std::unique_ptr<player::Session> run_in_place(const Model& model, const std::string& program,
                                              const std::vector<Intervention>& interventions) {
  const player::Session& shown = *model.session;
  python::RunOptions options = options_for_programs();
  options.seed = shown.trace().description().seed;
  options.debug = shown.trace().description().debug;
  if (!shown.lesson()) {
    const std::string& name = shown.program_name();
    return std::make_unique<player::Session>(program, name.empty() ? "program.py" : name, options,
                                             interventions);
  }
  player::Lesson lesson = *shown.lesson();
  lesson.program = program;
  return std::make_unique<player::Session>(std::move(lesson), options, interventions);
}

python::RunOptions options_for_programs() {
  python::RunOptions options;
  options.limits.steps = 50'000'000;
  options.limits.events = 3'000'000;
  return options;
}

void begin_editing(Model& model) {
  if (!model.editor) {
    model.editor.emplace();
    model.editor->buffer = TextBuffer(model.shown_program);
    model.original_program = model.shown_program;
    const std::uint32_t line = model.session->state().current_line();
    if (line > 0) model.editor->buffer.place(model.editor->buffer.line_start(line - 1), false);
  }
  model.playing = false;
  model.focus = Focus::program;
}

void edit(Model& model, const Key& key, double now) {
  TextBuffer& buffer = model.editor->buffer;
  const std::size_t before = buffer.version();
  apply_text_key(buffer, key, model.clipboard, false);
  if (buffer.version() == before) return;
  text_changed(model);
  model.editor->rerun_at = now + rest;
}

void place_cursor(Model& model, std::size_t offset, bool select) {
  begin_editing(model);
  model.editor->buffer.place(offset, select);
}

bool rerun_if_due(Model& model, double now) {
  if (!model.editor || !model.editor->rerun_at || now < *model.editor->rerun_at) return false;
  model.editor->rerun_at.reset();
  auto session = run_in_place(model, model.editor->buffer.text());
  model.editor->hints = session->result().hints;
  if (!session->result().started()) {
    model.editor->problem = session->result().problem;
    return true;
  }
  model.editor->problem = {};
  model.fork.reset();
  replace_run(model, std::move(session));
  return true;
}

void revert(Model& model) {
  if (!model.editor) return;
  const std::string original = model.original_program;
  model.editor.reset();
  model.focus = Focus::none;
  if (model.shown_program == original) return;
  model.fork.reset();
  replace_run(model, run_in_place(model, original));
  model.shown_program = original;
  model.program_lines = highlight(model.shown_program);
}

}  // namespace loopscope::gui
