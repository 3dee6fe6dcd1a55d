# A policy of one's own makes the loops that run() and get_event_loop() use.
import asyncio


class Policy(asyncio.DefaultEventLoopPolicy):
    def new_event_loop(self):
        print("a loop is made")
        return super().new_event_loop()

    def set_event_loop(self, loop):
        print("set:", None if loop is None else type(loop).__name__)
        super().set_event_loop(loop)

    def get_event_loop(self):
        print("asked for")
        return super().get_event_loop()


async def main():
    loop = asyncio.get_running_loop()
    print(asyncio.get_event_loop() is loop)
    return type(asyncio.get_event_loop_policy()).__name__


asyncio.set_event_loop_policy(Policy())
print(asyncio.run(main()))
try:
    asyncio.get_event_loop()
except RuntimeError as error:
    print(error)
asyncio.set_event_loop(asyncio.new_event_loop())
print(asyncio.get_event_loop().run_until_complete(asyncio.sleep(0, "done")))
asyncio.get_event_loop().close()
asyncio.set_event_loop_policy(None)
print(asyncio.run(main()))
for bad in (3, "policy"):
    try:
        asyncio.set_event_loop_policy(bad)
    except TypeError as error:
        print(error)
try:
    asyncio.set_event_loop(bad)
except TypeError as error:
    print(error)
for method in ("get_event_loop", "new_event_loop"):
    try:
        getattr(asyncio.AbstractEventLoopPolicy(), method)()
    except NotImplementedError as error:
        print(repr(error))
