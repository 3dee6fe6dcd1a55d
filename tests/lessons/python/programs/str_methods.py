# The methods of str, with their errors.


def attempt(function, *arguments, **keywords):
    try:
        print(repr(function(*arguments, **keywords)))
    except Exception as error:
        print(type(error).__name__, error)


text = "  The quick brown 日本 fox's Straße  "
for name in ("upper", "lower", "title", "capitalize", "swapcase", "casefold", "strip", "lstrip",
             "rstrip", "split", "rsplit", "splitlines", "isalpha", "isdigit", "isspace", "istitle",
             "isupper", "islower", "isidentifier", "isprintable", "isascii", "isnumeric",
             "isdecimal", "isalnum"):
    for value in (text, "", "abc", "ABC", "Abc Def", "١٢", "½", "a_1", "\n\t", "x\u200b"):
        attempt(getattr(value, name))

for arguments in (("q",), ("z",), ("日",), ("", 3), ("o", 5, 12), ("o", -5), ("T", None, 3), (1,)):
    for name in ("find", "rfind", "index", "rindex", "count", "startswith", "endswith"):
        if arguments == (1,) and name not in ("startswith",):
            continue
        attempt(getattr(text, name), *arguments)
attempt(text.startswith, ("  T", "x"))
attempt(text.endswith, ("x", "  "))
attempt("aaa".replace, "a", "bb")
attempt("aaa".replace, "a", "bb", 2)
attempt("abc".replace, "", "-")
attempt("abc".replace, "", "-", 2)
attempt("日本".replace, "", ".")
attempt("prefix-x".removeprefix, "prefix-")
attempt("x.py".removesuffix, ".py")
attempt("x.py".removesuffix, "")

for separator in (None, ",", ", ", ""):
    for limit in (-1, 0, 1, 2):
        attempt("a, b,,c  d ,".split, separator, limit)
        attempt("a, b,,c  d ,".rsplit, separator, limit)
attempt("a b c".split, maxsplit=1)
attempt("x\ny\r\nz\n\nw".splitlines)
attempt("x\ny\r\nz\n\nw".splitlines, True)
attempt("x\u2028y\x0bz".splitlines, keepends=True)
attempt("key=value=x".partition, "=")
attempt("key=value=x".rpartition, "=")
attempt("key".partition, "=")
attempt("key".rpartition, "=")
attempt("key".partition, "")
attempt(", ".join, ["a", "b"])
attempt("".join, ("x" for _ in range(3)))
attempt(",".join, ["a", 1])
attempt(",".join, 5)
attempt(",".join, {"k": 1})
attempt("xxabcxx".strip, "x")
attempt("日本語".strip, "日語")
attempt("abc".strip, 5)

for width in (0, 5, 8):
    attempt("ab日".ljust, width, "*")
    attempt("ab日".rjust, width)
    attempt("ab日".center, width, "é")
    attempt("-42".zfill, width)
    attempt("abc".center, width)
attempt("x".ljust, 5, "ab")
attempt("+1".zfill, 5)
attempt("".zfill, 3)
attempt("a\tbc\td".expandtabs)
attempt("a\tbc\td".expandtabs, 4)
attempt("a\n\tb".expandtabs, tabsize=2)
attempt("日本 é".encode)
attempt("é".encode, "latin-1")
attempt("é".encode, "ascii")
attempt("日".encode, "latin-1")
attempt("é日".encode, "ascii", "ignore")
attempt("é日".encode, "ascii", "replace")
attempt("é日".encode, "ascii", "backslashreplace")
attempt("é日".encode, "ascii", "xmlcharrefreplace")
attempt("é".encode, "klingon")
table = str.maketrans("abc", "xyz", "d")
attempt("aabbccdd".translate, table)
attempt("abc".translate, {97: None, 98: "BB", 99: 67})
attempt(str.maketrans, {"a": "b", 99: None})
attempt(str.maketrans, "ab", "c")
print("ab" in "cabd", "x" in "cabd", "" in "")
try:
    print(1 in "abc")
except TypeError as error:
    print(error)
print("a" * 3, 2 * "ab", "x" * -1, "a" "b" + "c")
print("日本語"[1], "日本語"[-1], "日本語"[::-1], "abcdef"[1:5:2], "abc"[5:])
try:
    "abc"[3]
except IndexError as error:
    print(error)
try:
    "abc" + 1
except TypeError as error:
    print(error)
print("a" < "b", "a" < "B", "日" > "z", "abc" == "abc", max("hello"), min("hello"))
print(len("日本"), ord("日"), chr(26085), list("日本"), sorted("hello"))
print(repr("it's"), repr('say "hi"'), repr("both ' and \""), repr("\x00\x7f\xa0\u200b\U0001f642"))
print(ascii("日本é"), str(b"x"), str(b"caf\xc3\xa9", "utf-8"))
