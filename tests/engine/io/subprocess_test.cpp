#include "engine/io/subprocess.h"

#include <csignal>
#include <string>

#include "engine/io/pipe_transport.h"
#include "tests/engine/io/io_test.h"

namespace loopscope::test {
namespace {

using testing::HasSubstr;

class SubprocessTest : public IoTest {
 public:
  static ProcessOptions piped() { return ProcessOptions::piped(); }
};

TEST_F(SubprocessTest, CommunicateSendsAndReadsToTheEnd) {
  const auto main = [](SubprocessTest&) -> Coro<> {
    Process process = co_await create_subprocess_shell("cat; echo problem >&2; exit 3", piped());
    std::optional<std::string> input("hello\n");
    const auto [output, error] = co_await process.communicate(std::move(input));
    EXPECT_EQ(output, "hello\n");
    EXPECT_EQ(error, "problem\n");
    EXPECT_EQ(process.returncode(), 3);
  };
  play(main(*this));
}

TEST_F(SubprocessTest, MuchDataGoesThroughInBothDirections) {
  const std::string data(3'000'000, 'x');
  const auto main = [&](SubprocessTest&) -> Coro<bool> {
    std::vector<std::string> arguments(1, "cat");
    Process process = co_await create_subprocess_exec(std::move(arguments), piped());
    std::optional<std::string> input(data);
    const auto [output, error] = co_await process.communicate(std::move(input));
    co_return output == data;
  };
  EXPECT_TRUE(play(main(*this)));
}

TEST_F(SubprocessTest, LinesAreReadAsTheyCome) {
  const auto main = [](SubprocessTest&) -> Coro<> {
    Process process =
        co_await create_subprocess_shell("read line; echo got $line; read line", piped());
    process.input()->write("one\n");
    co_await process.input()->drain();
    const std::string line = co_await process.output()->readline();
    EXPECT_EQ(line, "got one\n");
    EXPECT_EQ(process.returncode(), std::nullopt);
    process.input()->close();
    const int status = co_await process.wait();
    EXPECT_EQ(status, 1) << "read found the end";
  };
  play(main(*this));
}

TEST_F(SubprocessTest, ASignalIsANegativeStatus) {
  const auto main = [](SubprocessTest&) -> Coro<> {
    std::vector<std::string> arguments{"sleep", "1000"};
    ProcessOptions quiet;
    Process first = co_await create_subprocess_exec(arguments, quiet);
    first.terminate();
    const int terminated = co_await first.wait();
    EXPECT_EQ(terminated, -SIGTERM);
    Process second = co_await create_subprocess_exec(arguments, quiet);
    second.kill();
    const int killed = co_await second.wait();
    EXPECT_EQ(killed, -SIGKILL);
  };
  play(main(*this));
}

TEST_F(SubprocessTest, AProgramThatIsNotThereIsNamed) {
  const auto main = [](SubprocessTest&) -> Coro<> {
    std::vector<std::string> arguments(1, "no-such-program");
    co_await create_subprocess_exec(std::move(arguments), piped());
  };
  EXPECT_EQ(raised(main(*this)),
            "FileNotFoundError: [Errno 2] No such file or directory: 'no-such-program'");
}

TEST_F(SubprocessTest, SignallingAProcessThatHasEndedIsRefused) {
  const auto main = [](SubprocessTest&) -> Coro<> {
    std::vector<std::string> arguments(1, "true");
    ProcessOptions quiet;
    Process process = co_await create_subprocess_exec(std::move(arguments), quiet);
    co_await process.wait();
    co_await sleep(0.01);
    process.kill();
  };
  EXPECT_EQ(raised(main(*this)), "ProcessLookupError: ");
}

TEST_F(SubprocessTest, DirectoryAndEnvironmentAreTheProcesssOwn) {
  const auto main = [](SubprocessTest&) -> Coro<std::string> {
    ProcessOptions options;
    options.output.kind = Redirection::Kind::pipe;
    options.error.kind = Redirection::Kind::to_output;
    options.directory = "/";
    options.environment.emplace(1, std::pair<std::string, std::string>("WORD", "peace"));
    Process process = co_await create_subprocess_shell("pwd; echo $WORD >&2", options);
    const auto [output, error] = co_await process.communicate();
    EXPECT_EQ(error, std::nullopt);
    co_return *output;
  };
  EXPECT_EQ(play(main(*this)), "/\npeace\n");
}

TEST_F(SubprocessTest, ALoopThatClosesKillsWhatItStarted) {
  int pid = 0;
  const auto main = [&](SubprocessTest&) -> Coro<> {
    Process process = co_await create_subprocess_shell("sleep 1000", piped());
    pid = process.pid();
  };
  play(main(*this));
  close();
  EXPECT_EQ(kill(pid, 0), -1);
  EXPECT_EQ(errno, ESRCH);
}

class PipeTest : public IoTest {};

TEST_F(PipeTest, WhatIsWrittenIntoAPipeIsReadFromIt) {
  class Collects final : public Protocol {
   public:
    void data_received(Bytes data) override { text += as_text(data); }
    bool eof_received() override {
      text += "|";
      return false;
    }
    void connection_lost(ExceptionRef) override { done->set_result(); }
    std::string text;
    FutureRef<void> done;
  };
  const auto main = [](PipeTest& test) -> Coro<std::string> {
    auto [reads, writes] = Descriptor::pipe(test.platform_);
    const Ref<Collects> collects(new Collects);
    collects->done = create_future<void>(test.loop());
    ProtocolFactory factory = [collects] { return ProtocolRef(collects); };
    const auto [reading, one] =
        co_await connect_read_pipe(test.loop(), std::move(factory), std::move(reads));
    ProtocolFactory nothing = [] { return ProtocolRef(new BaseProtocol); };
    const auto [writing, two] =
        co_await connect_write_pipe(test.loop(), std::move(nothing), std::move(writes));
    writing->write("through ");
    writing->write("a pipe");
    EXPECT_THAT(writing->repr(), HasSubstr("bufsize=0"));
    writing->close();
    co_await collects->done;
    EXPECT_TRUE(reading->is_closing());
    co_return collects->text;
  };
  EXPECT_EQ(play(main(*this)), "through a pipe|");
}

TEST_F(PipeTest, APipeTellsTheWriterThatItsReaderHasGone) {
  class Notes final : public BaseProtocol {
   public:
    void connection_lost(ExceptionRef error) override {
      text = error ? error->repr() : "no error";
      done->set_result();
    }
    std::string text;
    FutureRef<void> done;
  };
  const auto main = [](PipeTest& test) -> Coro<std::string> {
    auto [reads, writes] = Descriptor::pipe(test.platform_);
    const Ref<Notes> notes(new Notes);
    notes->done = create_future<void>(test.loop());
    ProtocolFactory factory = [notes] { return ProtocolRef(notes); };
    const auto [writing, same] =
        co_await connect_write_pipe(test.loop(), std::move(factory), std::move(writes));
    reads->close();
    co_await notes->done;
    co_return notes->text;
  };
  EXPECT_EQ(play(main(*this)), "no error");
}

}  // namespace
}  // namespace loopscope::test
