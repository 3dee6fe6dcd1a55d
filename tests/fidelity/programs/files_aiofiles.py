# aiofiles: reading, writing, lines, modes, errors, os. [text only]
import asyncio

import aiofiles
import aiofiles.os


async def main():
    async with aiofiles.open("notes.txt", "w") as file:
        print(await file.write("one\ntwo\n"), file.mode, file.name, file.closed)
        await file.writelines(["three\n", "four\n"])
        await file.flush()
    print(file.closed)
    async with aiofiles.open("notes.txt") as file:
        print(await file.read(3), await file.readline(), await file.readlines())
        await file.seek(0)
        async for line in file:
            print(repr(line))
        print(await file.tell(), repr(await file.read()))
    async with aiofiles.open("notes.txt", mode="a") as file:
        await file.write("five")
    file = await aiofiles.open("notes.txt", "rb")
    print(len(await file.read()), await file.seek(0), await file.readline())
    await file.close()
    async with aiofiles.open("notes.txt", "r+") as file:
        await file.truncate(7)
        print(repr(await file.read()))
    for name in ("none.txt", "no/folder.txt"):
        try:
            async with aiofiles.open(name) as file:
                print("opened")
        except FileNotFoundError as error:
            print(error)
    print(await aiofiles.os.path.exists("notes.txt"), (await aiofiles.os.stat("notes.txt")).st_size)
    await aiofiles.os.makedirs("a/b", exist_ok=True)
    await aiofiles.os.rename("notes.txt", "a/b/notes.txt")
    print(await aiofiles.os.listdir("a"), await aiofiles.os.path.isfile("a/b/notes.txt"))
    await aiofiles.os.remove("a/b/notes.txt")
    print(await aiofiles.os.path.exists("a/b/notes.txt"))

    async def copy(number):
        async with aiofiles.open(f"{number}.txt", "w") as file:
            await file.write(str(number) * 3)
        async with aiofiles.open(f"{number}.txt") as file:
            return await file.read()

    print(await asyncio.gather(*(copy(number) for number in range(5))))


asyncio.run(main())
