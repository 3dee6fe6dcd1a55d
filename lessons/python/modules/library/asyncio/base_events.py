from asyncio import BaseEventLoop
from asyncio.log import logger

__all__ = ("BaseEventLoop",)
