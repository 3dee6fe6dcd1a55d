# What messages call types that CPython has in C (the oracle's stand-ins are not). [text only]
import asyncio
import collections
import datetime
import io
import itertools
import operator
import re
import struct
import types


async def main():
    things = [
        asyncio.current_task(),
        asyncio.get_running_loop().create_future(),
        asyncio.Event(),
        collections.deque(),
        collections.OrderedDict(),
        datetime.datetime(2020, 1, 1),
        datetime.timedelta(1),
        re.compile("a"),
        re.match("a", "a"),
        itertools.count(),
        itertools.chain(),
        itertools.groupby([]),
        io.StringIO(),
        io.BytesIO(),
        types.SimpleNamespace(),
        operator.itemgetter(1),
        struct.Struct("i"),
    ]
    for thing in things:
        print(type(thing), type(thing).__module__)
        for attempt in (
            lambda: thing.nope,
            lambda: thing + 1,
            lambda: thing["key"],
            lambda: len(thing),
            lambda: int(thing),
            lambda: {**thing},
        ):
            try:
                attempt()
            except Exception as error:
                print(f"  {type(error).__name__}: {error}")


asyncio.run(main())
