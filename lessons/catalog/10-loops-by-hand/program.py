import asyncio


async def hello(name):
    await asyncio.sleep(1)
    print("hello from", name)


loop: asyncio.AbstractEventLoop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
try:
    loop.run_until_complete(hello("a loop by hand"))
    print("closed?", loop.is_closed(), "running?", loop.is_running())
finally:
    loop.close()
print("closed?", loop.is_closed())


async def main():
    running = asyncio.get_running_loop()
    print("another loop:", running is not loop, "running?", running.is_running())
    await hello("run")

with asyncio.Runner() as runner:
    runner.run(main())
    runner.run(hello("the same runner"))
