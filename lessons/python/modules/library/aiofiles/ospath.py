import functools
from os import path

from aiofiles.base import in_thread


def wrap(function):
    @functools.wraps(function)
    async def run(*args, loop=None, executor=None, **kwargs):
        return await in_thread(function, *args, loop=loop, executor=executor, **kwargs)

    return run


exists = wrap(path.exists)
isfile = wrap(path.isfile)
isdir = wrap(path.isdir)
islink = wrap(path.islink)
ismount = wrap(path.ismount)
getsize = wrap(path.getsize)
getmtime = wrap(path.getmtime)
getatime = wrap(path.getatime)
getctime = wrap(path.getctime)
samefile = wrap(path.samefile)
abspath = wrap(path.abspath)
