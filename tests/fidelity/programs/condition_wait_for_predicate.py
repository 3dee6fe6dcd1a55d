# wait_for() looks at its predicate before and after each wake-up, and returns its value.
import asyncio

stock = 0


async def taker(name, wanted, condition):
    global stock

    def enough():
        print(name, "looks:", stock)
        return stock >= wanted and f"{name} satisfied"

    async with condition:
        print(await condition.wait_for(enough))
        stock -= wanted


async def main():
    global stock
    condition = asyncio.Condition()
    tasks = [
        asyncio.create_task(taker("two", 2, condition)),
        asyncio.create_task(taker("one", 1, condition)),
        asyncio.create_task(taker("none", 0, condition)),
    ]
    for _ in range(3):
        await asyncio.sleep(1)
        async with condition:
            stock += 1
            condition.notify_all()
    await asyncio.gather(*tasks)
    print(stock)


asyncio.run(main())
