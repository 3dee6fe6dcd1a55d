import asyncio

balance = 100


async def ask_bank():
    await asyncio.sleep(1)


async def withdraw(amount):
    global balance
    seen = balance
    await ask_bank()
    balance = seen - amount


async def main():
    await asyncio.gather(withdraw(30), withdraw(50))
    print("balance:", balance)


asyncio.run(main())
