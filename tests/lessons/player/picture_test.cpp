#include "lessons/player/picture.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "lessons/player/cue.h"
#include "lessons/player/session.h"
#include "lessons/player/text_width.h"
#include "tests/lessons/player/sample_run.h"

namespace loopscope::player {
namespace {

using ::testing::Contains;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class PictureOfARun : public ::testing::Test {
 protected:
  std::vector<std::string> picture(const char* cue, Language language = Language::english,
                                   const PictureOptions& options = {}) const {
    const Position position = Cue::parse(cue).find(timeline, 0).value();
    return picture_of(timeline, timeline.seek(position), texts_of(language), options);
  }
  const Timeline timeline{testing::sample_run()};
};

TEST_F(PictureOfARun, ShowsQueueHeapTasksProgramAndOutput) {
  const auto lines = picture("handle_run_begin label=_set_result_unless_cancelled");
  EXPECT_THAT(lines, Contains("  Runs now     _set_result_unless_cancelled"));
  EXPECT_THAT(lines, Contains("  Ready queue  empty"));
  EXPECT_THAT(lines, Contains("  Timer heap   [ 2.0 Task-2 | 3.0 Task-3 ]"));
  EXPECT_THAT(lines, Contains("  Task-1  main  waiting   line 10  waits for Task-2"));
  EXPECT_THAT(lines, Contains("  Task-2  work  sleeping  line 3  until 2.0 s"));
  EXPECT_THAT(lines, Contains("     3 (2,3,4)      await asyncio.sleep(delay)"));
  EXPECT_THAT(lines, Contains("  three starts"));
  EXPECT_THAT(lines, Not(Contains("  three ends")));
}

TEST_F(PictureOfARun, MarksTheLineThatRuns) {
  EXPECT_THAT(picture("line 3"), Contains(std::string("▶    3 ") + std::string(13, ' ') +
                                          "await asyncio.sleep(delay)"));
}

TEST_F(PictureOfARun, BeforeTheLoopShowsOnlyTheProgram) {
  const auto lines = picture("line 14");
  EXPECT_THAT(lines,
              Contains(std::string("▶   14 ") + std::string(9, ' ') + "asyncio.run(main())"));
  EXPECT_THAT(lines, Not(Contains("Tasks")));
}

TEST_F(PictureOfARun, NoLineIsWiderThanTheTerminal) {
  for (const Language language : all_languages) {
    for (Position position = 0; position <= timeline.end(); ++position) {
      PictureOptions options;
      options.width = 44;
      for (const std::string& line :
           picture_of(timeline, timeline.seek(position), texts_of(language), options)) {
        EXPECT_LE(text_width(line), 44U) << line;
      }
    }
  }
}

TEST_F(PictureOfARun, CountsWhatItDoesNotList) {
  PictureOptions options;
  options.tasks = 2;
  options.handles = 1;
  const auto lines = picture("timer_due when=1.0", Language::english, options);
  EXPECT_THAT(lines, Contains("  2 more"));
  EXPECT_THAT(lines, Contains("  Timer heap   [ 2.0 Task-2 | 1 more ]"));
}

constexpr const char* fetching_program = R"(import asyncio
import time


async def serve(reader, writer):
    writer.close()


async def main():
    loop = asyncio.get_running_loop()
    loop.run_in_executor(None, time.sleep, 1)
    server = await asyncio.start_server(serve, "127.0.0.1", 8888)
    reader, writer = await asyncio.open_connection("api.example.com", 80)
    writer.write(b"GET /")
    await asyncio.sleep(9)


asyncio.run(main())
)";

class PictureOfConnections : public ::testing::Test {
 protected:
  std::vector<std::string> picture(const char* cue, Language language = Language::english,
                                   const PictureOptions& options = {}) {
    const Timeline& timeline = session_.timeline();
    const Position position = Cue::parse(cue).find(timeline, 0).value();
    return picture_of(timeline, timeline.seek(position), texts_of(language), options);
  }
  Session session_{fetching_program, "program.py"};
};

TEST_F(PictureOfConnections, ShowsWhatSelectWatchesAndForWhom) {
  EXPECT_THAT(picture("io_registered"),
              Contains("  Watched      fd 3  listens at 127.0.0.1:8888  accept  "
                       "_accept_connection"));
  EXPECT_THAT(picture("io_registered nth=2"),
              Contains(StartsWith("               fd 4  to ")).Times(1));
  EXPECT_THAT(picture("io_registered nth=2"), Contains(EndsWith("write  _sock_connect_cb")));
}

TEST_F(PictureOfConnections, ShowsLookupsPacketsAndWorkers) {
  EXPECT_THAT(picture("lookup_begin text=api.example.com"),
              Contains("  Under way    looking up api.example.com"));
  EXPECT_THAT(picture("job_begin"), Contains("  Workers      asyncio_0  does  sleep"));
  const auto sent = picture("packet_sent");
  EXPECT_THAT(sent, Contains(StartsWith("  Under way    asks to connect  localhost → "
                                        "api.example.com  arrives at ")));
}

TEST_F(PictureOfConnections, WhenAPacketArrivesIsLeftOutWhereAQuestionFollows) {
  PictureOptions options;
  options.tells_future = false;
  EXPECT_THAT(picture("packet_sent", Language::english, options),
              Not(Contains(HasSubstr("arrives"))));
}

TEST(PictureOfAUnixSocket, WritesItsNameAsTheProgramDoesAndNoPeerThatHasNone) {
  const Session session(
      "import asyncio\n\n\n"
      "async def main():\n"
      "    await asyncio.start_unix_server(lambda r, w: None, '\\0shout')\n"
      "    await asyncio.open_unix_connection('\\0shout')\n"
      "    await asyncio.sleep(1)\n\n\n"
      "asyncio.run(main())\n",
      "program.py");
  const Timeline& timeline = session.timeline();
  const Position position =
      Cue::parse("task_status task=Task-1 status=sleeping").find(timeline, 0).value();
  const auto lines = picture_of(timeline, timeline.seek(position), texts_of(Language::english));
  EXPECT_THAT(lines,
              Contains("  Watched      fd 3  listens at '\\0shout'  accept  _accept_connection"));
  EXPECT_THAT(lines, Not(Contains(HasSubstr("from ''"))));
}

TEST_F(PictureOfConnections, InJapaneseToo) {
  EXPECT_THAT(picture("io_registered", Language::japanese),
              Contains(StartsWith("  監視中            fd 3  127.0.0.1:8888 で待ち受け")));
}

}  // namespace
}  // namespace loopscope::player
