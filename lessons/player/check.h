#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace loopscope::player {

/// Something wrong with a lesson, where an author has to look.
struct LessonProblem {
  std::filesystem::path file;
  int line = 0;  ///< 1-based; 0: the whole file
  std::string message;

  /// "FILE:LINE: message"
  std::string text() const;
  friend bool operator==(const LessonProblem&, const LessonProblem&) = default;
};

/// How much of a lesson is checked: only that nothing in it is wrong, or also that it has all that
/// a lesson has to have.
enum class CheckExtent { correct, whole };

/// Checks one lesson of a catalog: that both languages can be read and agree in program, steps,
/// cues and questions; that links and prerequisites exist; that the program does what the lesson
/// says; that every cue comes and every question has an answer. With CheckExtent::whole also what
/// check_teaching asks for. Empty: all is well.
std::vector<LessonProblem> check_lesson(const std::filesystem::path& folder,
                                        const std::filesystem::path& catalog,
                                        CheckExtent extent = CheckExtent::whole);

/// Checks all lessons of a catalog and its glossary, and that no two lessons have the same place in
/// the course.
std::vector<LessonProblem> check_catalog(const std::filesystem::path& catalog,
                                         CheckExtent extent = CheckExtent::whole);

}  // namespace loopscope::player
