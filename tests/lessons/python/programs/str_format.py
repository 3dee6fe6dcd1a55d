# format(), f-strings, str.format and the % operator.


class Thing:
    value = 7
    items = ["zero", "one"]

    def __format__(self, spec):
        return f"<{spec}>"

    def __repr__(self):
        return "Thing()"

    def __str__(self):
        return "a thing"


def attempt(function, *arguments, **keywords):
    try:
        print(repr(function(*arguments, **keywords)))
    except Exception as error:
        print(type(error).__name__, error)


for value, spec in ((42, "05d"), (42, "x"), (-42, "#010b"), (3.14159, ".2f"), (1e10, ","),
                    (12345678, "_"), (0.5, ".1%"), ("text", ">8"), ("text", "*^9"), (True, "d"),
                    (True, ""), (None, ""), (None, "5"), (Thing(), "spec"), ([1], ""), ([1], "3"),
                    (65, "c"), ("x", "d"), (1.5, "d"), (1, ".2"), (10**30, ","), (10**400, "f"),
                    (1.0, "z.1f"), (float("nan"), "08"), (1 + 2j, "")):
    attempt(format, value, spec)

name, number, width = "日本", 3.14159, 10
print(f"{name!r:>{width}} {number:{width}.{2}f} {number=:.1f} {name=} {{}} {name!a}")
print(f"{'nested ' + f'{1 + 1}'} {Thing()} {Thing()!r} {Thing()!s:>9}")
attempt("{} {} {}".format, 1, "two", 3.0)
attempt("{1} {0} {1}".format, "a", "b")
attempt("{a} {b.value} {c[0]} {c[1]} {d[key]}".format, a=1, b=Thing(), c=[5, 6], d={"key": "v"})
attempt("{0.items[1]:>5}|{0!r}|{0!s}|{0:x}".format, Thing())
attempt("{:{}}|{:>{w}}".format, "x", 5, "y", w=4)
attempt("{{}} {}".format, 1)
attempt("{".format)
attempt("}".format)
attempt("{0".format, 1)
attempt("{} {1}".format, 1, 2)
attempt("{1} {}".format, 1, 2)
attempt("{2}".format, 1)
attempt("{missing}".format)
attempt("{!x}".format, 1)
attempt("{:d}".format, "x")
attempt("{a}-{b}".format_map, {"a": 1, "b": 2})

attempt("%s %r %a".__mod__, ("日", "日", "日"))
for spec, value in (("%d", 42), ("%5d|", 42), ("%-5d|", 42), ("%05d", -42), ("%+d", 5), ("% d", 5),
                    ("%x", 255), ("%#X", 255), ("%o", 8), ("%#o", 8), ("%e", 12345.678),
                    ("%.2f", 2.005), ("%g", 1e-10), ("%10.3f|", 3.14159), ("%c", "x"), ("%c", 65),
                    ("%s", None), ("%10s|", "ab"), ("%-10s|", "ab"), ("%.2s", "abc"), ("%d", 3.9),
                    ("%d", "x"), ("%x", 1.5), ("%f", "x"), ("%q", 1), ("%", 1), ("%s %s", 1),
                    ("%s", (1, 2)), ("%5.3d|", 7), ("%i", True), ("%c", "ab"), ("%s", [1, 2])):
    attempt(spec.__mod__, value)
attempt("%(a)s and %(b)05.1f%%".__mod__, {"a": 1, "b": 2.25})
attempt("%(a)s".__mod__, 5)
attempt("%(missing)s".__mod__, {})
attempt("%*d|%-*d|%.*f".__mod__, (5, 1, 4, 2, 2, 3.14159))
attempt("no arguments".__mod__, 1)
attempt("100%%".__mod__, ())
