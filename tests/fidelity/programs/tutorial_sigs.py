# Signals that a loop handles.
import asyncio, signal, os, functools

async def main():
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    def ask_exit(name):
        print("got", name)
        stop.set()
    for s in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(s, functools.partial(ask_exit, s.name))
    async def tick():
        n = 0
        while True:
            print("tick", n)
            n += 1
            await asyncio.sleep(0.1)
    t = asyncio.create_task(tick())
    loop.call_later(0.25, os.kill, os.getpid(), signal.SIGTERM)
    await stop.wait()
    t.cancel()
    await asyncio.gather(t, return_exceptions=True)
    print(loop.remove_signal_handler(signal.SIGINT), loop.remove_signal_handler(signal.SIGINT), signal.Signals(15), signal.SIGTERM.value)
asyncio.run(main())
