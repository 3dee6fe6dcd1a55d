__all__ = ["heappush", "heappop", "heapify", "heapreplace", "merge", "nlargest", "nsmallest", "heappushpop"]


def _rise(heap, start, at):
    item = heap[at]
    while at > start:
        up = (at - 1) >> 1
        parent = heap[up]
        if not item < parent:
            break
        heap[at] = parent
        at = up
    heap[at] = item


def _sink(heap, at):
    # Down to a leaf by the smaller children, then up again: fewer comparisons.
    end = len(heap)
    start = at
    item = heap[at]
    child = 2 * at + 1
    while child < end:
        right = child + 1
        if right < end and not heap[child] < heap[right]:
            child = right
        heap[at] = heap[child]
        at = child
        child = 2 * at + 1
    heap[at] = item
    _rise(heap, start, at)


def _check(heap):
    if not isinstance(heap, list):
        raise TypeError("heap argument must be a list, not %s" % type(heap).__name__)


def heappush(heap, item, /):
    if type(heap) is not list:
        _check(heap)
    heap.append(item)
    _rise(heap, 0, len(heap) - 1)


def heappop(heap, /):
    if type(heap) is not list:
        _check(heap)
    if not heap:
        raise IndexError("index out of range")
    last = heap.pop()
    if not heap:
        return last
    first = heap[0]
    heap[0] = last
    _sink(heap, 0)
    return first


def heapreplace(heap, item, /):
    _check(heap)
    if not heap:
        raise IndexError("index out of range")
    first = heap[0]
    heap[0] = item
    _sink(heap, 0)
    return first


def heappushpop(heap, item, /):
    _check(heap)
    if heap and heap[0] < item:
        item, heap[0] = heap[0], item
        _sink(heap, 0)
    return item


def heapify(heap, /):
    _check(heap)
    for at in reversed(range(len(heap) // 2)):
        _sink(heap, at)


class _Backwards:
    __slots__ = ("key",)

    def __init__(self, key):
        self.key = key

    def __lt__(self, other):
        return other.key < self.key


def merge(*iterables, key=None, reverse=False):
    heap = []
    for order, iterable in enumerate(iterables):
        iterator = iter(iterable)
        for value in iterator:
            rank = value if key is None else key(value)
            heap.append([_Backwards(rank) if reverse else rank, order, value, iterator])
            break
    heapify(heap)
    while len(heap) > 1:
        entry = heap[0]
        yield entry[2]
        for value in entry[3]:
            rank = value if key is None else key(value)
            entry[0] = _Backwards(rank) if reverse else rank
            entry[2] = value
            _sink(heap, 0)
            break
        else:
            heappop(heap)
    if heap:
        yield heap[0][2]
        yield from heap[0][3]


def nlargest(n, iterable, key=None):
    return sorted(iterable, key=key, reverse=True)[: max(n, 0)]


def nsmallest(n, iterable, key=None):
    return sorted(iterable, key=key)[: max(n, 0)]
