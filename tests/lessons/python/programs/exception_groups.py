eg = ExceptionGroup("g", [ValueError(1), TypeError("t"), ExceptionGroup("h", [KeyError("k"), ValueError(2)])])
print(repr(eg), eg, eg.message, len(eg.exceptions))
try: raise eg
except* ValueError as e: print("VE", repr(e))
except* (TypeError, KeyError) as e: print("TK", repr(e))
try:
    try: raise eg
    except* KeyError as e: print("K", repr(e))
except ExceptionGroup as e: print("rest", repr(e))
print(eg.split(ValueError)); print(eg.subgroup(lambda e: isinstance(e, KeyError)))
print(repr(eg.derive([OSError()])))
try: ExceptionGroup("x", [])
except ValueError as e: print(e)
try: ExceptionGroup("x", [KeyboardInterrupt()])
except TypeError as e: print(e)
print(repr(BaseExceptionGroup("b", [KeyboardInterrupt()])), type(BaseExceptionGroup("b", [ValueError()])).__name__)
try:
    try: raise eg
    except* ValueError: pass
    except* TypeError: pass
    except* KeyError: pass
    else: print("no")
    finally: print("fin")
    print("all handled")
except BaseException as e: print("never", e)
class MyG(ExceptionGroup):
    def derive(self, excs): return MyG(self.message, excs)
m = MyG("m", [ValueError(1), KeyError(2)])
print(m.split(ValueError))
def f():
    try:
        raise ExceptionGroup("a", [ValueError("v"), TypeError("x")])
    except* ValueError as e:
        raise
try: f()
except ExceptionGroup as e: print(repr(e))
