# A shell's command lines. [text only]
import asyncio
from asyncio.subprocess import PIPE


async def run(command, data=None):
    process = await asyncio.create_subprocess_shell(command, stdin=PIPE, stdout=PIPE, stderr=PIPE)
    out, error = await process.communicate(data)
    print(f"{command!r}: {out} {error} {process.returncode}")


async def main():
    await run("echo one; echo two")
    await run("echo out; echo err >&2; exit 4")
    await run("true && echo yes || echo no")
    await run("false && echo yes || echo no")
    await run("printf 'b\\na\\nc\\n' | sort | head -n 2")
    await run("X=1; echo $X \"$X 2\" '$X'")
    await run("cat | wc -l", b"a\nb\nc\n")
    await run("grep -n b", b"abc\nxyz\nb\n")
    await run("echo gone > /dev/null; echo $?")
    await run("cat no-such-file 2>&1")
    await run("seq 3 | tr 1-3 a-c")


asyncio.run(main())
