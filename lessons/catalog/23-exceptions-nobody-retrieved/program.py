import asyncio


def broken():
    raise RuntimeError("a callback broke")


async def fail():
    raise ValueError("nobody looked")


def handler(loop, context):
    print("handler:", context["message"])
    if "exception" not in context:
        loop.default_exception_handler(context)


async def main():
    loop = asyncio.get_running_loop()
    print("handler at first:", loop.get_exception_handler())
    loop.set_exception_handler(handler)
    loop.call_soon(broken)
    await asyncio.sleep(1)
    print("the loop goes on")

    task = asyncio.create_task(fail())
    await asyncio.sleep(1)
    print("failed, and nobody noticed")
    task = None
    print("gone")
    loop.call_exception_handler({"message": "my own report"})


asyncio.run(main())
