# Metaclasses, descriptors and the standard library's small modules in a coroutine.
import asyncio, inspect, operator, copy, pprint, textwrap, string, bisect, json, base64, hashlib, re
class Registry(type):
    known = {}
    def __new__(m, name, bases, ns, **kw):
        cls = super().__new__(m, name, bases, ns); m.known[kw.get("key", name.lower())] = cls; return cls
    def __init__(cls, name, bases, ns, **kw): super().__init__(name, bases, ns)
class Base(metaclass=Registry):
    handlers = {}
    def __init_subclass__(cls, **kw): super().__init_subclass__(); cls.handlers = {**cls.handlers, **{n: f for n, f in vars(cls).items() if inspect.iscoroutinefunction(f)}}
    def __getattr__(self, name):
        if name.startswith("do_"): return lambda *a: asyncio.sleep(0, (name, a))
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
class Child(Base, key="kid"):
    async def ping(self, x, /, y=1, *args, z, **kw) -> str: return f"{x}{y}{args}{z}{kw}"
class Positive:
    def __set_name__(self, owner, name): self.name = "_" + name
    def __get__(self, o, t=None): return self if o is None else getattr(o, self.name)
    def __set__(self, o, v):
        if v <= 0: raise ValueError(f"{self.name[1:]} must be positive, not {v}")
        setattr(o, self.name, v)
class Item: 
    price = Positive()
    def __init__(self, p): self.price = p
async def main():
    print(Registry.known, Child.handlers.keys(), inspect.signature(Child.ping), inspect.signature(Child.ping).parameters["z"].kind)
    c = Child(); print(await c.ping(1, 2, 3, z=4, w=5), await c.do_it(7), hasattr(c, "nope"))
    try: c.nope
    except AttributeError as e: print(e)
    try: c.ping()
    except TypeError as e: print(e)
    try: Item(-1)
    except ValueError as e: print(e)
    print(operator.itemgetter(1, 0)("ab"), operator.attrgetter("price")(Item(3)), operator.methodcaller("upper")("x"))
    d = {"a": [1, {"b": (2, 3)}], "long": ["x" * 30] * 4}; e = copy.deepcopy(d); e["a"][1]["b"] = 0; pprint.pprint(d, width=60); print(d["a"], e["a"])
    print(textwrap.dedent("""
        hi
          there""").strip(), textwrap.shorten("hello big world", 12), string.Template("$a ${b}").substitute(a=1, b=2), string.ascii_lowercase[:3])
    l = []; [bisect.insort(l, x) for x in (3, 1, 2)]; print(l, bisect.bisect(l, 2))
    print(json.dumps({"a": [1, None, True, 1.5, "é\n"]}, indent=2), json.loads('[1, {"x": null}]'), base64.b64encode(b"hi"), hashlib.sha256(b"x").hexdigest()[:8], hashlib.md5(b"").hexdigest())
    print(re.sub(r"(?P<y>\d{4})-(\d\d)", lambda m: f"{m[2]}/{m['y']}", "on 2024-05 and 2023-11"), re.findall(r"\b\w{3}\b", "one four six"), re.split(r"[,;]\s*", "a, b;c"), re.fullmatch(r"(a+)(b)?", "aaa").groups())
    try: json.loads("{bad}")
    except json.JSONDecodeError as e: print(e, e.pos)
    print("%-10s|%5.2f|%x|%r" % ("a", 3.14159, 255, "q"), "{:,}".format(1234567), f"{3.0!r:>6} {'x':^5} {1e10:g} {0.1 + 0.2} {10**20} {5:b} {True:d} {255:#06x}", "a,b".partition(","), "abc".translate(str.maketrans("ab", "xy")), "ß".upper(), "x".center(5, "*"))
asyncio.run(main())
