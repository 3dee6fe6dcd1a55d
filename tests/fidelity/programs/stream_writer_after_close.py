# Writing to and waiting for what is closed.
import asyncio


async def serve(reader, writer):
    await reader.read(1)
    writer.close()


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 8005)
    reader, writer = await asyncio.open_connection("127.0.0.1", 8005)
    print(writer.get_extra_info("peername"), writer.get_extra_info("nothing", 7))
    writer.write(b"x")
    print(await reader.read())
    writer.write(b"to nobody")
    await asyncio.sleep(0.1)
    try:
        await writer.drain()
        print("drained")
    except ConnectionError as error:
        print(type(error).__name__)
    writer.close()
    writer.close()
    try:
        await writer.wait_closed()
    except ConnectionError as error:
        print(type(error).__name__)
    for bad in ("text", None):
        try:
            writer.write(bad)
        except (TypeError, AttributeError) as error:
            print(type(error).__name__)
    server.close()


asyncio.run(main())
