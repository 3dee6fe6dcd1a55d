"""Methods of module datetime's types that are seldom asked for: read when they are."""

import datetime
import time


def timetuple(self):
    summer = -1
    hour = minute = second = 0
    if isinstance(self, datetime.datetime):
        hour, minute, second = self.hour, self.minute, self.second
        shift = self.dst()
        if shift is not None:
            summer = 1 if shift else 0
    return _time_tuple(self, hour, minute, second, summer)


def utctimetuple(self):
    offset = self.utcoffset()
    if offset:
        self = self.replace(tzinfo=None) - offset
    return _time_tuple(self, self.hour, self.minute, self.second, 0)


def _time_tuple(date, hour, minute, second, summer):
    of_year = date.toordinal() - datetime.date(date.year, 1, 1).toordinal() + 1
    return time.struct_time(
        (date.year, date.month, date.day, hour, minute, second, date.weekday(), of_year, summer)
    )


def fromisocalendar(cls, year, week, day):
    if not 1 <= year <= 9999:
        raise ValueError(f"Year is out of range: {year}")
    first = datetime.date(year, 1, 4)
    first = first.toordinal() - first.weekday()
    january = datetime.date(year, 1, 1).weekday()
    is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    weeks = 53 if january == 3 or january == 2 and is_leap else 52
    if not 1 <= week <= weeks:
        raise ValueError(f"Invalid week: {week}")
    if not 1 <= day <= 7:
        raise ValueError(f"Invalid weekday: {day} (range is [1, 7])")
    found = datetime.date.fromordinal(first + (week - 1) * 7 + day - 1)
    return cls(found.year, found.month, found.day)


def datetime_dst(self):
    return None if self.tzinfo is None else self.tzinfo.dst(self)


def time_utcoffset(self):
    return None if self.tzinfo is None else self.tzinfo.utcoffset(None)


def time_tzname(self):
    return None if self.tzinfo is None else self.tzinfo.tzname(None)


def time_dst(self):
    return None if self.tzinfo is None else self.tzinfo.dst(None)


def time_fromisoformat(cls, text):
    if not isinstance(text, str):
        raise TypeError("fromisoformat: argument must be str")
    try:
        found = datetime.datetime.fromisoformat("2000-01-01T" + text.removeprefix("T")).timetz()
    except ValueError:
        raise ValueError(f"Invalid isoformat string: {text!r}") from None
    return cls(found.hour, found.minute, found.second, found.microsecond, found.tzinfo)


def fromutc(self, dt):
    if not isinstance(dt, datetime.datetime):
        raise TypeError("fromutc: argument must be a datetime instance")
    if dt.tzinfo is not self:
        raise ValueError("fromutc: dt.tzinfo is not self")
    offset = dt.utcoffset()
    if offset is None:
        raise ValueError("fromutc: non-None utcoffset() result required")
    if isinstance(self, datetime.timezone):
        return dt + offset
    shift = dt.dst()
    if shift is None:
        raise ValueError("fromutc: non-None dst() result required")
    standard = offset - shift
    if standard:
        dt += standard
        shift = dt.dst()
        if shift is None:
            raise ValueError("fromutc: dt.dst gave inconsistent results; cannot convert")
    return dt + shift
