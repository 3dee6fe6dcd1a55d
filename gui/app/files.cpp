#include "gui/app/files.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <system_error>

#include "engine/base/error.h"
#include "engine/trace/jsonl.h"
#include "gui/app/editor.h"

namespace loopscope::gui {

namespace {

namespace fs = std::filesystem;

std::string read_file(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::ostringstream text;
  if (stream && !fs::is_directory(file)) text << stream.rdbuf();
  if (!stream || fs::is_directory(file)) {
    throw FileError(file.string(), 0, "can't be read: is the name right?");
  }
  return text.str();
}

/// What a person has to know of a trace that is not all there, or from a newer version.
std::string words_on(const TraceRemarks& remarks, Position whole, const player::Texts& texts) {
  std::string words;
  const auto add = [&words](const std::string& sentence) {
    words.append(words.empty() ? "" : "\n").append(sentence);
  };
  if (remarks.cut) {
    add(texts.format("notice.trace_cut", whole, remarks.expected));
  } else if (!remarks.whole()) {
    add(texts.format("notice.trace_damaged", whole, remarks.problem));
  }
  if (remarks.unknown_events > 0) {
    add(texts.format("notice.unknown_events", remarks.unknown_events));
  }
  if (remarks.unknown_fields > 0) {
    add(texts.format("notice.unknown_fields", remarks.unknown_fields));
  }
  return words;
}

void open_trace(Model& model, const fs::path& file) {
  PartialTrace part = read_whole_part_of_jsonl(file);
  const Position whole = part.trace->size();
  open_session(model, std::make_unique<player::Session>(std::move(part.trace)));
  if (!part.remarks.empty()) model.notice = words_on(part.remarks, whole, model.texts);
}

bool can_be_opened(const fs::directory_entry& entry) {
  const fs::path extension = entry.path().extension();
  std::error_code ignored;
  return entry.is_directory(ignored) || extension == ".py" || extension == ".jsonl";
}

}  // namespace

void open_path(Model& model, const fs::path& file) {
  if (file.extension() == ".jsonl") {
    open_trace(model, file);
    return;
  }
  open_session(model, std::make_unique<player::Session>(read_file(file), file.filename().string(),
                                                        options_for_programs()));
  model.file = file;
}

void save_program(Model& model, const fs::path& file) {
  fs::path temporary = file;
  temporary += ".new";
  {
    std::ofstream stream(temporary, std::ios::binary);
    stream << model.shown_program;
    stream.flush();
    if (!stream) {
      throw FileError(file.string(), 0,
                      "can't be written: check that the folder exists and may be written to");
    }
  }
  std::error_code problem;
  fs::rename(temporary, file, problem);
  if (problem) {
    std::error_code ignored;
    fs::remove(temporary, ignored);
    throw FileError(file.string(), 0, "can't be written: " + problem.message());
  }
  model.file = file;
  if (model.editor) model.editor->saved_version = model.editor->buffer.version();
}

fs::path expanded(const std::string& typed) {
  const char* const home = std::getenv("HOME");
  if (home != nullptr && (typed == "~" || typed.starts_with("~/"))) {
    return fs::path(home + typed.substr(1));
  }
  return typed;
}

std::vector<std::string> completions(const std::string& typed, std::size_t most) {
  const std::size_t slash = typed.rfind('/');
  const std::string folder = slash == std::string::npos ? "" : typed.substr(0, slash + 1);
  const std::string start = typed.substr(folder.size());
  std::vector<std::string> found;
  std::error_code problem;
  fs::directory_iterator entries(folder.empty() ? fs::path(".") : expanded(folder), problem);
  if (problem) return found;
  for (const fs::directory_entry& entry : entries) {
    const std::string name = entry.path().filename().string();
    const bool hidden = name.starts_with(".") && !start.starts_with(".");
    if (hidden || !name.starts_with(start) || !can_be_opened(entry)) continue;
    std::error_code ignored;
    found.push_back(folder + name + (entry.is_directory(ignored) ? "/" : ""));
  }
  std::sort(found.begin(), found.end());
  if (found.size() > most) found.resize(most);
  return found;
}

}  // namespace loopscope::gui
