import asyncio

balance = 100


async def ask_bank():
    await asyncio.sleep(1)


async def withdraw(amount, lock):
    global balance
    async with lock:
        seen = balance
        await ask_bank()
        balance = seen - amount


async def main():
    lock = asyncio.Lock()
    await asyncio.gather(withdraw(30, lock), withdraw(50, lock))
    print("balance:", balance)


asyncio.run(main())
