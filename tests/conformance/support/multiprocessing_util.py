"""What the tests take from multiprocessing.util: nothing of it outlives a test here."""


def _cleanup_tests():
    pass
