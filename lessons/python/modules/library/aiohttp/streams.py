class StreamReader:
    """The body of a response, as it comes."""

    def __init__(self, pull):
        self._pull = pull  # async: some bytes, none at the end
        self._buffer = bytearray()
        self._eof = pull is None
        self.total_bytes = 0

    def __aiter__(self):
        return self

    async def __anext__(self):
        line = await self.readline()
        if not line:
            raise StopAsyncIteration
        return line

    def is_eof(self):
        return self._eof

    def at_eof(self):
        return self._eof and not self._buffer

    async def _more(self):
        if self._eof:
            return False
        data = await self._pull()
        if not data:
            self._eof = True
            return False
        self._buffer += data
        self.total_bytes += len(data)
        return True

    def _taken(self, count):
        data = bytes(self._buffer[:count])
        del self._buffer[:count]
        return data

    async def read(self, n=-1):
        if n < 0:
            while await self._more():
                pass
            return self._taken(len(self._buffer))
        if not self._buffer and n:
            await self._more()
        return self._taken(n)

    async def readany(self):
        if not self._buffer:
            await self._more()
        return self._taken(len(self._buffer))

    async def readchunk(self):
        data = await self.readany()
        return data, bool(data)

    async def readexactly(self, n):
        import asyncio

        while len(self._buffer) < n:
            if not await self._more():
                partial = self._taken(len(self._buffer))
                raise asyncio.IncompleteReadError(partial, n)
        return self._taken(n)

    async def readuntil(self, separator=b"\n"):
        while separator not in self._buffer:
            if not await self._more():
                return self._taken(len(self._buffer))
        return self._taken(self._buffer.index(separator) + len(separator))

    async def readline(self):
        return await self.readuntil()

    async def iter_chunked(self, n):
        while data := await self.read(n):
            yield data

    async def iter_any(self):
        while data := await self.readany():
            yield data

    async def iter_chunks(self):
        while data := await self.readany():
            yield data, True


EMPTY_PAYLOAD = StreamReader(None)
