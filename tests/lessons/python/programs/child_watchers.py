"""Child watchers: who says when a process has ended."""
import asyncio
import subprocess
import warnings


async def run(number):
    process = await asyncio.create_subprocess_exec("sh", "-c", f"exit {number}")
    return await process.wait()


def ended(pid, returncode, name, loop):
    print("ended", name, returncode)
    loop.stop()


def use(kind):
    watcher = kind()
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    print(kind.__name__, kind.__module__, watcher.is_active())
    watcher.attach_loop(loop)
    asyncio.set_child_watcher(watcher)
    print(asyncio.get_child_watcher() is watcher, watcher.is_active())
    print(loop.run_until_complete(run(3)))
    asyncio.set_child_watcher(None)
    loop.close()
    asyncio.set_event_loop(None)


def by_hand():
    watcher = asyncio.SafeChildWatcher()
    loop = asyncio.new_event_loop()
    watcher.attach_loop(loop)
    with watcher:
        process = subprocess.Popen(["sh", "-c", "exit 4"])
        watcher.add_child_handler(process.pid, ended, "by hand", loop)
    loop.run_forever()
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        other = subprocess.Popen(["sh", "-c", "sleep 0.2; exit 5"])
        watcher.add_child_handler(other.pid, ended, "never", loop)
        watcher.attach_loop(None)
    print([str(each.message) for each in caught])
    print(watcher.remove_child_handler(other.pid), watcher.remove_child_handler(other.pid))
    print(other.wait())
    loop.close()


def refused():
    loop = asyncio.new_event_loop()
    asyncio.set_child_watcher(asyncio.SafeChildWatcher())
    try:
        loop.run_until_complete(run(0))
    except RuntimeError as error:
        print(error)
    asyncio.set_child_watcher(None)
    loop.close()
    for name in ("attach_loop", "is_active", "close"):
        try:
            getattr(asyncio.AbstractChildWatcher(), name)(*[None] * (name == "attach_loop"))
        except NotImplementedError as error:
            print(name, repr(error))
    try:
        asyncio.set_child_watcher("nobody")
    except AssertionError as error:
        print("AssertionError")


print(type(asyncio.get_child_watcher()).__name__)
for each in (asyncio.SafeChildWatcher, asyncio.FastChildWatcher, asyncio.MultiLoopChildWatcher, asyncio.ThreadedChildWatcher):
    use(each)
by_hand()
refused()
