# csv: readers, writers, dialects and what they refuse.
import csv, io
text = 'a,b,c\r\n1,"x, y","say ""hi"""\r\n\r\n2,"two\nlines",\r\n3\r\n4,5,6,7\r\n'
for row in csv.reader(io.StringIO(text, newline="")): print(row)
print(list(csv.DictReader(io.StringIO(text, newline=""), restkey="more", restval="-")))
print(list(csv.reader(["a;b; c", "'q;r';s", "x"], delimiter=";", quotechar="'", skipinitialspace=True)), list(csv.reader(["a\tb"], "excel-tab")), list(csv.reader(['1,"2",3.5'], quoting=csv.QUOTE_NONNUMERIC)), list(csv.reader(["a\\,b,c"], escapechar="\\")), list(csv.reader(['a"b,"c"d', '"open'])), list(csv.reader(["", " ", ","])))
def show(rows, **k):
    out = io.StringIO(newline="")
    try:
        w = csv.writer(out, **k); w.writerows(rows)
    except Exception as e: print(type(e).__name__, e)
    print(repr(out.getvalue()))
rows = [["a", 1, 2.5, None, True], ["x,y", 'q"q', "l\nm", ""], [""], []]
show(rows); show(rows, quoting=csv.QUOTE_ALL); show(rows, quoting=csv.QUOTE_NONNUMERIC); show(rows, dialect="unix"); show(rows, quoting=csv.QUOTE_NONE, escapechar="\\"); show(rows, quoting=csv.QUOTE_NONE); show(rows, delimiter=";", lineterminator="\n"); show([['"']], doublequote=False, escapechar="!"); show([3]); show([[1]], delimiter=""); show([[1]], nope=1)
out = io.StringIO(); w = csv.DictWriter(out, ["b", "a"], restval="?"); w.writeheader(); w.writerow({"a": 1}); w.writerows([{"b": 2, "a": 3}]); print(out.getvalue().split("\r\n"))
try: w.writerow({"z": 1})
except ValueError as e: print(e)
csv.register_dialect("pipes", delimiter="|"); print(csv.list_dialects(), list(csv.reader(["a|b"], "pipes")))
try: csv.reader([], "none")
except csv.Error as e: print(e)
r = csv.reader(io.StringIO("a\nb\n")); next(r); print(r.line_num)
try: list(csv.reader([b"a"]))
except csv.Error as e: print(e)
