#include "gui/stage/io_rows.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "gui/stage/worker_lanes.h"
#include "tests/gui/support/programs.h"

namespace loopscope::gui::stage {
namespace {

using Kind = IoRow::Kind;

const player::Texts& texts() {
  return player::texts_of(player::Language::english);
}

/// The first rows, over the whole run, of which one is as wanted.
template <typename Wanted>
std::vector<IoRow> first_rows(player::Session& session, const Wanted& wanted,
                              bool tells_future = true) {
  while (session.position() < session.end()) {
    session.seek(session.position() + 1);
    const LoopView* const loop = session.state().current_loop();
    if (loop == nullptr) continue;
    std::vector<IoRow> rows =
        io_rows(session.timeline(), session.state(), *loop, texts(), tells_future);
    if (std::any_of(rows.begin(), rows.end(), wanted)) return rows;
  }
  ADD_FAILURE() << "there is never such a row";
  return {};
}

const IoRow* find(const std::vector<IoRow>& rows, Kind kind) {
  const auto found =
      std::find_if(rows.begin(), rows.end(), [&](const IoRow& row) { return row.kind == kind; });
  return found == rows.end() ? nullptr : &*found;
}

std::unique_ptr<player::Session> echo() {
  return testing::run(R"(
import asyncio

async def serve(reader, writer):
    writer.write(await reader.readline())
    await writer.drain()
    writer.close()

async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 8888)
    reader, writer = await asyncio.open_connection("127.0.0.1", 8888)
    writer.write(b"hello\n")
    print(await reader.readline())
    writer.close()
    server.close()

asyncio.run(main())
)");
}

TEST(IoRows, ALoopWatchesItsSelfPipeAndNothingElseWithoutSockets) {
  const auto session = testing::three_sleepers();
  session->seek(session->end() / 2);
  const auto rows = io_rows(session->timeline(), session->state(), *session->state().current_loop(),
                            texts(), true);
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].kind, Kind::self_pipe);
  EXPECT_EQ(io_rows_wanted(session->timeline()), 1);
}

TEST(IoRows, AddressesAreWrittenAsPeopleWriteThem) {
  EXPECT_EQ(plain_address("('127.0.0.1', 80)"), "127.0.0.1:80");
  EXPECT_EQ(plain_address("('::1', 80, 0, 0)"), "[::1]:80");
  EXPECT_EQ(plain_address("'/tmp/shout'"), "'/tmp/shout'");
  EXPECT_EQ(plain_address(std::string_view("'\0shout'", 8)), "'\\0shout'");
}

TEST(IoRows, ATaskIsToldByTheDescriptorThatItWaitsFor) {
  const auto session = testing::run(R"(
import asyncio, socket

async def main():
    loop = asyncio.get_running_loop()
    one, other = socket.socketpair()
    one.setblocking(False)
    loop.call_later(1, other.send, b"x")
    print(await loop.sock_recv(one, 10))

asyncio.run(main())
)");
  const auto rows = first_rows(*session, [](const IoRow& row) { return row.task != 0; });
  const IoRow* const row = find(rows, Kind::descriptor);
  ASSERT_NE(row, nullptr);
  EXPECT_EQ(row->source, "connected socket");
  EXPECT_EQ(awaited_row(rows, row->task), row->number + " · connected socket");
  EXPECT_EQ(awaited_row(rows, row->task + 1), "");
  EXPECT_EQ(rows.back().kind, Kind::self_pipe) << "what the program made comes first";
}

TEST(IoRows, AListenerIsWatchedForConnections) {
  const auto session = echo();
  const auto rows =
      first_rows(*session, [](const IoRow& row) { return row.kind == Kind::descriptor; });
  const IoRow* const listener = find(rows, Kind::descriptor);
  ASSERT_NE(listener, nullptr);
  EXPECT_EQ(listener->source, "listens at 127.0.0.1:8888");
  EXPECT_EQ(listener->event, "accept");
  EXPECT_EQ(listener->callback, "_accept_connection");
  EXPECT_EQ(listener->task, 0U);  // a server is in between
  EXPECT_EQ(listener->number.substr(0, 3), "fd ");
  EXPECT_GT(io_rows_wanted(session->timeline()), 1);
}

TEST(IoRows, APacketTellsItsWayAndWhenItArrives) {
  const auto session = echo();
  const auto rows = first_rows(*session, [](const IoRow& row) { return row.kind == Kind::packet; });
  const IoRow* const packet = find(rows, Kind::packet);
  ASSERT_NE(packet, nullptr);
  EXPECT_EQ(packet->from, "localhost");
  EXPECT_EQ(packet->to, "localhost");
  EXPECT_EQ(packet->note.substr(0, 11), "arrives at ");
  EXPECT_GE(packet->progress, 0.0F);
  EXPECT_LE(packet->progress, 1.0F);
}

TEST(IoRows, WhatIsStillToComeIsNotToldWhereItMustNotBe) {
  const auto session = echo();
  const auto rows = first_rows(
      *session, [](const IoRow& row) { return row.kind == Kind::packet; }, false);
  const IoRow* const packet = find(rows, Kind::packet);
  ASSERT_NE(packet, nullptr);
  EXPECT_EQ(packet->note.substr(0, 8), "sent at ");
  EXPECT_EQ(packet->progress, 0.0F);
}

std::unique_ptr<player::Session> jobs() {
  return testing::run(R"(
import asyncio
import time
from concurrent.futures import ThreadPoolExecutor

def work():
    time.sleep(1)

async def main():
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(1) as pool:
        await asyncio.gather(*(loop.run_in_executor(pool, work) for _ in range(3)))

asyncio.run(main())
)");
}

TEST(IoRows, AWorkerHasItsJobAndTheOthersWait) {
  const auto session = jobs();
  const auto rows = first_rows(*session, [](const IoRow& row) {
    return row.kind == Kind::jobs && row.source == "2 jobs wait";
  });
  const IoRow* const worker = find(rows, Kind::worker);
  ASSERT_NE(worker, nullptr);
  EXPECT_EQ(worker->source, "ThreadPoolExecutor-0_0");
  EXPECT_EQ(worker->callback, "work");
  EXPECT_TRUE(worker->active);
}

TEST(WorkerLanes, AWorkersJobsFollowEachOther) {
  const auto session = jobs();
  const std::vector<WorkerLane> lanes = worker_lanes(session->timeline());
  ASSERT_EQ(lanes.size(), 1U);
  EXPECT_EQ(session->trace().text(lanes[0].name), "ThreadPoolExecutor-0_0");
  ASSERT_EQ(lanes[0].jobs.size(), 3U);
  EXPECT_LT(lanes[0].begin, lanes[0].jobs[0].begin);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_LT(lanes[0].jobs[i].begin, lanes[0].jobs[i].end);
    if (i == 0) continue;
    EXPECT_LE(lanes[0].jobs[i - 1].end, lanes[0].jobs[i].begin);
  }
}

}  // namespace
}  // namespace loopscope::gui::stage
