# Folders and paths: os and os.path.
import os


def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__, error)


os.makedirs("d/e/f")
open("d/e/q.txt", "w").close()
with open("d/z.txt", "w") as file:
    file.write("12345")
print(sorted(os.listdir("d")), [(top, sorted(folders), sorted(files)) for top, folders, files in os.walk("d")])
print(os.path.getsize("d/z.txt"), os.stat("d/z.txt").st_size, os.path.isdir("d"), os.path.isfile("d"), os.path.exists("d/none"))
attempt(os.mkdir, "d")
attempt(os.makedirs, "d/e")
attempt(os.makedirs, "d/e", exist_ok=True)
attempt(os.mkdir, "no/such")
attempt(os.rmdir, "d")
attempt(os.remove, "none")
attempt(os.listdir, "none")
attempt(os.listdir, "d/z.txt")
attempt(os.rename, "none", "other")
attempt(os.stat, "none")
os.rename("d/z.txt", "d/e/y.txt")
os.replace("d/e/y.txt", "d/e/q.txt")
print(sorted(os.listdir("d/e")), open("d/e/q.txt").read())
os.rename("d", "renamed")
print(os.path.exists("d"), open("renamed/e/q.txt").read())
with os.scandir("renamed/e") as entries:
    print(sorted((entry.name, entry.is_dir(), entry.path) for entry in entries))
os.remove("renamed/e/q.txt")
os.removedirs("renamed/e/f")
print(os.path.exists("renamed"))
path = os.path
print(path.join("a", "b", "/c", "d"), path.join("a/", "b"), path.split("/a/b"), path.split("a/"), path.splitext("x/y.tar.gz"), path.splitext(".hidden"))
print(path.basename("/a/b"), path.dirname("/a/b"), path.normpath("a/../b/./c//d/"), path.normpath("/.."), path.isabs("/a"), path.relpath("/a/b/c", "/a/d"))
print(path.commonprefix(["abc", "abd"]), path.commonpath(["/a/b", "/a/c"]), path.sep, os.linesep == "\n", os.name, os.curdir)
print(os.fspath("x"), os.environ.get("NOT_THERE"), os.getenv("NOT_THERE", "default"))
attempt(os.fspath, 3)
