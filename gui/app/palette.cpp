#include "gui/app/palette.h"

#include <algorithm>
#include <cctype>
#include <sstream>
#include <variant>

#include "engine/base/error.h"
#include "gui/app/export.h"
#include "gui/app/files.h"
#include "gui/app/fork.h"
#include "gui/app/model.h"
#include "gui/app/reducer.h"

namespace loopscope::gui {

namespace {

constexpr std::size_t most_files = 200;

std::string lowered(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char byte) {
    return static_cast<char>(byte < 0x80U ? std::tolower(byte) : byte);
  });
  return text;
}

/// Whether every word that was typed is a part of the text.
bool matches(const std::string& typed, const std::string& text) {
  std::istringstream words(lowered(typed));
  const std::string whole = lowered(text);
  for (std::string word; words >> word;) {
    if (whole.find(word) == std::string::npos) return false;
  }
  return true;
}

/// Commands by their names in both languages: a name in English is found in Japanese as well.
std::vector<Palette::Row> command_rows(const Model& model, const std::string& typed) {
  const player::Texts english(player::Language::english);
  std::vector<Palette::Row> rows;
  for (const CommandInfo& info : commands()) {
    if (info.command == Command::palette || info.command == Command::dismiss) continue;
    const std::string& name = model.texts[info.text];
    if (!matches(typed, name + " " + english[info.text])) continue;
    rows.push_back({name, text_of(info.key), info.command});
  }
  return rows;
}

std::vector<Palette::Row> file_rows(const std::string& typed) {
  std::vector<Palette::Row> rows;
  for (const std::string& path : completions(typed, most_files)) rows.push_back({path, {}, {}});
  return rows;
}

std::vector<Palette::Row> condition_rows(const Model& model, const std::string& typed) {
  std::vector<Palette::Row> rows;
  const LoopState& state = model.session->state();
  const auto suggest = [&](const std::string& text) {
    if (matches(typed, text)) rows.push_back({text, {}, {}});
  };
  for (const char* text : {"ready > 3", "timers > 2", "timers = 0", "exception", "cancel_requested",
                           "cancel_delivered", "loop_deadlock"}) {
    suggest(text);
  }
  const auto& lanes = model.session->timeline().lanes();
  for (std::size_t index = 0; index < std::min<std::size_t>(lanes.size(), 20); ++index) {
    const TaskState* const task = state.task(lanes[index].task);
    if (task == nullptr) continue;
    const std::string name(model.session->trace().text(task->name));
    suggest(name + " is done");
    suggest(name + " is cancelled");
  }
  return rows;
}

std::vector<Palette::Row> what_if_rows(const Model& model, const std::string& typed) {
  std::vector<Palette::Row> rows;
  const bool signals_only = model.palette->purpose == Command::send_signal;
  for (const WhatIf& each : what_ifs(model)) {
    if (signals_only && !std::holds_alternative<SendSignal>(each.action)) continue;
    if (matches(typed, each.words)) rows.push_back({each.words, {}, {}});
  }
  return rows;
}

/// Tries what stands in that row.
void try_row(Model& model, const std::string& words) {
  for (const WhatIf& each : what_ifs(model)) {
    if (each.words != words) continue;
    try_what_if(model, each);
    return;
  }
}

std::string save_name(const Model& model) {
  if (!model.file.empty()) return model.file.string();
  const std::string& name = model.session->program_name();
  return name.empty() ? "program.py" : name;
}

void open_typed(Model& model, const std::string& path) {
  if (std::filesystem::is_directory(expanded(path))) {
    model.palette->query = TextBuffer(path.ends_with('/') ? path : path + "/");
    model.palette->query.move(TextBuffer::Move::end, false);
    refresh_palette(model);
    return;
  }
  open_path(model, expanded(path));
  close_palette(model);
}

}  // namespace

void open_palette(Model& model, Palette::Kind kind, Command purpose) {
  if (model.focus != Focus::palette) model.focus_below = model.focus;
  model.focus = Focus::palette;
  model.palette.emplace();
  model.palette->kind = kind;
  model.palette->purpose = purpose;
  if (kind == Palette::Kind::save_as) {
    model.palette->query = TextBuffer(save_name(model));
  } else if (kind == Palette::Kind::condition) {
    model.palette->query = TextBuffer(model.stops.condition);
  } else if (kind == Palette::Kind::export_to) {
    model.palette->query = TextBuffer(export_name(model, purpose));
  } else if (kind == Palette::Kind::open_file && !model.file.empty()) {
    model.palette->query = TextBuffer((model.file.parent_path() / "").string());
  }
  model.palette->query.select_all();
  model.scrolls.erase("palette");
  model.menu = Menu::none;
  model.help = false;
  refresh_palette(model);
}

void refresh_palette(Model& model) {
  Palette& palette = *model.palette;
  const std::string& typed = palette.query.text();
  switch (palette.kind) {
    case Palette::Kind::commands:
      palette.rows = command_rows(model, typed);
      break;
    case Palette::Kind::open_file:
      palette.rows = file_rows(typed);
      break;
    case Palette::Kind::save_as:
    case Palette::Kind::open_share:
    case Palette::Kind::export_to:
      palette.rows.clear();
      break;
    case Palette::Kind::what_if:
      palette.rows = what_if_rows(model, typed);
      break;
    case Palette::Kind::condition:
      palette.rows = condition_rows(model, typed == model.stops.condition ? "" : typed);
      break;
  }
  palette.chosen = 0;
}

void choose_in_palette(Model& model, std::size_t row, double now) {
  const Palette palette = *model.palette;
  const bool listed = row < palette.rows.size();
  const std::string& typed = palette.query.text();
  switch (palette.kind) {
    case Palette::Kind::commands:
      if (!listed) return;
      close_palette(model);
      run_command(model, palette.rows[row].command, now);
      break;
    case Palette::Kind::open_file:
      open_typed(model, listed ? palette.rows[row].text : typed);
      break;
    case Palette::Kind::save_as:
      save_program(model, expanded(typed));
      close_palette(model);
      break;
    case Palette::Kind::what_if:
      if (!listed) return;
      close_palette(model);
      try_row(model, palette.rows[row].text);
      break;
    case Palette::Kind::open_share:
      open_share(model, typed);
      close_palette(model);
      break;
    case Palette::Kind::export_to:
      export_to(model, palette.purpose, expanded(typed));
      close_palette(model);
      break;
    case Palette::Kind::condition:
      model.stops.condition =
          listed && typed != model.stops.condition ? palette.rows[row].text : typed;
      close_palette(model);
      if (!model.stops.condition.empty()) run_command(model, Command::run_to_stop, now);
      break;
  }
}

}  // namespace loopscope::gui
