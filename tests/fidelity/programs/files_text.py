# Files: text, lines, places, modes.
with open("a.txt", "w", encoding="utf-8") as file:
    print(file, file.write("one\ntwo\nthree\n"), file.mode, file.name, file.encoding, file.writable(), file.readable())
    file.writelines(["x\n", "y"])
with open("a.txt") as file:
    for line in file:
        print(repr(line))
    print(repr(file.read()), file.seek(0), repr(file.read(5)), repr(file.readline()), file.readlines())
print(file.closed)
with open("a.txt", "a") as file:
    print(file.tell(), file.write("\nmore"))
with open("a.txt", "r+") as file:
    print(file.read(3))
    file.seek(0)
    file.write("ONE")
    file.seek(0)
    print(file.read())
with open("n.txt", "wb") as file:
    file.write(b"a\r\nb\rc\n")
print(repr(open("n.txt").read()), open("n.txt", newline="").readlines(), open("n.txt").readlines(), open("n.txt", newline="\n").readlines())
with open("n.txt", "w", newline="\r\n") as file:
    file.write("1\n2\n")
print(open("n.txt", "rb").read())
with open("u.txt", "w", encoding="utf-8") as file:
    file.write("héllo 世界\n" * 2)
with open("u.txt", encoding="utf-8") as file:
    print(file.read(3), file.read(6), repr(file.readline()), repr(file.read()), file)
print(open("u.txt", "rb").read(8), open("u.txt", encoding="latin-1").read(4))
with open("u.txt", "w") as file, open("a.txt") as other:
    print(file.write(other.readline()), file.truncate(1))
print(open("u.txt").read())
print("three\n" in open("a.txt"), sum(1 for _ in open("a.txt")))
