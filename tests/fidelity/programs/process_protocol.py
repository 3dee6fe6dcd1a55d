# loop.subprocess_exec() with a protocol of one's own. [text only]
import asyncio


class Watching(asyncio.SubprocessProtocol):
    def __init__(self, ended):
        self.ended = ended

    def connection_made(self, transport):
        self.transport = transport
        print("connection_made", transport.get_returncode(), transport.get_pipe_transport(1) is not None)
        self.ends = []

    def pipe_data_received(self, fd, data):
        print("pipe_data_received", fd, data)

    def pipe_connection_lost(self, fd, exc):
        self.ends.append(f"pipe {fd} lost {exc}")

    def process_exited(self):
        self.ends.append(f"exited {self.transport.get_returncode()}")

    def connection_lost(self, exc):
        print("connection_lost", exc, sorted(self.ends))
        self.ended.set_result(None)


async def main():
    loop = asyncio.get_running_loop()
    ended = loop.create_future()
    transport, protocol = await loop.subprocess_shell(
        lambda: Watching(ended), "sleep 0.2; echo hello", stdin=None, stderr=None)
    await ended
    transport.close()
    print(transport.is_closing())


asyncio.run(main())
