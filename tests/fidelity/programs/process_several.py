# Several processes at once; which ends first. [text only]
import asyncio
from asyncio.subprocess import PIPE


async def run(seconds):
    process = await asyncio.create_subprocess_shell(f"sleep {seconds}; echo {seconds}", stdout=PIPE)
    out, _ = await process.communicate()
    print("ended", out.decode().strip(), process.returncode)
    return seconds


async def main():
    print(await asyncio.gather(run(0.5), run(0.1), run(0.3)))


asyncio.run(main())
