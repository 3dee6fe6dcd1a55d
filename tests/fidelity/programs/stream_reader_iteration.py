# `async for` over a StreamReader; cancelled in the middle.
import asyncio


async def lines(reader):
    try:
        async for line in reader:
            print("line", line)
        print("end")
    except asyncio.CancelledError:
        print("cancelled")
        raise


async def main():
    reader = asyncio.StreamReader()
    task = asyncio.create_task(lines(reader))
    for text in (b"a\nb", b"c\n", b"\n", b"last"):
        reader.feed_data(text)
        await asyncio.sleep(0)
    reader.feed_eof()
    await task
    reader = asyncio.StreamReader()
    task = asyncio.create_task(lines(reader))
    reader.feed_data(b"x\n")
    await asyncio.sleep(0.1)
    task.cancel()
    await asyncio.wait([task])
    reader.feed_data(b"y\n")
    print(await reader.readline(), task.cancelled())


asyncio.run(main())
