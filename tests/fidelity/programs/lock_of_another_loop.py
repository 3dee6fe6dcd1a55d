# A lock belongs to the loop in which somebody first had to wait for it.
import asyncio

lock = asyncio.Lock()
event = asyncio.Event()


async def contend():
    await lock.acquire()
    waiter = asyncio.create_task(lock.acquire())
    await asyncio.sleep(0)
    lock.release()
    await waiter
    waiting = asyncio.create_task(event.wait())
    await asyncio.sleep(0)
    waiting.cancel()


async def again():
    print(lock.locked())
    try:
        await lock.acquire()
    except RuntimeError as error:
        print(str(error).replace(hex(id(lock)), "0x"))
    event.set()
    print(await event.wait())
    event.clear()
    try:
        await event.wait()
    except RuntimeError as error:
        print(str(error).replace(hex(id(event)), "0x"))


asyncio.run(contend())
asyncio.run(again())
