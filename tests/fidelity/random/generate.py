"""Prints random asyncio programs: generate.py FIRST [COUNT]; a line of 60 # ends each.

The same seed gives the same program everywhere, on CPython and on the lessons' Python: chance comes
from an own generator, and nothing depends on addresses or hashes.
"""

import sys

END = "#" * 60

PRELUDE = '''\
import asyncio
import contextlib
import contextvars

var = contextvars.ContextVar("var", default=0)
tasks = []
tasks_of_main = []


def shown(error):
    if isinstance(error, BaseExceptionGroup):
        return f"{type(error).__name__}[{', '.join(map(shown, error.exceptions))}]"
    return f"{type(error).__name__}({error})"


def say(*what):
    loop = asyncio.get_running_loop()
    task = asyncio.current_task()
    print(round(loop.time(), 6), task.get_name() if task else "-", *what)


def spawn(coro, **how):
    if len(tasks) >= 40:
        coro.close()
        return asyncio.create_task(asyncio.sleep(0))
    task = asyncio.create_task(coro, **how)
    tasks.append(task)
    return task


def younger():
    """What the running task may wait for, so that nothing waits for itself."""
    me = asyncio.current_task()
    if me is tasks_of_main[0]:
        return tasks
    return tasks[tasks.index(me) + 1 :] if me in tasks else []


def state(task):
    if not task.done():
        return "pending"
    if task.cancelled():
        return "cancelled"
    error = task.exception()
    return shown(error) if error else task.result()


def handler(loop, context):
    if loop.is_closed():
        return  # what is left when the interpreter ends goes in no order
    error = context.get("exception")
    print("handler", context["message"], shown(error) if error else None)


class Manager:
    def __init__(self, enter, leave, swallow):
        self.enter, self.leave, self.swallow = enter, leave, swallow

    async def __aenter__(self):
        await asyncio.sleep(self.enter)
        say("entered")
        return self

    async def __aexit__(self, kind, error, traceback):
        say("leaving", shown(error) if error else None)
        await asyncio.sleep(self.leave)
        return self.swallow and kind is ValueError


async def numbers(count, delay):
    try:
        for i in range(count):
            yield i
            await asyncio.sleep(delay)
    finally:
        say("numbers end")


'''

# Not run(): how many asynchronous generators are still to be closed depends on cycles.
END_OF_PROGRAM = '''\
async def rest():
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


loop = asyncio.new_event_loop()
try:
    loop.run_until_complete(main())
except BaseException as error:
    print("run", shown(error))
loop.run_until_complete(rest())
loop.close()
'''

SHARED = '''\
    global lock, semaphore, bounded, condition, event, queue, small, barrier, tree
    lock = asyncio.Lock()
    semaphore = asyncio.Semaphore(2)
    bounded = asyncio.BoundedSemaphore(1)
    condition = asyncio.Condition()
    event = asyncio.Event()
    queue = asyncio.Queue()
    small = asyncio.LifoQueue(1)
    barrier = asyncio.Barrier(2)
    tree = asyncio.PriorityQueue(2)
'''


class Dice:
    def __init__(self, seed):
        self.state = seed * 2862933555777941757 + 3037000493
        for _ in range(4):
            self.below(2)

    def below(self, count):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % count

    def pick(self, *of):
        return of[self.below(len(of))]

    def chance(self, percent):
        return self.below(100) < percent


class Program:
    def __init__(self, seed):
        self.dice = Dice(seed)
        self.lines = []
        self.marks = 0
        self.workers = 4 + self.dice.below(5)
        self.writers = [
            (14, self.sleep), (5, self.mark), (8, self.spawn), (6, self.cancel), (3, self.await_task),
            (6, self.guarded), (4, self.final), (5, self.timeout), (5, self.wait_for), (5, self.gather),
            (4, self.wait), (3, self.as_completed), (4, self.shield), (5, self.group), (3, self.lock),
            (3, self.semaphore), (3, self.condition), (3, self.event), (5, self.queue), (2, self.barrier),
            (3, self.callback), (3, self.future), (3, self.context), (4, self.generator), (2, self.manager),
            (2, self.states), (3, self.raising), (2, self.uncancel), (2, self.done_callback),
            (2, self.comprehension), (1, self.deferred), (2, self.gather_tasks), (1, self.rename),
        ]  # fmt: skip
        self.total = sum(weight for weight, _ in self.writers)

    def text(self):
        for i in reversed(range(self.workers)):
            self.function(i)
        main = self.lines
        self.lines = []
        self.put(0, "async def main():")
        self.put(1, "asyncio.get_running_loop().set_exception_handler(handler)")
        self.put(1, "tasks_of_main.append(asyncio.current_task())")
        self.lines.extend(SHARED.splitlines())
        self.put(1, "try:")
        self.put(2, f"async with asyncio.timeout({self.dice.pick(3, 5, 20)}):")
        for _ in range(3 + self.dice.below(4)):
            self.put(3, "try:")
            self.block(4, 0, 1 + self.dice.below(2), 2)
            self.put(3, f"except {self.dice.pick('Exception', 'BaseException')} as error:")
            self.put(4, f"say({self.number()}, shown(error))")
        self.put(1, "except BaseException as error:")
        self.put(2, "say('main', shown(error))")
        if self.dice.chance(60):
            self.put(1, f"await asyncio.sleep({self.delay()})")
        self.put(1, "say('end', [state(task) for task in tasks])")
        if self.dice.chance(30):
            self.put(1, "tasks.clear()")
        self.put(0, "")
        self.put(0, "")
        self.lines.extend(END_OF_PROGRAM.splitlines())
        return PRELUDE + "\n".join(main + self.lines) + "\n"

    def function(self, i):
        self.put(0, f"async def work{i}(n):")
        self.block(1, i + 1, 2 + self.dice.below(4), 2)
        self.put(1, f"return {i} + n")
        self.put(0, "")
        self.put(0, "")

    def put(self, level, text):
        self.lines.append("    " * level + text if text else "")

    def block(self, level, first, count, depth):
        """Statements that start workers from number `first` on."""
        for _ in range(count):
            number = self.dice.below(self.total)
            for weight, writer in self.writers:
                number -= weight
                if number < 0:
                    break
            writer(level, first, depth)

    def inner(self, level, first, depth):
        if depth == 0:
            self.put(level, f"await asyncio.sleep({self.delay()})")
        else:
            self.block(level, first, 1 + self.dice.below(3), depth - 1)

    def delay(self):
        return self.dice.pick(0, 0, 0.1, 0.1, 0.1, 0.2, 0.2, 0.3, 0.25, 0.5, 1, 1.5)

    def number(self):
        self.marks += 1
        return self.marks

    def coro(self, first):
        """An expression for a coroutine; workers only start later ones, so that there is an end."""
        if first >= self.workers or self.dice.chance(20):
            return f"asyncio.sleep({self.delay()}, {self.number()})"
        i = first + self.dice.below(self.workers - first)
        return f"work{i}({self.number()})"

    def caught(self, level, errors=None):
        errors = errors or self.dice.pick("Exception", "BaseException", "TimeoutError", "ValueError",
                                          "asyncio.CancelledError", "(TimeoutError, ValueError)")  # fmt: skip
        self.put(level, f"except {errors} as error:")
        self.put(level + 1, f"say({self.number()}, shown(error))")
        if errors in ("BaseException", "asyncio.CancelledError") and self.dice.chance(50):
            self.put(level + 1, "raise")

    # Statements.

    def sleep(self, level, first, depth):
        self.put(level, f"await asyncio.sleep({self.delay()})")

    def mark(self, level, first, depth):
        self.put(level, f"say({self.number()})")

    def spawn(self, level, first, depth):
        how = self.dice.pick("", "", "", f", name='n{self.number()}'", ", context=contextvars.copy_context()")
        self.put(level, f"spawn({self.coro(first)}{how})")

    def task(self):
        return f"tasks[{self.dice.pick(-1, -1, -2, 0, 1, self.dice.below(12))} % len(tasks)]"

    def cancel(self, level, first, depth):
        message = self.dice.pick("", "", f"'m{self.number()}'")
        self.put(level, "if tasks:")
        self.put(level + 1, f"say({self.number()}, {self.task()}.cancel({message}))")

    def await_task(self, level, first, depth):
        self.put(level, "try:")
        self.put(level + 1, "if younger():")
        self.put(level + 2, f"say({self.number()}, await younger()[{self.dice.pick(0, -1)}])")
        self.caught(level)

    def guarded(self, level, first, depth):
        self.put(level, "try:")
        self.inner(level + 1, first, depth)
        self.caught(level)
        if self.dice.chance(30):
            self.put(level, "else:")
            self.put(level + 1, f"say({self.number()})")

    def final(self, level, first, depth):
        self.put(level, "try:")
        self.inner(level + 1, first, depth)
        self.put(level, "finally:")
        if self.dice.chance(50):
            self.put(level + 1, f"await asyncio.sleep({self.delay()})")
        self.put(level + 1, f"say({self.number()})")

    def timeout(self, level, first, depth):
        self.put(level, "try:")
        loop = "asyncio.get_running_loop()"
        how = self.dice.pick(f"timeout({self.delay()})", f"timeout({self.delay()})", "timeout(None)",
                             f"timeout_at({loop}.time() + {self.delay()})")  # fmt: skip
        self.put(level + 1, f"async with asyncio.{how} as limit:")
        if self.dice.chance(20):
            self.put(level + 2, f"limit.reschedule({loop}.time() + {self.delay()})")
        self.inner(level + 2, first, depth)
        self.caught(level, self.dice.pick("TimeoutError", "TimeoutError", "Exception"))
        self.put(level, f"say({self.number()}, limit.expired())")

    def wait_for(self, level, first, depth):
        what = self.coro(first)
        if self.dice.chance(20):
            what = f"spawn({what})"
        self.put(level, "try:")
        limit = self.dice.pick(self.delay(), self.delay(), "None", 0)
        self.put(level + 1, f"say({self.number()}, await asyncio.wait_for({what}, {limit}))")
        self.caught(level, self.dice.pick("TimeoutError", "Exception", "BaseException"))

    def several(self, first):
        return ", ".join(self.coro(first) for _ in range(1 + self.dice.below(3)))

    def gather(self, level, first, depth):
        how = self.dice.pick("", ", return_exceptions=True")
        self.put(level, "try:")
        self.put(level + 1, f"got = await asyncio.gather({self.several(first)}{how})")
        self.put(level + 1, f"say({self.number()}, [shown(x) if isinstance(x, BaseException) else x for x in got])")
        self.caught(level)

    def gather_tasks(self, level, first, depth):
        self.put(level, f"group = asyncio.gather(*younger()[-{1 + self.dice.below(3)}:], return_exceptions=True)")
        if self.dice.chance(60):
            self.put(level, f"asyncio.get_running_loop().call_later({self.delay()}, group.cancel)")
        self.put(level, "try:")
        self.put(level + 1, f"say({self.number()}, len(await group))")
        self.caught(level, "BaseException")

    def wait(self, level, first, depth):
        made = ", ".join(f"spawn({self.coro(first)})" for _ in range(1 + self.dice.below(3)))
        limit = self.dice.pick("", f", timeout={self.delay()}")
        when = self.dice.pick("", ", return_when=asyncio.FIRST_COMPLETED", ", return_when=asyncio.FIRST_EXCEPTION")
        self.put(level, f"waited = [{made}]")
        self.put(level, f"done, pending = await asyncio.wait(waited{limit}{when})")
        self.put(level, f"say({self.number()}, [state(task) for task in waited], len(done), len(pending))")
        if self.dice.chance(40):
            self.put(level, "for task in waited:")
            self.put(level + 1, "task.cancel()")

    def as_completed(self, level, first, depth):
        limit = self.dice.pick("", f", timeout={self.delay()}")
        self.put(level, "try:")
        self.put(level + 1, f"for one in asyncio.as_completed([{self.several(first)}]{limit}):")
        self.put(level + 2, f"say({self.number()}, await one)")
        self.caught(level)

    def shield(self, level, first, depth):
        self.put(level, "try:")
        inner = f"asyncio.shield(spawn({self.coro(first)}))"
        if self.dice.chance(50):
            inner = f"asyncio.wait_for({inner}, {self.delay()})"
        self.put(level + 1, f"say({self.number()}, await {inner})")
        self.caught(level)

    def group(self, level, first, depth):
        self.put(level, "try:")
        self.put(level + 1, "async with asyncio.TaskGroup() as group:")
        for _ in range(1 + self.dice.below(3)):
            kept = self.dice.pick("", "tasks.append")
            made = f"group.create_task({self.coro(first)})"
            self.put(level + 2, f"{kept}({made})" if kept else made)
        if self.dice.chance(60):
            self.inner(level + 2, first, depth)
        if self.dice.chance(50):
            self.put(level, f"except* {self.dice.pick('ValueError', 'TimeoutError', 'Exception')} as error:")
            self.put(level + 1, f"say({self.number()}, shown(error))")
        else:
            self.caught(level)

    def lock(self, level, first, depth):
        self.put(level, "async with lock:")
        self.put(level + 1, f"say({self.number()}, 'locked')")
        self.inner(level + 1, first, min(depth, 1))

    def semaphore(self, level, first, depth):
        name = self.dice.pick("semaphore", "bounded")
        if self.dice.chance(25):
            self.put(level, f"say({self.number()}, {name}.locked())")
        self.put(level, f"async with {name}:")
        self.inner(level + 1, first, min(depth, 1))

    def condition(self, level, first, depth):
        self.put(level, "async with condition:")
        if self.dice.chance(50):
            self.put(level + 1, f"condition.{self.dice.pick('notify()', 'notify(2)', 'notify_all()')}")
            return
        self.put(level + 1, "try:")
        self.put(level + 2, f"await asyncio.wait_for(condition.wait(), {self.delay()})")
        self.caught(level + 1, self.dice.pick("TimeoutError", "BaseException"))

    def event(self, level, first, depth):
        kind = self.dice.below(3)
        if kind == 0:
            self.put(level, "event.set()")
        elif kind == 1:
            self.put(level, "event.clear()")
        else:
            self.put(level, "try:")
            self.put(level + 1, f"say({self.number()}, await asyncio.wait_for(event.wait(), {self.delay()}))")
            self.caught(level, "TimeoutError")

    def queue(self, level, first, depth):
        name = self.dice.pick("queue", "small", "tree")
        kind = self.dice.below(5)
        if kind == 0:
            self.put(level, f"await {name}.put({self.number()})" if name == "queue" else f"say({name}.qsize())")
        elif kind == 1:
            call = self.dice.pick(f"put_nowait({self.number()})", "get_nowait()", "task_done()")
            self.put(level, "try:")
            self.put(level + 1, f"say({self.number()}, {name}.{call})")
            self.caught(level, "(asyncio.QueueFull, asyncio.QueueEmpty, ValueError)")
        else:
            call = self.dice.pick(f"put({self.number()})", "get()", "get()", "join()")
            self.put(level, "try:")
            self.put(level + 1, f"say({self.number()}, await asyncio.wait_for({name}.{call}, {self.delay()}))")
            self.caught(level, "TimeoutError")

    def barrier(self, level, first, depth):
        self.put(level, "try:")
        self.put(level + 1, f"async with asyncio.timeout({self.delay()}):")
        self.put(level + 2, f"say({self.number()}, await barrier.wait())")
        self.caught(level, "(TimeoutError, asyncio.BrokenBarrierError)")
        if self.dice.chance(30):
            self.put(level, f"await barrier.{self.dice.pick('reset', 'reset', 'abort')}()")

    def callback(self, level, first, depth):
        n = self.number()
        call = self.dice.pick(f"call_soon(say, {n})", f"call_later({self.delay()}, say, {n})",
                              f"call_at({self.delay()}, say, {n})")  # fmt: skip
        self.put(level, f"handle = asyncio.get_running_loop().{call}")
        if self.dice.chance(40):
            if self.dice.chance(50):
                self.put(level, f"await asyncio.sleep({self.delay()})")
            self.put(level, f"handle.cancel()")

    def future(self, level, first, depth):
        self.put(level, "future = asyncio.get_running_loop().create_future()")
        call = self.dice.pick("future.set_result, 1", "future.set_exception, ValueError('f')", "future.cancel")
        self.put(level, f"asyncio.get_running_loop().call_later({self.delay()}, {call})")
        self.put(level, "try:")
        self.put(level + 1, f"say({self.number()}, await future)")
        self.caught(level, self.dice.pick("Exception", "BaseException"))

    def context(self, level, first, depth):
        kind = self.dice.below(3)
        if kind == 0:
            self.put(level, f"var.set({self.number()})")
        elif kind == 1:
            self.put(level, f"say({self.number()}, var.get())")
        else:
            self.put(level, f"token = var.set({self.number()})")
            self.inner(level, first, min(depth, 1))
            self.put(level, "say(var.get())")
            self.put(level, "var.reset(token)")

    def generator(self, level, first, depth):
        # They are always closed: how long one left open lives depends on cycles, too.
        self.put(level, f"async with contextlib.aclosing(numbers({1 + self.dice.below(4)}, {self.delay()})) as items:")
        level += 1
        kind = self.dice.below(4)
        if kind == 0:
            self.put(level, f"say({self.number()}, await anext(items), await anext(items, None))")
            if self.dice.chance(60):
                self.put(level, f"await items.{self.dice.pick('aclose()', 'athrow(ValueError(1))', 'asend(None)')}")
            return
        self.put(level, "async for i in items:")
        if kind == 1:
            self.inner(level + 1, first, min(depth, 1))
        else:
            self.put(level + 1, f"say({self.number()}, i)")
        if self.dice.chance(40):
            self.put(level + 1, "if i == 1:")
            self.put(level + 2, "break")

    def manager(self, level, first, depth):
        self.put(level, f"async with Manager({self.delay()}, {self.delay()}, {self.dice.chance(50)}):")
        self.inner(level + 1, first, depth)

    def states(self, level, first, depth):
        self.put(level, f"say({self.number()}, [state(task) for task in tasks[:6]], len(asyncio.all_tasks()))")

    def raising(self, level, first, depth):
        self.put(level, f"if {self.dice.below(4)} == len(tasks) % 4:")
        error = self.dice.pick("ValueError({n})", "TimeoutError({n})", "KeyError({n})", "ValueError({n})",
                               "asyncio.CancelledError('own')")  # fmt: skip
        self.put(level + 1, f"raise {error.format(n=self.number())}")

    def uncancel(self, level, first, depth):
        self.put(level, f"say({self.number()}, asyncio.current_task().cancelling())")
        if self.dice.chance(50):
            self.put(level, "asyncio.current_task().uncancel()")

    def done_callback(self, level, first, depth):
        self.put(level, "if tasks:")
        self.put(level + 1, f"{self.task()}.add_done_callback(lambda task: say({self.number()}, state(task)))")

    def comprehension(self, level, first, depth):
        self.put(level, f"say([i * 2 async for i in numbers({1 + self.dice.below(3)}, {self.delay()}) if i != 1])")

    def deferred(self, level, first, depth):
        self.put(level, f"asyncio.get_running_loop().call_later({self.delay()}, lambda: spawn({self.coro(first)}))")

    def rename(self, level, first, depth):
        self.put(level, f"asyncio.current_task().set_name('r{self.number()}')")


if __name__ == "__main__":
    first = int(sys.argv[1])
    for seed in range(first, first + (int(sys.argv[2]) if len(sys.argv) > 2 else 1)):
        print(Program(seed).text() + END)
