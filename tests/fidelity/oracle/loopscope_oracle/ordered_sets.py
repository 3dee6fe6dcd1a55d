"""Sets of tasks iterate by address in CPython. In asyncio's own modules every set is made to
iterate in order of insertion, which for tasks is the order of their creation.

An import hook rewrites `set(...)`, set comprehensions and `weakref.WeakSet()` in the modules of the
package asyncio; lines stay where they were.
"""

import ast
import importlib.abc
import importlib.machinery
import sys
import weakref


class OrderedSet(set):
    """A set that iterates in order of insertion."""

    def __init__(self, items=()):
        super().__init__()
        self._order = {}
        self.update(items)

    def __iter__(self):
        return iter(self._order)

    def __repr__(self):
        return "{" + ", ".join(map(repr, self)) + "}" if self else "set()"

    def __reduce__(self):
        return (OrderedSet, (list(self),))

    def add(self, item):
        super().add(item)
        self._order[item] = None

    def discard(self, item):
        super().discard(item)
        self._order.pop(item, None)

    def remove(self, item):
        super().remove(item)
        del self._order[item]

    def pop(self):
        if not self._order:
            raise KeyError("pop from an empty set")
        item = next(iter(self._order))
        self.remove(item)
        return item

    def clear(self):
        super().clear()
        self._order.clear()

    def copy(self):
        return OrderedSet(self)

    def update(self, *others):
        for other in others:
            for item in other:
                self.add(item)

    def difference_update(self, *others):
        for other in others:
            for item in list(other):
                self.discard(item)

    def intersection_update(self, *others):
        for item in list(self):
            if not all(item in other for other in others):
                self.discard(item)

    def symmetric_difference_update(self, other):
        for item in list(other):
            if item in self:
                self.discard(item)
            else:
                self.add(item)

    def _changed_by(update):
        def operation(self, *others):
            result = self.copy()
            update(result, *others)
            return result

        return operation

    def _in_place(update):
        def operation(self, other):
            update(self, other)
            return self

        return operation

    union = __or__ = __ror__ = _changed_by(update)
    difference = __sub__ = _changed_by(difference_update)
    intersection = __and__ = __rand__ = _changed_by(intersection_update)
    symmetric_difference = __xor__ = __rxor__ = _changed_by(symmetric_difference_update)
    __ior__ = _in_place(update)
    __isub__ = _in_place(difference_update)
    __iand__ = _in_place(intersection_update)
    __ixor__ = _in_place(symmetric_difference_update)

    def __rsub__(self, other):
        return OrderedSet(item for item in other if item not in self)


class OrderedWeakSet(weakref.WeakSet):
    """A WeakSet that iterates in order of insertion."""

    def __init__(self):
        super().__init__()
        self.data = OrderedSet()


OrderedSet.__name__ = OrderedSet.__qualname__ = "set"
OrderedSet.__module__ = "builtins"


class _SetsBecomeOrdered(ast.NodeTransformer):
    def visit_Call(self, node):
        self.generic_visit(node)
        if isinstance(node.func, ast.Name) and node.func.id == "set":
            node.func = ast.copy_location(ast.Name("_OrderedSet", ast.Load()), node.func)
        elif isinstance(node.func, ast.Attribute) and node.func.attr == "WeakSet":
            node.func = ast.copy_location(ast.Name("_OrderedWeakSet", ast.Load()), node.func)
        return node

    def visit_SetComp(self, node):
        self.generic_visit(node)
        items = ast.copy_location(ast.GeneratorExp(node.elt, node.generators), node)
        name = ast.copy_location(ast.Name("_OrderedSet", ast.Load()), node)
        return ast.copy_location(ast.Call(name, [items], []), node)


class _Loader(importlib.machinery.SourceFileLoader):
    def get_code(self, fullname):
        path = self.get_filename(fullname)
        tree = _SetsBecomeOrdered().visit(ast.parse(self.get_data(path), path))
        return compile(tree, path, "exec", dont_inherit=True)

    def exec_module(self, module):
        module._OrderedSet = OrderedSet
        module._OrderedWeakSet = OrderedWeakSet
        super().exec_module(module)


class _Finder(importlib.abc.MetaPathFinder):
    def find_spec(self, fullname, path, target=None):
        if fullname.partition(".")[0] != "asyncio":
            return None
        spec = importlib.machinery.PathFinder.find_spec(fullname, path, target)
        if spec is not None and isinstance(spec.loader, importlib.machinery.SourceFileLoader):
            spec.loader = _Loader(spec.loader.name, spec.loader.path)
        return spec


def install():
    """From now on, modules of asyncio are imported with ordered sets."""
    sys.meta_path.insert(0, _Finder())
