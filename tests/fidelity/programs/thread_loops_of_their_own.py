# Two threads, each with a loop of its own, and none in a third. [text only]
import asyncio
import threading


async def count(name):
    for number in range(3):
        await asyncio.sleep(0.2 if name == "a" else 0.33)
        print(name, number)
    return asyncio.current_task().get_name() is not None


def run(name):
    print(name, asyncio.run(count(name)))


def without_a_loop():
    try:
        asyncio.get_event_loop()
    except RuntimeError as error:
        print(error)


threads = [threading.Thread(target=run, args=(name,)) for name in "ab"]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
thread = threading.Thread(target=without_a_loop, name="loopless")
thread.start()
thread.join()
