# Context variables in connection handlers and protocol callbacks.
import asyncio
import contextvars

name = contextvars.ContextVar("name", default="nobody")


async def serve(reader, writer):
    print("handler", name.get())
    name.set("handler's")
    writer.write((await reader.readline()).upper())
    writer.close()


async def client(text):
    name.set(text)
    reader, writer = await asyncio.open_connection("127.0.0.1", 8010)
    writer.write(text.encode() + b"\n")
    answer = await reader.read()
    print("client", name.get(), answer)
    writer.close()


async def main():
    name.set("main")
    server = await asyncio.start_server(serve, "127.0.0.1", 8010)
    name.set("later")
    await asyncio.gather(client("ann"), client("bob"))
    print("main", name.get())
    server.close()
    await server.wait_closed()


asyncio.run(main())
