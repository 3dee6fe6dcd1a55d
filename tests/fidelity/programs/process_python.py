# Python run by Python: streams both ways, statuses, a traceback. [text only]
import asyncio
import sys
from asyncio.subprocess import PIPE

upper = """
import sys
for line in sys.stdin:
    print(line.strip().upper(), flush=True)
print("bye")
sys.exit(4)
"""


async def main():
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", upper, stdin=PIPE, stdout=PIPE)
    for word in (b"one\n", b"two\n"):
        process.stdin.write(word)
        await process.stdin.drain()
        print(await process.stdout.readline())
    process.stdin.close()
    print(await process.stdout.read(), await process.wait())
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", "1 / 0", stderr=PIPE)
    _, error = await process.communicate()
    print(error.decode(), process.returncode)
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", "import sys; print(sys.argv, input(), len(input()))", "a", "b", stdin=PIPE, stdout=PIPE)
    print(await process.communicate(b"first\nsecond\n"))
    code = "import asyncio\nasync def main():\n    await asyncio.sleep(0.1)\n    print(asyncio.current_task().get_name())\nasyncio.run(main())"
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", code, stdout=PIPE)
    print(await process.communicate())
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", "while True: pass")
    await asyncio.sleep(0.2)
    process.kill()
    print(await process.wait())


asyncio.run(main())
