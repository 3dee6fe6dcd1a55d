import asyncio

basket = []


async def eat(name, condition):
    async with condition:
        await condition.wait_for(lambda: basket)
        print(name, "eats", basket.pop())


async def bake(condition, opened):
    await opened.wait()
    for bread in ("bun", "roll"):
        await asyncio.sleep(1)
        async with condition:
            basket.append(bread)
            condition.notify()
            print(bread, "is ready")


async def main():
    condition = asyncio.Condition()
    opened = asyncio.Event()
    async with asyncio.TaskGroup() as tg:
        tg.create_task(eat("Ada", condition), name="Ada")
        tg.create_task(eat("Bob", condition), name="Bob")
        tg.create_task(bake(condition, opened), name="baker")
        await asyncio.sleep(1)
        opened.set()
        print("the shop is open")


asyncio.run(main())
