# Exceptions that nobody retrieves, failing callbacks, an exception handler of one's own.
import asyncio
async def boom(n): 
    await asyncio.sleep(n)
    raise RuntimeError(f"boom {n}")
async def main():
    asyncio.create_task(boom(1)); t = asyncio.create_task(boom(2))
    await asyncio.sleep(3); print("after")
    boom(5)
    asyncio.get_running_loop().call_soon(lambda: 1 / 0)
    await asyncio.sleep(0); await asyncio.sleep(0)
    def handler(loop, ctx): print("H", ctx["message"], ctx.get("exception"))
    asyncio.get_running_loop().set_exception_handler(handler)
    asyncio.get_running_loop().call_soon(lambda: {}["x"]); await asyncio.sleep(0)
    await boom(1)
asyncio.run(main())
