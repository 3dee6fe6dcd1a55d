import asyncio

async def main():
    loop = asyncio.get_running_loop()  # Python 3.7+
    print(loop)

asyncio.run(main())
