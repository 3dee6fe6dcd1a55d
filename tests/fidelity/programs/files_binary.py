# Files: bytes, places, buffers.
with open("b.bin", "wb") as file:
    print(file, file.write(bytes(range(10))), file.tell(), file.mode)
with open("b.bin", "rb") as file:
    print(file, file.read(2), file.read1(2), file.peek(1)[:1], file.seek(-3, 2), file.read(), file.read())
    file.seek(0)
    room = bytearray(4)
    print(file.readinto(room), room, file.tell(), file.seekable())
with open("b.bin", "r+b") as file:
    file.write(b"zz")
    file.seek(0)
    print(file, file.read(4))
    print(file.truncate(5), file.seek(0, 2))
with open("b.bin", "ab") as file:
    file.seek(0)
    file.write(b"!")
print(open("b.bin", "rb").read())
with open("b.bin", "rb", buffering=0) as file:
    print(type(file).__name__, file.readall())
with open("holes.bin", "wb") as file:
    file.seek(4)
    file.write(b"x")
print(open("holes.bin", "rb").read())
with open("lines.bin", "wb") as file:
    file.writelines([b"a\n", b"b\n", b"c"])
print(list(open("lines.bin", "rb")), open("lines.bin", "rb").readline(1))
writer = open("late.txt", "w")
writer.write("kept in the buffer")
print(repr(open("late.txt").read()))
writer.flush()
print(repr(open("late.txt").read()))
writer.close()
