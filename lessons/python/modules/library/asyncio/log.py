import logging

logger = logging.getLogger(__package__ or "asyncio")
