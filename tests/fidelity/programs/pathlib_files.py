# pathlib: pure paths, and files in a folder of one's own.
import os, tempfile
from pathlib import Path, PurePath, PurePosixPath
p = PurePosixPath("/usr//share/./doc/x.tar.gz")
print(p, repr(p), p.parts, p.name, p.stem, p.suffix, p.suffixes, p.parent, list(p.parents), p.root, p.anchor)
print(p.with_name("y"), p.with_suffix(".zip"), p.with_stem("q"), p.relative_to("/usr"), p.is_relative_to("/opt"), p.is_absolute(), p.match("*.gz"), p.match("lib/*/*.gz"), p.match("/usr/*"))
print(PurePath("a") / "b" / "../c", "x" / PurePath("y"), PurePath("a", "/b", "c"), PurePath(), PurePath("."), PurePath("a/b") == PurePath("a//b"), sorted([PurePath("b"), PurePath("a/c"), PurePath("a")]), hash(PurePath("a")) == hash(PurePath("a")))
print(Path("a").joinpath("b", "c"), os.fspath(Path("z")), Path("x").as_posix(), bytes(Path("y")), p.as_uri(), PurePath("a.b.").suffix, PurePath(".bashrc").suffix, len(p.parents), p.parents[1], p.parents[-1], p.parents[:2])
for call in [lambda: p.relative_to("/opt"), lambda: PurePath("/").with_name("x"), lambda: PurePath("a").with_suffix("b"), lambda: PurePath("a") / 3, lambda: PurePath(3), lambda: PurePath("a") < "b", lambda: PurePath("a").as_uri(), lambda: Path("nope").read_text(), lambda: PurePath("a").with_name("b/c"), lambda: list(Path(".").glob("")), lambda: list(Path(".").glob("/x")), lambda: p.parents[9]]:
    try: print(call())
    except Exception as e: print(type(e).__name__, e)
with tempfile.TemporaryDirectory() as name:
    top = Path(name)
    print(top.exists(), top.is_dir(), top.is_file())
    (top / "a" / "b").mkdir(parents=True)
    f = top / "a" / "hello.txt"
    print(f.write_text("one\ntwo\n"), f.read_text(), f.read_bytes(), f.stat().st_size, f.exists(), f.is_file())
    (top / "a" / "b" / "x.py").touch(); (top / "y.py").write_bytes(b"\1\2")
    print(sorted(q.relative_to(top).as_posix() for q in top.rglob("*.py")), sorted(q.name for q in top.iterdir()), sorted(str(q.relative_to(top)) for q in top.glob("*/*")), sorted(str(q.relative_to(top)) for q in top.glob("**/*")), [str(q.relative_to(top)) for q in top.glob("a/hello.txt")], sorted(str(q.relative_to(top)) for q in top.glob("**")))
    with f.open("a") as file: file.write("three\n")
    print(f.read_text().splitlines()); g = f.rename(top / "moved.txt"); print(g.name, f.exists())
    for call in [lambda: (top / "a").mkdir(), lambda: (top / "a").mkdir(exist_ok=True), lambda: (top / "q" / "r").mkdir(), lambda: (top / "zz").unlink(missing_ok=True), lambda: (top / "y.py").touch(exist_ok=False), lambda: (top / "a" / "b").rmdir(), lambda: g.write_text(3)]:
        try: print(call())
        except Exception as e: print(type(e).__name__, str(e).replace(name, "TOP"))
    g.unlink()
print(top.exists(), Path("~/x").expanduser() == Path.home() / "x", Path("q").absolute() == Path.cwd() / "q", isinstance(Path("a"), os.PathLike), Path("/a/../b").resolve())
