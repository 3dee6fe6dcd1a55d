# The small modules of command lines, graphs, texts and schedules.
import graphlib, html, http, reprlib, sched, shlex, shutil, stat, time, glob, tempfile, os, secrets, timeit, importlib, platform, getpass, textwrap
from html.parser import HTMLParser
print(shlex.split("a 'b c' \"d \\\" e\" f\\ g # no"), shlex.split("a # b", comments=True), shlex.join(["a b", "c'd", "e"]), shlex.quote(""))
for t in ["'a", "a\\", '"x']:
    try: shlex.split(t)
    except ValueError as e: print(e)
t = graphlib.TopologicalSorter({"d": ["b", "c"], "b": ["a"], "c": ["a"]}); print(list(t.static_order()))
t = graphlib.TopologicalSorter(); t.add("x", "y"); t.add("y", "z"); t.prepare()
while t.is_active():
    r = t.get_ready(); print(r); t.done(*r)
try: graphlib.TopologicalSorter({"a": ["b"], "b": ["a"]}).prepare()
except graphlib.CycleError as e: print(type(e).__name__, e.args[0], sorted(set(e.args[1])))
print(html.escape("<a href='x'>&\"</a>"), html.unescape("&lt;b&gt; &amp;amp; &#65;&#x42; &eacute; &nope; &quot;"))
class P(HTMLParser):
    def handle_starttag(self, tag, attrs): print("start", tag, attrs)
    def handle_endtag(self, tag): print("end", tag)
    def handle_data(self, data): print("data", repr(data))
    def handle_comment(self, data): print("comment", data)
    def handle_decl(self, decl): print("decl", decl)
p = P(); p.feed("<!DOCTYPE html><html><body class='a b' id=x disabled>Hi &amp; <b>you</b><br/><!-- note --><a href=\"/q?a=1&amp;b=2\">go</a>\n<script>if (a < b) {}</script></body></html>"); p.close(); print(p.getpos())
print(http.HTTPStatus.NOT_FOUND, repr(http.HTTPStatus(404)), http.HTTPStatus.OK == 200, http.HTTPStatus.IM_A_TEAPOT.phrase, http.HTTPStatus(503).description, http.HTTPMethod.GET, repr(http.HTTPMethod.POST), f"{http.HTTPStatus.OK}", len(http.HTTPStatus))
print(reprlib.repr(list(range(20))), reprlib.repr("x" * 50), reprlib.repr({i: i for i in range(9)}), reprlib.repr(set("abcdefghi")), reprlib.repr([[[[[[[[1]]]]]]]]), reprlib.repr(10**60), reprlib.repr((1,)))
class L(list):
    @reprlib.recursive_repr()
    def __repr__(self): return "L(" + ", ".join(map(repr, self)) + ")"
l = L([1]); l.append(l); print(l)
s = sched.scheduler(time.monotonic, time.sleep); begin = time.monotonic()
def say(x): print(x, round(time.monotonic() - begin, 1))
e = s.enter(0.3, 1, say, ("late",)); s.enter(0.1, 2, say, ("low",)); s.enterabs(begin + 0.1, 1, say, kwargs={"x": "high"}); d = s.enter(0.2, 1, say, ("never",)); s.cancel(d); print(len(s.queue), s.empty()); s.run(); print(s.empty())
print(stat.filemode(0o100644), stat.filemode(0o40755), stat.S_ISDIR(0o40755), oct(stat.S_IMODE(0o100600)))
with tempfile.TemporaryDirectory(prefix="x") as top:
    print(os.path.basename(top)[0], os.path.isdir(top))
    os.makedirs(os.path.join(top, "a/b"))
    for n in ["1.txt", "a/2.txt", "a/b/3.txt", "a/.h"]:
        with open(os.path.join(top, n), "w") as f: f.write(n)
    cut = lambda ps: sorted(os.path.relpath(p, top) for p in ps)
    print(cut(glob.glob(top + "/*.txt")), cut(glob.glob(top + "/**/*.txt", recursive=True)), cut(glob.glob(top + "/*/*")), cut(glob.glob(top + "/?/b/[0-9].txt")), sorted(glob.glob("**", root_dir=top, recursive=True)), glob.glob(top + "/nope"))
    shutil.copy(top + "/1.txt", top + "/a"); shutil.copytree(top + "/a", top + "/c", ignore=shutil.ignore_patterns(".h")); shutil.move(top + "/c/2.txt", top + "/moved")
    print(cut(glob.glob(top + "/**/*", recursive=True))); shutil.rmtree(top + "/a"); print(sorted(os.listdir(top)))
    with tempfile.NamedTemporaryFile("w+", dir=top, suffix=".t") as f:
        f.write("hello"); f.seek(0); print(f.read(), f.name.endswith(".t"), os.path.exists(f.name))
    print(sorted(os.listdir(top)))
    try: shutil.copy(top + "/1.txt", top + "/1.txt")
    except shutil.SameFileError as e: print(str(e).replace(top, "TOP"))
    with tempfile.TemporaryFile() as f: f.write(b"x"); print(f.tell())
print(os.path.exists(top), len(secrets.token_hex(8)), len(secrets.token_bytes(5)), secrets.choice([7]), secrets.randbelow(1), secrets.compare_digest("a", "a"), timeit.timeit(lambda: None, number=10) >= 0, importlib.import_module("os.path") is os.path, platform.system(), shutil.get_terminal_size()[1])
