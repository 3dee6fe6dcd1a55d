#include "gui/app/fork.h"

#include <algorithm>
#include <csignal>
#include <set>

#include "engine/platform/signals.h"
#include "gui/app/editor.h"
#include "gui/app/model.h"
#include "gui/stage/io_rows.h"

namespace loopscope::gui {

namespace {

constexpr std::size_t most_tasks = 50;

/// What a delayed connection takes longer.
constexpr double delay_seconds = 1.0;

class Finder {
 public:
  explicit Finder(const Model& model)
      : model_(model),
        state_(model.session->state()),
        trace_(model.session->trace()),
        texts_(model.texts) {}

  std::vector<WhatIf> find() {
    add_tasks();
    for (const ObjectId id : state_.io().open()) add(*state_.io().find(id));
    for (const LookupState& lookup : state_.network().lookups()) {
      const std::string name(trace_.text(lookup.name));
      found_.push_back({texts_.format("what_if.fail_lookup", name), FailLookup{name}});
    }
    for (const int number : {SIGINT, SIGTERM, SIGHUP, SIGUSR1, SIGUSR2}) {
      found_.push_back(
          {texts_.format("what_if.signal", Signals::name_of(number)), SendSignal{number}});
    }
    return std::move(found_);
  }

 private:
  void add_tasks() {
    std::set<std::string> names;  // the first unfinished task of a name is the one that is meant
    const bool selected = model_.selection.kind == Selection::Kind::task;
    for (std::size_t i = 0; i < state_.task_count(); ++i) {
      const TaskState& task = state_.task_at(i);
      if (task.finished) continue;
      const std::string name(trace_.text(task.name));
      if (!names.insert(name).second) continue;
      const bool first = selected && task.id == model_.selection.id;
      if (!first && found_.size() >= most_tasks) continue;
      WhatIf cancel{texts_.format("what_if.cancel", name), CancelTask{name}};
      found_.insert(first ? found_.begin() : found_.end(), std::move(cancel));
    }
  }

  void add(const DescriptorState& descriptor) {
    const bool connected = descriptor.kind == DescriptorKind::connection ||
                           descriptor.kind == DescriptorKind::accepted;
    if (!connected) return;
    const auto number = static_cast<int>(descriptor.number);
    const std::string address = stage::plain_address(trace_.text(descriptor.address));
    found_.push_back({texts_.format("what_if.break", address, number), BreakConnection{number}});
    found_.push_back({texts_.format("what_if.delay", address, number, delay_seconds),
                      DelayConnection{number, delay_seconds}});
  }

  const Model& model_;
  const LoopState& state_;
  const Trace& trace_;
  const player::Texts& texts_;
  std::vector<WhatIf> found_;
};

bool same(const Event& a, const Event& b, const Trace& one, const Trace& other) {
  if (a.kind != b.kind || a.time != b.time || a.subject != b.subject || a.line != b.line ||
      a.loop != b.loop || a.flags != b.flags || a.cause != b.cause) {
    return false;
  }
  if (carries_value(a.kind)) return a.object == b.object && a.detail == b.detail;
  const bool objects =
      object_is_text(a.kind) ? one.text(a.object) == other.text(b.object) : a.object == b.object;
  return objects && one.text(a.detail) == other.text(b.detail);
}

/// Shows `session` and keeps the one that was shown in its place.
void exchange(Model& model, std::unique_ptr<player::Session>& session) {
  const Position position = model.session->position();
  std::unique_ptr<player::Session> shown = std::move(session);
  session = std::move(model.session);
  model.session = std::move(shown);  // never without one
  model.session->seek(std::min(position, model.session->end()));
  show_other_run(model);
}

}  // namespace

std::vector<WhatIf> what_ifs(const Model& model) {
  return Finder(model).find();
}

void try_what_if(Model& model, const WhatIf& what) {
  if (model.fork && model.fork->shows_original) end_fork(model);
  const Position at = std::max<Position>(1, model.session->position());
  std::vector<Intervention> interventions;
  std::string words;
  if (model.fork) {
    interventions = model.fork->interventions;
    words = model.fork->words + " · ";
  }
  Intervention intervention;
  intervention.after = at;
  intervention.action = what.action;
  interventions.push_back(intervention);
  std::unique_ptr<player::Session> forked =
      run_in_place(model, model.session->program(), interventions);
  if (!model.fork) {
    model.fork.emplace();
    model.fork->other = std::move(forked);
    exchange(model, model.fork->other);
  } else {
    exchange(model, forked);
  }
  Fork& fork = *model.fork;
  fork.interventions = std::move(interventions);
  fork.words = words + what.words;
  fork.first_difference = first_difference(fork.other->trace(), model.session->trace());
  if (fork.first_difference == 0) model.notice = model.texts["notice.no_difference"];
}

void swap_runs(Model& model) {
  if (!model.fork) return;
  exchange(model, model.fork->other);
  model.fork->shows_original = !model.fork->shows_original;
}

void end_fork(Model& model) {
  if (!model.fork) return;
  if (!model.fork->shows_original) swap_runs(model);
  model.fork.reset();
}

Position first_difference(const Trace& one, const Trace& other) {
  const Position both = std::min(one.size(), other.size());
  TraceReader reads_one(one);
  TraceReader reads_other(other);
  for (EventId id = 1; id <= both; ++id) {
    if (!same(reads_one.event(id), reads_other.event(id), one, other)) return id;
  }
  return one.size() == other.size() ? 0 : both + 1;
}

}  // namespace loopscope::gui
