import configparser, io, multiprocessing, os
cfg = configparser.ConfigParser()
cfg.read_string("""[DEFAULT]
retries = 3
[server]
host = localhost
port=8080
debug = yes
url = http://%(host)s:%(port)s
motd = first
    second

    third
# comment
percent = 100%%
[empty]
""")
print(cfg.sections(), cfg["server"]["url"], cfg.getint("server", "port"), cfg["server"].getboolean("debug"), cfg.get("empty", "retries"))
print(cfg.has_option("server", "nope"), cfg.get("server", "nope", fallback="fb"), cfg["server"].getint("nope", 4), dict(cfg["server"]), cfg["server"])
print(cfg.items("empty"), cfg.options("server"), "server" in cfg, "Host" in cfg["server"], len(cfg), list(cfg))
cfg["new"] = {"k": "v"}
cfg.set("new", "Other", "w")
cfg.remove_option("new", "k")
out = io.StringIO(); cfg.write(out); print(out.getvalue())
for act in (lambda: cfg.get("x", "y"), lambda: cfg.get("server", "y"), lambda: cfg["x"], lambda: cfg.add_section("server"), lambda: cfg.set("server", "a", 1),
            lambda: cfg.set("server", "a", "%x"), lambda: cfg.read_string("a = 1"), lambda: cfg.read_string("[a]\nb=1\nb=2"), lambda: cfg.read_string("[c]\n[c]"),
            lambda: cfg.getboolean("server", "host"), lambda: cfg.read_string("[q]\nx = %(zz)s") or cfg.get("q", "x"), lambda: cfg.read_string("[r]\nnovalue")):
    try: print(act())
    except Exception as e: print(type(e).__name__, e)
ext = configparser.ConfigParser(interpolation=configparser.ExtendedInterpolation(), allow_no_value=True, inline_comment_prefixes=("#",))
ext.read_dict({"paths": {"home": "/h", "bin": "${home}/bin", "flag": None}, "use": {"x": "${paths:bin}!"}})
print(ext["use"]["x"], ext["paths"]["flag"], configparser.RawConfigParser({"a": "%(b)s"}).defaults())
print(multiprocessing.cpu_count() == os.cpu_count(), multiprocessing.current_process().name, multiprocessing.get_start_method(), multiprocessing.active_children())
