#include "engine/platform/simulated/simulated_platform.h"

#include <cstdio>
#include <utility>

#include "engine/platform/simulated/interventions.h"
#include "engine/platform/simulated/simulated_files.h"
#include "engine/platform/simulated/simulated_network.h"
#include "engine/platform/simulated/simulated_processes.h"
#include "engine/platform/simulated/virtual_selector.h"
#include "engine/trace/recorder.h"

namespace loopscope {

SimulatedPlatform::SimulatedPlatform() : SimulatedPlatform(Options{}) {}

SimulatedPlatform::SimulatedPlatform(Options options)
    : options_(std::move(options)), trace_(*this, agenda_), random_(options_.seed) {
  threads_take_turns_ = true;
  if (options_.loopback && !options_.real_pace) {
    throw Error("The machine's sockets know no virtual clock: use the real one");
  }
  simulated::Outside* const outside = options_.loopback ? &outside_.emplace() : nullptr;
  if (options_.real_pace) {
    agenda_.set_pace(&pace_.emplace(options_.give_up, outside));
  } else {
    virtual_now_ = &agenda_.clock();
  }
  network_ = std::make_unique<simulated::SimulatedNetwork>(*this, options_.world, options_.seed,
                                                           agenda_, board_, trace_, outside);
  interventions_ = std::make_unique<simulated::Interventions>(*this, *network_, agenda_, trace_,
                                                              options_.world.interventions);
}

SimulatedPlatform::~SimulatedPlatform() = default;

Network& SimulatedPlatform::network() {
  return *network_;
}

simulated::SimulatedProcesses& SimulatedPlatform::simulated_processes() {
  if (!processes_) processes_ = std::make_unique<simulated::SimulatedProcesses>(*this, *network_);
  return *processes_;
}

Processes& SimulatedPlatform::processes() {
  return simulated_processes();
}

Files& SimulatedPlatform::files() {
  if (!files_) {
    files_ = std::make_unique<simulated::SimulatedFiles>(*this, trace_, options_.world.disk);
  }
  return *files_;
}

void SimulatedPlatform::block(double seconds) {
  if (turns_.alone()) {
    skip(seconds);
  } else {
    turns_.wait(agenda_.now() + seconds, simulated::Turns::Kind::time);
  }
}

void SimulatedPlatform::compute(double seconds) {
  if (turns_.alone()) {
    skip(seconds);
  } else {
    turns_.compute(seconds);
  }
}

void SimulatedPlatform::skip(double seconds) {
  agenda_.skip(seconds);
  board_.skip_time();
  if (recorder() != nullptr) recorder()->set_time(agenda_.now());
}

std::unique_ptr<Selector> SimulatedPlatform::new_selector() {
  interventions_->arm();
  return std::make_unique<simulated::VirtualSelector>(agenda_, board_, turns_);
}

void SimulatedPlatform::log(std::string_view message) {
  if (options_.on_log) {
    options_.on_log(message);
  } else {
    std::fprintf(stderr, "%.*s\n", static_cast<int>(message.size()), message.data());
  }
}

}  // namespace loopscope
