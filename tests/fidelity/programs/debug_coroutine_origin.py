# In debug mode a coroutine that was never awaited tells where it was made; cr_origin says the same.
import asyncio
import warnings


async def never():
    pass


def make():
    return never()


async def main():
    with warnings.catch_warnings(record=True) as caught:
        make()
    lines = str(caught[0].message).splitlines()
    print(lines[:2], lines[-4:])
    coroutine = make()
    print([name for _, _, name in coroutine.cr_origin[:2]])
    coroutine.close()
    loop = asyncio.get_running_loop()
    loop.set_debug(False)
    await asyncio.sleep(0)
    never()
    coroutine = make()
    print(coroutine.cr_origin)
    coroutine.close()


outside = never()
print(outside.cr_origin)
outside.close()
asyncio.run(main(), debug=True)
