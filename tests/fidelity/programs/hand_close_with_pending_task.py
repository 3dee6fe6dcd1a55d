# Closing a loop with a pending task: "Task was destroyed but it is pending!" when it is freed.
import asyncio


async def forever():
    await asyncio.sleep(100)


loop = asyncio.new_event_loop()
task = loop.create_task(forever())
loop.run_until_complete(asyncio.sleep(1))
loop.close()
print("closed", task.done())
del task
print("end")
