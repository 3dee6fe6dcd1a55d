# try, except, else and finally with return, break and continue.
import asyncio


def returns():
    try:
        return "try"
    finally:
        print("finally of returns")


def overrides():
    try:
        raise ValueError
    finally:
        return "finally wins"


async def main():
    print(returns(), overrides())
    for number in range(4):
        try:
            if number == 1:
                continue
            if number == 3:
                break
            await asyncio.sleep(number)
        except ValueError:
            print("no")
        else:
            print("else", number)
        finally:
            print("finally", number)


asyncio.run(main())
