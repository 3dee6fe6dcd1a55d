import asyncio
import socket


async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(print, "the loop is free")
    found = await loop.getaddrinfo("localhost", 80, family=socket.AF_INET,
                                   type=socket.SOCK_STREAM)
    for family, kind, protocol, canonical, address in found:
        print("localhost is", family.name, address)

    host, port = await loop.getnameinfo(("127.0.0.1", 80), socket.NI_NUMERICSERV)
    print("127.0.0.1 is", host, "port", port)

    names = ["localhost", "nowhere.invalid", "127.0.0.1"]
    answers = await asyncio.gather(*[loop.getaddrinfo(name, 80, type=socket.SOCK_STREAM)
                                     for name in names],
                                   return_exceptions=True)
    for name, answer in zip(names, answers):
        print(name, "gives a", type(answer).__name__)


asyncio.run(main())
