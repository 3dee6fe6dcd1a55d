# A derived loop's own default_exception_handler() gets what nobody else handles
import asyncio


class Quiet(asyncio.SelectorEventLoop):
    def default_exception_handler(self, context):
        print("default:", context["message"], repr(context.get("exception")))
        if isinstance(context.get("exception"), KeyError):
            super().default_exception_handler(context)


async def fail(error):
    raise error


async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(lambda: 1 / 0)
    for error in (ValueError("lost"), KeyError("shown")):
        task = asyncio.create_task(fail(error))
        await asyncio.wait([task])
        del task, error
    await asyncio.sleep(0)


with asyncio.Runner(loop_factory=Quiet) as runner:
    runner.run(main())
