# Each task runs in a copy of the context in which it was made.
import asyncio
import contextvars

request = contextvars.ContextVar("request", default="none")


async def handler(number):
    print(number, "sees", request.get())
    request.set(number)
    await asyncio.sleep(1)
    await helper(number)
    return request.get()


async def helper(number):
    print("helper of", number, "sees", request.get())
    request.set(f"{number} (helper)")


async def main():
    request.set("main")
    tasks = [asyncio.create_task(handler(number)) for number in range(2)]
    request.set("main, later")
    print(await asyncio.gather(*tasks))
    await helper("awaited directly")
    print(request.get())


asyncio.run(main())
print(request.get())
