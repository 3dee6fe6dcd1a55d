# Who is there.

import os as _os


class GetPassWarning(UserWarning):
    pass


def getuser():
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        if _os.environ.get(name):
            return _os.environ[name]
    return _os.getlogin()


def getpass(prompt="Password: ", stream=None):
    return input(prompt)
