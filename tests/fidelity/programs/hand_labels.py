# Labels of callbacks: partials are unwrapped, bound methods and builtins have their own name.
import asyncio
import functools


class Speaker:
    def __init__(self, name):
        self.name = name

    def speak(self):
        print(self.name)

    def __call__(self):
        print("called", self.name)

    @staticmethod
    def fixed():
        print("fixed")

    @classmethod
    def made(cls):
        print(cls.__name__)


def outer():
    def inner(*args, **kwargs):
        print("inner", args, kwargs)

    return inner


loop = asyncio.new_event_loop()
speaker = Speaker("Ada")
items = []
loop.call_soon(speaker.speak)
loop.call_soon(speaker)
loop.call_soon(Speaker.fixed)
loop.call_soon(Speaker.made)
loop.call_soon(Speaker, "class")
loop.call_soon(outer(), 1)
loop.call_soon(functools.partial(functools.partial(outer(), 1), 2, key="value"))
loop.call_soon(lambda: print("lambda"))
loop.call_soon(items.append, 1)
loop.call_soon(print, "print")
loop.call_soon(len, "len")
loop.call_later(1, loop.stop)
loop.run_forever()
print(items)
loop.close()
