import asyncio
import contextvars

user = contextvars.ContextVar("user", default="nobody")


def log(text):
    print(f"[{user.get()}] {text}")


async def handle(name):
    user.set(name)
    log("begins")
    await asyncio.sleep(1)
    log("goes on")


async def main():
    log("before")
    await asyncio.gather(handle("Ada"), handle("Bob"))
    log("after the tasks")
    await handle("Cy")
    log("after the await")
    asyncio.get_running_loop().call_soon(log, "a callback")
    user.set("Dee")
    await asyncio.sleep(0)


asyncio.run(main())
