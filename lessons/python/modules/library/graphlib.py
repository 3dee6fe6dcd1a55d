# What has to come before what.

__all__ = ["TopologicalSorter", "CycleError"]


class CycleError(ValueError):
    pass


class TopologicalSorter:
    """Hands out nodes whose predecessors are done."""

    def __init__(self, graph=None):
        self._before = {}  # node: how many predecessors are not done
        self._after = {}  # node: its successors
        self._ready = None
        self._out = 0
        self._finished = set()
        self._given = set()
        for node, predecessors in (graph or {}).items():
            self.add(node, *predecessors)

    def add(self, node, *predecessors):
        if self._ready is not None:
            raise ValueError("Nodes cannot be added after a call to prepare()")
        self._know(node)
        self._before[node] += len(predecessors)
        for one in predecessors:
            self._know(one)
            self._after[one].append(node)

    def _know(self, node):
        if node not in self._before:
            self._before[node] = 0
            self._after[node] = []

    def prepare(self):
        if self._ready is not None:
            raise ValueError("cannot prepare() more than once")
        self._ready = [node for node, count in self._before.items() if count == 0]
        cycle = self._cycle()
        if cycle:
            raise CycleError("nodes are in a cycle", cycle)

    def _cycle(self):
        done = set()
        for start in self._before:
            path, iterators, places = [], [], {}
            node = start
            while True:
                if node in places:
                    return path[places[node] :] + [node]
                if node not in done:
                    done.add(node)
                    places[node] = len(path)
                    path.append(node)
                    iterators.append(iter(self._after[node]))
                while iterators:
                    following = next(iterators[-1], None)
                    if following is not None:
                        break
                    del places[path.pop()]
                    iterators.pop()
                else:
                    break
                node = following
        return None

    def get_ready(self):
        self._check()
        found, self._ready = tuple(self._ready), []
        self._given.update(found)
        self._out += len(found)
        return found

    def is_active(self):
        self._check()
        return bool(self._ready) or self._out > 0

    __bool__ = is_active

    def _check(self):
        if self._ready is None:
            raise ValueError("prepare() must be called first")

    def done(self, *nodes):
        self._check()
        for node in nodes:
            if node not in self._before:
                raise ValueError("node %r was not added using add()" % (node,))
            if node in self._finished:
                raise ValueError("node %r was already marked done" % (node,))
            if node not in self._given:
                raise ValueError("node %r was not passed out (still not ready)" % (node,))
            self._finished.add(node)
            self._out -= 1
            for following in self._after[node]:
                self._before[following] -= 1
                if self._before[following] == 0:
                    self._ready.append(following)

    def static_order(self):
        self.prepare()
        while self.is_active():
            group = self.get_ready()
            yield from group
            self.done(*group)
