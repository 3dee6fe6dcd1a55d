#include <algorithm>
#include <iostream>
#include <memory>

#include "cli/commands.h"
#include "lessons/player/check.h"
#include "lessons/player/lesson.h"
#include "lessons/player/skeleton.h"
#include "lessons/player/text_width.h"

namespace loopscope::cli {
namespace {

/// All lessons of a folder. Throws UsageError if there are none: a mistyped folder is not in order.
std::vector<std::filesystem::path> all_lessons(const std::filesystem::path& catalog) {
  auto folders = player::find_lessons(catalog);
  if (folders.empty()) {
    throw UsageError("there is no lesson in " + catalog.string() +
                     ": a lesson is a folder in it with a lesson.en.md");
  }
  return folders;
}

int list_lessons(player::Language language) {
  const auto folders = all_lessons(player::default_catalog());
  std::size_t id_width = 0;
  for (const auto& folder : folders) {
    id_width = std::max(id_width, player::text_width(folder.filename().string()));
  }
  for (const auto& folder : folders) {
    const player::Lesson lesson = player::read_lesson(folder, language);
    std::cout << player::fitted(lesson.id, id_width) << "  " << lesson.title << '\n';
  }
  return 0;
}

int check_lessons(const std::vector<std::string>& names) {
  const auto catalog = player::default_catalog();
  std::vector<player::LessonProblem> problems;
  std::size_t checked = names.size();
  if (names.empty()) {
    checked = all_lessons(catalog).size();
    problems = player::check_catalog(catalog);
  }
  for (const std::string& name : names) {
    const auto folder = lesson_folder(catalog, name);
    // A lesson given by its path has its neighbours for a catalog.
    for (auto& problem : player::check_lesson(folder, folder.parent_path())) {
      problems.push_back(std::move(problem));
    }
  }
  for (const player::LessonProblem& problem : problems) std::cerr << problem.text() << '\n';
  if (!problems.empty()) {
    std::cerr << (problems.size() == 1 ? "1 problem"
                                       : std::to_string(problems.size()) + " problems")
              << '\n';
    return 1;
  }
  std::cout << (checked == 1 ? "1 lesson is" : std::to_string(checked) + " lessons are")
            << " in order\n";
  return 0;
}

}  // namespace

void add_lessons(CLI::App& app, int& status) {
  const auto language = std::make_shared<player::Language>();
  CLI::App* const command = app.add_subcommand("lessons", "List the lessons");
  add_language(*command, *language);
  command->callback([language, &status] { status = list_lessons(*language); });
}

void add_check(CLI::App& app, int& status) {
  const auto names = std::make_shared<std::vector<std::string>>();
  CLI::App* const command =
      app.add_subcommand("check", "Check lessons: cues, questions, links, languages");
  command->add_option("LESSON", *names, "Lessons to check (default: all)");
  command->callback([names, &status] { status = check_lessons(*names); });
}

void add_new_lesson(CLI::App& app, int& status) {
  const auto name = std::make_shared<std::string>();
  const auto folder = std::make_shared<std::string>(".");
  CLI::App* const command = app.add_subcommand("new-lesson", "Write a lesson to begin with");
  command->add_option("NAME", *name, "Its name: small letters, digits and hyphens")->required();
  command->add_option("--in", *folder, "Folder of lessons to put it into (default: this one)");
  command->callback([name, folder, &status] {
    const std::filesystem::path written = player::write_skeleton(*folder, *name);
    std::cout << "Written: " << written.string() << "\nCheck it with: loopscope check "
              << written.string() << '\n';
    status = 0;
  });
}

}  // namespace loopscope::cli
