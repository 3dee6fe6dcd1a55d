# An exception that comes out of an await inside an except or finally block: what was handled is its context.
import asyncio
def g():
    try: raise KeyError(1)
    except KeyError:
        yield
gg=g(); next(gg)
try: gg.throw(ValueError("x"))
except ValueError as e: print(repr(e.__context__))
def h():
    try: raise IndexError(1)
    except IndexError:
        yield from g()
gg=h(); next(gg)
try: gg.throw(ValueError("x"))
except ValueError as e: print(repr(e.__context__), repr(e.__context__.__context__))
async def bad():
    await asyncio.sleep(.1); raise ValueError("v")
async def main():
    t = asyncio.create_task(bad())
    try: raise KeyError(3)
    except KeyError:
        try: await t
        except ValueError as e: print(1, repr(e.__context__))
    f = asyncio.get_running_loop().create_future()
    f.set_exception(OSError("done already"))
    try: raise KeyError(3)
    except KeyError:
        try: await f
        except OSError as e: print(2, repr(e.__context__))
    f = asyncio.get_running_loop().create_future()
    asyncio.get_running_loop().call_soon(f.set_exception, OSError("later"))
    try: raise KeyError(3)
    except KeyError:
        try: await f
        except OSError as e: print(3, repr(e.__context__))
    t = asyncio.create_task(bad())
    try: raise KeyError(3)
    except KeyError:
        try: await asyncio.gather(t)
        except ValueError as e: print(4, repr(e.__context__))
    t = asyncio.create_task(bad())
    try: raise KeyError(3)
    except KeyError:
        try: await asyncio.shield(t)
        except ValueError as e: print(5, repr(e.__context__))
    t = asyncio.create_task(bad())
    try: raise KeyError(3)
    except KeyError:
        try: await asyncio.wait_for(t, 1)
        except ValueError as e: print(6, repr(e.__context__))
    try: raise KeyError(3)
    except KeyError:
        try: await asyncio.wait_for(asyncio.sleep(2), 1)
        except TimeoutError as e: print(7, repr(e.__context__), repr(e.__cause__), repr(e.__cause__.__context__))
    async def inner():
        try: raise KeyError(3)
        except KeyError:
            try: await asyncio.sleep(3)
            except asyncio.CancelledError as e:
                print(8, repr(e.__context__)); raise
    t = asyncio.create_task(inner()); await asyncio.sleep(0); t.cancel()
    try: await t
    except asyncio.CancelledError as e: print(9, repr(e), repr(e.__context__), repr(e.__context__ and e.__context__.__context__))


async def cleanup():
    t = asyncio.create_task(bad())
    try:
        raise RuntimeError("first")
    finally:
        await t


asyncio.run(main())
asyncio.run(cleanup())
