# queue.Queue between threads: bounded, joined, timed out. [text only]
import queue
import threading
import time

work = queue.Queue(maxsize=2)


def worker():
    while (item := work.get()) is not None:
        time.sleep(0.08)
        print("done", item)
        work.task_done()


thread = threading.Thread(target=worker)
thread.start()
for item in range(5):
    work.put(item)
work.join()
print("joined", work.qsize(), work.empty())
work.put(None)
thread.join()
for attempt in (
    lambda: queue.Queue().get(timeout=0.04),
    lambda: queue.Queue().get_nowait(),
    lambda: queue.LifoQueue().task_done(),
):
    try:
        attempt()
    except (queue.Empty, ValueError) as error:
        print(repr(error))
full = queue.Queue(1)
full.put(1)
try:
    full.put(2, timeout=0.04)
except queue.Full as error:
    print(repr(error), full.full())
ordered = queue.PriorityQueue()
for item in (3, 1, 2):
    ordered.put(item)
print([ordered.get() for _ in range(3)])
simple = queue.SimpleQueue()
threading.Timer(0.08, simple.put, ("later",)).start()
print(simple.get())
