# threading's Lock, RLock, Condition, Event, Semaphore, Barrier, local. [text only]
import threading
import time

lock = threading.Lock()
print(lock.acquire(), lock.locked(), lock.acquire(False), lock.acquire(timeout=0.04))
lock.release()
try:
    lock.release()
except RuntimeError as error:
    print(error)
again = threading.RLock()
with again, again:
    print("twice")

items, condition = [], threading.Condition()


def consume(name):
    with condition:
        condition.wait_for(lambda: items)
        print(name, items.pop(0))


consumers = [threading.Thread(target=consume, args=(n,)) for n in "ab"]
for thread in consumers:
    thread.start()
time.sleep(0.08)
for item in range(2):
    with condition:
        items.append(item)
        condition.notify()
    time.sleep(0.08)
for thread in consumers:
    thread.join()

event, semaphore, barrier = threading.Event(), threading.Semaphore(2), threading.Barrier(3)
here = threading.local()


def meet(number):
    here.number = number
    event.wait()
    with semaphore:
        time.sleep(0.08)
    barrier.wait()
    assert here.number == number


threads = [threading.Thread(target=meet, args=(n,)) for n in range(3)]
for thread in threads:
    thread.start()
print(event.is_set(), event.wait(0.04), hasattr(here, "number"))
event.set()
for thread in threads:
    thread.join()
print(barrier.n_waiting, barrier.broken, semaphore._value)
timer = threading.Timer(0.08, print, ("timer",))
timer.start()
timer.join()
cancelled = threading.Timer(5, print, ("never",))
cancelled.start()
cancelled.cancel()
cancelled.join()
