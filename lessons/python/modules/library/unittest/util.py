__unittest = True

_most = 80
_part = 12


def safe_repr(obj, short=False):
    try:
        shown = repr(obj)
    except Exception:
        shown = object.__repr__(obj)
    if not short or len(shown) < _most:
        return shown
    return shown[:_most] + " [truncated]..."


def strclass(cls):
    return "%s.%s" % (cls.__module__, cls.__qualname__)


def _shorten(text, prefix, suffix):
    hidden = len(text) - prefix - suffix
    if hidden > 5:
        text = "%s[%d chars]%s" % (text[:prefix], hidden, text[len(text) - suffix :])
    return text


def _common_prefix(texts):
    low, high = min(texts), max(texts)
    for i, c in enumerate(low):
        if c != high[i]:
            return low[:i]
    return low


def _common_shorten_repr(*values):
    texts = tuple(map(safe_repr, values))
    longest = max(map(len, texts))
    if longest <= _most:
        return texts
    prefix = _common_prefix(texts)
    size = len(prefix)
    common = _most - (longest - size + 5 + 5)
    if common > 5:
        prefix = _shorten(prefix, 5, common)
        return tuple(prefix + text[size:] for text in texts)
    prefix = _shorten(prefix, 5, 5)
    return tuple(prefix + _shorten(text[size:], _part, _part) for text in texts)


def unorderable_list_difference(expected, actual):
    missing = []
    while expected:
        item = expected.pop()
        try:
            actual.remove(item)
        except ValueError:
            missing.append(item)
    return missing, actual


def _count_diff_all_purpose(actual, expected):
    """(count in first, count in second, element) of those that differ."""
    first, second = list(actual), list(expected)
    seen = []
    result = []
    for item in first + second:
        if any(item == each for each in seen):
            continue
        seen.append(item)
        one = sum(1 for each in first if each == item)
        two = sum(1 for each in second if each == item)
        if one != two:
            result.append((one, two, item))
    return result
