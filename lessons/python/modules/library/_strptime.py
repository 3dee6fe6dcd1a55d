"""strptime() of datetime and time: read when it is asked for."""

import datetime
import re

_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTHS = (
    "january february march april may june july august september october november december"
).split()


def _one_of(names):
    return "|".join(sorted(names, key=len, reverse=True))


_PATTERNS = {
    "d": r"(?P<d>3[01]|[12]\d|0[1-9]|[1-9]| [1-9])",
    "f": r"(?P<f>\d{1,6})",
    "H": r"(?P<H>2[0-3]|[01]\d|\d)",
    "I": r"(?P<I>1[0-2]|0[1-9]|[1-9])",
    "G": r"(?P<G>\d{4})",
    "j": r"(?P<j>36[0-6]|3[0-5]\d|[12]\d\d|0[1-9]\d|00[1-9]|[1-9]\d|0[1-9]|[1-9])",
    "m": r"(?P<m>1[0-2]|0[1-9]|[1-9])",
    "M": r"(?P<M>[0-5]\d|\d)",
    "S": r"(?P<S>6[01]|[0-5]\d|\d)",
    "U": r"(?P<U>5[0-3]|[0-4]\d|\d)",
    "V": r"(?P<V>5[0-3]|0[1-9]|[1-4]\d|\d)",
    "W": r"(?P<W>5[0-3]|[0-4]\d|\d)",
    "w": r"(?P<w>[0-6])",
    "u": r"(?P<u>[1-7])",
    "y": r"(?P<y>\d\d)",
    "Y": r"(?P<Y>\d{4})",
    "z": r"(?P<z>[+-]\d\d:?[0-5]\d(?::?[0-5]\d(?:\.\d{1,6})?)?|Z)",
    "A": "(?P<A>" + _one_of(_WEEKDAYS) + ")",
    "a": "(?P<a>" + _one_of(day[:3] for day in _WEEKDAYS) + ")",
    "B": "(?P<B>" + _one_of(_MONTHS) + ")",
    "b": "(?P<b>" + _one_of(month[:3] for month in _MONTHS) + ")",
    "p": "(?P<p>am|pm)",
    "Z": "(?P<Z>utc|gmt)",
    "%": "%",
}
_WHOLE = {"c": "%a %b %d %H:%M:%S %Y", "x": "%m/%d/%y", "X": "%H:%M:%S"}


def _pattern(format):
    out = []
    at = 0
    while at < len(format):
        character = format[at]
        at += 1
        if character.isspace():
            while at < len(format) and format[at].isspace():
                at += 1
            out.append(r"\s+")
            continue
        if character != "%":
            out.append(re.escape(character))
            continue
        if at == len(format):
            raise ValueError("stray %% in format '%s'" % format)
        directive = format[at]
        at += 1
        if directive in _WHOLE:
            out.append(_pattern(_WHOLE[directive]))
        elif directive in _PATTERNS:
            out.append(_PATTERNS[directive])
        else:
            raise ValueError("'%s' is a bad directive in format '%s'" % (directive, format))
    return "".join(out)


def _offset(text):
    """(seconds, microseconds) east of UTC."""
    if text in ("Z", "z"):
        return 0, 0
    sign = -1 if text[0] == "-" else 1
    colons = text.count(":")
    digits = text[1:].partition(".")[0].replace(":", "")
    if colons == 1 and len(digits) == 6:
        raise ValueError(f"Inconsistent use of : in {text}")
    seconds = int(digits[:2]) * 3600 + int(digits[2:4]) * 60 + int(digits[4:6] or 0)
    fraction = text.partition(".")[2]
    return sign * seconds, sign * int(fraction.ljust(6, "0") or 0)


def _hour(found):
    if "H" in found:
        return int(found["H"])
    if "I" not in found:
        return 0
    hour = int(found["I"]) % 12
    return hour + 12 if found.get("p", "").lower() == "pm" else hour


def _weekday(found):
    if "A" in found:
        return _WEEKDAYS.index(found["A"].lower())
    if "a" in found:
        return [day[:3] for day in _WEEKDAYS].index(found["a"].lower())
    if "w" in found:
        return (int(found["w"]) - 1) % 7
    if "u" in found:
        return int(found["u"]) - 1
    return None


def _year(found):
    if "Y" in found:
        return int(found["Y"])
    if "y" in found:
        short = int(found["y"])
        return short + (2000 if short <= 68 else 1900)
    return None


def _month(found):
    if "m" in found:
        return int(found["m"])
    if "B" in found:
        return _MONTHS.index(found["B"].lower()) + 1
    if "b" in found:
        return [month[:3] for month in _MONTHS].index(found["b"].lower()) + 1
    return 1


def _day_of_week_of_year(year, week, weekday, starts_on_monday):
    """The date of a weekday in a week as %U and %W count them."""
    first = datetime.date(year, 1, 1).weekday()
    if not starts_on_monday:
        first = (first + 1) % 7
        weekday = (weekday + 1) % 7
    days = weekday - first if week == 0 else (7 - first) % 7 + 7 * (week - 1) + weekday
    return datetime.date(year, 1, 1) + datetime.timedelta(days)


def _check(found):
    if "G" in found:
        if "j" in found:
            raise ValueError(
                "Day of the year directive '%j' is not compatible with ISO year directive '%G'. Use '%Y' instead."
            )
        if "V" not in found or _weekday(found) is None:
            raise ValueError(
                "ISO year directive '%G' must be used with the ISO week directive '%V' and a weekday directive ('%A', '%a', '%w', or '%u')."
            )
    elif "V" in found:
        if "Y" not in found and "y" not in found or _weekday(found) is None:
            raise ValueError(
                "ISO week directive '%V' must be used with the ISO year directive '%G' and a weekday directive ('%A', '%a', '%w', or '%u')."
            )
        raise ValueError(
            "ISO week directive '%V' is incompatible with the year directive '%Y'. Use the ISO year '%G' instead."
        )


def _date(found):
    """(year or None, month, day, a date or None)"""
    year, month, day = _year(found), _month(found), int(found.get("d", 1))
    weekday = _weekday(found)
    date = None
    if "G" in found:
        date = datetime.date.fromisocalendar(int(found["G"]), int(found["V"]), weekday + 1)
    elif "j" in found and year is not None:
        date = datetime.date(year, 1, 1) + datetime.timedelta(int(found["j"]) - 1)
    elif ("U" in found or "W" in found) and year is not None and weekday is not None:
        week = int(found["W" if "W" in found else "U"])
        date = _day_of_week_of_year(year, week, weekday, "W" in found)
    if date is not None:
        return date.year, date.month, date.day
    return year, month, day


def _read(text, format):
    for number, argument in enumerate((text, format)):
        if not isinstance(argument, str):
            raise TypeError(f"strptime() argument {number} must be str, not {type(argument)!r}")
    try:
        match = re.match(_pattern(format), text, re.IGNORECASE)
    except re.error:
        raise ValueError("time data %r does not match format %r" % (text, format)) from None
    if match is None:
        raise ValueError("time data %r does not match format %r" % (text, format))
    if match.end() != len(text):
        raise ValueError("unconverted data remains: %s" % text[match.end():])
    found = {name: value for name, value in match.groupdict().items() if value is not None}
    _check(found)
    return found


def parse_datetime(cls, text, format):
    found = _read(text, format)
    year, month, day = _date(found)
    parts = [1900 if year is None else year, month, day, _hour(found), int(found.get("M", 0)),
             int(found.get("S", 0)), int(found.get("f", "").ljust(6, "0"))]
    if "z" not in found:
        return cls(*parts)
    seconds, microseconds = _offset(found["z"])
    offset = datetime.timedelta(seconds=seconds, microseconds=microseconds)
    if "Z" in found:
        zone = datetime.timezone(offset, found["Z"])
    else:
        zone = datetime.timezone(offset) if offset else datetime.timezone.utc
    return cls(*parts, zone)


def parse_time(cls, text, format):
    found = _read(text, format)
    year, month, day = _date(found)
    # Without a year, the 29th of February has to be there.
    leap = year is None and (month, day) == (2, 29)
    date = datetime.date(1904 if leap else 1900 if year is None else year, month, day)
    of_year = int(found["j"]) if "j" in found and year is None else (date - datetime.date(date.year, 1, 1)).days + 1
    known = _weekday(found)
    weekday = known if known is not None and year is None and "d" not in found else date.weekday()
    summer = 0 if "Z" in found else -1
    return cls((1900 if year is None else year, month, day, _hour(found), int(found.get("M", 0)),
                int(found.get("S", 0)), weekday, of_year, summer))
