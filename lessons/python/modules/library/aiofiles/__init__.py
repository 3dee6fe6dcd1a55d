# aiofiles on simulated files: every call is made by a thread of an executor, and takes a while there.

from aiofiles import os
from aiofiles.threadpool import open

__all__ = ["open", "os"]
