#!/usr/bin/env python3
"""Writes unicode_names.inc: the names of characters, from Python's own unicodedata.

Run it in this folder: ./make_unicode_names.py > unicode_names.inc

One line an entry, sorted by name: how much of the name before it begins this one too ('0' and
up), the rest of the name, '=', the code in hexadecimal. Ideographs and Hangul syllables are left
out: their names follow from their codes. Aliases, such as LF, are in.
"""

import unicodedata

LEFT_OUT = ("CJK UNIFIED IDEOGRAPH-", "HANGUL SYLLABLE ")
CONTROLS = """
NULL NUL|START OF HEADING|SOH|START OF TEXT|STX|END OF TEXT|ETX|END OF TRANSMISSION|EOT|ENQUIRY|ENQ
ACKNOWLEDGE|ACK|ALERT|BEL|BACKSPACE|BS|CHARACTER TABULATION|HORIZONTAL TABULATION|HT|TAB|LINE FEED
NEW LINE|END OF LINE|LF|NL|EOL|LINE TABULATION|VERTICAL TABULATION|VT|FORM FEED|FF|CARRIAGE RETURN|CR
SHIFT OUT|LOCKING-SHIFT ONE|SO|SHIFT IN|LOCKING-SHIFT ZERO|SI|DATA LINK ESCAPE|DLE
DEVICE CONTROL ONE|DC1|DEVICE CONTROL TWO|DC2|DEVICE CONTROL THREE|DC3|DEVICE CONTROL FOUR|DC4
NEGATIVE ACKNOWLEDGE|NAK|SYNCHRONOUS IDLE|SYN|END OF TRANSMISSION BLOCK|ETB|CANCEL|CAN
END OF MEDIUM|EOM|EM|SUBSTITUTE|SUB|ESCAPE|ESC|INFORMATION SEPARATOR FOUR|FILE SEPARATOR|FS
INFORMATION SEPARATOR THREE|GROUP SEPARATOR|GS|INFORMATION SEPARATOR TWO|RECORD SEPARATOR|RS
INFORMATION SEPARATOR ONE|UNIT SEPARATOR|US|SP|DELETE|DEL|NEXT LINE|NEL|NBSP|SOFT HYPHEN|SHY
CGJ|ZWSP|ZWNJ|ZWJ|LRM|RLM|NNBSP|LRE|RLE|PDF|LRO|RLO|WJ|LRI|RLI|FSI|PDI|BYTE ORDER MARK|BOM|ZWNBSP
"""


def codes_by_name():
    found = {}
    for code in range(0x110000):
        name = unicodedata.name(chr(code), "")
        if name and not name.startswith(LEFT_OUT):
            found[name] = code
    for alias in CONTROLS.replace("\n", "|").replace("NULL NUL", "NULL|NUL").split("|"):
        try:
            found[alias] = ord(unicodedata.lookup(alias))
        except KeyError:
            pass
    return found


def main():
    print('R"names(')
    before = ""
    for name, code in sorted(codes_by_name().items()):
        shared = 0
        while shared < min(len(name), len(before), 70) and name[shared] == before[shared]:
            shared += 1
        print(f"{chr(ord('0') + shared)}{name[shared:]}={code:x}")
        before = name
    print(')names"')


main()
