# A task that stops the loop by hand, and a second run that goes on where it stood.
import asyncio

loop = asyncio.new_event_loop()


async def count():
    for number in range(4):
        print(number)
        if number == 1:
            loop.stop()
        await asyncio.sleep(1)
    loop.stop()


task = loop.create_task(count())
loop.run_forever()
print("stopped", task.done(), loop.time())
loop.run_forever()
print("stopped again", task.done(), loop.time())
loop.run_until_complete(task)
loop.close()
