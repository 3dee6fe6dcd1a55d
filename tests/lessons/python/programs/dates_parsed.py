import datetime, time
D=datetime.datetime
for t,f in [("2024-05-06 07:08:09","%Y-%m-%d %H:%M:%S"),("06/May/24 11:30 PM","%d/%b/%y %I:%M %p"),("2024-05-06T07:08:09.123+0530","%Y-%m-%dT%H:%M:%S.%f%z"),("Monday 5 March 2012","%A %d %B %Y"),("2024-060","%Y-%j"),("2024 10 1","%Y %W %w"),("2024-W10-3","%G-W%V-%u"),("x","%Y"),("2024x","%Y"),("12","%q"),("12","%"),("2024-02-30","%Y-%m-%d"),("12Z","%H%z"),("Tue Jan  2 03:04:05 2024","%c"),("10:20","%H:%M"),("5%","%d%%")]:
    try: print(repr(D.strptime(t,f)))
    except Exception as e: print(type(e).__name__, e)
    try: print(time.strptime(t,f))
    except Exception as e: print(type(e).__name__, e)
d = D(2024, 2, 29, 12, 30, tzinfo=datetime.timezone(datetime.timedelta(hours=-3)))
print(d.timetuple(), d.utctimetuple(), d.date().timetuple(), d.dst(), d.date().fromisocalendar(2024, 9, 4))
print(D.resolution, datetime.time.min, datetime.time.max, datetime.time.resolution, datetime.timezone.max)
t = datetime.time.fromisoformat("04:05:06+02:00")
print(repr(t), t.utcoffset(), t.dst(), t.fold, datetime.timezone.utc.fromutc(D(2024, 1, 1, tzinfo=datetime.timezone.utc)))
for week in (0, 53, 54):
    try: print(datetime.date.fromisocalendar(2023, week, 1))
    except ValueError as e: print(e)
