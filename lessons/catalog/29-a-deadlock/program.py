import asyncio


async def ask(mine, yours):
    print(asyncio.current_task().get_name(), "waits for an answer")
    answer = await yours
    mine.set_result("re: " + answer)


async def main():
    loop = asyncio.get_running_loop()
    left = loop.create_future()
    right = loop.create_future()
    a = asyncio.create_task(ask(left, right), name="a")
    b = asyncio.create_task(ask(right, left), name="b")
    loop.call_later(5, a.cancel)
    try:
        await asyncio.gather(a, b)
    except asyncio.CancelledError:
        print("broken by force")
    print("b done?", b.done())


asyncio.run(main())
