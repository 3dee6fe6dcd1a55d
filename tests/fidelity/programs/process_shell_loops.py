# [text only] A shell's loops and conditions, read line by line while they go on.
import asyncio
from asyncio.subprocess import PIPE


async def show(command):
    process = await asyncio.create_subprocess_shell(command, stdout=PIPE, stderr=PIPE)
    output, errors = await process.communicate()
    print(repr(command), process.returncode, output.decode().split("\n"), errors.decode())


async def main():
    process = await asyncio.create_subprocess_shell(
        "for i in 1 2 3; do echo line $i; sleep 0.1; done", stdout=PIPE
    )
    async for line in process.stdout:
        print(line.decode().rstrip())
    print(await process.wait())

    await show("for name in a 'b c' \"$HOME_IS_UNSET\"; do echo \"<$name>\"; done; echo after $name")
    await show("for i in 1 2 3 4; do if [ $i = 2 ]; then continue; elif [ $i -ge 4 ]; then break; fi; echo $i; done")
    await show("if false; then echo yes; else echo no; fi && echo and")
    await show("if test -z ''; then echo empty; fi; [ ! 1 -lt 2 ] || echo less")
    await show("for i in 1 2\ndo\n  for j in x y; do echo $i$j; done\ndone")
    await show("while true; do echo once; break; done; until true; do echo never; done; echo $?")
    await show("for i in 1 2; do exit 4; done; echo unreached")

    endless = await asyncio.create_subprocess_shell(
        "while true; do echo tick; sleep 0.1; done", stdout=PIPE
    )
    print(await endless.stdout.readline(), await endless.stdout.readline())
    endless.terminate()
    print(await endless.wait())


asyncio.run(main())
