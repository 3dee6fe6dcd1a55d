#!/usr/bin/env python3
"""Writes unicode_tables.inc: the properties of characters, from Python's own unicodedata.

Run it in this folder: ./make_unicode_tables.py > unicode_tables.inc
"""

import sys
import unicodedata


def ranges(predicate):
    found, start = [], None
    for code in range(0x110001):
        holds = code < 0x110000 and predicate(chr(code))
        if holds and start is None:
            start = code
        if not holds and start is not None:
            found.append((start, code - 1))
            start = None
    return found


def write_ranges(name, predicate):
    items = [f"{{0x{a:x}, 0x{b:x}}}" for a, b in ranges(predicate)]
    write(f"constexpr Range {name}[]", items)


def write(declaration, items):
    print(f"{declaration} = {{")
    line = "   "
    for item in items:
        if len(line) + len(item) + 2 > 100:
            print(line)
            line = "   "
        line += f" {item},"
    print(line)
    print("};\n")


def case_runs(method):
    """Runs of characters, one or two apart, that all move by the same distance."""
    pairs = []
    for code in range(0x110000):
        mapped = getattr(chr(code), method)()
        if len(mapped) == 1 and mapped != chr(code):
            pairs.append((code, ord(mapped) - code))
    runs = []
    for code, delta in pairs:
        if runs:
            first, last, step, moved = runs[-1]
            gap = code - last
            if moved == delta and (gap == step or (first == last and gap <= 2)):
                runs[-1] = (first, code, gap, delta)
                continue
        runs.append((code, code, 1, delta))
    return runs


def write_case(name, method):
    items = [f"{{0x{a:x}, 0x{b:x}, {s}, {d}}}" for a, b, s, d in case_runs(method)]
    write(f"constexpr CaseRun {name}_runs[]", items)
    special = []
    for code in range(0x110000):
        mapped = getattr(chr(code), method)()
        if len(mapped) > 1:
            text = "".join(f"\\{byte:03o}" for byte in mapped.encode())
            special.append(f'{{0x{code:x}, "{text}"}}')
    write(f"constexpr CaseSpecial {name}_specials[]", special)


def decimal_start(char):
    return unicodedata.decimal(char, -1) == 0


print(f"// Made by make_unicode_tables.py from Unicode {unicodedata.unidata_version}.\n")
write_ranges("alphabetic", str.isalpha)
write_ranges("lowercase", str.islower)
write_ranges("uppercase", str.isupper)
write_ranges("titlecase", lambda c: unicodedata.category(c) == "Lt")
write_ranges("digits", str.isdigit)
write_ranges("numeric", str.isnumeric)
write_ranges("printable", str.isprintable)
write_ranges("identifier_start", str.isidentifier)
write_ranges("identifier_part", lambda c: ("a" + c).isidentifier())
write_ranges("wide", lambda c: unicodedata.east_asian_width(c) in "WF")
write_ranges("combining", lambda c: unicodedata.combining(c) != 0)
write("constexpr char32_t decimal_zeros[]",
      [f"0x{c:x}" for c in range(sys.maxunicode + 1) if decimal_start(chr(c))])
write_case("upper", "upper")
write_case("lower", "lower")
write_case("title", "title")
write_case("folded", "casefold")
