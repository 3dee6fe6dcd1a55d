# SystemExit in a task that main does not await stops the loop at once.
import asyncio


async def leaver():
    await asyncio.sleep(1)
    raise SystemExit(5)


async def main():
    asyncio.create_task(leaver())
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("main cancelled")
        raise
    finally:
        print("main ends")


try:
    asyncio.run(main())
except SystemExit as error:
    print("exit", error.code)
