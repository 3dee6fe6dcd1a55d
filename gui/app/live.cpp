#include "gui/app/live.h"

#include <chrono>
#include <utility>

#include "gui/app/editor.h"
#include "gui/app/model.h"
#include "gui/app/output_lines.h"

namespace loopscope::gui {

namespace {

/// Looking on takes at most this share of the time.
constexpr double most_share = 0.1;

using Clock = std::chrono::steady_clock;

/// The program has listened at, or turned to, an address of the machine itself.
bool turned_to_loopback(const player::Session& session) {
  for (const EventId id : session.timeline().events_of(EventKind::descriptor_described)) {
    const Trace& trace = session.trace();
    const std::string_view address = trace.text(trace.event(id).detail);
    for (const char* const own : {"('127.", "('0.0.0.0'", "('::"}) {
      if (address.starts_with(own)) return true;
    }
  }
  return false;
}

void ask_about_sockets(Model& model) {
  model.asks_sockets = true;
  model.asked_sockets = true;
  model.menu = Menu::none;
  model.focus = Focus::none;
}

/// Asks once a run, and if it matters; true if it did.
bool ask_if_need_be(Model& model) {
  if (model.settings.sockets != Sockets::ask || model.asked_sockets) return false;
  if (!turned_to_loopback(*model.session)) return false;
  ask_about_sockets(model);
  return true;
}

}  // namespace

void ask_and_start_live(Model& model) {
  model.asked_sockets = false;
  if (!ask_if_need_be(model)) start_live(model);
}

void answer_sockets(Model& model, bool allowed) {
  const bool changes = allowed != (model.settings.sockets == Sockets::loopback);
  model.settings.sockets = allowed ? Sockets::loopback : Sockets::simulated;
  const bool asked = std::exchange(model.asks_sockets, false);
  if (model.live ? changes : asked) start_live(model);
  model.notice = model.texts[allowed ? "sockets.allowed" : "sockets.kept"];
}

void start_live(Model& model) {
  drop_live(model);
  const player::Session& shown = *model.session;
  python::RunOptions options = options_for_programs();
  options.limits.steps = python::Limits().steps;  // there is time, and it can be stopped
  options.clock = python::ClockKind::real_time;
  options.loopback = model.settings.sockets == Sockets::loopback;
  options.seed = shown.trace().description().seed;
  options.debug = shown.trace().description().debug;
  const std::optional<player::Lesson> lesson = shown.lesson();
  const std::string& name = shown.program_name();
  model.live = std::make_shared<player::LiveRun>(shown.program(), name, options,
                                                 lesson ? lesson->world : python::World());
  const player::LivePause pause(model.live);
  const std::size_t step = shown.step();
  model.session = std::make_unique<player::Session>(model.live->trace(), lesson);
  model.session->go_to_step(step);
  model.session->seek(model.session->end());
  model.fork.reset();
  model.live_rests_until = 0.0;
  model.asked_sockets = false;
  show_other_run(model);
  ask_if_need_be(model);
}

void stop_live(Model& model) {
  if (model.live) model.live->stop();
}

bool has_live_news(const Model& model) {
  return model.live && (model.live->recorded() != model.session->end() || model.live->ended());
}

bool follow_live(Model& model, double now) {
  if (!has_live_news(model) || now < model.live_rests_until) return false;
  const player::LivePause pause(model.live);
  const Clock::time_point begin = Clock::now();
  player::Session& session = *model.session;
  const bool at_end = session.position() == session.end();
  auto result = model.live->take_result();
  if (result) {
    session.finish(std::move(*result));
    model.live.reset();
    refresh_choices(model);
  } else {
    session.grow();
    ask_if_need_be(model);
  }
  if (at_end) session.seek(session.end());
  model.output = output_lines(session.timeline());
  const double spent = std::chrono::duration<double>(Clock::now() - begin).count();
  model.live_rests_until = now + spent / most_share;
  return true;
}

void drop_live(Model& model) {
  stop_live(model);
  model.live.reset();
  model.asks_sockets = false;
}

void run_on_virtual_clock(Model& model) {
  const std::string program = model.session->program();
  replace_run(model, run_in_place(model, program));
}

}  // namespace loopscope::gui
