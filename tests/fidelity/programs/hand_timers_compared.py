# Timers compared with each other
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    late, early, same, other = (
        loop.call_at(1.5, print, 1),
        loop.call_at(0.5, print, 2),
        loop.call_at(0.5, print, 2),
        loop.call_at(0.5, print, 3),
    )
    print(early < late, early <= late, late > early, late >= early, late < early)
    print(early == same, early != same, early <= same, early >= same, early < same)
    print(early == other, early <= other, early >= other, early < other, early > other)
    same.cancel()
    print(early == same, early == early, same == same, early == 5, sorted([late, early])[0] is early)
    try:
        print(early < 5)
    except TypeError as error:
        print(error)
    await asyncio.sleep(1)


asyncio.run(main())
