import asyncio
import os
from asyncio.subprocess import PIPE


class Reader(asyncio.Protocol):
    def __init__(self):
        self.ended = asyncio.get_running_loop().create_future()

    def data_received(self, data):
        print("got", data)

    def eof_received(self):
        print("end of file")

    def connection_lost(self, exc):
        self.ended.set_result(None)


class End:
    """One end of a pipe, as an object."""

    def __init__(self, descriptor):
        self.descriptor = descriptor

    def fileno(self):
        return self.descriptor

    def close(self):
        os.close(self.descriptor)


async def pipe():
    loop = asyncio.get_running_loop()
    read_end, write_end = os.pipe()
    _, reader = await loop.connect_read_pipe(Reader, End(read_end))
    writer, _ = await loop.connect_write_pipe(
        asyncio.BaseProtocol, End(write_end))
    writer.write(b"one")
    await asyncio.sleep(1)
    writer.write(b"two")
    await asyncio.sleep(1)
    writer.close()
    await reader.ended


async def main():
    await pipe()
    process = await asyncio.create_subprocess_exec(
        "sort", stdin=PIPE, stdout=PIPE)
    print("sort runs")
    output, _ = await process.communicate(b"pear\napple\nfig\n")
    print(output, "status", process.returncode)


asyncio.run(main())
