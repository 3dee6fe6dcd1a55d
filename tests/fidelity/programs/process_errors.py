# What create_subprocess_exec() and _shell() refuse. [text only]
import asyncio
from asyncio.subprocess import PIPE


async def attempt(function, *args, **kwargs):
    try:
        await function(*args, **kwargs)
    except Exception as error:
        print(type(error).__name__, error)


async def main():
    run, shell = asyncio.create_subprocess_exec, asyncio.create_subprocess_shell
    await attempt(run, "no-such-program-at-all")
    await attempt(run, "echo", text=True)
    await attempt(run, "echo", bufsize=10)
    await attempt(run, "echo", encoding="utf-8")
    await attempt(run, "echo", shell=True)
    await attempt(run, "echo", universal_newlines=True)
    await attempt(run, "echo", cwd="/no/such/folder")
    await attempt(shell, ["echo"])
    await attempt(shell, "echo", shell=False)
    process = await shell("no-such-command", stderr=PIPE)
    print(await process.communicate(), process.returncode)
    process = await shell("exit 3")
    print(await process.wait())


asyncio.run(main())
