#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "lessons/player/cue.h"
#include "lessons/player/goal.h"
#include "lessons/player/language.h"
#include "lessons/player/prediction.h"
#include "lessons/python/world.h"

namespace loopscope::player {

/// One step of a lesson: prose, where in the trace it stands, and perhaps a question.
struct LessonStep {
  std::string title;       ///< text of its `## ` heading
  std::string prose;       ///< Markdown, without heading, cue and prediction lines
  int line = 0;            ///< of the heading in the lesson's file, for messages
  int cue_line = 0;        ///< of the cue; 0: there is none
  std::optional<Cue> cue;  ///< none: the step stays where the one before it is
  std::optional<Prediction> prediction;
  std::size_t turns = 0;  ///< decisions that the learner makes in the loop's place from here on
  int turns_line = 0;     ///< of that line; 0: there is none
};

/// A lesson in one language, as its file says it.
struct Lesson {
  std::string id;              ///< folder name, e.g. "01-what-a-loop-does"
  std::filesystem::path file;  ///< lesson.en.md or lesson.ja.md
  Language language = Language::english;
  std::string title;
  int level = 1;  ///< 1 … 4
  int order = 0;  ///< place in the course
  std::filesystem::path program_file;
  std::string program;  ///< the program's text
  std::vector<std::string> teaches;
  std::vector<std::string> prerequisites;  ///< ids of lessons
  int exit_status = 0;                     ///< with which the program is meant to end
  python::World world;                     ///< what the program finds outside itself
  std::string introduction;                ///< prose before the first step
  std::vector<Goal> goals;                 ///< of a challenge; empty: the lesson is none
  std::filesystem::path solution_file;     ///< of a challenge: a program that meets the goals
  std::string solution;                    ///< that program's text
  std::vector<LessonStep> steps;
};

/// The name of a lesson's file in a language: "lesson.en.md".
std::string lesson_file_name(Language language);

/// Reads `folder`/lesson.LANG.md and its program. Throws FileError with file, line and remedy.
Lesson read_lesson(const std::filesystem::path& folder, Language language);

/// Folders of a catalog (those with a lesson.en.md), by the order that their lessons give.
std::vector<std::filesystem::path> find_lessons(const std::filesystem::path& catalog);

/// Where the lessons that come with Loopscope are: the folder in the environment's
/// LOOPSCOPE_LESSONS, else beside the executable's data (`<exe>/../share/loopscope/lessons`), else
/// the source tree.
std::filesystem::path default_catalog();

/// Finds a lesson by id, by number ("2") or by an unambiguous part of its id; throws Error that
/// lists what there is.
std::filesystem::path find_lesson(const std::filesystem::path& catalog, const std::string& which);

/// The lesson's folder that a path names: what has a "/" in it, or is "."; nothing for other words.
/// Throws Error if there is no such folder.
std::optional<std::filesystem::path> lesson_folder_at(const std::string& path);

}  // namespace loopscope::player
