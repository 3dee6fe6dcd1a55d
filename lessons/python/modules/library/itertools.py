# The iterators are classes, for their names and what they show; most let a generator do the work.


class _Iterator:
    __slots__ = ("_items",)

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._items)


def _number(value):
    try:
        return value.__index__()
    except AttributeError:
        raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer") from None


class count(_Iterator):
    __dotted__ = "itertools.count"
    __slots__ = ("_at", "_step")

    def __init__(self, start=0, step=1):
        if not (hasattr(start, "__add__") and hasattr(start, "__sub__") and hasattr(step, "__sub__")):
            raise TypeError("a number is required")
        self._at, self._step = start, step

    def __next__(self):
        at = self._at
        self._at = at + self._step
        return at

    def __repr__(self):
        if isinstance(self._step, int) and self._step == 1:
            return f"count({self._at!r})"
        return f"count({self._at!r}, {self._step!r})"


class repeat(_Iterator):
    __dotted__ = "itertools.repeat"
    __slots__ = ("_object", "_left")

    def __init__(self, object, times=None):
        self._object = object
        self._left = None if times is None else max(_number(times), 0)

    def __next__(self):
        if self._left is not None:
            if self._left == 0:
                raise StopIteration
            self._left -= 1
        return self._object

    def __length_hint__(self):
        if self._left is None:
            raise TypeError("len() of unsized object")
        return self._left

    def __repr__(self):
        return f"repeat({self._object!r})" if self._left is None else f"repeat({self._object!r}, {self._left})"


class cycle(_Iterator):
    __dotted__ = "itertools.cycle"
    __slots__ = ()

    def __init__(self, iterable):
        self._items = _cycle(iter(iterable))


def _cycle(iterator):
    saved = []
    for item in iterator:
        yield item
        saved.append(item)
    while saved:
        yield from saved


class chain(_Iterator):
    __dotted__ = "itertools.chain"
    __slots__ = ()

    def __init__(self, *iterables):
        self._items = _chain(iterables)

    @classmethod
    def from_iterable(cls, iterable):
        self = cls()
        self._items = _chain(iter(iterable))
        return self

    __class_getitem__ = classmethod(type(list[int]))


def _chain(iterables):
    for iterable in iterables:
        yield from iterable


class accumulate(_Iterator):
    __dotted__ = "itertools.accumulate"
    __slots__ = ()

    def __init__(self, iterable, func=None, *, initial=None):
        self._items = _accumulate(iter(iterable), func, initial)


def _accumulate(iterator, func, total):
    if total is None:
        for total in iterator:
            break
        else:
            return
    yield total
    for item in iterator:
        total = total + item if func is None else func(total, item)
        yield total


class compress(_Iterator):
    __dotted__ = "itertools.compress"
    __slots__ = ()

    def __init__(self, data, selectors):
        self._items = (item for item, selector in zip(data, selectors) if selector)


class takewhile(_Iterator):
    __dotted__ = "itertools.takewhile"
    __slots__ = ()

    def __init__(self, predicate, iterable, /):
        self._items = _takewhile(predicate, iter(iterable))


def _takewhile(predicate, iterator):
    for item in iterator:
        if not predicate(item):
            return
        yield item


class dropwhile(_Iterator):
    __dotted__ = "itertools.dropwhile"
    __slots__ = ()

    def __init__(self, predicate, iterable, /):
        self._items = _dropwhile(predicate, iter(iterable))


def _dropwhile(predicate, iterator):
    for item in iterator:
        if not predicate(item):
            yield item
            break
    yield from iterator


class filterfalse(_Iterator):
    __dotted__ = "itertools.filterfalse"
    __slots__ = ()

    def __init__(self, function, iterable, /):
        self._items = (item for item in iterable if not (item if function is None else function(item)))


class starmap(_Iterator):
    __dotted__ = "itertools.starmap"
    __slots__ = ()

    def __init__(self, function, iterable, /):
        self._items = _starmap(function, iter(iterable))


def _starmap(function, iterator):
    for arguments in iterator:
        yield function(*(arguments if isinstance(arguments, tuple) else tuple(arguments)))


def _is_bound(value):
    return value is None or isinstance(value, int) and value >= 0


class islice(_Iterator):
    __dotted__ = "itertools.islice"
    __slots__ = ()

    def __init__(self, iterable, *bounds):
        if not 1 <= len(bounds) <= 3:
            few = not bounds
            raise TypeError(f"islice expected at {'least 2' if few else 'most 4'} arguments, got {len(bounds) + 1}")
        limits = slice(*bounds)
        if len(bounds) == 1 and not _is_bound(limits.stop):
            raise ValueError("Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
        if not _is_bound(limits.start) or not _is_bound(limits.stop):
            raise ValueError("Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
        if not _is_bound(limits.step) or limits.step == 0:
            raise ValueError("Step for islice() must be a positive integer or None.")
        self._items = _islice(iter(iterable), limits.start or 0, limits.stop, limits.step or 1)


def _islice(iterator, start, stop, step):
    at, wanted = 0, start
    while stop is None or at < stop:
        if wanted > at and stop is not None and wanted >= stop:
            # What is skipped is taken all the same.
            for _ in range(stop - at):
                next(iterator, None)
            return
        try:
            item = next(iterator)
        except StopIteration:
            return
        if at == wanted:
            yield item
            wanted += step
        at += 1


class zip_longest(_Iterator):
    __dotted__ = "itertools.zip_longest"
    __slots__ = ()

    def __init__(self, *iterables, **keywords):
        fillvalue = keywords.pop("fillvalue", None)
        if keywords:
            raise TypeError("zip_longest() got an unexpected keyword argument")
        self._items = _zip_longest([iter(iterable) for iterable in iterables], fillvalue)


def _zip_longest(iterators, fillvalue):
    alive = [True] * len(iterators)
    while iterators:
        row = []
        for index, iterator in enumerate(iterators):
            item = fillvalue
            if alive[index]:
                try:
                    item = next(iterator)
                except StopIteration:
                    alive[index] = False
            row.append(item)
        if not any(alive):
            return
        yield tuple(row)


class pairwise(_Iterator):
    __dotted__ = "itertools.pairwise"
    __slots__ = ()

    def __init__(self, iterable, /):
        self._items = _pairwise(iter(iterable))


def _pairwise(iterator):
    for before in iterator:
        break
    else:
        return
    for item in iterator:
        yield before, item
        before = item


class _tee(_Iterator):
    __dotted__ = "itertools._tee"
    __slots__ = ("_source", "_link")

    def __init__(self, source, link):
        self._source, self._link = source, link

    def __next__(self):
        # Each link is [item, next link]; the last one, still empty, is shared by all that wait for it.
        link = self._link
        if not link:
            link[:] = [next(self._source), []]
        self._link = link[1]
        return link[0]

    def __copy__(self):
        return _tee(self._source, self._link)


def tee(iterable, n=2, /):
    if n < 0:
        raise ValueError("n must be >= 0")
    iterator = iter(iterable)
    first = iterator if isinstance(iterator, _tee) else _tee(iterator, [])
    return tuple(first if index == 0 else first.__copy__() for index in range(n))


class groupby(_Iterator):
    __dotted__ = "itertools.groupby"
    __slots__ = ()

    def __init__(self, iterable, key=None):
        self._items = _groupby(iter(iterable), key)


class _grouper(_Iterator):
    __dotted__ = "itertools._grouper"
    __slots__ = ()

    def __init__(self, items):
        self._items = items


def _groupby(iterator, key):
    ended = object()
    item = current = None
    turn = 0

    def step():
        nonlocal item, current
        item = next(iterator, ended)
        if item is not ended:
            current = item if key is None else key(item)

    def group(own):
        while turn == own and item is not ended and current == wanted:
            yield item
            step()

    step()
    while item is not ended:
        wanted = current
        turn += 1
        yield wanted, _grouper(group(turn))
        while item is not ended and current == wanted:
            step()


class product(_Iterator):
    __dotted__ = "itertools.product"
    __slots__ = ()

    def __init__(self, *iterables, repeat=1):
        repeat = _number(repeat)
        if repeat < 0:
            raise ValueError("repeat argument cannot be negative")
        self._items = _product([tuple(iterable) for iterable in iterables] * repeat, 0)


def _product(pools, index):
    if index == len(pools):
        yield ()
        return
    for item in pools[index]:
        for rest in _product(pools, index + 1):
            yield (item, *rest)


class permutations(_Iterator):
    __dotted__ = "itertools.permutations"
    __slots__ = ()

    def __init__(self, iterable, r=None):
        pool = tuple(iterable)
        if r is not None and not isinstance(r, int):
            raise TypeError("Expected int as r")
        if r is not None and r < 0:
            raise ValueError("r must be non-negative")
        self._items = _permutations(pool, len(pool) if r is None else r, ())


def _permutations(pool, size, taken):
    if len(taken) == size:
        yield tuple(pool[index] for index in taken)
        return
    for index in range(len(pool)):
        if index not in taken:
            yield from _permutations(pool, size, (*taken, index))


def _choose(pool, size, first, again):
    if size == 0:
        yield ()
        return
    for index in range(first, len(pool)):
        for rest in _choose(pool, size - 1, index if again else index + 1, again):
            yield (pool[index], *rest)


class combinations(_Iterator):
    __dotted__ = "itertools.combinations"
    __slots__ = ()

    def __init__(self, iterable, r):
        pool = tuple(iterable)
        if _number(r) < 0:
            raise ValueError("r must be non-negative")
        self._items = _choose(pool, r, 0, False)


class combinations_with_replacement(_Iterator):
    __dotted__ = "itertools.combinations_with_replacement"
    __slots__ = ()

    def __init__(self, iterable, r):
        pool = tuple(iterable)
        if _number(r) < 0:
            raise ValueError("r must be non-negative")
        self._items = _choose(pool, r, 0, True)
