"""Runs programs on CPython under the oracle, a fork each: serve.py FOLDER SEED...

FOLDER/SEED.py becomes SEED.txt, SEED.err, SEED.status and SEED.jsonl. LOOPSCOPE_ORACLE_LOG names
the file that the oracle writes a program's iterations to.
"""

import asyncio
import contextlib  # noqa: F401  (what every program imports is there before the fork)
import contextvars  # noqa: F401
import os
import signal
import sys

PATIENCE = 60  # seconds of real time



def _result(future):
    if future.cancelled():
        raise future._make_cancelled_error()
    return _result_of(future)


# The pure-Python Future.result() keeps its exception in a variable: a cycle that lets every frame
# that a cancellation has passed live on, as the one in C does not.
_result_of = asyncio.Future.result
_result.__qualname__ = "Future.result"
asyncio.Future.result = _result


_folder, *_seeds = sys.argv[1:]
_log = os.environ["LOOPSCOPE_ORACLE_LOG"]
_seed = None
for _seed in _seeds:
    if os.path.exists(_log):
        os.unlink(_log)
    _child = os.fork()
    if _child == 0:
        break
    _, _status = os.waitpid(_child, 0)
    with open(f"{_folder}/{_seed}.status", "w") as _file:
        _file.write(f"{os.waitstatus_to_exitcode(_status)}\n")
    if os.path.exists(_log):
        os.rename(_log, f"{_folder}/{_seed}.jsonl")
else:
    os._exit(0)

# The child: the program is the rest of this module, which ends as any program does.
signal.alarm(PATIENCE)
for _number, _suffix in ((1, "txt"), (2, "err")):
    os.dup2(os.open(f"{_folder}/{_seed}.{_suffix}", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644), _number)
with open(f"{_folder}/{_seed}.py", encoding="utf-8") as _file:
    _code = compile(_file.read(), f"{_seed}.py", "exec")
exec(_code)
