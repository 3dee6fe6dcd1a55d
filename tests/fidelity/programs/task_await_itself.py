# A task can't await itself.
import asyncio


async def main():
    try:
        await asyncio.current_task()
    except RuntimeError as error:
        print(str(error)[:24])


asyncio.run(main())
