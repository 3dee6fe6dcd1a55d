for spec in ("", "5", "<5", ">5", "^5", "05", "+", " ", ",", "_", "x", "X", "#x", "o", "#o", "b", "#b", "c", "e", "f", ".2f", "g", "%", ".1%", "n", "*^10", "+,d", "_x", "#_b", "010,", "=+8", "d"):
    print(repr(spec), format(65, spec), format(-65, spec) if spec != "c" else "")
for spec in ("", ".0f", ".1f", ".10g", "e", "E", ".3e", "g", "G", "10.3f", "<10.2f", "^+10.1f", "010.2f", ",.2f", "_.3f", "%", ".0%", "#.0f", "z.0f", "n", ".3"):
    print(repr(spec), [format(v, spec) for v in (3.14159, -0.0001, 1e20, 123456789.123, 0.5, 2.5, float("inf"), float("nan"), 1e-7, 100.0)])
for spec in ("", "s", "10", "<10", ">10", "^10", ".2", "*^9.3s", "-<6"):
    print(repr(spec), [format(v, spec) for v in ("hello", "", "日本")])
for bad in (lambda: format(1, "s"), lambda: format("a", "d"), lambda: format(1.5, "d"), lambda: format("a", "="), lambda: format(1, ".2"), lambda: format("a", ","), lambda: format(1, ",x"), lambda: format(1, "1.1.1"), lambda: format([], "5"), lambda: format(None, "x"), lambda: format(1, "q"), lambda: format("x", "+"), lambda: format(1, "zz"), lambda: f"{1:{'a'}}", lambda: format(10**400, "f"), lambda: format(-1, "c"), lambda: format(True, "d"), lambda: format(True)):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
print("%d %5d %-5d| %05d %+d %x %X %#x %o %e %.2f %g %s %r %c %c %%" % (1, 2, 3, 4, 5, 255, 255, 255, 8, 1.5, 2.345, 1e10, "s", "r", "c", 99))
print("%(a)s %(b)05.1f" % {"a": 1, "b": 2.25}, "%*d|%-*d|%.*f" % (5, 1, 5, 2, 2, 3.14159), "%s" % (1,), "%s" % [1, 2], "%5s|%-5s|%.2s" % ("a", "b", "cde"), "%i %u" % (3.7, 4))
for bad in (lambda: "%d" % "a", lambda: "%z" % 1, lambda: "%s %s" % (1,), lambda: "%s" % (1, 2), lambda: "%(a)s" % 1, lambda: "%(a)s" % {}, lambda: "%c" % "ab", lambda: "%x" % 1.5, lambda: "%" % 1, lambda: "%d" % None, lambda: "%c" % -1, lambda: "%f" % "x", lambda: "%a" % "é"):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
print("{0} {1} {0}".format(1, 2), "{} {}".format(1, 2), "{a.real} {b[0]} {b[k]}".format(a=3, b={"k": 1, 0: 2}) , "{0!r:>10} {0!s} {0!a}".format("é"), "{:{w}.{p}f}".format(3.14159, w=10, p=2), "{{}} {x}".format(x=1), "{0[1]}".format([1, 2]), "{:%}".format(0.5))
for bad in (lambda: "{".format(), lambda: "}".format(), lambda: "{0} {}".format(1, 2), lambda: "{} {0}".format(1), lambda: "{1}".format(1), lambda: "{a}".format(), lambda: "{0.x}".format(1), lambda: "{0[a]}".format([1]), lambda: "{!z}".format(1), lambda: "{0!}".format(1)):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
x = 3; w = 8; s = "é"
print(f"{x}{x!r}{x=}{x = }{x=!s:>5}{x:>{w}}{x:{'>' + str(w)}}{s!a}{'nested ' + f'{x}'}{{}}{x,}{[i for i in range(3)]}{ {1: 2}[1] }{x if x else 0}{(lambda y: y * 2)(4)}")
print(f"""multi
{x}
line""", rf"\n{x}", f"{x:.2f}" "lit" f"{x!r:^5}", f"{1.0}", f"{1e16}", f"{True}", f"{None}", f"{'a' 'b'}")
for v in (0.1, 1/3, 1e16, 1e15, 123456789012345680.0, 1e-4, 1e-5, 5e-324, 1.7976931348623157e308, -0.0, 100.0, 1e22, 1e21, 2.5, 3.0e10, float("inf"), -float("inf"), float("nan"), 0.1 + 0.2, 1.1 * 3):
    print(repr(v), str(v), v.__round__(2) if v == v and abs(v) < 1e300 else "", v.is_integer() if v == v else "")
print(round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1234, -2), round(1250, -2), round(1350, -2), round(5e-324, 400), round(1e300, -300), (0.1).hex(), float.fromhex("0x1.8p1"), (0.75).as_integer_ratio(), float("1_0.5"), float(" 3 "), float("1e5"), float("-inf"))
print(int("  12 "), int("-0x1f", 16), int("0b11", 0), int("z", 36), int("1_000"), int(-3.9), int(True), (255).to_bytes(2, "big"), int.from_bytes(b"\x01\x00", "big"), (10).bit_length(), (10).bit_count(), (-5) // 2, -5 % 3, 5 % -3, -5 // -2, divmod(-7, 2), divmod(7.5, -2), 7.5 // 2, -7.5 % 2, 2 ** -1, 2 ** 0.5, 0 ** 0, (-8) ** (1/3))
