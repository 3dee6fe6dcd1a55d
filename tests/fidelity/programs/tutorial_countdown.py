# Protocols, generics, named tuples and asynchronous generators over a sensor.
import asyncio
from types import SimpleNamespace
from collections import Counter, OrderedDict, ChainMap, namedtuple
from typing import NamedTuple, Protocol, Generic, TypeVar, runtime_checkable

T = TypeVar("T")

class Reading(NamedTuple):
    sensor: str
    value: float = 0.0
    unit: str = "C"

@runtime_checkable
class Source(Protocol):
    async def read(self) -> Reading: ...

class Box(Generic[T]):
    def __init__(self, item: T): self.item = item
    def __class_getitem__(cls, item): return super().__class_getitem__(item)

class Thermo:
    def __init__(self, name, values): self.name, self.values = name, iter(values)
    async def read(self):
        await asyncio.sleep(0.1)
        return Reading(self.name, next(self.values))

async def stream(source: Source, every):
    while True:
        try:
            yield await source.read()
        except StopIteration as e:
            print("stop!", e); return
        except RuntimeError as e:
            print("runtime", e, type(e.__cause__)); return
        await asyncio.sleep(every)

async def main():
    s = SimpleNamespace(total=0, n=0)
    t = Thermo("kitchen", [20.5, 21, 22.25])
    print(isinstance(t, Source), isinstance(3, Source), Box[int](3).item)
    async for r in stream(t, 0.2):
        s.total += r.value; s.n += 1
        print(f"{r.sensor:>10}: {r.value:6.2f}°{r.unit}", r._asdict(), r._replace(unit="F"))
    print(s, f"{s.total / s.n:.3f}")
    print(Counter("abracadabra").most_common(2), ChainMap({"a": 1}, {"b": 2})["b"], OrderedDict(a=1).popitem())
asyncio.run(main())
