import asyncio


class _LoopBoundMixin:
    # Bound to the loop that runs when it is first needed.
    _loop = None

    def _get_loop(self):
        running = asyncio._get_running_loop()
        if self._loop is None:
            self._loop = running
        if self._loop is not running:
            raise RuntimeError(f"{self!r} is bound to a different event loop")
        return running
