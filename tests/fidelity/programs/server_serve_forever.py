# serve_forever(): cancelled, twice, after close.
import asyncio


async def serve(reader, writer):
    writer.write(await reader.read(10))
    writer.close()


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 8002, start_serving=False)
    print(server.is_serving())
    running = asyncio.create_task(server.serve_forever())
    await asyncio.sleep(0.1)
    print(server.is_serving(), server.get_loop() is asyncio.get_running_loop())
    try:
        await server.serve_forever()
    except RuntimeError as error:
        print("already" in str(error))
    reader, writer = await asyncio.open_connection("127.0.0.1", 8002)
    writer.write(b"x")
    print(await reader.read())
    writer.close()
    running.cancel()
    try:
        await running
    except asyncio.CancelledError:
        print("cancelled", server.is_serving())
    try:
        await server.serve_forever()
    except RuntimeError as error:
        print("closed" in str(error))
    try:
        await asyncio.open_connection("127.0.0.1", 8002)
    except ConnectionRefusedError as error:
        print(type(error).__name__)


asyncio.run(main())
