import asyncio


async def job(name, delay, fails=False):
    await asyncio.sleep(delay)
    if fails:
        raise ValueError(name)
    return name


def names(tasks):
    return sorted(task.get_name() for task in tasks)


async def main():
    tasks = [asyncio.create_task(job("a", 1), name="a"),
             asyncio.create_task(job("b", 2, fails=True), name="b"),
             asyncio.create_task(job("c", 3), name="c")]

    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    print("first:", names(done), names(pending))

    done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_EXCEPTION)
    print("failed:", names(done), names(pending))

    done, pending = await asyncio.wait(pending, timeout=0.5)
    print("timeout:", names(done), names(pending))

    done, pending = await asyncio.wait(pending)
    print("all:", names(done), names(pending))


asyncio.run(main())
