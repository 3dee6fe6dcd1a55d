# write_eof(): one side has said all, the other goes on.
import asyncio


async def serve(reader, writer):
    total = 0
    while data := await reader.read(4):
        total += len(data)
    print("server has read", total)
    writer.write(str(total).encode())
    await asyncio.sleep(0.5)
    writer.write(b" bytes")
    writer.close()


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 8004)
    reader, writer = await asyncio.open_connection("127.0.0.1", 8004)
    writer.writelines([b"one", b"two", b"three"])
    print(writer.can_write_eof())
    writer.write_eof()
    try:
        writer.write(b"more")
    except RuntimeError as error:
        print(error)
    print(await reader.read())
    writer.close()
    await writer.wait_closed()
    print(writer.is_closing(), writer.transport.is_closing())
    server.close()
    await server.wait_closed()


asyncio.run(main())
