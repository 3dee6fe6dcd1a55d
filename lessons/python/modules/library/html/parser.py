# Reads HTML and calls a method for each thing in it.

import re as _re

from html import unescape as _unescape

__all__ = ["HTMLParser"]

_tag = _re.compile(r"""<(/?)([A-Za-z][^\s/>]*)((?:[^>"']|"[^"]*"|'[^']*')*)>""")
_attribute = _re.compile(r"""([^\s=/>"']+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>"']+))?""")


class HTMLParser:
    CDATA_CONTENT_ELEMENTS = ("script", "style")

    def __init__(self, *, convert_charrefs=True):
        self.convert_charrefs = convert_charrefs
        self.reset()

    def reset(self):
        self.rawdata = ""
        self._verbatim = None
        self._start = None
        self._line, self._column = 1, 0

    def feed(self, data):
        self.rawdata += data
        self._read(False)

    def close(self):
        self._read(True)

    def getpos(self):
        return self._line, self._column

    def get_starttag_text(self):
        return self._start

    def _pass(self, count):
        passed, self.rawdata = self.rawdata[:count], self.rawdata[count:]
        newlines = passed.count("\n")
        self._line += newlines
        self._column = len(passed) - passed.rfind("\n") - 1 if newlines else self._column + count

    def _text(self, text):
        if text:
            if self._verbatim is not None or not self.convert_charrefs:
                self._plain(text)
            else:
                self.handle_data(_unescape(text))

    def _plain(self, text):
        if self._verbatim is not None:
            self.handle_data(text)
            return
        at = 0
        for match in _re.finditer(r"&(?:#([0-9]+|[xX][0-9a-fA-F]+)|([A-Za-z][A-Za-z0-9]*));?", text):
            if match.start() > at:
                self.handle_data(text[at : match.start()])
            if match.group(1):
                self.handle_charref(match.group(1))
            else:
                self.handle_entityref(match.group(2))
            at = match.end()
        if at < len(text):
            self.handle_data(text[at:])

    def _read(self, whole):
        while self.rawdata:
            data = self.rawdata
            if self._verbatim is not None:
                match = _re.search("</%s\\s*>" % self._verbatim, data, _re.I)
                if match is None:
                    if whole:
                        self._text(data)
                        self._pass(len(data))
                    return
                self._text(data[: match.start()])
                self._pass(match.start())
                self._verbatim = None
                continue
            at = data.find("<")
            if at:
                if at < 0 and not whole and self.convert_charrefs and (data.rfind("&") >= max(len(data) - 34, 0)):
                    return
                end = len(data) if at < 0 else at
                self._text(data[:end])
                self._pass(end)
                continue
            size = self._markup(data)
            if size == 0:
                if not whole:
                    return
                self._text("<")
                size = 1
            self._pass(size)

    def _markup(self, data):
        """Handles what begins with "<"; how long it is, 0: it isn't whole yet."""
        if data.startswith("<!--"):
            end = data.find("-->", 4)
            if end < 0:
                return 0
            self.handle_comment(data[4:end])
            return end + 3
        if data.startswith("<!") or data.startswith("<?"):
            end = data.find(">")
            if end < 0:
                return 0
            inner = data[2:end]
            if data.startswith("<?"):
                self.handle_pi(inner)
            elif inner[:7].lower() == "doctype":
                self.handle_decl(inner)
            else:
                self.handle_comment(inner)
            return end + 1
        match = _tag.match(data)
        if match is None:
            if len(data) > 1 and not _re.match("</?[A-Za-z]", data):
                self._text("<")
                return 1
            return 0
        closing, name, rest = match.groups()
        name = name.lower()
        if closing:
            self.handle_endtag(name)
            return match.end()
        self._start = match.group(0)
        attributes = []
        for key, value in _attribute.findall(rest):
            has_value = value != ""
            if value[:1] in ('"', "'"):
                value = value[1:-1]
            attributes.append((key.lower(), _unescape(value) if has_value else None))
        if rest.rstrip().endswith("/"):
            self.handle_startendtag(name, attributes)
        else:
            self.handle_starttag(name, attributes)
            if name in self.CDATA_CONTENT_ELEMENTS:
                self._verbatim = name
        return match.end()

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_starttag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        pass

    def handle_charref(self, name):
        pass

    def handle_entityref(self, name):
        pass

    def handle_data(self, data):
        pass

    def handle_comment(self, data):
        pass

    def handle_decl(self, decl):
        pass

    def handle_pi(self, data):
        pass

    def unknown_decl(self, data):
        pass
