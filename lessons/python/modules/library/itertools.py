def count(start=0, step=1):
    while True:
        yield start
        start += step


def cycle(iterable):
    saved = []
    for item in iterable:
        yield item
        saved.append(item)
    while saved:
        yield from saved


def repeat(object, times=None):
    if times is None:
        while True:
            yield object
    for _ in range(times):
        yield object


class chain:
    def __init__(self, *iterables):
        self._items = _chain(iterables)

    @classmethod
    def from_iterable(cls, iterables):
        self = cls()
        self._items = _chain(iterables)
        return self

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._items)


def _chain(iterables):
    for iterable in iterables:
        yield from iterable


def accumulate(iterable, func=None, *, initial=None):
    iterator = iter(iterable)
    total = initial
    if initial is None:
        for total in iterator:
            break
        else:
            return
    yield total
    for item in iterator:
        total = total + item if func is None else func(total, item)
        yield total


def compress(data, selectors):
    return (item for item, selector in zip(data, selectors) if selector)


def takewhile(predicate, iterable):
    for item in iterable:
        if not predicate(item):
            return
        yield item


def dropwhile(predicate, iterable):
    iterator = iter(iterable)
    for item in iterator:
        if not predicate(item):
            yield item
            break
    yield from iterator


def filterfalse(predicate, iterable):
    for item in iterable:
        if not (item if predicate is None else predicate(item)):
            yield item


def starmap(function, iterable):
    for arguments in iterable:
        yield function(*arguments)


def islice(iterable, *bounds):
    limits = slice(*bounds)
    start, stop, step = limits.start or 0, limits.stop, limits.step or 1
    for bound in (start, step) if stop is None else (start, stop, step):
        if not isinstance(bound, int) or bound < 0:
            raise ValueError(
                "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize."
            )
    return _islice(iter(iterable), start, stop, step)


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


def zip_longest(*iterables, fillvalue=None):
    iterators = [iter(iterable) for iterable in iterables]
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


def pairwise(iterable):
    iterator = iter(iterable)
    for before in iterator:
        break
    else:
        return
    for item in iterator:
        yield before, item
        before = item


def tee(iterable, n=2):
    iterator = iter(iterable)
    queues = [[] for _ in range(n)]

    def reader(queue):
        while True:
            if not queue:
                try:
                    item = next(iterator)
                except StopIteration:
                    return
                for each in queues:
                    each.append(item)
            yield queue.pop(0)

    return tuple(reader(queue) for queue in queues)


def groupby(iterable, key=None):
    iterator = iter(iterable)
    ended = object()
    item = next(iterator, ended)
    while item is not ended:
        wanted = item if key is None else key(item)

        def group():
            nonlocal item
            while item is not ended and (item if key is None else key(item)) == wanted:
                yield item
                item = next(iterator, ended)

        members = group()
        yield wanted, members
        for _ in members:
            pass


def product(*iterables, repeat=1):
    pools = [tuple(iterable) for iterable in iterables] * repeat

    def rows(index):
        if index == len(pools):
            yield ()
            return
        for item in pools[index]:
            for rest in rows(index + 1):
                yield (item, *rest)

    return rows(0)


def permutations(iterable, r=None):
    pool = tuple(iterable)
    size = len(pool) if r is None else r

    def rows(taken):
        if len(taken) == size:
            yield tuple(pool[index] for index in taken)
            return
        for index in range(len(pool)):
            if index not in taken:
                yield from rows((*taken, index))

    return rows(())


def _choose(pool, size, first, again):
    if size == 0:
        yield ()
        return
    for index in range(first, len(pool)):
        for rest in _choose(pool, size - 1, index if again else index + 1, again):
            yield (pool[index], *rest)


def combinations(iterable, r):
    if r < 0:
        raise ValueError("r must be non-negative")
    return _choose(tuple(iterable), r, 0, False)


def combinations_with_replacement(iterable, r):
    if r < 0:
        raise ValueError("r must be non-negative")
    return _choose(tuple(iterable), r, 0, True)
