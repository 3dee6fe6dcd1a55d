"""Python imports this by itself when this folder is on PYTHONPATH: the oracle gets hold of the
interpreter before the program starts, and the program runs as `python3 PROGRAM.py` runs it.

Observes nothing unless LOOPSCOPE_ORACLE_LOG names the file that the iterations go to.
"""

import os
import posix

# The lessons' aiofiles asks the simulated world how slow its disk is; a real one is as slow as it is.
posix._disk_times = lambda: (0.0, 0.0)

if os.environ.get("LOOPSCOPE_ORACLE_LOG"):
    import loopscope_oracle

    loopscope_oracle.install(
        log_path=os.environ["LOOPSCOPE_ORACLE_LOG"],
        seed=int(os.environ.get("LOOPSCOPE_ORACLE_SEED", "0")),
    )
