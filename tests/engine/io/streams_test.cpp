#include "engine/io/streams.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <string>
#include <vector>

#include "engine/io/sock_calls.h"
#include "tests/engine/io/io_test.h"

namespace loopscope::test {
namespace {

using testing::ElementsAre;

class StreamReaderTest : public IoTest {
 public:
  StreamReaderRef reader(std::size_t limit = default_stream_limit) {
    return StreamReaderRef(new StreamReader(loop(), limit));
  }
  static void feed(StreamReader& stream, std::string_view text) {
    stream.feed_data(as_bytes(text));
  }
};

TEST_F(StreamReaderTest, ReadsWhatIsThereAndWaitsForMore) {
  const auto main = [](StreamReaderTest& test) -> Coro<> {
    const StreamReaderRef stream = test.reader();
    feed(*stream, "some bytes");
    const std::string four = co_await stream->read(4);
    EXPECT_EQ(four, "some");
    const std::string none = co_await stream->read(0);
    EXPECT_EQ(none, "");
    const auto exact = create_task(stream->readexactly(10));
    co_await sleep(0);
    feed(*stream, " more");
    co_await sleep(0);
    co_await sleep(0);
    EXPECT_EQ(exact->result(), " bytes mor");
    stream->feed_eof();
    const std::string rest = co_await stream->read();
    EXPECT_EQ(rest, "e");
    EXPECT_TRUE(stream->at_eof());
    const std::string end = co_await stream->read(5);
    EXPECT_EQ(end, "");
  };
  play(main(*this));
}

TEST_F(StreamReaderTest, LinesEndWithANewlineOrTheEnd) {
  const auto main = [](StreamReaderTest& test) -> Coro<> {
    const StreamReaderRef stream = test.reader();
    feed(*stream, "one\ntwo\nlast");
    stream->feed_eof();
    std::vector<std::string> lines;
    while (true) {
      std::string line = co_await stream->readline();
      if (line.empty()) break;
      lines.push_back(std::move(line));
    }
    EXPECT_THAT(lines, ElementsAre("one\n", "two\n", "last"));
  };
  play(main(*this));
}

TEST_F(StreamReaderTest, ASeparatorMayComeInPieces) {
  const auto main = [](StreamReaderTest& test) -> Coro<> {
    const StreamReaderRef stream = test.reader();
    const auto reading = create_task(stream->readuntil("END"));
    for (const char* piece : {"xE", "EN", "D rest"}) {
      co_await sleep(0);
      feed(*stream, piece);
    }
    const std::string data = co_await reading;
    EXPECT_EQ(data, "xEEND");
    const std::string rest = co_await stream->read(100);
    EXPECT_EQ(rest, " rest");
  };
  play(main(*this));
}

TEST_F(StreamReaderTest, AnEarlyEndGivesWhatThereWas) {
  const auto main = [](StreamReaderTest& test) -> Coro<> {
    const StreamReaderRef stream = test.reader();
    feed(*stream, "abc");
    stream->feed_eof();
    try {
      co_await stream->readexactly(5);
      ADD_FAILURE();
    } catch (const IncompleteReadError& error) {
      EXPECT_STREQ(error.what(), "3 bytes read on a total of 5 expected bytes");
      EXPECT_EQ(error.partial(), "abc");
      EXPECT_EQ(error.expected(), 5U);
    }
    feed(*stream, "de");
    try {
      co_await stream->readuntil();
      ADD_FAILURE();
    } catch (const IncompleteReadError& error) {
      EXPECT_STREQ(error.what(), "2 bytes read on a total of undefined expected bytes");
    }
  };
  play(main(*this));
}

TEST_F(StreamReaderTest, LimitsHold) {
  const auto main = [](StreamReaderTest& test) -> Coro<> {
    const StreamReaderRef stream = test.reader(4);
    feed(*stream, "too long");
    try {
      co_await stream->readuntil();
      ADD_FAILURE();
    } catch (const LimitOverrunError& error) {
      EXPECT_STREQ(error.what(), "Separator is not found, and chunk exceed the limit");
      EXPECT_EQ(error.consumed(), 8U);
    }
    feed(*stream, "\nok\n");
    try {
      co_await stream->readuntil();
      ADD_FAILURE();
    } catch (const LimitOverrunError& error) {
      EXPECT_STREQ(error.what(), "Separator is found, but chunk is longer than limit");
    }
    try {
      co_await stream->readline();
      ADD_FAILURE();
    } catch (const ArgumentError& error) {
      EXPECT_STREQ(error.what(), "Separator is found, but chunk is longer than limit");
    }
    const std::string line = co_await stream->readline();
    EXPECT_EQ(line, "ok\n") << "the long line is gone";
  };
  play(main(*this));
}

TEST_F(StreamReaderTest, ASecondWaiterIsRefused) {
  const auto main = [](StreamReaderTest& test) -> Coro<> {
    const StreamReaderRef stream = test.reader();
    const auto waiting = create_task(stream->read(1));
    co_await sleep(0);
    for (const std::string name : {"read", "readuntil", "readexactly"}) {
      try {
        if (name == "read") co_await stream->read(1);
        if (name == "readuntil") co_await stream->readline();
        if (name == "readexactly") co_await stream->readexactly(1);
        ADD_FAILURE();
      } catch (const LoopError& error) {
        EXPECT_EQ(error.what(),
                  name + "() called while another coroutine is already waiting for incoming data");
      }
    }
    stream->feed_eof();
    co_await waiting;
  };
  play(main(*this));
}

TEST_F(StreamReaderTest, MisuseRaisesWhatAsyncioRaises) {
  const auto main = [](StreamReaderTest& test) -> Coro<> {
    const StreamReaderRef stream = test.reader();
    try {
      co_await stream->readexactly(-1);
      ADD_FAILURE();
    } catch (const ArgumentError& error) {
      EXPECT_STREQ(error.what(), "readexactly size can not be less than zero");
    }
    try {
      co_await stream->readuntil("");
      ADD_FAILURE();
    } catch (const ArgumentError& error) {
      EXPECT_STREQ(error.what(), "Separator should be at least one-byte string");
    }
    try {
      test.reader(0);
      ADD_FAILURE();
    } catch (const ArgumentError& error) {
      EXPECT_STREQ(error.what(), "Limit cannot be <= 0");
    }
    stream->set_exception(os_exception(test.loop(), ECONNRESET));
    EXPECT_EQ(stream->repr(), "<StreamReader exception=" + stream->exception()->repr() + ">");
    co_await stream->read(1);
  };
  EXPECT_EQ(raised(main(*this)), "ConnectionResetError: [Errno 104] Connection reset by peer");
}

class StreamsTest : public IoTest {
 public:
  Coro<ServerRef> serve(ClientConnected handler) {
    ServerRef server = co_await start_server(std::move(handler), "127.0.0.1", 0);
    co_return server;
  }
  static Coro<Streams> connect(const ServerRef& server) {
    return open_connection("127.0.0.1", port_of(server->sockets().front()->local_address()));
  }
};

Coro<> echo_lines(StreamReaderRef reader, StreamWriterRef writer) {
  while (true) {
    const std::string line = co_await reader->readline();
    if (line.empty()) break;
    writer->write(line);
    co_await writer->drain();
  }
  writer->close();
  co_await writer->wait_closed();
}

TEST_F(StreamsTest, ALineComesBack) {
  const auto main = [](StreamsTest& test) -> Coro<std::string> {
    ClientConnected handler = echo_lines;
    const ServerRef server = co_await test.serve(std::move(handler));
    auto [reader, writer] = co_await connect(server);
    writer->write("hello\n");
    co_await writer->drain();
    std::string line = co_await reader->readline();
    writer->close();
    co_await writer->wait_closed();
    server->close();
    co_await server->wait_closed();
    co_return line;
  };
  EXPECT_EQ(play(main(*this)), "hello\n");
  EXPECT_TRUE(reports_.empty());
}

TEST_F(StreamsTest, ASlowReaderHoldsTheWriterBack) {
  static constexpr std::size_t total = 8'000'000;
  const auto main = [](StreamsTest& test) -> Coro<std::size_t> {
    std::size_t most_buffered = 0;
    ClientConnected handler = [&most_buffered](StreamReaderRef, StreamWriterRef writer) -> Coro<> {
      const std::string piece(100'000, 'x');
      for (std::size_t sent = 0; sent < total; sent += piece.size()) {
        writer->write(piece);
        most_buffered = std::max(most_buffered, writer->transport()->get_write_buffer_size());
        co_await writer->drain();
      }
      writer->close();
    };
    const ServerRef server = co_await test.serve(std::move(handler));
    auto [reader, writer] = co_await connect(server);
    co_await sleep(0.02);
    const std::string all = co_await reader->read();
    EXPECT_LE(most_buffered, 64U * 1024 + 100'000);
    writer->close();
    server->close();
    co_return all.size();
  };
  EXPECT_EQ(play(main(*this)), total);
}

TEST_F(StreamsTest, AnUnhandledExceptionClosesTheConnectionAndIsReported) {
  const auto main = [](StreamsTest& test) -> Coro<std::string> {
    ClientConnected handler = [](StreamReaderRef, StreamWriterRef) -> Coro<> {
      co_await sleep(0);
      throw std::runtime_error("no service");
    };
    const ServerRef server = co_await test.serve(std::move(handler));
    auto [reader, writer] = co_await connect(server);
    std::string all = co_await reader->read();
    server->close();
    co_return all;
  };
  EXPECT_EQ(play(main(*this)), "");
  EXPECT_THAT(reports_, ElementsAre("Unhandled exception in client_connected_cb: "
                                    "std::runtime_error('no service')"));
}

TEST_F(StreamsTest, DrainTellsOfALostConnection) {
  const auto main = [](StreamsTest& test) -> Coro<> {
    ClientConnected handler = [](StreamReaderRef, StreamWriterRef writer) -> Coro<> {
      writer->transport()->abort();
      co_return;
    };
    const ServerRef server = co_await test.serve(std::move(handler));
    auto [reader, writer] = co_await connect(server);
    co_await reader->read();
    server->close();
    writer->close();
    co_await writer->drain();
  };
  EXPECT_EQ(raised(main(*this)), "ConnectionResetError: Connection lost");
}

TEST_F(StreamsTest, AWriterThatIsForgottenClosesItsConnection) {
  const auto main = [](StreamsTest& test) -> Coro<std::string> {
    std::string heard;
    ClientConnected handler = [&heard](StreamReaderRef reader, StreamWriterRef writer) -> Coro<> {
      heard = co_await reader->read();
      writer->close();
    };
    const ServerRef server = co_await test.serve(std::move(handler));
    {
      const Streams streams = co_await connect(server);
      streams.second->write("last words");
    }
    co_await sleep(0.02);
    server->close();
    co_return heard;
  };
  EXPECT_EQ(play(main(*this)), "last words");
}

TEST_F(StreamsTest, UnixServersSpeakInStreamsToo) {
  const std::string path =
      testing::TempDir() + "loopscope_streams_" + std::to_string(getpid()) + ".socket";
  const auto main = [&](StreamsTest&) -> Coro<std::string> {
    ClientConnected handler = echo_lines;
    const ServerRef server = co_await start_unix_server(std::move(handler), path);
    auto [reader, writer] = co_await open_unix_connection(path);
    writer->write("unix\n");
    std::string line = co_await reader->readline();
    writer->close();
    co_await sleep(0.01);
    server->close();
    co_return line;
  };
  EXPECT_EQ(play(main(*this)), "unix\n");
  std::filesystem::remove(path);
}

TEST_F(StreamsTest, OneByteAtATimeIsALineInTheEnd) {
  const auto main = [](StreamsTest& test) -> Coro<std::string> {
    ClientConnected handler = [](StreamReaderRef, StreamWriterRef writer) -> Coro<> {
      for (const char c : std::string("slow and steady\n")) {
        writer->write(std::string_view(&c, 1));
        co_await sleep(0.001);
      }
      writer->close();
    };
    const ServerRef server = co_await test.serve(std::move(handler));
    auto [reader, writer] = co_await connect(server);
    std::string line = co_await reader->readline();
    writer->close();
    server->close();
    co_return line;
  };
  EXPECT_EQ(play(main(*this)), "slow and steady\n");
}

TEST_F(StreamsTest, ALoopThatClosesWhileAllWaitLeavesNothing) {
  const auto main = [](StreamsTest& test) -> Coro<> {
    ClientConnected handler = echo_lines;
    const ServerRef server = co_await test.serve(std::move(handler));
    std::vector<Streams> clients;
    for (int i = 0; i < 10; ++i) {
      Streams streams = co_await connect(server);
      clients.push_back(std::move(streams));
      if (i % 2 == 0) clients.back().second->write(std::string(1'000'000, 'x'));
    }
    create_task(clients.front().first->readline());
    co_await sleep(0.02);
  };
  play(main(*this));
}

}  // namespace
}  // namespace loopscope::test
