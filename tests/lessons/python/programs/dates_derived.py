import datetime as d
print(type(d.datetime.today()), type(d.date.today()), d.datetime.fromordinal(5), repr(d.datetime.fromisoformat("2020-01-02")))
class D(d.datetime): pass
print(repr(D.fromordinal(7)), repr(D(2020,1,1).replace(day=3)), repr(D.today())[:5])
