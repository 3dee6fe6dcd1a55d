import asyncio


async def wait_for_it(name, future):
    print(name, "waits")
    value = await future
    print(name, "got", value)


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    one = asyncio.create_task(wait_for_it("one", future))
    two = asyncio.create_task(wait_for_it("two", future))
    future.add_done_callback(lambda f: print("callback:", f.result()))

    loop.call_later(1, future.set_result, "tea")
    await asyncio.gather(one, two)
    print("again:", await future)
    try:
        future.set_result("coffee")
    except asyncio.InvalidStateError:
        print("only once")


asyncio.run(main())
