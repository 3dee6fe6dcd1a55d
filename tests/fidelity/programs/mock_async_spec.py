# AsyncMock with a specification: its plain methods are MagicMocks
import asyncio
from unittest.mock import AsyncMock, MagicMock


class Service:
    def __init__(self):
        self.url = "x"

    async def fetch(self, key):
        return key

    def name(self):
        return "service"


async def main():
    for spec in (Service, Service()):
        service = AsyncMock(spec=spec)
        service.fetch.return_value = 1
        service.name.return_value = "mocked"
        print(type(service.fetch).__name__, type(service.name).__name__, await service.fetch("a"), service.name())
    magic = MagicMock(spec=Service)
    print(type(magic.fetch).__name__, type(magic.name).__name__)
    print(type(AsyncMock().anything).__name__)


asyncio.run(main())
