# f-strings: format specs, conversions, nested fields, the = form.
import asyncio


async def main():
    value, name, pi = 42, "Ada", 3.14159265
    print(f"{value} {value:5d}|{value:<5}|{value:^5}|{value:05d}|{value:x}|{value:b}|{value:,}")
    print(f"{pi:.2f} {pi:8.3f} {pi:e} {pi:.3g} {1e20} {1e-7} {100000.0} {2.50:.1f} {0.5:%}")
    print(f"{name!r} {name:>6} {name:*^9} {name[0]} {name.upper()}")
    width = 10
    print(f"{value:{width}} {value=} {name=!s} {{braces}}")
    print(f"{1234567.891:,.1f} {-5:+d} {5:+d} {True} {None} {[1, 'a']} {3 + 4j}")
    print("%s %d %5.2f %r %%" % ("text", 7, 2.5, "q"), "{} {1} {0}".replace("{}", "x"))
    print("{:>4}|{name}|{0}".format(1, name="n") if False else "{0:>4}|{name}".format(1, name="n"))


asyncio.run(main())
