#include "engine/trace/perfetto.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/error.h"
#include "engine/trace/cause_arrows.h"
#include "engine/trace/recorder.h"
#include "tests/engine/support/scenario.h"
#include "tests/engine/trace/synthetic_trace.h"

namespace loopscope {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::IsSupersetOf;
using ::testing::Not;
using ::testing::SizeIs;
using testing::SyntheticLoop;
using ::testing::UnorderedElementsAre;

using Json = nlohmann::json;
using TrackId = std::pair<int, int>;

Json exported(const Trace& trace) {
  std::ostringstream out;
  write_perfetto(trace, out);
  return Json::parse(out.str());
}

/// Everything that is wrong with a Chrome trace; empty: nothing.
class Schema {
 public:
  explicit Schema(const Json& document) {
    if (!document.is_object() || !document["traceEvents"].is_array()) {
      complain("no traceEvents", document);
      return;
    }
    for (const Json& row : document["traceEvents"]) check(row);
    for (const auto& [track, depth] : open_) {
      if (depth != 0) problems.push_back("a slice stays open on " + std::to_string(track.second));
    }
    for (const auto& [id, ends] : flows_) {
      if (ends.first != 1 || ends.second != 1) problems.push_back("flow " + id + " has no pair");
    }
    for (const auto& [id, times] : flow_times_) {
      if (times.first > times.second) problems.push_back("flow " + id + " goes back in time");
    }
  }

  std::vector<std::string> problems;

 private:
  void complain(const std::string& what, const Json& row) {
    problems.push_back(what + ": " + row.dump().substr(0, 200));
  }

  void check(const Json& row) {
    const bool complete = row.contains("ph") && row["ph"].is_string() && row.contains("ts") &&
                          row["ts"].is_number() && row.contains("pid") &&
                          row["pid"].is_number_integer() && row.contains("tid") &&
                          row["tid"].is_number_integer();
    if (!complete) return complain("ph, ts, pid or tid is missing", row);
    const std::string phase = row["ph"];
    if (phase != "E" && (!row.contains("name") || !row["name"].is_string())) {
      complain("no name", row);
    }
    const TrackId track{row["pid"], row["tid"]};
    if (phase != "M") check_time(track, row);
    if (phase == "B" || phase == "E") {
      open_[track] += phase == "B" ? 1 : -1;
      if (open_[track] < 0) complain("an end without its beginning", row);
    } else if (phase == "s" || phase == "f") {
      check_flow(phase == "s", track, row);
    } else if (phase == "C") {
      if (!row["args"].is_object() || row["args"].empty()) complain("a counter without value", row);
    } else if (phase == "i") {
      if (row["s"] != "t" && row["s"] != "p" && row["s"] != "g") complain("no scope", row);
    } else if (phase != "M") {
      complain("an unknown phase", row);
    }
  }

  void check_time(TrackId track, const Json& row) {
    const double time = row["ts"];
    if (time < 0.0) complain("before all time", row);
    const auto last = last_.find(track);
    if (last != last_.end() && time < last->second) complain("time goes back", row);
    last_[track] = time;
  }

  void check_flow(bool start, TrackId track, const Json& row) {
    if (!row.contains("id") || !row.contains("cat")) return complain("a flow without id", row);
    const std::string id = row["id"].dump();
    ++(start ? flows_[id].first : flows_[id].second);
    (start ? flow_times_[id].first : flow_times_[id].second) = row["ts"];
    if (open_[track] == 0) complain("a flow without a slice to bind to", row);
  }

  std::map<TrackId, int> open_;
  std::map<TrackId, double> last_;
  std::map<std::string, std::pair<int, int>> flows_;
  std::map<std::string, std::pair<double, double>> flow_times_;
};

std::vector<Json> rows_of(const Json& document, const std::string& phase) {
  std::vector<Json> rows;
  for (const Json& row : document["traceEvents"]) {
    if (row["ph"] == phase) rows.push_back(row);
  }
  return rows;
}

std::multiset<std::string> names_of(const Json& document, const std::string& phase) {
  std::multiset<std::string> names;
  for (const Json& row : rows_of(document, phase)) names.insert(row["name"].get<std::string>());
  return names;
}

TEST(Perfetto, KeepsTheSchemaForAnyRun) {
  for (std::uint32_t seed = 1; seed <= 20; ++seed) {
    const auto trace = SyntheticLoop({.tasks = 15, .seed = seed}).finish(3000);
    EXPECT_THAT(Schema(exported(*trace)).problems, IsEmpty()) << seed;
  }
}

TEST(Perfetto, KeepsTheSchemaWhereverARunIsCut) {
  const auto whole = SyntheticLoop({.tasks = 5, .seed = 3}).finish(300);
  for (Position size = 0; size <= whole->size(); ++size) {
    Trace part;
    for (EventId id = 1; id <= size; ++id) part.append(whole->event(id));
    ASSERT_THAT(Schema(exported(part)).problems, IsEmpty()) << size;
  }
}

TEST(Perfetto, KeepsTheSchemaForTimesThatMakeNoSense) {
  Trace trace;
  Recorder recorder(trace);
  recorder.set_loop(1);
  recorder.record(EventKind::loop_created, 0, 0, 0, 0);
  for (const double time : {5.0, std::numeric_limits<double>::infinity(), -3.0, 1.0,
                            std::numeric_limits<double>::quiet_NaN(), 1e300}) {
    recorder.set_time(time);
    recorder.record(EventKind::output, 0, 0, recorder.intern("x\n"), 0, 1);
  }
  EXPECT_THAT(Schema(exported(trace)).problems, IsEmpty());
}

TEST(Perfetto, ASchemaErrorIsFound) {
  const auto broken = [](const char* row) {
    return Schema(Json::parse(std::string("{\"traceEvents\": [") + row + "]}")).problems;
  };
  EXPECT_THAT(broken(R"({"ph": "B", "ts": 0, "pid": 1, "name": "x"})"), Not(IsEmpty()));
  EXPECT_THAT(broken(R"({"ph": "B", "ts": 0, "pid": 1, "tid": 1, "name": "x"})"), SizeIs(1));
  EXPECT_THAT(broken(R"({"ph": "E", "ts": 0, "pid": 1, "tid": 1})"), Not(IsEmpty()));
  EXPECT_THAT(
      broken(R"({"ph": "s", "ts": 0, "pid": 1, "tid": 1, "id": 1, "cat": "c", "name": "x"})"),
      Not(IsEmpty()));
}

/// main makes two sleepers, awaits the first and cancels the second.
class PerfettoOfAProgram : public test::Scenario {
 protected:
  void SetUp() override {
    Scenario::SetUp();
    const auto sleeper = [](double seconds) -> Coro<> { co_await sleep(seconds); };
    const auto program = [&]() -> Coro<> {
      auto first = create_task(loop(), sleeper(1.0), {.name = "first"});
      auto second = create_task(loop(), sleeper(5.0), {.name = "second"});
      co_await first;
      second->cancel();
      try {
        co_await second;
      } catch (const CancelledError&) {
        say("cancelled");
      }
    };
    play(program());
    document_ = exported(agreement_.trace());
  }

  int thread_named(const std::string& name) const {
    for (const Json& row : rows_of(document_, "M")) {
      const bool names = row["name"] == "thread_name" &&
                         row["args"]["name"].get<std::string>().rfind(name, 0) == 0;
      if (names) return row["tid"];
    }
    ADD_FAILURE() << "no track is called " << name;
    return 0;
  }

  /// The names of the slices on a track, in order.
  std::vector<std::string> slices_of(int thread) const {
    std::vector<std::string> names;
    for (const Json& row : rows_of(document_, "B")) {
      if (row["tid"] == thread) names.push_back(row["name"]);
    }
    return names;
  }

  Json document_;
};

TEST_F(PerfettoOfAProgram, KeepsTheSchema) {
  EXPECT_THAT(Schema(document_).problems, IsEmpty());
}

TEST_F(PerfettoOfAProgram, HasATrackATaskWithItsStates) {
  EXPECT_THAT(slices_of(thread_named("first")),
              ElementsAre("ready", "running", "sleeping", "ready", "running"));
  EXPECT_THAT(slices_of(thread_named("second")),
              ElementsAre("ready", "running", "sleeping", "cancelling", "running"));
  EXPECT_THAT(names_of(document_, "i"),
              IsSupersetOf({"done", "cancelled", "cancel_requested", "cancel_delivered"}));
}

TEST_F(PerfettoOfAProgram, HasALaneOfTheLoopWithIterationsAndHandles) {
  EXPECT_THAT(slices_of(thread_named("loop")),
              IsSupersetOf({"run", "iteration 1", "select", "step:first", "wakeup:first",
                            "call:_set_result_unless_cancelled"}));
}

TEST_F(PerfettoOfAProgram, CountsReadyHandlesAndTimers) {
  const auto counters = names_of(document_, "C");
  EXPECT_THAT(counters, Contains("ready queue"));
  EXPECT_THAT(counters, Contains("timers"));
}

TEST_F(PerfettoOfAProgram, DrawsAnArrowFromEachCauseToItsEffect) {
  const auto arrows = cause_arrows(agreement_.trace());
  EXPECT_EQ(rows_of(document_, "s").size(), arrows.size());
  bool cancellation = false;
  for (const CauseArrow& arrow : arrows) {
    const Event& source = agreement_.trace().event(arrow.source);
    const Event& effect = agreement_.trace().event(arrow.effect);
    ASSERT_LT(arrow.source, arrow.effect);
    if (effect.kind != EventKind::cancel_delivered) continue;
    EXPECT_EQ(source.kind, EventKind::cancel_requested);
    cancellation = cancellation || source.subject == effect.subject;
  }
  EXPECT_TRUE(cancellation);
}

TEST(PerfettoInstants, ShowOutputErrorsAndWhatIsUnknownUnderTheirNames) {
  Trace trace;
  Recorder recorder(trace);
  recorder.set_line(7);
  recorder.record(EventKind::output, 0, 0, recorder.intern("a\nb\n"), 0, 1);
  recorder.record(EventKind::exception, 0, 0, recorder.intern("ValueError: \"no\""), 0);
  recorder.record(EventKind::unknown, 0, recorder.intern("warp"), recorder.intern("\"x\": 1"), 0);
  const Json document = exported(trace);
  EXPECT_THAT(Schema(document).problems, IsEmpty());
  EXPECT_THAT(names_of(document, "i"), UnorderedElementsAre("a b", "ValueError: \"no\"", "warp"));
  EXPECT_EQ(rows_of(document, "i")[0]["args"]["text"], "a\nb\n");
  EXPECT_EQ(rows_of(document, "i")[0]["args"]["line"], 7);
}

TEST(PerfettoFiles, AreWrittenAndAMissingFolderIsTold) {
  const auto file = std::filesystem::path(::testing::TempDir()) / "loopscope_perfetto_test.json";
  const auto trace = SyntheticLoop({}).finish(300);
  write_perfetto(*trace, file);
  std::ifstream in(file);
  EXPECT_THAT(Schema(Json::parse(in)).problems, IsEmpty());
  std::filesystem::remove(file);
  EXPECT_THROW(write_perfetto(*trace, std::filesystem::path("/no/such/folder/t.json")), FileError);
}

}  // namespace
}  // namespace loopscope
