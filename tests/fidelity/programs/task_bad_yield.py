# Awaiting an object whose __await__ yields something that is no future.
import asyncio


class Strange:
    def __init__(self, value):
        self.value = value

    def __await__(self):
        yield self.value


async def main():
    for value in (5, "text", None):
        try:
            await Strange(value)
            print("yielded", value)
        except RuntimeError as error:
            print(error)


asyncio.run(main())
