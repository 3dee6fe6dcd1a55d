# Exceptions of one's own, with attributes and inheritance.
import asyncio


class Problem(Exception):
    def __init__(self, code, text):
        super().__init__(text)
        self.code = code


class SmallProblem(Problem):
    pass


async def fail():
    await asyncio.sleep(0)
    raise SmallProblem(7, "small")


async def main():
    try:
        await fail()
    except Problem as problem:
        print(type(problem).__name__, problem.code, problem, problem.args)
    await fail()


asyncio.run(main())
