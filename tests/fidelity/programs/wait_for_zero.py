# Timeouts of zero and less: what isn't done is cancelled at once.
import asyncio


async def job():
    print("job runs")
    await asyncio.sleep(0)
    print("never reached")


async def main():
    for timeout in (0, -1):
        try:
            await asyncio.wait_for(job(), timeout)
        except TimeoutError as error:
            print("timeout", timeout, repr(error.__cause__))
    task = asyncio.create_task(job())
    await asyncio.sleep(0)
    try:
        await asyncio.wait_for(task, 0)
    except TimeoutError:
        print(task.cancelled())
    done = asyncio.create_task(asyncio.sleep(0, "done"))
    await done
    print(await asyncio.wait_for(done, 0))


asyncio.run(main())
