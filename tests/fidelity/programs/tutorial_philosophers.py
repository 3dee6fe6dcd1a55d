# Dining philosophers; contextlib whole.
import asyncio, random
from contextlib import asynccontextmanager, suppress, AsyncExitStack, nullcontext, aclosing, closing, redirect_stdout, ExitStack
import io
class Table:
    def __init__(self, n):
        self.forks = [asyncio.Lock() for _ in range(n)]
        self.waiter = asyncio.Semaphore(n - 1)
    @asynccontextmanager
    async def eat(self, i):
        a, b = i, (i + 1) % len(self.forks)
        async with self.waiter, self.forks[a], self.forks[b]:
            yield a, b
async def philosopher(table, i, log):
    for meal in range(2):
        await asyncio.sleep(random.random() / 10)
        async with table.eat(i) as (a, b):
            log.append((i, meal))
            await asyncio.sleep(0.1)
            print(f"philosopher {i} ate meal {meal} with {a},{b}")
async def main():
    random.seed(3)
    log, table = [], Table(5)
    await asyncio.gather(*(philosopher(table, i, log) for i in range(5)))
    print(len(log), table.waiter)
    async def gen():
        try:
            for i in range(10): yield i
        finally:
            print("gen closed")
    async with aclosing(gen()) as g:
        async for x in g:
            if x == 2: break
    print("after")
    with suppress(ZeroDivisionError), redirect_stdout(io.StringIO()) as buf:
        print("captured"); 1 / 0
    print(repr(buf.getvalue()))
    async with nullcontext(5) as five: print(five)
    async with AsyncExitStack() as st:
        st.push_async_callback(asyncio.sleep, 0.01)
        st.callback(print, "cb", end="!\n")
        await st.enter_async_context(aclosing(gen()))
        @st.push_async_exit
        async def ex(*a): print("exit", a[0]); return True
        raise KeyError("swallowed")
asyncio.run(main())
