# Processes that are ended: terminate(), kill(), send_signal(), a timeout. [text only]
import asyncio
import signal


async def main():
    for how in ("terminate", "kill"):
        process = await asyncio.create_subprocess_exec("sleep", "30")
        getattr(process, how)()
        print(how, await process.wait(), process.returncode)
    process = await asyncio.create_subprocess_exec("sleep", "30")
    process.send_signal(signal.SIGINT)
    print(await process.wait())
    process = await asyncio.create_subprocess_exec("sleep", "30")
    try:
        await asyncio.wait_for(process.wait(), 0.1)
    except asyncio.TimeoutError:
        print("too slow", process.returncode)
        process.kill()
    print(await process.wait())
    process = await asyncio.create_subprocess_exec("true")
    await process.wait()
    try:
        process.kill()
    except ProcessLookupError as error:
        print("gone", error)


asyncio.run(main())
