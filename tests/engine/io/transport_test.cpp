#include "engine/io/transport.h"

#include <unistd.h>

#include <array>
#include <functional>
#include <string>
#include <vector>

#include "engine/io/connect.h"
#include "engine/io/sock_calls.h"
#include "tests/engine/io/io_test.h"

namespace loopscope::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

/// Notes what it is told.
class Notes : public Protocol {
 public:
  explicit Notes(std::vector<std::string>* calls = nullptr) : calls_(calls) {}
  void connection_made(Transport& transport) override {
    transport_ = TransportRef(&transport);
    note("made");
  }
  void connection_lost(ExceptionRef error) override {
    note(error ? "lost " + error->repr() : "lost");
    transport_ = nullptr;
    lost_ = true;
    if (lost_future_) lost_future_->set_result();
  }
  void data_received(Bytes data) override {
    received_ += as_text(data);
    note("data");
    if (on_data) on_data(*this);
  }
  bool eof_received() override {
    note("eof");
    return keep_open;
  }
  void pause_writing() override { note("pause"); }
  void resume_writing() override { note("resume"); }

  /// Waits until connection_lost has run.
  Coro<> lost(EventLoop& loop) {
    if (lost_) co_return;
    lost_future_ = create_future<void>(loop);
    co_await lost_future_;
  }
  const std::string& received() const { return received_; }
  const TransportRef& transport() const { return transport_; }

  std::function<void(Notes&)> on_data;
  bool keep_open = false;

 private:
  void note(const std::string& text) {
    if (calls_ != nullptr) calls_->push_back(text);
  }

  std::vector<std::string>* calls_;
  TransportRef transport_;
  FutureRef<void> lost_future_;
  std::string received_;
  bool lost_ = false;
};

class Echo final : public Notes {
 public:
  using Notes::Notes;
  void data_received(Bytes data) override { transport()->write(data); }
};

class TransportTest : public IoTest {
 public:
  ProtocolFactory echo() {
    return [this] { return ProtocolRef(new Echo(&server_calls_)); };
  }
  /// A transport on one end of a pair of sockets; the other end is `peer_`.
  Coro<Ref<Notes>> pair() {
    auto [here, there] = Socket::pair(platform_);
    peer_ = there;
    const Ref<Notes> protocol(new Notes(&calls_));
    ProtocolFactory factory = [protocol] { return ProtocolRef(protocol); };
    co_await create_connection(loop(), std::move(factory), here);
    co_return protocol;
  }

  void TearDown() override {
    peer_ = nullptr;
    IoTest::TearDown();
  }

  std::vector<std::string> calls_;
  std::vector<std::string> server_calls_;
  SocketRef peer_;
};

TEST_F(TransportTest, AServerEchoesToAClient) {
  const auto main = [](TransportTest& test) -> Coro<std::string> {
    EventLoop& loop = test.loop();
    const ServerRef server = co_await create_server(loop, test.echo(), "127.0.0.1", 0);
    const Ref<Notes> client(new Notes(&test.calls_));
    client->on_data = [](Notes& notes) {
      if (notes.received().size() == 5) notes.transport()->close();
    };
    ProtocolFactory factory = [client] { return ProtocolRef(client); };
    const std::uint16_t port = port_of(server->sockets().front()->local_address());
    const auto [transport, protocol] =
        co_await create_connection(loop, std::move(factory), "127.0.0.1", port);
    const ExtraInfo peer = transport->get_extra_info("peername");
    EXPECT_EQ(std::get<SocketAddress>(peer), SocketAddress(loopback(port)));
    transport->write("hello");
    co_await client->lost(loop);
    server->close();
    co_await server->wait_closed();
    co_return client->received();
  };
  EXPECT_EQ(play(main(*this)), "hello");
  EXPECT_THAT(calls_, ElementsAre("made", "data", "lost"));
  EXPECT_THAT(server_calls_, ElementsAre("made", "eof", "lost"));
}

TEST_F(TransportTest, WhatDoesNotFitIsBufferedAndTheProtocolPaused) {
  const auto main = [](TransportTest& test) -> Coro<> {
    const Ref<Notes> notes = co_await test.pair();
    const TransportRef transport = notes->transport();
    const std::string data(2'000'000, 'x');
    transport->write(data);
    EXPECT_GT(transport->get_write_buffer_size(), 64U * 1024);
    EXPECT_THAT(transport->repr(), HasSubstr("write=<polling, bufsize="));
    std::size_t received = 0;
    std::vector<std::byte> buffer(100'000);
    while (received < data.size()) {
      const std::size_t count = co_await sock_recv_into(test.loop(), test.peer_, buffer);
      received += count;
    }
    co_await sleep(0);
    EXPECT_EQ(transport->get_write_buffer_size(), 0U);
    transport->close();
    co_await notes->lost(test.loop());
  };
  play(main(*this));
  EXPECT_THAT(calls_, ElementsAre("made", "pause", "resume", "lost"));
}

TEST_F(TransportTest, CloseSendsWhatIsBufferedFirst) {
  const auto main = [](TransportTest& test) -> Coro<std::size_t> {
    const Ref<Notes> notes = co_await test.pair();
    notes->transport()->write(std::string(1'000'000, 'x'));
    notes->transport()->close();
    EXPECT_TRUE(notes->transport()->is_closing());
    std::size_t received = 0;
    std::vector<std::byte> buffer(100'000);
    while (true) {
      const std::size_t count = co_await sock_recv_into(test.loop(), test.peer_, buffer);
      received += count;
      if (count == 0) co_return received;
    }
  };
  EXPECT_EQ(play(main(*this)), 1'000'000U);
}

TEST_F(TransportTest, AbortDropsWhatIsBuffered) {
  const auto main = [](TransportTest& test) -> Coro<> {
    const Ref<Notes> notes = co_await test.pair();
    const TransportRef transport = notes->transport();
    transport->write(std::string(1'000'000, 'x'));
    transport->abort();
    EXPECT_EQ(transport->get_write_buffer_size(), 0U);
    co_await notes->lost(test.loop());
    EXPECT_THAT(transport->repr(), StartsWith("<_SelectorSocketTransport closed fd="));
    transport->write("nobody hears it");
    transport->close();
    transport->abort();
  };
  play(main(*this));
  EXPECT_THAT(calls_, ElementsAre("made", "pause", "lost"));
}

TEST_F(TransportTest, ReadingPausesAndGoesOn) {
  const auto main = [](TransportTest& test) -> Coro<> {
    const Ref<Notes> notes = co_await test.pair();
    const TransportRef transport = notes->transport();
    transport->pause_reading();
    transport->pause_reading();
    EXPECT_FALSE(transport->is_reading());
    co_await sock_sendall(test.loop(), test.peer_, "later");
    co_await sleep(0.01);
    EXPECT_EQ(notes->received(), "");
    transport->resume_reading();
    co_await sleep(0.01);
    EXPECT_EQ(notes->received(), "later");
    transport->close();
  };
  play(main(*this));
}

TEST_F(TransportTest, AnEndMayBeSentWhileReadingGoesOn) {
  const auto main = [](TransportTest& test) -> Coro<> {
    const Ref<Notes> notes = co_await test.pair();
    const TransportRef transport = notes->transport();
    transport->write("question");
    transport->write_eof();
    EXPECT_TRUE(transport->can_write_eof());
    const std::string question = co_await sock_recv(test.loop(), test.peer_, 100);
    const std::string end = co_await sock_recv(test.loop(), test.peer_, 100);
    EXPECT_EQ(question + "|" + end, "question|");
    co_await sock_sendall(test.loop(), test.peer_, "answer");
    co_await sleep(0.01);
    EXPECT_EQ(notes->received(), "answer");
    EXPECT_THROW(transport->write("more"), LoopError);
    transport->close();
  };
  play(main(*this));
}

TEST_F(TransportTest, AProtocolMayKeepTheTransportOpenAfterTheEnd) {
  const auto main = [](TransportTest& test) -> Coro<> {
    const Ref<Notes> notes = co_await test.pair();
    notes->keep_open = true;
    test.peer_->shutdown_write();
    co_await sleep(0.01);
    notes->transport()->write("still here");
    const std::string data = co_await sock_recv(test.loop(), test.peer_, 100);
    EXPECT_EQ(data, "still here");
    notes->transport()->close();
  };
  play(main(*this));
  EXPECT_THAT(calls_, ElementsAre("made", "eof", "lost"));
}

TEST_F(TransportTest, AnErrorOfTheProtocolEndsTheTransportAndIsReported) {
  const auto main = [](TransportTest& test) -> Coro<> {
    const Ref<Notes> notes = co_await test.pair();
    notes->on_data = [](Notes&) { throw std::runtime_error("bad data"); };
    co_await sock_sendall(test.loop(), test.peer_, "x");
    co_await notes->lost(test.loop());
  };
  play(main(*this));
  EXPECT_THAT(reports_, ElementsAre("Fatal error: protocol.data_received() call failed.: "
                                    "std::runtime_error('bad data')"));
  EXPECT_THAT(calls_, ElementsAre("made", "data", "lost std::runtime_error('bad data')"));
}

TEST_F(TransportTest, AResetReachesTheProtocolAndIsNotReported) {
  const auto main = [](TransportTest& test) -> Coro<> {
    const Ref<Notes> notes = co_await test.pair();
    notes->transport()->write("never read");
    test.peer_->close();  // with something unread: a reset
    co_await notes->lost(test.loop());
  };
  play(main(*this));
  EXPECT_THAT(calls_, ElementsAre("made", HasSubstr("Connection reset by peer")));
  EXPECT_TRUE(reports_.empty());
}

TEST_F(TransportTest, ABufferedProtocolIsReadIntoItsOwnMemory) {
  class Buffered final : public BufferedProtocol {
   public:
    std::span<std::byte> get_buffer(std::ptrdiff_t hint) override {
      EXPECT_EQ(hint, -1);
      return memory_;
    }
    void buffer_updated(std::size_t bytes) override {
      text += as_text(Bytes(memory_).first(bytes));
    }
    std::string text;

   private:
    std::array<std::byte, 4> memory_{};
  };
  const auto main = [](TransportTest& test) -> Coro<std::string> {
    auto [here, there] = Socket::pair(test.platform_);
    const Ref<Buffered> protocol(new Buffered);
    ProtocolFactory factory = [protocol] { return ProtocolRef(protocol); };
    const auto [transport, same] =
        co_await create_connection(test.loop(), std::move(factory), here);
    co_await sock_sendall(test.loop(), there, "four by four");
    co_await sleep(0.01);
    transport->close();
    co_return protocol->text;
  };
  EXPECT_EQ(play(main(*this)), "four by four");
}

TEST_F(TransportTest, WriteBufferLimitsFollowFromEachOther) {
  const auto main = [](TransportTest& test) -> Coro<> {
    const Ref<Notes> notes = co_await test.pair();
    Transport& transport = *notes->transport();
    using Limits = std::pair<std::size_t, std::size_t>;
    EXPECT_EQ(transport.get_write_buffer_limits(), Limits(16384, 65536));
    transport.set_write_buffer_limits(1000);
    EXPECT_EQ(transport.get_write_buffer_limits(), Limits(250, 1000));
    transport.set_write_buffer_limits(std::nullopt, 100);
    EXPECT_EQ(transport.get_write_buffer_limits(), Limits(100, 400));
    try {
      transport.set_write_buffer_limits(1, 2);
      ADD_FAILURE();
    } catch (const ArgumentError& error) {
      EXPECT_STREQ(error.what(), "high (1) must be >= low (2) must be >= 0");
    }
    transport.close();
  };
  play(main(*this));
}

TEST_F(TransportTest, MisuseRaisesWhatAsyncioRaises) {
  const auto main = [](TransportTest& test) -> Coro<> {
    const Ref<Notes> notes = co_await test.pair();
    const TransportRef transport = notes->transport();
    const SocketRef socket = std::get<SocketRef>(transport->get_extra_info("socket"));
    try {
      co_await sock_recv(test.loop(), socket, 1);
      ADD_FAILURE();
    } catch (const LoopError& error) {
      EXPECT_EQ(error.what(), "File descriptor " + std::to_string(socket->number()) +
                                  " is used by transport " + transport->repr());
    }
    transport->write_eof();
    try {
      transport->write("x");
      ADD_FAILURE();
    } catch (const LoopError& error) {
      EXPECT_STREQ(error.what(), "Cannot call write() after write_eof()");
    }
    EXPECT_THROW(transport->sendto(as_bytes("x")), NotImplementedError);
    transport->close();
    ProtocolFactory none;
    const SocketRef datagrams =
        Socket::open(test.platform_, SocketFamily::inet, SocketType::datagram);
    try {
      co_await create_connection(test.loop(), none, datagrams);
      ADD_FAILURE();
    } catch (const ArgumentError& error) {
      EXPECT_EQ(error.what(), "A Stream Socket was expected, got " + datagrams->repr());
    }
  };
  play(main(*this));
}

TEST_F(TransportTest, SeveralAddressesThatFailAreAllTold) {
  std::uint16_t port = 0;
  const auto main = [&](TransportTest& test) -> Coro<> {
    SocketRef socket = Socket::open(test.platform_, SocketFamily::inet);
    socket->bind(loopback());
    port = port_of(socket->local_address());
    socket->close();
    ProtocolFactory none;
    co_await create_connection(test.loop(), none, "127.0.0.1", port);
  };
  const std::string error = raised(main(*this));
  EXPECT_EQ(error, "ConnectionRefusedError: [Errno 111] Connect call failed ('127.0.0.1', " +
                       std::to_string(port) + ")");
}

TEST_F(TransportTest, AnAddressInUseIsNamed) {
  std::uint16_t port = 0;
  const auto main = [&](TransportTest& test) -> Coro<> {
    const ServerRef first = co_await create_server(test.loop(), test.echo(), "127.0.0.1", 0);
    port = port_of(first->sockets().front()->local_address());
    co_await create_server(test.loop(), test.echo(), "127.0.0.1", port);
  };
  const std::string error = raised(main(*this));
  EXPECT_EQ(error, "OSError: [Errno 98] error while attempting to bind on address ('127.0.0.1', " +
                       std::to_string(port) + "): address already in use");
}

TEST_F(TransportTest, ServeForeverEndsWithItsCancellation) {
  const auto main = [](TransportTest& test) -> Coro<> {
    const ServerRef server = co_await create_server(test.loop(), test.echo(), "127.0.0.1", 0);
    const auto serving = create_task(server->serve_forever());
    co_await sleep(0);
    try {
      co_await server->serve_forever();
      ADD_FAILURE();
    } catch (const LoopError& error) {
      EXPECT_EQ(error.what(),
                "server " + server->repr() + " is already being awaited on serve_forever()");
    }
    serving->cancel();
    co_await sleep(0.01);
    EXPECT_TRUE(serving->cancelled());
    EXPECT_FALSE(server->is_serving());
    try {
      co_await server->serve_forever();
      ADD_FAILURE();
    } catch (const LoopError& error) {
      EXPECT_STREQ(error.what(), "server <Server sockets=None> is closed");
    }
  };
  play(main(*this));
}

TEST_F(TransportTest, AUnixServerReplacesTheSocketThatIsLeftOver) {
  const std::string path = testing::TempDir() + "loopscope_" + std::to_string(getpid()) + ".socket";
  const auto main = [&](TransportTest& test) -> Coro<std::string> {
    for (int i = 0; i < 2; ++i) {
      const ServerRef old = co_await create_unix_server(test.loop(), test.echo(), path);
      old->close();
    }
    const ServerRef server = co_await create_unix_server(test.loop(), test.echo(), path);
    const Ref<Notes> client(new Notes(&test.calls_));
    client->on_data = [](Notes& notes) { notes.transport()->close(); };
    ProtocolFactory factory = [client] { return ProtocolRef(client); };
    const auto [transport, protocol] =
        co_await create_unix_connection(test.loop(), std::move(factory), path);
    transport->write("hi");
    co_await client->lost(test.loop());
    server->close();
    co_return client->received();
  };
  EXPECT_EQ(play(main(*this)), "hi");
  std::filesystem::remove(path);
}

TEST_F(TransportTest, DatagramEndpointsTalk) {
  class Datagrams final : public DatagramProtocol {
   public:
    void connection_made(Transport& transport) override { transport_ = &transport; }
    void datagram_received(Bytes data, const SocketAddress& from) override {
      text += as_text(data);
      if (answers) transport_->sendto(as_bytes("pong"), from);
    }
    std::string text;
    bool answers = false;

   private:
    Transport* transport_ = nullptr;
  };
  const auto main = [](TransportTest& test) -> Coro<std::string> {
    const Ref<Datagrams> server(new Datagrams);
    server->answers = true;
    const Ref<Datagrams> client(new Datagrams);
    DatagramOptions here;
    here.local_address = loopback();
    ProtocolFactory factory = [server] { return ProtocolRef(server); };
    const auto [listening, one] =
        co_await create_datagram_endpoint(test.loop(), std::move(factory), here);
    DatagramOptions there;
    there.remote_address = std::get<SocketAddress>(listening->get_extra_info("sockname"));
    ProtocolFactory second = [client] { return ProtocolRef(client); };
    const auto [sending, two] =
        co_await create_datagram_endpoint(test.loop(), std::move(second), there);
    sending->sendto(as_bytes("ping"));
    co_await sleep(0.02);
    try {
      sending->sendto(as_bytes("x"), loopback(1));
      ADD_FAILURE();
    } catch (const ArgumentError& error) {
      EXPECT_THAT(error.what(), StartsWith("Invalid address: must be None or ('127.0.0.1', "));
    }
    listening->close();
    sending->close();
    co_return server->text + " " + client->text;
  };
  EXPECT_EQ(play(main(*this)), "ping pong");
}

TEST_F(TransportTest, ALoopThatClosesWithEverythingOpenLeavesNothing) {
  const auto main = [](TransportTest& test) -> Coro<> {
    const ServerRef server = co_await create_server(test.loop(), test.echo(), "127.0.0.1", 0);
    const std::uint16_t port = port_of(server->sockets().front()->local_address());
    for (int i = 0; i < 20; ++i) {
      ProtocolFactory factory = test.echo();
      const auto [transport, protocol] =
          co_await create_connection(test.loop(), std::move(factory), "127.0.0.1", port);
      if (i % 2 == 0) transport->pause_reading();
      transport->write(std::string(i % 3 == 0 ? 3'000'000 : 1, 'x'));
    }
  };
  play(main(*this));
}

TEST_F(TransportTest, ADataReceivedIsCausedByWhatMadeTheDescriptorReady) {
  EventId effect = 0;
  const auto main = [&](TransportTest& test) -> Coro<> {
    const Ref<Notes> notes = co_await test.pair();
    notes->on_data = [&](Notes& each) {
      effect = test.agreement_.trace().size();
      each.transport()->close();
    };
    co_await sock_sendall(test.loop(), test.peer_, "x");
    co_await notes->lost(test.loop());
  };
  play(main(*this));
  const Trace& trace = agreement_.trace();
  std::vector<std::string> chain;
  for (EventId id = effect; id != 0 && chain.size() < 4; id = trace.event(id).cause) {
    chain.emplace_back(name_of(trace.event(id).kind));
  }
  EXPECT_THAT(chain,
              ElementsAre("data_received", "handle_run_begin", "handle_enqueued", "io_ready"));
}

}  // namespace
}  // namespace loopscope::test
