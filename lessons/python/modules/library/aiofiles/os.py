import functools
import os

from aiofiles import ospath as path
from aiofiles.base import in_thread


def wrap(function):
    @functools.wraps(function)
    async def run(*args, loop=None, executor=None, **kwargs):
        return await in_thread(function, *args, loop=loop, executor=executor, **kwargs)

    return run


stat = wrap(os.stat)
rename = wrap(os.rename)
renames = wrap(os.renames)
replace = wrap(os.replace)
remove = wrap(os.remove)
unlink = wrap(os.unlink)
mkdir = wrap(os.mkdir)
makedirs = wrap(os.makedirs)
rmdir = wrap(os.rmdir)
removedirs = wrap(os.removedirs)
listdir = wrap(os.listdir)
scandir = wrap(os.scandir)
access = wrap(os.access)
getcwd = wrap(os.getcwd)
