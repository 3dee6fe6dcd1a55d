#include "gui/app/workbench.h"

#include <algorithm>

#include "gui/app/live.h"
#include "gui/app/reducer.h"
#include "gui/panels/panels.h"
#include "gui/stage/motion.h"

namespace loopscope::gui {

namespace {

/// Whether there is more than hovering, which is repeated in every frame.
bool acted(const Actions& actions) {
  return std::any_of(actions.list().begin(), actions.list().end(),
                     [](const Action& action) { return !std::holds_alternative<Hover>(action); });
}

/// How much larger everything is while it is shown to others.
constexpr float presenting_scale = 1.5F;

/// Keys that mean their command again while they are held down: those that move. A switch would
/// flicker.
bool repeats(Key::Name name) {
  return name == Key::Name::left || name == Key::Name::right || name == Key::Name::up ||
         name == Key::Name::down;
}

/// The shares that the bars stand at. A challenge says more than other lessons, its goals, and gets
/// more room for it, as long as nobody has moved that bar.
std::array<float, splitter_count> shares_of(const Model& model) {
  constexpr float roomy = 0.62F;
  constexpr auto rows = static_cast<std::size_t>(Splitter::left_rows);
  std::array<float, splitter_count> shares = model.settings.splits;
  const auto& lesson = model.session->lesson();
  const bool untouched = shares[rows] == Settings::default_splits[rows];
  if (lesson && !lesson->goals.empty() && untouched) shares[rows] = roomy;
  return shares;
}

}  // namespace

Workbench::Workbench(Model& model, FontFinder finder)
    : model_(model),
      fonts_(std::move(finder)),
      ui_(fonts_),
      motion_(std::make_unique<stage::Motion>()) {}

Workbench::~Workbench() = default;

bool Workbench::prepare(Vec size, float scale) {
  size_ = size;
  const float larger = model_.presenting.on ? presenting_scale : 1.0F;
  metrics_ = Metrics(fitting_scale(size, scale * model_.settings.scale * larger));
  return fonts_.prepare(metrics_.scale);
}

void Workbench::press(const Key& key) {
  keys_.push_back(key);
}

void Workbench::frame(const Input& input) {
  const Rect window{0.0F, 0.0F, size_.x, size_.y};
  const player::LivePause pause(model_.live);
  follow_live(model_, input.time);
  const bool reran = rerun_if_due(model_, input.time);
  const bool moved = play_on(model_, input.time) || reran;
  layout_ = lay_out_window(window, metrics_, shares_of(model_), model_.presenting);
  ui_.begin_frame(input, window, model_.theme(), metrics_);
  const Selection hover = model_.hover;
  Actions actions;
  const View view = view_of(model_, ui_, *motion_, layout_.areas);
  draw(view, actions);
  run_keys(view, actions);
  ui_.end_frame();
  reduce(model_, actions, input.time, input.down[0]);
  const bool changed = moved || !(model_.hover == hover) || acted(actions);
  wants_frame_ = ui_.moving() || fonts_.pending() || changed || !keys_.empty();
}

void Workbench::draw(const View& view, Actions& actions) {
  ui_.fill(ui_.viewport(), view.theme().background);
  draw_toolbar(view, actions);
  const Areas& areas = view.areas;
  const auto draw_region = [&](const Rect& area, void (*draw_it)(const View&, Actions&)) {
    if (!area.empty()) draw_it(view, actions);
  };
  draw_region(areas.lesson, draw_lesson);
  draw_region(areas.program, draw_program);
  draw_region(areas.loop, draw_loop);
  draw_region(areas.tasks, draw_tasks);
  draw_region(areas.graph, draw_graph);
  draw_region(areas.timeline, draw_timeline);
  draw_region(areas.output, draw_output);
  draw_splitters(view, actions);
  draw_menu(view, actions);
  draw_help(view, actions);
  draw_glossary(view, actions);
  draw_tour(view, actions);
  draw_question(view, actions);
  draw_palette(view, actions);
  draw_notice(view, actions);
}

void Workbench::draw_splitters(const View& view, Actions& actions) {
  const IdScope scope(ui_, "splitter");
  constexpr std::array<const char*, splitter_count> names = {
      "left_column", "right_column", "left_rows", "right_rows", "bottom", "bottom_columns"};
  for (std::size_t index = 0; index < splitter_count; ++index) {
    const auto splitter = static_cast<Splitter>(index);
    const Rect& bar = layout_.bars[index];
    if (bar.empty()) continue;
    const Response response = ui_.interact(names[index], bar, ElementKind::handle, names[index]);
    if (response.hovered || response.held) {
      const bool sideways = moves_sideways(splitter);
      const float thin = view.metrics().px(3);
      const Rect mark = sideways ? bar.inset((bar.width() - thin) / 2.0F, 0.0F)
                                 : bar.inset(0.0F, (bar.height() - thin) / 2.0F);
      ui_.fill(mark, response.held ? view.theme().accent : view.theme().border, thin / 2.0F);
    }
    if (response.dragging) {
      const float at = moves_sideways(splitter) ? response.pointer.x : response.pointer.y;
      actions.add(MoveSplitter{
          splitter, share_at(ui_.viewport(), view.metrics(), layout_.areas, splitter, at)});
    }
    if (response.double_clicked) {
      actions.add(MoveSplitter{splitter, Settings::default_splits[index]});
    }
  }
}

/// A command may change what the keys after it mean: those wait for the next frame.
void Workbench::run_keys(const View& view, Actions& actions) {
  std::size_t done = 0;
  while (done < keys_.size()) {
    const Key key = keys_[done++];
    if (view.focus != Focus::none && is_text_key(key)) {
      type(view, key, actions);
      if (key.name == Key::Name::enter) break;
      continue;
    }
    if (answer_question(view, key, actions)) break;
    const CommandInfo* info = command_for(key);
    if (info == nullptr || !info->enabled(view)) continue;
    if (key.repeated && !repeats(key.name)) continue;
    actions.add(RunCommand{info->command});
    if (!repeats(key.name)) break;
  }
  keys_.erase(keys_.begin(), keys_.begin() + static_cast<std::ptrdiff_t>(done));
}

void Workbench::type(const View& view, const Key& key, Actions& actions) {
  if (view.palette != nullptr && key.name == Key::Name::enter) {
    choose_row(view, view.palette->chosen, actions);
  } else {
    actions.add(TypeKey{key});
  }
}

}  // namespace loopscope::gui
