# concurrent.futures without a loop: wait, as_completed, callbacks, cancel. [text only]
import concurrent.futures
import time


def job(delay, fails=False):
    time.sleep(delay)
    if fails:
        raise KeyError(delay)
    return delay


with concurrent.futures.ThreadPoolExecutor(max_workers=3) as pool:
    futures = [pool.submit(job, delay) for delay in (0.6, 0.2, 0.4)]
    for future in concurrent.futures.as_completed(futures):
        print(future.result())
    futures = [pool.submit(job, 0.2), pool.submit(job, 0.4, True), pool.submit(job, 0.8)]
    done, rest = concurrent.futures.wait(futures, return_when="FIRST_COMPLETED")
    print(len(done), len(rest))
    done, rest = concurrent.futures.wait(futures, return_when="FIRST_EXCEPTION")
    print(len(done), len(rest), repr(futures[1].exception()))
    futures[2].add_done_callback(lambda future: print("callback", future.result()))
    try:
        futures[2].result(timeout=0.04)
    except TimeoutError as error:
        print(repr(error))
    print(futures[2].running(), futures[2].cancel())
    waiting = [pool.submit(job, 0.2) for _ in range(5)]
    print(waiting[-1].cancel(), waiting[-1].cancelled())
    try:
        waiting[-1].result()
    except concurrent.futures.CancelledError as error:
        print(repr(error))
plain = concurrent.futures.Future()
plain.set_result(3)
try:
    plain.set_result(4)
except concurrent.futures.InvalidStateError as error:
    print(str(error).split(" at ")[0])
