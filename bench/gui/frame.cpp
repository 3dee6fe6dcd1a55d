// The window's work for one frame, without a display: all panels drawn, and ImGui's own share.
#include <benchmark/benchmark.h>
#include <imgui.h>

#include <memory>
#include <random>

#include "gui/app/imgui_compat.h"
#include "gui/app/model.h"
#include "gui/app/workbench.h"
#include "tests/engine/trace/synthetic_trace.h"

namespace {

using namespace loopscope;
using namespace loopscope::gui;

/// A window on a run of 10,000 tasks and 1,000,000 events.
class BusyWindow {
 public:
  BusyWindow() {
    ImGui::CreateContext();
    ImGui::GetIO().IniFilename = nullptr;
    compat::pretend_backend();
    testing::SyntheticLoop loop({.tasks = 10'000, .seed = 6});
    model_ = std::make_unique<Model>(Catalog(), Settings());
    open_session(*model_, std::make_unique<player::Session>(loop.finish(1'000'000)));
    workbench_ = std::make_unique<Workbench>(*model_);
    seek(500'000);
    for (int i = 0; i < 60; ++i) frame();
  }
  ~BusyWindow() {
    workbench_.reset();
    ImGui::DestroyContext();
  }
  BusyWindow(const BusyWindow&) = delete;
  BusyWindow& operator=(const BusyWindow&) = delete;

  void frame() {
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = ImVec2(1600.0F, 1000.0F);
    io.DeltaTime = 1.0F / 60.0F;
    workbench_->prepare({1600.0F, 1000.0F}, 1.0F);
    ImGui::NewFrame();
    workbench_->frame(compat::read_input());
    ImGui::Render();
    compat::take_textures();
  }
  void seek(Position position) { model_->session->seek(position); }
  player::Session& session() { return *model_->session; }
  Model& model() { return *model_; }

 private:
  std::unique_ptr<Model> model_;
  std::unique_ptr<Workbench> workbench_;
};

/// Nothing happens but frames.
void frame_at_rest(benchmark::State& state) {
  BusyWindow window;
  for (auto _ : state) window.frame();
}
BENCHMARK(frame_at_rest)->Unit(benchmark::kMillisecond);

/// A step by callback before each frame; tokens travel all the time.
void frame_while_playing(benchmark::State& state) {
  BusyWindow window;
  for (auto _ : state) {
    state.PauseTiming();
    if (!window.session().step_forward(StepUnit::callback)) window.seek(1'000);
    state.ResumeTiming();
    window.frame();
  }
}
BENCHMARK(frame_while_playing)->Unit(benchmark::kMillisecond);

/// The cursor is dragged through the whole run: another place in each frame.
void frame_while_scrubbing(benchmark::State& state) {
  BusyWindow window;
  std::mt19937 random(1);
  for (auto _ : state) {
    state.PauseTiming();
    window.seek(static_cast<Position>(random() % 1'000'000));
    state.ResumeTiming();
    window.frame();
  }
}
BENCHMARK(frame_while_scrubbing)->Unit(benchmark::kMillisecond);

/// The timeline shows a part of the run, by event.
void frame_zoomed_in(benchmark::State& state) {
  BusyWindow window;
  window.model().time_window = {0.45, 0.55, true};
  for (auto _ : state) window.frame();
}
BENCHMARK(frame_zoomed_in)->Unit(benchmark::kMillisecond);

}  // namespace
