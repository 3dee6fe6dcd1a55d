"""test.support.script_helper: there are no processes to run scripts in."""

import unittest


def assert_python_ok(*arguments, **environment):
    raise unittest.SkipTest("starts another interpreter")


assert_python_failure = assert_python_ok
