"""Python imports this by itself when this folder is on PYTHONPATH (without the oracle's): what the
packages here ask of the lessons' machine that CPython does not have."""

import posix

# Seconds of a call and bytes a second; here files are real, and as fast as they are.
posix._disk_times = lambda: (0.0, 0)
