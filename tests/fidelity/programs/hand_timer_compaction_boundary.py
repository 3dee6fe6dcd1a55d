# Exactly half cancelled, or exactly 100 timers: nothing is rebuilt.
import asyncio

for count in (100, 102):
    loop = asyncio.new_event_loop()
    handles = [loop.call_later(2 + number, int) for number in range(count)]
    for handle in handles[count - count // 2:]:
        handle.cancel()
    loop.call_later(0.5, handles[1].cancel)
    loop.call_later(0.75, handles[2].cancel)
    loop.call_later(1, loop.stop)
    loop.run_forever()
    loop.close()
