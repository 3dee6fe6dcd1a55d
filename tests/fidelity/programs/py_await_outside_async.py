# await outside of an async function is a syntax error.
import asyncio


def main():
    await asyncio.sleep(1)


main()
