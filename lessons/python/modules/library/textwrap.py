__all__ = ["TextWrapper", "wrap", "fill", "dedent", "indent", "shorten"]

_blanks = "\t\n\x0b\x0c\r "


class TextWrapper:
    def __init__(self, width=70, initial_indent="", subsequent_indent="", expand_tabs=True,
                 replace_whitespace=True, fix_sentence_endings=False, break_long_words=True,
                 drop_whitespace=True, break_on_hyphens=True, tabsize=8, *, max_lines=None,
                 placeholder=" [...]"):
        self.width = width
        self.initial_indent, self.subsequent_indent = initial_indent, subsequent_indent
        self.expand_tabs, self.replace_whitespace = expand_tabs, replace_whitespace
        self.fix_sentence_endings, self.break_long_words = fix_sentence_endings, break_long_words
        self.drop_whitespace, self.break_on_hyphens = drop_whitespace, break_on_hyphens
        self.tabsize, self.max_lines, self.placeholder = tabsize, max_lines, placeholder

    def _munge_whitespace(self, text):
        if self.expand_tabs:
            text = text.expandtabs(self.tabsize)
        if self.replace_whitespace:
            text = text.translate({ord(c): " " for c in _blanks})
        return text

    def _split(self, text):
        import re

        chunks = []
        for piece in re.split(r"([\t\n\x0b\x0c\r ]+)", text):
            if not piece:
                continue
            if piece[0] in _blanks or not self.break_on_hyphens:
                chunks.append(piece)
            else:
                chunks.extend(
                    each for each in re.split(
                        r"((?:(?<=[^\d\W])|^)(?:[\w!\"'&.,?]+(?:[\w]|)-(?=[^\W\d_])(?=\w\w|\w-)))|(?<=[\w!\"'&.,?])(-{2,})(?=\w)",
                        piece)
                    if each
                )
        return chunks

    def _split_chunks(self, text):
        chunks = self._split(self._munge_whitespace(text))
        if self.fix_sentence_endings:
            for i in range(len(chunks) - 1):
                word = chunks[i].rstrip("\"'")
                if chunks[i + 1] == " " and word[-1:] in ".!?" and word[-2:-1].islower():
                    chunks[i + 1] = "  "
        return chunks

    def wrap(self, text):
        chunks = self._split_chunks(text)
        lines = []
        if self.width <= 0:
            raise ValueError("invalid width %r (must be > 0)" % self.width)
        if self.max_lines is not None:
            first = self.subsequent_indent if self.max_lines > 1 else self.initial_indent
            if len(first) + len(self.placeholder.lstrip()) > self.width:
                raise ValueError("placeholder too large for max width")
        chunks.reverse()
        while chunks:
            line = []
            length = 0
            margin = self.subsequent_indent if lines else self.initial_indent
            width = self.width - len(margin)
            if self.drop_whitespace and chunks[-1].strip() == "" and lines:
                chunks.pop()
            while chunks and length + len(chunks[-1]) <= width:
                length += len(chunks[-1])
                line.append(chunks.pop())
            if chunks and len(chunks[-1]) > width:
                self._break_word(chunks, line, length, width)
                length = sum(map(len, line))
            if self.drop_whitespace and line and line[-1].strip() == "":
                length -= len(line.pop())
            if not line:
                continue
            fits = self.max_lines is None or len(lines) + 1 < self.max_lines or (
                (not chunks or self.drop_whitespace and len(chunks) == 1 and not chunks[0].strip())
                and length <= width)
            if fits:
                lines.append(margin + "".join(line))
                continue
            while line:
                if line[-1].strip() and length + len(self.placeholder) <= width:
                    lines.append(margin + "".join(line) + self.placeholder)
                    break
                length -= len(line.pop())
            else:
                if lines:
                    before = lines[-1].rstrip()
                    if len(before) + len(self.placeholder) <= self.width:
                        lines[-1] = before + self.placeholder
                        break
                lines.append(margin + self.placeholder.lstrip())
            break
        return lines

    def _break_word(self, chunks, line, length, width):
        room = 1 if width < 1 else width - length
        if self.break_long_words:
            end = room
            word = chunks[-1]
            if self.break_on_hyphens and len(word) > room:
                hyphen = word.rfind("-", 0, room)
                if hyphen > 0 and any(c != "-" for c in word[:hyphen]):
                    end = hyphen + 1
            line.append(word[:end])
            chunks[-1] = word[end:]
        elif not line:
            line.append(chunks.pop())

    def fill(self, text):
        return "\n".join(self.wrap(text))


def wrap(text, width=70, **kwargs):
    return TextWrapper(width=width, **kwargs).wrap(text)


def fill(text, width=70, **kwargs):
    return TextWrapper(width=width, **kwargs).fill(text)


def shorten(text, width, **kwargs):
    return TextWrapper(width=width, max_lines=1, **kwargs).fill(" ".join(text.strip().split()))


def dedent(text):
    lines = ["" if not line.strip(" \t") else line for line in text.split("\n")]
    margin = None
    for line in lines:
        if not line:
            continue
        own = line[: len(line) - len(line.lstrip(" \t"))]
        if margin is None:
            margin = own
        else:
            common = 0
            while common < min(len(margin), len(own)) and margin[common] == own[common]:
                common += 1
            margin = margin[:common]
    if margin:
        lines = [line[len(margin) :] for line in lines]
    return "\n".join(lines)


def indent(text, prefix, predicate=None):
    if predicate is None:
        predicate = str.strip
    return "".join(prefix + line if predicate(line) else line for line in text.splitlines(True))
