# The carets of tracebacks: operators, subscripts, brackets, wide characters.
import sys
x = 5; d = {}; s = "日本"
def f1(): return (x) + "a"
def f2(): return (d)["a"]
def f3(): return d [ "a" ]
def f4(): return (x)+("a")
def f5(): return ((x) ) + ("a")
def f6(): return x  +  "a"
def f7(): return (d)  [("a")] 
def f8(): return s + (s) + 1
def f9(): return (s) + 1
def f10(): return "日本" + (s) + 1
def f11(): return d["日本"]["b"]
def f12(): return ("日本")["b"]
def f13(): return x // "a" ** 2
def f14(): return x // 0
def f15(): return (x
   // 0)
def f16(): return ( x // 0 )
def f17(): return d["a"  ]
def f18(): return d[("a")]
def f19(): return d[(1,  2)  ]
def f20(): return s [ "é" ]
def f21(): return ("é") + (1)
def f22(): return ("ééé") @ (1)
def f23(): return not_a_name  +  "a"
def f24(): return -s
def f25(): return x if s + 1 else 2
def f26(): return d.x.y + 1
def f27(): return 1 + d.x.y
def f28(): return 1 + d["a"]["b"] + 5
def f29(): return (1 + d["a"]) ["b"]
def f30(): return 1 + s[5]
for n in range(1, 31):
    try: globals()["f%d" % n]()
    except Exception:
        sys.excepthook(*sys.exc_info())
