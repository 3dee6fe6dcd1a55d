"""Module _asyncio: one implementation plays the parts of CPython's two."""
