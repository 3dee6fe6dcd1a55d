# A program run by asyncio: its output, its status, its input. [text only]
import asyncio
from asyncio.subprocess import DEVNULL, PIPE, STDOUT


async def main():
    process = await asyncio.create_subprocess_exec("echo", "hello", "world", stdout=PIPE)
    print(process.stdin, type(process.stdout).__name__, process.stderr)
    print(await process.communicate(), process.returncode)
    process = await asyncio.create_subprocess_exec("cat", stdin=PIPE, stdout=PIPE)
    print(process.returncode)
    print(await process.communicate(b"one\ntwo\n"), process.returncode)
    process = await asyncio.create_subprocess_exec("sort", "-r", stdin=PIPE, stdout=PIPE, stderr=PIPE)
    process.stdin.write(b"a\nc\n")
    process.stdin.write(b"b\n")
    await process.stdin.drain()
    process.stdin.close()
    async for line in process.stdout:
        print(line)
    print(await process.wait(), await process.stderr.read())
    process = await asyncio.create_subprocess_exec("echo", "nobody reads this", stdout=DEVNULL)
    print(await process.wait())
    process = await asyncio.create_subprocess_exec("cat", "no-such-file", stdout=PIPE, stderr=STDOUT)
    print(await process.communicate(), process.returncode)
    for name in ("true", "false"):
        process = await asyncio.create_subprocess_exec(name)
        print(name, await process.wait(), process.returncode, await process.wait())


asyncio.run(main())
