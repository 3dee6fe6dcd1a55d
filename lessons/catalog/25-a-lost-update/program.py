import asyncio

balance = 100


async def withdraw(amount):
    global balance
    seen = balance
    await asyncio.sleep(0)
    balance = seen - amount
    print("took", amount, "left", balance)


async def main():
    await asyncio.gather(withdraw(30), withdraw(50))
    print("balance:", balance)


asyncio.run(main())
