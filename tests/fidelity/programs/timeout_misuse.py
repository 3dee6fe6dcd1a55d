# What Timeout refuses.
import asyncio


async def main():
    limit = asyncio.timeout(1)
    try:
        limit.reschedule(3)
    except RuntimeError as error:
        print(error)
    async with limit:
        try:
            async with limit:
                pass
        except RuntimeError as error:
            print(error)
    try:
        async with limit:
            pass
    except RuntimeError as error:
        print(error)
    try:
        limit.reschedule(3)
    except RuntimeError as error:
        print(error)
    try:
        async with asyncio.timeout(0) as late:
            try:
                await asyncio.sleep(1)
            finally:
                try:
                    late.reschedule(9)
                except RuntimeError as error:
                    print(error)
    except TimeoutError:
        pass
    try:
        late.reschedule(9)
    except RuntimeError as error:
        print(error)
    try:
        with asyncio.timeout(1):
            pass
    except TypeError as error:
        print(error)


asyncio.run(main())
try:
    asyncio.timeout(1)
except RuntimeError as error:
    print(error)


def by_hand():
    limit = asyncio.timeout_at(1)
    entering = limit.__aenter__()
    try:
        entering.send(None)
    except RuntimeError as error:
        print(error)


loop = asyncio.new_event_loop()
loop.call_soon(by_hand)
loop.call_soon(loop.stop)
loop.run_forever()
loop.close()
