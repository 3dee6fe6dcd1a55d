# threading: start, join, names, daemons, errors. [text only]
import threading
import time


def work(name, delay):
    time.sleep(delay)
    print(name, threading.current_thread().name)


class Mine(threading.Thread):
    def run(self):
        print("mine runs", self.name, self.is_alive())


def fails():
    raise ValueError("in a thread")


threads = [threading.Thread(target=work, args=(n, d)) for n, d in (("a", 0.4), ("b", 0.2))]
for thread in threads:
    print(thread.name, thread.is_alive(), thread.ident)
    thread.start()
print(threading.active_count(), threading.main_thread() is threading.current_thread())
for thread in threads:
    thread.join()
mine = Mine(name="special", daemon=True)
mine.start()
mine.join()
print(mine.daemon, mine.is_alive(), str(mine).split()[:3])
failing = threading.Thread(target=fails)
failing.start()
failing.join()
for wrong in (mine.start, threading.current_thread().join, threading.Thread().join):
    try:
        wrong()
    except RuntimeError as error:
        print(error)
slow = threading.Thread(target=work, args=("slow", 0.4))
slow.start()
slow.join(timeout=0.08)
print(slow.is_alive())
print("the program's end waits for it")
