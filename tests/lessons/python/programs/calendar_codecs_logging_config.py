import calendar, codecs, logging.config, logging, sys
print(calendar.monthrange(2024, 2), calendar.isleap(1900), calendar.timegm((2024, 1, 1, 0, 0, 0)), calendar.month_name[3], calendar.monthcalendar(2024, 9))
print(calendar.month(2024, 2)); calendar.prcal(2023); print(calendar.leapdays(2000, 2025))
print(calendar.TextCalendar(6).formatmonth(2025, 5, 4, 2), list(calendar.Calendar(6).itermonthdates(2024, 3))[:2])
try: calendar.monthrange(2024, 13)
except ValueError as e: print(e)
print(codecs.encode("abc", "rot13"), codecs.decode(b"616263", "hex"), codecs.lookup("UTF8").name, codecs.lookup("latin-1").name, codecs.BOM_UTF8)
d = codecs.getincrementaldecoder("utf-8")(); print([d.decode(bytes([b])) for b in "é€😀".encode()], repr(d.decode(b"", True)))
try: codecs.lookup("nope")
except LookupError as e: print(e)
logging.getLogger("old").warning("before")
logging.config.dictConfig({"version": 1, "disable_existing_loggers": False,
 "formatters": {"s": {"format": "%(levelname)s|%(name)s|%(message)s"}, "b": {"format": "{message}!", "style": "{"}},
 "filters": {"only": {"name": "app"}},
 "handlers": {"c": {"class": "logging.StreamHandler", "formatter": "s", "stream": "ext://sys.stdout", "level": "INFO"}, "e": {"class": "logging.StreamHandler", "formatter": "b", "stream": "ext://sys.stdout", "filters": ["only"]}},
 "loggers": {"app": {"handlers": ["c", "e"], "level": "DEBUG", "propagate": False}, "app.db": {"level": "ERROR"}},
 "root": {"handlers": ["c"], "level": "WARNING"}})
logging.getLogger("app").debug("d"); logging.getLogger("app").info("i"); logging.getLogger("app.db").warning("no"); logging.getLogger("app.db").error("yes"); logging.getLogger("x").info("no"); logging.warning("root")
for bad in ({}, {"version": 2}, {"version": 1, "handlers": {"h": {"class": "logging.NoSuch"}}}, {"version": 1, "root": {"handlers": ["zz"]}}):
    try: logging.config.dictConfig(bad)
    except Exception as e: print(type(e).__name__, e)
