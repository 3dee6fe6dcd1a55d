class P:
    __match_args__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y
class Color: RED = 1; BLUE = 2
def m(v):
    match v:
        case 0 | 1: return "small"
        case -3.5: return "neg"
        case "a" | "b" as s: return f"str {s}"
        case None: return "none"
        case True: return "true"
        case []: return "empty"
        case [x]: return f"one {x}"
        case [1, *rest]: return f"1+{rest}"
        case (x, y) if x == y: return f"same {x}"
        case [_, _, *_]: return "many"
        case {"k": v, **rest}: return f"k={v} {rest}"
        case {}: return "map"
        case P(0, y): return f"P0 {y}"
        case P(x=xx, y=P(1, z)): return f"nested {xx} {z}"
        case P(): return "P"
        case int(n) if n > 100: return f"big {n}"
        case Color.BLUE: return "blue"
        case str() | bytes(): return "strb"
        case float(f): return f"f{f}"
        case _: return "other"
for v in (0, 1, -3.5, "a", "zz", None, True, [], [4], [1, 2, 3], (2, 2), (2, 3), [5, 6, 7], {"k": 1, "z": 2}, {"q": 1}, P(0, 9), P(5, P(1, 2)), P(7, 7), 500, 2, b"x", 2.5, {1}, object, range(2)):
    print(repr(v) if not isinstance(v, P) else "P", "->", m(v))
match 5:
    case x if x > 10: print("no")
    case x: print("x", x)
match (1, 2, 3, 4):
    case (a, *mid, z): print(a, mid, z)
try:
    match 1:
        case int(1, 2): pass
except TypeError as e: print(e)
class NM: pass
try:
    match NM():
        case NM(1): pass
except TypeError as e: print(e)
match {"a": {"b": [1, {"c": 2}]}}:
    case {"a": {"b": [_, {"c": c}]}}: print("deep", c)
match "x":
    case "y": print("y")
print("match done")
match = 3; case = 4; print(match, case)
