#include "engine/trace/jsonl.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <limits>
#include <nlohmann/json.hpp>
#include <random>
#include <sstream>
#include <string>

#include "engine/base/error.h"
#include "engine/trace/recorder.h"
#include "tests/engine/trace/synthetic_trace.h"

namespace loopscope {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;
using testing::SyntheticLoop;

std::string written(const Trace& trace) {
  std::ostringstream out;
  write_jsonl(trace, out);
  return out.str();
}

std::shared_ptr<Trace> read(const std::string& text) {
  std::istringstream in(text);
  return read_jsonl(in, "t.jsonl");
}

std::string problem_of(const std::string& text) {
  try {
    read(text);
  } catch (const FileError& error) {
    return error.what();
  }
  return "no error";
}

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  const std::size_t at = text.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  return text.replace(at, what.size(), by);
}

/// The text that an event's field stands for, or its number.
std::string meaning(const Trace& trace, bool is_text, std::uint32_t field) {
  return is_text ? "text " + std::string(trace.text(field)) : std::to_string(field);
}

void expect_equal(const Trace& a, const Trace& b) {
  ASSERT_EQ(a.size(), b.size());
  for (EventId id = 1; id <= a.size(); ++id) {
    const Event& x = a.event(id);
    const Event& y = b.event(id);
    ASSERT_EQ(x.kind, y.kind) << id;
    ASSERT_EQ(x.time, y.time) << id;
    ASSERT_EQ(x.cause, y.cause) << id;
    ASSERT_EQ(x.subject, y.subject) << id;
    ASSERT_EQ(x.line, y.line) << id;
    ASSERT_EQ(x.loop, y.loop) << id;
    ASSERT_EQ(x.flags, y.flags) << id;
    if (carries_value(x.kind)) {
      ASSERT_EQ(x.value(), y.value()) << id;
    } else {
      const bool text = object_is_text(x.kind);
      ASSERT_EQ(meaning(a, text, x.object), meaning(b, text, y.object)) << id;
      ASSERT_EQ(a.text(x.detail), b.text(y.detail)) << id;
    }
  }
  EXPECT_EQ(a.description().program_name, b.description().program_name);
  EXPECT_EQ(a.description().program_source, b.description().program_source);
  EXPECT_EQ(a.description().seed, b.description().seed);
  EXPECT_EQ(a.description().virtual_clock, b.description().virtual_clock);
  EXPECT_EQ(a.description().debug, b.description().debug);
}

TEST(Jsonl, RoundTripKeepsEveryEventTextAndTheRun) {
  for (std::uint32_t seed = 1; seed <= 10; ++seed) {
    const auto trace = SyntheticLoop({.tasks = 20, .seed = seed}).finish(4000);
    const std::string text = written(*trace);
    const auto again = read(text);
    expect_equal(*trace, *again);
    EXPECT_EQ(written(*again), text);
  }
}

TEST(Jsonl, RoundTripKeepsAnyFieldOfAnyKind) {
  std::mt19937 generator(2);
  const auto random = [&] { return static_cast<std::uint32_t>(generator()); };
  Trace trace;
  trace.description() = {"日本.py", "print('é')\n\t\"\\", std::numeric_limits<std::uint64_t>::max(),
                         false, true};
  const TextId some_text =
      trace.texts().intern("line\nquote \" back \\ tab \t bell \x07 日本 🙂");
  for (int i = 0; i < 5000; ++i) {
    Event event;
    event.kind = static_cast<EventKind>(random() % static_cast<unsigned>(EventKind::count_));
    if (event.kind == EventKind::unknown) continue;  // refused when read
    event.time = 0.1 * random();
    event.subject = random();
    event.object = object_is_text(event.kind) ? some_text : random();
    event.detail = random() % 2 == 0 ? some_text : 0;
    if (carries_value(event.kind)) event.set_value(random() / 3.0);
    event.line = random() % 100;
    event.loop = static_cast<std::uint8_t>(random());
    event.flags = static_cast<std::uint16_t>(random());
    event.cause = random() % (trace.size() + 1);
    trace.append(event);
  }
  expect_equal(trace, *read(written(trace)));
}

TEST(Jsonl, KeepsTimesWithoutEnd) {
  Trace trace;
  Recorder recorder(trace);
  recorder.record_value(EventKind::timer_scheduled, 1, std::numeric_limits<double>::infinity(), 0);
  expect_equal(trace, *read(written(trace)));
}

TEST(Jsonl, ReadsAsOrdinaryJsonWithReadableNames) {
  Trace trace;
  Recorder recorder(trace);
  recorder.set_loop(1);
  recorder.set_time(1.5);
  recorder.set_line(7);
  recorder.record(EventKind::handle_enqueued, 4, 2, recorder.intern("Task.__wakeup"), 0, 2);
  std::istringstream lines(written(trace));
  std::string header;
  std::string event;
  std::getline(lines, header);
  std::getline(lines, event);
  EXPECT_EQ(nlohmann::json::parse(header)["format"], "loopscope-trace");
  EXPECT_EQ(event,
            "{\"e\": 1, \"t\": 1.5, \"kind\": \"handle_enqueued\", \"loop\": 1, \"handle\": 4, "
            "\"owner\": 2, \"label\": \"Task.__wakeup\", \"role\": \"wakeup\", \"line\": 7}");
}

class DamagedJsonl : public ::testing::Test {
 protected:
  const std::string good = written(*SyntheticLoop({.tasks = 3, .seed = 1}).finish(100));
};

TEST_F(DamagedJsonl, AFileThatIsNoTraceIsRefused) {
  EXPECT_THAT(problem_of(""), AllOf(StartsWith("t.jsonl: "), HasSubstr("empty")));
  EXPECT_THAT(problem_of("hello\n"), AllOf(StartsWith("t.jsonl:1: "), HasSubstr("no Loopscope")));
  EXPECT_THAT(problem_of("{\"a\": 1}\n"), HasSubstr("no Loopscope trace"));
  EXPECT_THAT(problem_of("{\"format\": {\"a\": 1}}\n"), HasSubstr("no Loopscope trace"));
}

TEST_F(DamagedJsonl, ANewerFileSaysToUpdate) {
  EXPECT_THAT(problem_of(replaced(good, "\"version\": 1", "\"version\": 2")),
              AllOf(StartsWith("t.jsonl:1: "), HasSubstr("newer"), HasSubstr("update")));
}

TEST_F(DamagedJsonl, ACutOffFileIsRefusedWhereverItIsCut) {
  for (std::size_t size = 1; size + 1 < good.size(); ++size) {
    ASSERT_NE(problem_of(good.substr(0, size)), "no error") << size;
  }
  const std::size_t last_line = good.rfind('\n', good.size() - 2) + 1;
  EXPECT_THAT(problem_of(good.substr(0, last_line)), HasSubstr("cut off"));
}

TEST_F(DamagedJsonl, AChangedByteNeverDoesHarm) {
  std::mt19937 random(4);
  for (int i = 0; i < 5000; ++i) {
    std::string text = good;
    text[random() % text.size()] = static_cast<char>(random() % 256);
    problem_of(text);
  }
}

TEST_F(DamagedJsonl, MessagesNameTheLineAndTheRemedy) {
  EXPECT_THAT(
      problem_of(replaced(good, "loop_run_begin", "loop_run_begun")),
      AllOf(StartsWith("t.jsonl:3: "), HasSubstr("unknown kind"), HasSubstr("loopscope run")));
  EXPECT_THAT(problem_of(replaced(good, "\"e\": 5,", "\"e\": 6,")),
              AllOf(StartsWith("t.jsonl:6: "), HasSubstr("event 5 is missing")));
  EXPECT_THAT(problem_of(replaced(good, "\"task\": 1", "\"task\": -1")), HasSubstr("\"task\""));
  EXPECT_THAT(problem_of(replaced(good, "\"task\": 1", "\"tusk\": 1")),
              HasSubstr("unknown field \"tusk\""));
  EXPECT_THAT(problem_of(replaced(good, "\"e\": 2, ", "\"e\": 2, \"cause\": 2, ")),
              HasSubstr("cause"));
}

PartialTrace read_leniently(const std::string& text) {
  std::istringstream in(text);
  return read_whole_part_of_jsonl(in, "t.jsonl");
}

TEST_F(DamagedJsonl, TheWholePartOfACutFileIsKeptWhereverItIsCut) {
  const auto whole = read(good);
  const std::size_t header = good.find('\n') + 1;
  for (std::size_t size = header; size + 1 < good.size(); ++size) {
    const PartialTrace part = read_leniently(good.substr(0, size));
    ASSERT_TRUE(part.remarks.cut) << size;
    ASSERT_EQ(part.remarks.expected, whole->size());
    ASSERT_LT(part.trace->size(), whole->size());
    ASSERT_GT(part.remarks.line, 0);
    const auto lines = std::count(good.begin(), good.begin() + static_cast<long>(size), '\n');
    ASSERT_GE(part.trace->size() + 1, static_cast<Position>(lines)) << size;
  }
  const PartialTrace all = read_leniently(good);
  EXPECT_TRUE(all.remarks.empty());
  expect_equal(*whole, *all.trace);
}

TEST_F(DamagedJsonl, ADamagedLineEndsTheWholePartAndIsNamed) {
  const PartialTrace part = read_leniently(replaced(good, "\"e\": 5,", "\"e\": 6,"));
  EXPECT_EQ(part.trace->size(), 4U);
  EXPECT_EQ(part.remarks.line, 6);
  EXPECT_FALSE(part.remarks.cut);
  EXPECT_THAT(part.remarks.problem, HasSubstr("event 5 is missing"));
}

TEST_F(DamagedJsonl, AnUnknownKindIsKeptUnderItsNameAndWrittenAgainAsItWas) {
  const std::string newer =
      replaced(good, "\"kind\": \"loop_run_begin\", \"loop\": 1",
               "\"kind\": \"warp\", \"loop\": 1, \"speed\": 1.5, \"to\": \"日本\", \"n\": -2");
  const PartialTrace part = read_leniently(newer);
  EXPECT_TRUE(part.remarks.whole());
  EXPECT_EQ(part.remarks.unknown_events, 1U);
  const Event& event = part.trace->event(2);
  EXPECT_EQ(event.kind, EventKind::unknown);
  EXPECT_EQ(part.trace->text(event.object), "warp");
  EXPECT_EQ(part.trace->text(event.detail), "\"speed\": 1.5, \"to\": \"日本\", \"n\": -2");
  EXPECT_EQ(written(*part.trace), newer);
}

TEST_F(DamagedJsonl, AnUnknownFieldOfAKnownKindIsLeftOutAndCounted) {
  const PartialTrace part = read_leniently(replaced(good, "\"e\": 2, ", "\"e\": 2, \"new\": 1, "));
  EXPECT_EQ(part.remarks.unknown_fields, 1U);
  EXPECT_EQ(written(*part.trace), good);
}

TEST_F(DamagedJsonl, WithoutAGoodHeaderNothingIsKept) {
  EXPECT_THROW(read_leniently(""), FileError);
  EXPECT_THROW(read_leniently("hello\n"), FileError);
  EXPECT_THROW(read_leniently(replaced(good, "\"version\": 1", "\"version\": 2")), FileError);
}

TEST_F(DamagedJsonl, TakingWhatIsWholeComesToNoHarmByAnyChangedByte) {
  std::mt19937 random(5);
  const std::size_t header = good.find('\n') + 1;
  for (int i = 0; i < 5000; ++i) {
    std::string text = good;
    text[header + random() % (text.size() - header)] = static_cast<char>(random() % 256);
    read_leniently(text);
  }
}

TEST(JsonlFiles, AreWrittenAndReadAndTheirAbsenceIsTold) {
  const auto file = std::filesystem::path(::testing::TempDir()) / "loopscope_jsonl_test.jsonl";
  const auto trace = SyntheticLoop({}).finish(300);
  write_jsonl(*trace, file);
  expect_equal(*trace, *read_jsonl(file));
  std::filesystem::remove(file);
  EXPECT_THROW(read_jsonl(file), FileError);
  EXPECT_THROW(read_jsonl(std::filesystem::path(::testing::TempDir())), FileError);
  EXPECT_THROW(write_jsonl(*trace, std::filesystem::path("/no/such/folder/t.jsonl")), FileError);
}

}  // namespace
}  // namespace loopscope
