# Tables as text.

__all__ = ["QUOTE_MINIMAL", "QUOTE_ALL", "QUOTE_NONNUMERIC", "QUOTE_NONE", "Error", "Dialect", "excel", "excel_tab", "unix_dialect", "reader",
           "writer", "register_dialect", "unregister_dialect", "get_dialect", "list_dialects", "DictReader", "DictWriter", "field_size_limit"]  # fmt: skip

QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE = range(4)
_limit = 131072


class Error(Exception):
    pass


class Dialect:
    """How a table is written; subclasses set what differs."""

    delimiter = ","
    quotechar = '"'
    escapechar = None
    doublequote = True
    skipinitialspace = False
    lineterminator = "\r\n"
    quoting = QUOTE_MINIMAL
    strict = False


class excel(Dialect):
    pass


class excel_tab(excel):
    delimiter = "\t"


class unix_dialect(Dialect):
    lineterminator = "\n"
    quoting = QUOTE_ALL


_dialects = {"excel": excel, "excel-tab": excel_tab, "unix": unix_dialect}
_settings = [name for name in vars(Dialect) if not name.startswith("_")]


def field_size_limit(new_limit=None):
    global _limit
    old = _limit
    if new_limit is not None:
        _limit = new_limit
    return old


def _made(dialect, settings):
    base = _dialect_named(dialect) if isinstance(dialect, str) else excel if dialect is None else dialect
    made = Dialect()
    for name in _settings:
        setattr(made, name, getattr(base, name, getattr(Dialect, name)))
    for name, value in settings.items():
        if name not in _settings:
            raise TypeError("'%s' is an invalid keyword argument for this function" % name)
        setattr(made, name, value)
    if not isinstance(made.delimiter, str) or len(made.delimiter) != 1:
        kind = type(made.delimiter).__name__
        raise TypeError('"delimiter" must be a 1-character string' if isinstance(made.delimiter, str) else '"delimiter" must be string, not %s' % kind)
    if made.quotechar is None and made.quoting != QUOTE_NONE:
        raise TypeError("quotechar must be set if quoting enabled")
    return made


def _dialect_named(name):
    try:
        return _dialects[name]
    except KeyError:
        raise Error("unknown dialect") from None


def register_dialect(name, dialect=None, **settings):
    _dialects[name] = _made(dialect, settings)


def unregister_dialect(name):
    _dialect_named(name)
    del _dialects[name]


def get_dialect(name):
    return _dialect_named(name)


def list_dialects():
    return list(_dialects)


class _Reader:
    def __init__(self, lines, dialect):
        self._lines = iter(lines)
        self.dialect = dialect
        self.line_num = 0

    def __iter__(self):
        return self

    def __next__(self):
        dialect = self.dialect
        fields, field, quoted, was_quoted = [], "", False, False
        pending = True  # nothing of the field is there yet

        def ended():
            nonlocal field, was_quoted, pending
            if dialect.quoting == QUOTE_NONNUMERIC and not was_quoted and field:
                fields.append(float(field))
            else:
                fields.append(field)
            field, was_quoted, pending = "", False, True

        while True:
            try:
                line = next(self._lines)
            except StopIteration:
                if quoted:
                    if dialect.strict:
                        raise Error("unexpected end of data") from None
                    ended()
                    return fields
                raise
            if not isinstance(line, str):
                raise Error("iterator should return strings, not %s (the file should be opened in text mode)" % type(line).__name__)
            self.line_num += 1
            index = 0
            blank = not fields and not field and pending and not quoted
            while index < len(line):
                letter = line[index]
                index += 1
                if quoted:
                    if letter == dialect.escapechar:
                        field += line[index : index + 1]
                        index += 1
                    elif letter == dialect.quotechar:
                        if dialect.doublequote and line[index : index + 1] == dialect.quotechar:
                            field += letter
                            index += 1
                        else:
                            quoted = False
                            following = line[index : index + 1]
                            if dialect.strict and following and following not in dialect.delimiter + "\r\n":
                                raise Error("'%s' expected after '%s'" % (dialect.delimiter, dialect.quotechar))
                    else:
                        field += letter
                elif letter in "\r\n":
                    if line[index:].strip("\r\n"):
                        raise Error("new-line character seen in unquoted field - do you need to open the file in universal-newline mode?")
                    break
                elif letter == dialect.delimiter:
                    ended()
                    blank = False
                elif letter == dialect.escapechar:
                    field += line[index : index + 1]
                    index += 1
                    pending = blank = False
                elif letter == dialect.quotechar and pending and dialect.quoting != QUOTE_NONE:
                    quoted, was_quoted, pending, blank = True, True, False, False
                elif letter == " " and dialect.skipinitialspace and pending:
                    blank = False
                else:
                    field += letter
                    pending = blank = False
                if len(field) > _limit:
                    raise Error("field larger than field limit (%d)" % _limit)
            if quoted:
                continue
            if blank:
                return []
            ended()
            return fields


def reader(csvfile, dialect="excel", **settings):
    return _Reader(csvfile, _made(dialect, settings))


class _Writer:
    def __init__(self, file, dialect):
        self._write = file.write
        self.dialect = dialect

    def writerow(self, row):
        try:
            fields = list(row)
        except TypeError:
            raise Error("iterable expected, not %s" % type(row).__name__) from None
        shown = [self._field(field, len(fields) == 1) for field in fields]
        return self._write(self.dialect.delimiter.join(shown) + self.dialect.lineterminator)

    def _field(self, field, alone):
        dialect = self.dialect
        quoting = dialect.quoting
        text = "" if field is None else repr(field) if isinstance(field, float) else str(field)
        quotes = quoting == QUOTE_ALL or quoting == QUOTE_NONNUMERIC and not isinstance(field, (int, float))
        special = dialect.delimiter + (dialect.quotechar or "") + (dialect.escapechar or "") + "\r\n" + dialect.lineterminator
        shown = ""
        for letter in text:
            if letter in special:
                escapes = quoting == QUOTE_NONE or letter == dialect.escapechar or letter == dialect.quotechar and not dialect.doublequote
                if escapes:
                    if dialect.escapechar is None:
                        raise Error("need to escape, but no escapechar set")
                    shown += dialect.escapechar
                else:
                    quotes = True
                    if letter == dialect.quotechar:
                        shown += letter
            shown += letter
        if alone and not text:
            if quoting == QUOTE_NONE:
                raise Error("single empty field record must be quoted")
            quotes = True
        return dialect.quotechar + shown + dialect.quotechar if quotes else shown

    def writerows(self, rows):
        for row in rows:
            self.writerow(row)


def writer(csvfile, dialect="excel", **settings):
    if not hasattr(csvfile, "write"):
        raise TypeError('argument 1 must have a "write" method')
    return _Writer(csvfile, _made(dialect, settings))


class DictReader:
    """Each line as a dict; the first one has the names."""

    def __init__(self, f, fieldnames=None, restkey=None, restval=None, dialect="excel", *arguments, **settings):
        self._names = None if fieldnames is None else list(fieldnames)
        self.restkey, self.restval = restkey, restval
        self.reader = reader(f, dialect, *arguments, **settings)
        self.dialect = dialect
        self.line_num = 0

    @property
    def fieldnames(self):
        if self._names is None:
            self._names = next(self.reader, None)
            self.line_num = self.reader.line_num
        return self._names

    @fieldnames.setter
    def fieldnames(self, names):
        self._names = names

    def __iter__(self):
        return self

    def __next__(self):
        names = self.fieldnames
        row = next(self.reader)
        self.line_num = self.reader.line_num
        while row == []:
            row = next(self.reader)
        found = dict(zip(names, row))
        if len(row) > len(names):
            found[self.restkey] = row[len(names) :]
        for name in names[len(row) :]:
            found[name] = self.restval
        return found


class DictWriter:
    def __init__(self, f, fieldnames, restval="", extrasaction="raise", dialect="excel", *arguments, **settings):
        if extrasaction.lower() not in ("raise", "ignore"):
            raise ValueError("extrasaction (%s) must be 'raise' or 'ignore'" % extrasaction)
        self.fieldnames = fieldnames if not hasattr(fieldnames, "__next__") else list(fieldnames)
        self.restval = restval
        self.extrasaction = extrasaction
        self.writer = writer(f, dialect, *arguments, **settings)

    def writeheader(self):
        return self.writerow(dict(zip(self.fieldnames, self.fieldnames)))

    def _row(self, values):
        if self.extrasaction == "raise":
            wrong = values.keys() - self.fieldnames
            if wrong:
                raise ValueError("dict contains fields not in fieldnames: " + ", ".join(repr(name) for name in wrong))
        return [values.get(name, self.restval) for name in self.fieldnames]

    def writerow(self, rowdict):
        return self.writer.writerow(self._row(rowdict))

    def writerows(self, rowdicts):
        return self.writer.writerows(map(self._row, rowdicts))
