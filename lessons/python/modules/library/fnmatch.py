import re


def translate(pat):
    """A shell pattern as a regular expression."""
    parts = []
    at = 0
    while at < len(pat):
        c = pat[at]
        at += 1
        if c == "*":
            if not parts or parts[-1] != ".*":
                parts.append(".*")
        elif c == "?":
            parts.append(".")
        elif c == "[":
            begin = at
            if pat[begin : begin + 1] == "!":
                begin += 1
            close = pat.find("]", begin + 1)
            if close < 0:
                parts.append("\\[")
            else:
                inner = pat[at:close].replace("\\", "\\\\")
                if inner.startswith("!"):
                    inner = "^" + inner[1:]
                elif inner[0] in "^[":
                    inner = "\\" + inner
                parts.append("[%s]" % inner)
                at = close + 1
        else:
            parts.append(re.escape(c))
    return "(?s:%s)\\Z" % "".join(parts)


def fnmatchcase(name, pat):
    return re.match(translate(pat), name) is not None


fnmatch = fnmatchcase


def filter(names, pat):
    wanted = re.compile(translate(pat))
    return [name for name in names if wanted.match(name)]
