# Command lines, as a shell reads them.

import re as _re

__all__ = ["split", "quote", "join"]

_unsafe = _re.compile(r"[^\w@%+=:,./-]", _re.ASCII)


def split(s, comments=False, posix=True):
    if s is None:
        raise ValueError("s argument must not be None")
    words, word = [], None
    index = 0
    while index < len(s):
        letter = s[index]
        index += 1
        if letter in " \t\r\n":
            if word is not None:
                words.append(word)
                word = None
        elif letter == "#" and comments and (word is None or posix):
            end = s.find("\n", index)
            index = len(s) if end < 0 else end
        elif letter == "\\" and posix:
            if index == len(s):
                raise ValueError("No escaped character")
            word = (word or "") + s[index]
            index += 1
        elif letter in "'\"":
            end, text = _quoted(s, index, letter, posix)
            word = (word or "") + (text if posix else letter + text + letter)
            index = end
        else:
            word = (word or "") + letter
    if word is not None:
        words.append(word)
    return words


def _quoted(s, index, quote, posix):
    text = ""
    while index < len(s):
        letter = s[index]
        index += 1
        if letter == quote:
            return index, text
        if letter == "\\" and quote == '"' and posix:
            if index == len(s):
                raise ValueError("No escaped character")
            if s[index] not in '"\\':
                text += letter
            letter = s[index]
            index += 1
        text += letter
    raise ValueError("No closing quotation")


def quote(s):
    if not s:
        return "''"
    return s if _unsafe.search(s) is None else "'" + s.replace("'", "'\"'\"'") + "'"


def join(split_command):
    return " ".join(quote(one) for one in split_command)
