import asyncio


def create_isolated_loop():
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    return loop

loop1 = create_isolated_loop()
loop2 = create_isolated_loop()
print(loop1 is loop2)
print(asyncio.get_event_loop() is loop2)
loop1.run_until_complete(asyncio.sleep(1))
loop2.run_until_complete(asyncio.sleep(2))
loop1.close()
loop2.close()
print(loop1.is_closed(), loop2.is_closed())
