"""Module tty, for tests that import it: there are no terminals here."""


def setraw(fd, when=2):
    raise NotImplementedError("terminals")


setcbreak = setraw
