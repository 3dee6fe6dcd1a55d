# A connection's handler that raises.
import asyncio


async def serve(reader, writer):
    data = await reader.readline()
    if data == b"bad\n":
        raise ValueError("a bad client")
    writer.write(b"fine")
    writer.close()


async def ask(text):
    reader, writer = await asyncio.open_connection("127.0.0.1", 8003)
    writer.write(text)
    try:
        async with asyncio.timeout(1):
            return await reader.read()
    except TimeoutError:
        return "no answer"
    finally:
        writer.close()


async def main():
    asyncio.get_running_loop().set_exception_handler(
        lambda loop, context: print("handler:", context["message"], repr(context.get("exception"))))
    server = await asyncio.start_server(serve, "127.0.0.1", 8003)
    print(await ask(b"good\n"), await ask(b"bad\n"), await ask(b"good\n"))
    server.close()


asyncio.run(main())
