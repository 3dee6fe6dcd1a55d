# Files: what is refused, and how.
import io


def attempt(function, *args, **kwargs):
    try:
        function(*args, **kwargs)
    except Exception as error:
        print(type(error).__name__, error)


open("there.txt", "w").close()
attempt(open, "nope.txt")
attempt(open, "no/folder.txt", "w")
attempt(open, "there.txt/x")
attempt(open, "/tmp")
attempt(open, "/tmp", "w")
attempt(open, "there.txt", "x")
attempt(open, "")
attempt(open, None)
attempt(open, 1.5)
attempt(open, "there.txt", 3)
for mode in ("rw", "z", "rbt", "", "w+r", "r++", "U", "+"):
    attempt(open, "there.txt", mode)
attempt(open, "there.txt", "rb", encoding="utf-8")
attempt(open, "there.txt", "rb", newline="")
attempt(open, "there.txt", "r", buffering=0)
attempt(open, "there.txt", newline="x")
attempt(open, "there.txt", encoding="no-such-codec")
with open("there.txt", "w") as file:
    attempt(file.read)
    attempt(file.write, b"bytes")
    attempt(file.readline)
attempt(file.write, "late")
with open("there.txt") as file:
    attempt(file.write, "x")
    attempt(file.seek, -1)
    attempt(file.seek, 1, 1)
attempt(file.read)
attempt(file.readline)
attempt(next, file)
attempt(file.__enter__)
with open("there.txt", "wb") as file:
    attempt(file.read)
    attempt(file.write, "text")
attempt(file.write, b"late")
with open("there.txt", "rb") as file:
    attempt(file.write, b"x")
    attempt(file.seek, -1)
attempt(file.read)
try:
    open("nope.txt")
except FileNotFoundError as error:
    print(error.errno, error.strerror, error.filename, repr(error), error.args)
print(issubclass(io.UnsupportedOperation, OSError), issubclass(io.UnsupportedOperation, ValueError))
open("missing-at-the-end.txt")
