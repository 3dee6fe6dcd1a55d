#include "gui/app/export.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <sstream>

#include "engine/base/error.h"
#include "engine/trace/jsonl.h"
#include "gui/app/reducer.h"
#include "gui/app/window.h"
#include "tests/gui/support/programs.h"

namespace loopscope::gui {
namespace {

namespace fs = std::filesystem;

class Export : public ::testing::Test {
 protected:
  Export()
      : folder(fs::temp_directory_path() / ("loopscope-export-" + std::to_string(::getpid()))),
        model(Catalog(), Settings()) {
    fs::create_directories(folder);
    open_session(model, testing::three_sleepers());
  }
  ~Export() override { fs::remove_all(folder); }

  fs::path folder;
  Model model;
};

TEST_F(Export, TheTraceIsReadBackAsItIs) {
  export_to(model, Command::export_trace, folder / "run.jsonl");
  const auto back = read_jsonl(folder / "run.jsonl");
  EXPECT_EQ(back->size(), model.session->trace().size());
  EXPECT_EQ(back->description().program_source, model.session->program());
  EXPECT_NE(model.notice.find("run.jsonl"), std::string::npos);
}

TEST_F(Export, PerfettoGetsItsOwnForm) {
  export_to(model, Command::export_perfetto, folder / "run.json");
  std::ifstream stream(folder / "run.json");
  std::ostringstream text;
  text << stream.rdbuf();
  EXPECT_NE(text.str().find("traceEvents"), std::string::npos);
}

TEST_F(Export, APictureIsAskedForOfTheWindow) {
  export_to(model, Command::export_picture, folder / "window.png");
  ASSERT_TRUE(model.picture);
  EXPECT_EQ(model.picture->path, folder / "window.png");
  EXPECT_TRUE(model.picture->moments.empty());
}

TEST_F(Export, ASeriesHasEveryStepInSight) {
  model.settings.unit = StepUnit::iteration;
  export_to(model, Command::export_frames, folder / "frames");
  ASSERT_TRUE(model.picture);
  EXPECT_TRUE(fs::is_directory(folder / "frames"));
  const auto& iterations = model.session->timeline().events_of(EventKind::iteration_begin);
  ASSERT_EQ(model.picture->moments.size(), iterations.size() + 2);  // the start and the end too
  EXPECT_EQ(model.picture->moments.front(), 0U);
  EXPECT_EQ(model.picture->moments.back(), model.session->end());
  model.time_window = {0.25, 0.5, true};
  export_to(model, Command::export_frames, folder / "frames");
  EXPECT_LT(model.picture->moments.size(), iterations.size() + 2);
  EXPECT_GT(model.picture->moments.front(), 0U);
}

TEST_F(Export, SaysWhyWhatCanNotBeWritten) {
  EXPECT_THROW(export_to(model, Command::export_trace, folder / "no" / "such" / "run.jsonl"),
               Error);
  EXPECT_THROW(export_to(model, Command::export_trace, {}), Error);
}

TEST_F(Export, APictureThatFindsNoRoomIsToldOf) {
  const std::vector<unsigned char> pixels(3UL * 4 * 4, 0x80);
  EXPECT_NO_THROW(write_png(folder / "small.png", 4, 4, pixels));
  EXPECT_GT(std::filesystem::file_size(folder / "small.png"), 0U);
  for (const std::filesystem::path& file :
       {std::filesystem::path("/dev/full"), folder, folder / "none" / "small.png"}) {
    EXPECT_THROW(write_png(file, 4, 4, pixels), FileError) << file;
  }
}

TEST_F(Export, TheCommandSuggestsANameAfterTheProgram) {
  run_command(model, Command::export_trace, 0.0);
  ASSERT_TRUE(model.palette);
  EXPECT_EQ(model.palette->query.text(), "program.jsonl");
}

TEST_F(Export, SharingPutsTheRunOnTheClipboard) {
  run_command(model, Command::share, 0.0);
  EXPECT_TRUE(model.clipboard.get().starts_with("loopscope1:"));
  EXPECT_FALSE(model.notice.empty());
}

}  // namespace
}  // namespace loopscope::gui
