# struct: sizes, byte orders, alignment, floats, texts and errors.
import struct
for f in ["<i", ">I", "!H", "@bi", "@bq", "=bq", "10s", "3p", "<e", "<f", ">d", "?", "c", "2h3x", "0i", "@ci0q", "<2sHI", "l", "=l", "n"]:
    print(f, struct.calcsize(f))
print(struct.pack("!HI4s?", 1, 70000, b"abcdef", True), struct.unpack("!HI4s?", b"\0\1\0\1\x11pabcd\1"))
for x in [0.0, -0.0, 1.0, 0.1, -2.5, 1e308, 5e-324, 1e-310, 3.4028235e38, 1e-45, float("inf"), float("nan"), 65504.0, 6e-8]:
    print(x, [struct.pack(f, x) if x < 6e4 or f == "<d" or x == float("inf") else None for f in ("<d", ">f", "<e") if not (f == ">f" and x == 1e308)])
for f, b in [("<d", b"\x9a\x99\x99\x99\x99\x99\xb9?"), (">f", b"\x00\x00\x00\x01"), ("<e", b"\xff{"), ("<e", b"\1\0"), (">f", b"\x7f\x80\0\0"), (">f", b"\xff\xc0\0\0")]:
    print(struct.unpack(f, b))
b = bytearray(8); struct.pack_into("<H", b, 2, 513); print(b, struct.unpack_from("<H", b, 2), list(struct.iter_unpack("<HH", b)))
print(struct.pack("5s3p2s", b"ab", b"xyz", b"q"), struct.unpack("3p", b"\2ab"), struct.pack("3x"), struct.pack("<3b", -1, 2, -128))
s = struct.Struct(">IB"); print(s.size, s.format, s.pack(1, 2), s.unpack(b"\0\0\0\1\2"))
for call in [lambda: struct.pack("B", 256), lambda: struct.pack("<H", -1), lambda: struct.pack("<i", 1 << 40), lambda: struct.pack("i", "x"), lambda: struct.pack("ii", 1), lambda: struct.unpack("i", b"1"),
             lambda: struct.pack("k", 1), lambda: struct.pack("3", 1), lambda: struct.pack("f", 1e300), lambda: struct.pack("c", 1), lambda: struct.pack("s", "x"), lambda: struct.unpack_from("i", b"12", 1),
             lambda: struct.pack("d", "x"), lambda: struct.pack_into("i", bytearray(2), 0, 1), lambda: list(struct.iter_unpack("i", b"12345"))]:
    try: print(call())
    except Exception as e: print(type(e).__module__, type(e).__name__, e)
