"""Special methods of mocks that are given by name when the mock is made."""
from unittest import mock


class Door:
    def __enter__(self):
        raise NotImplementedError

    def __exit__(self, *details):
        raise NotImplementedError

    def knock(self):
        raise NotImplementedError


with mock.MagicMock(**{"__enter__.return_value.inside": 1}) as entered:
    print(entered.inside)
print(len(mock.MagicMock(**{"__len__.return_value": 3})))
door = mock.create_autospec(Door, **{"__enter__.return_value.knock.return_value": 5})
with door as entered:
    print(entered.knock())
print(door.mock_calls)
try:
    mock.Mock(**{"__enter__.return_value": 1})
except AttributeError as error:
    print("AttributeError", error)

class C:
    def f(self, a): pass
    @staticmethod
    def s(a): pass
    @classmethod
    def c(cls, a): pass
for m in (mock.create_autospec(C), mock.create_autospec(C)(), mock.create_autospec(C, instance=True), mock.create_autospec(C())):
    for name in "fsc":
        for n in range(3):
            try:
                getattr(m, name)(*range(n)); print(name, n, "fine")
            except TypeError as e: print(name, n, e)
