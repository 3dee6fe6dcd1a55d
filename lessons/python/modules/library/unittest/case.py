import functools
import sys
import time
import traceback
from unittest.util import _common_shorten_repr, _count_diff_all_purpose, safe_repr, strclass

__unittest = True

_omitted = "\nDiff is %s characters long. Set self.maxDiff to None to see it."


class SkipTest(Exception):
    pass


class _ShouldStop(Exception):
    pass


class _Outcome:
    def __init__(self, result):
        self.expecting_failure = False
        self.result = result
        self.result_supports_subtests = hasattr(result, "addSubTest")
        self.success = True
        self.expectedFailure = None

    def run(self, case, function, subTest=False):
        """Calls the function; what it raises becomes the result's. True if nothing was."""
        before = self.success
        self.success = True
        try:
            function()
        except KeyboardInterrupt:
            raise
        except SkipTest as skipped:
            self.success = False
            self.result.addSkip(case, str(skipped))
        except _ShouldStop:
            pass
        except BaseException:
            details = sys.exc_info()
            if self.expecting_failure:
                self.expectedFailure = details
            else:
                self.success = False
                if subTest:
                    self.result.addSubTest(case.test_case, case, details)
                elif issubclass(details[0], case.failureException):
                    self.result.addFailure(case, details)
                else:
                    self.result.addError(case, details)
            details = None
        else:
            if subTest and self.success:
                self.result.addSubTest(case.test_case, case, None)
        passed = self.success
        self.success = self.success and before
        return passed


# Decorators.


def _same(thing):
    return thing


def skip(reason):
    def decorator(thing):
        if not isinstance(thing, type):

            @functools.wraps(thing)
            def wrapper(*args, **kwargs):
                raise SkipTest(reason)

            thing = wrapper
        thing.__unittest_skip__ = True
        thing.__unittest_skip_why__ = reason
        return thing

    if callable(reason) and not isinstance(reason, str):
        function, reason = reason, ""
        return decorator(function)
    return decorator


def skipIf(condition, reason):
    return skip(reason) if condition else _same


def skipUnless(condition, reason):
    return _same if condition else skip(reason)


def expectedFailure(test_item):
    test_item.__unittest_expecting_failure__ = True
    return test_item


_module_cleanups = []


def addModuleCleanup(function, /, *args, **kwargs):
    _module_cleanups.append((function, args, kwargs))


def enterModuleContext(cm):
    result = type(cm).__enter__(cm)
    addModuleCleanup(type(cm).__exit__, cm, None, None, None)
    return result


def doModuleCleanups():
    first = None
    while _module_cleanups:
        function, args, kwargs = _module_cleanups.pop()
        try:
            function(*args, **kwargs)
        except Exception as error:
            first = first or error
    if first is not None:
        raise first


# What assertRaises and its like give.


class _Context:
    def __init__(self, expected, test_case, expected_regex=None):
        self.expected = expected
        self.test_case = test_case
        if expected_regex is not None and isinstance(expected_regex, (str, bytes)):
            import re

            expected_regex = re.compile(expected_regex)
        self.expected_regex = expected_regex
        self.obj_name = None
        self.msg = None

    def _raiseFailure(self, standard):
        raise self.test_case.failureException(self.test_case._formatMessage(self.msg, standard))

    def handle(self, name, args, kwargs):
        try:
            kinds = self.expected if isinstance(self.expected, tuple) else (self.expected,)
            if not all(isinstance(kind, type) and issubclass(kind, self._base) for kind in kinds):
                raise TypeError("%s() arg 1 must be %s" % (name, self._base_text))
            if not args:
                self.msg = kwargs.pop("msg", None)
                if kwargs:
                    raise TypeError("%r is an invalid keyword argument for this function" % next(iter(kwargs)))
                return self
            function, *args = args
            self.obj_name = getattr(function, "__name__", None) or str(function)
            with self:
                function(*args, **kwargs)
        finally:
            self = None

    def _names(self):
        if isinstance(self.expected, tuple):
            return str(self.expected)
        return self.expected.__name__


class _RaisesContext(_Context):
    _base = BaseException
    _base_text = "an exception type or tuple of exception types"

    def __enter__(self):
        return self

    def __exit__(self, kind, value, tb):
        if kind is None:
            if self.obj_name:
                self._raiseFailure("%s not raised by %s" % (self._names(), self.obj_name))
            self._raiseFailure("%s not raised" % self._names())
        traceback.clear_frames(tb)
        if not issubclass(kind, self.expected):
            return False
        self.exception = value.with_traceback(None)
        if self.expected_regex is not None and not self.expected_regex.search(str(value)):
            self._raiseFailure('"%s" does not match "%s"' % (self.expected_regex.pattern, str(value)))
        return True

    def __class_getitem__(cls, item):
        return cls


class _WarnsContext(_Context):
    _base = Warning
    _base_text = "a warning type or tuple of warning types"

    def __enter__(self):
        import warnings

        self._catcher = warnings.catch_warnings(record=True)
        self.warnings = self._catcher.__enter__()
        warnings.simplefilter("always", self.expected if not isinstance(self.expected, tuple) else Warning)
        return self

    def __exit__(self, kind, value, tb):
        self._catcher.__exit__(kind, value, tb)
        if kind is not None:
            return
        first = None
        for each in self.warnings:
            message = each.message
            if not isinstance(message, self.expected):
                continue
            if first is None:
                first = message
            if self.expected_regex is not None and not self.expected_regex.search(str(message)):
                continue
            self.warning = message
            self.filename, self.lineno = each.filename, each.lineno
            return
        if first is not None:
            self._raiseFailure('"%s" does not match "%s"' % (self.expected_regex.pattern, str(first)))
        if self.obj_name:
            self._raiseFailure("%s not triggered by %s" % (self._names(), self.obj_name))
        self._raiseFailure("%s not triggered" % self._names())


class _LoggingWatcher(tuple):
    def __new__(cls, records, output):
        return super().__new__(cls, (records, output))

    records = property(lambda self: self[0])
    output = property(lambda self: self[1])


class _LogsContext:
    def __init__(self, test_case, logger, level, no_logs):
        import logging

        self.test_case, self.logger_name, self.no_logs = test_case, logger, no_logs
        self.level = logging._levels.get(level, level) if level else logging.INFO
        self.msg = None

    def __enter__(self):
        import logging

        named = self.logger_name
        logger = self.logger = named if isinstance(named, logging.Logger) else logging.getLogger(named)
        formatter = logging.Formatter("%(levelname)s:%(name)s:%(message)s")
        self.watcher = _LoggingWatcher([], [])
        watcher = self.watcher

        class Capturing(logging.Handler):
            def emit(self, record):
                watcher.records.append(record)
                watcher.output.append(self.format(record))

        handler = Capturing()
        handler.setLevel(self.level)
        handler.setFormatter(formatter)
        self._before = logger.handlers[:], logger.level, logger.propagate
        logger.handlers = [handler]
        logger.setLevel(self.level)
        logger.propagate = False
        return None if self.no_logs else watcher

    def __exit__(self, kind, value, tb):
        import logging

        self.logger.handlers, level, self.logger.propagate = self._before
        self.logger.setLevel(level)
        if kind is not None:
            return False
        fail = self.test_case.failureException
        if self.no_logs:
            if self.watcher.records:
                raise fail("Unexpected logs found: %r" % (self.watcher.output,))
        elif not self.watcher.records:
            raise fail("no logs of level %s or higher triggered on %s"
                       % (logging.getLevelName(self.level), self.logger.name))


class TestCase:
    failureException = AssertionError
    longMessage = True
    maxDiff = 80 * 8
    _diffThreshold = 2**16
    _class_cleanups = []

    def __init_subclass__(cls, *args, **kwargs):
        cls._classSetupFailed = False
        cls._class_cleanups = []
        super().__init_subclass__(*args, **kwargs)

    def __init__(self, methodName="runTest"):
        self._testMethodName = methodName
        self._outcome = None
        self._testMethodDoc = "No test"
        self._cleanups = []
        self._subtest = None
        self._type_equality_funcs = {
            dict: "assertDictEqual", list: "assertListEqual", tuple: "assertTupleEqual",
            set: "assertSetEqual", frozenset: "assertSetEqual", str: "assertMultiLineEqual",
        }
        try:
            method = getattr(self, methodName)
        except AttributeError:
            if methodName != "runTest":
                raise ValueError("no such test method in %s: %s" % (self.__class__, methodName)) from None
        else:
            self._testMethodDoc = method.__doc__

    # The frame of a test.

    def setUp(self):
        pass

    def tearDown(self):
        pass

    @classmethod
    def setUpClass(cls):
        pass

    @classmethod
    def tearDownClass(cls):
        pass

    def addTypeEqualityFunc(self, typeobj, function):
        self._type_equality_funcs[typeobj] = function

    def addCleanup(self, function, /, *args, **kwargs):
        self._cleanups.append((function, args, kwargs))

    def enterContext(self, cm):
        result = type(cm).__enter__(cm)
        self.addCleanup(type(cm).__exit__, cm, None, None, None)
        return result

    @classmethod
    def addClassCleanup(cls, function, /, *args, **kwargs):
        cls._class_cleanups.append((function, args, kwargs))

    @classmethod
    def enterClassContext(cls, cm):
        result = type(cm).__enter__(cm)
        cls.addClassCleanup(type(cm).__exit__, cm, None, None, None)
        return result

    @classmethod
    def doClassCleanups(cls):
        cls.tearDown_exceptions = []
        while cls._class_cleanups:
            function, args, kwargs = cls._class_cleanups.pop()
            try:
                function(*args, **kwargs)
            except Exception:
                cls.tearDown_exceptions.append(sys.exc_info())

    def countTestCases(self):
        return 1

    def defaultTestResult(self):
        from unittest.runner import TestResult

        return TestResult()

    def shortDescription(self):
        doc = self._testMethodDoc
        return doc.strip().split("\n")[0].strip() if doc else None

    def id(self):
        return "%s.%s" % (strclass(self.__class__), self._testMethodName)

    def __eq__(self, other):
        if type(self) is not type(other):
            return NotImplemented
        return self._testMethodName == other._testMethodName

    def __hash__(self):
        return hash((type(self), self._testMethodName))

    def __str__(self):
        return "%s (%s.%s)" % (self._testMethodName, strclass(self.__class__), self._testMethodName)

    def __repr__(self):
        return "<%s testMethod=%s>" % (strclass(self.__class__), self._testMethodName)

    def subTest(self, msg=None, **params):
        return _SubTestContext(self, msg, params)

    def _callSetUp(self):
        self.setUp()

    def _callTestMethod(self, method):
        if method() is not None:
            import warnings

            warnings.warn("It is deprecated to return a value that is not None from a test case (%s)"
                          % (method,), DeprecationWarning, stacklevel=3)

    def _callTearDown(self):
        self.tearDown()

    def _callCleanup(self, function, /, *args, **kwargs):
        function(*args, **kwargs)

    def run(self, result=None):
        stop = None
        if result is None:
            result = self.defaultTestResult()
            getattr(result, "startTestRun", _nothing)()
            stop = getattr(result, "stopTestRun", _nothing)
        try:
            result.startTest(self)
            try:
                return self._run(result)
            finally:
                result.stopTest(self)
        finally:
            if stop is not None:
                stop()

    def _run(self, result):
        method = getattr(self, self._testMethodName)
        if getattr(self.__class__, "__unittest_skip__", False) or getattr(method, "__unittest_skip__", False):
            result.addSkip(self, getattr(self.__class__, "__unittest_skip_why__", "")
                           or getattr(method, "__unittest_skip_why__", ""))
            return result
        expecting = (getattr(self, "__unittest_expecting_failure__", False)
                     or getattr(method, "__unittest_expecting_failure__", False))
        outcome = _Outcome(result)
        try:
            self._outcome = outcome
            outcome.run(self, self._callSetUp)
            if outcome.success:
                outcome.expecting_failure = expecting
                outcome.run(self, lambda: self._callTestMethod(method))
                outcome.expecting_failure = False
                outcome.run(self, self._callTearDown)
            self.doCleanups()
            if outcome.success:
                if not expecting:
                    result.addSuccess(self)
                elif outcome.expectedFailure:
                    result.addExpectedFailure(self, outcome.expectedFailure)
                else:
                    result.addUnexpectedSuccess(self)
            return result
        finally:
            outcome.expectedFailure = None
            self._outcome = None

    def doCleanups(self):
        outcome = self._outcome or _Outcome(None)
        while self._cleanups:
            function, args, kwargs = self._cleanups.pop()
            if outcome.result is None:
                self._callCleanup(function, *args, **kwargs)
            else:
                outcome.run(self, lambda: self._callCleanup(function, *args, **kwargs))
        return outcome.success

    def __call__(self, *args, **kwds):
        return self.run(*args, **kwds)

    def debug(self):
        method = getattr(self, self._testMethodName)
        if getattr(self.__class__, "__unittest_skip__", False) or getattr(method, "__unittest_skip__", False):
            raise SkipTest(getattr(self.__class__, "__unittest_skip_why__", "")
                           or getattr(method, "__unittest_skip_why__", ""))
        self._callSetUp()
        self._callTestMethod(method)
        self._callTearDown()
        while self._cleanups:
            function, args, kwargs = self._cleanups.pop()
            self._callCleanup(function, *args, **kwargs)

    def skipTest(self, reason):
        raise SkipTest(reason)

    # Assertions.

    def _formatMessage(self, msg, standard):
        if not self.longMessage:
            return msg or standard
        if msg is None:
            return standard
        return "%s : %s" % (standard, msg)

    def _fail(self, msg, standard):
        raise self.failureException(self._formatMessage(msg, standard))

    def _truncateMessage(self, message, diff):
        if self.maxDiff is None or len(diff) <= self.maxDiff:
            return message + diff
        return message + _omitted % len(diff)

    def fail(self, msg=None):
        raise self.failureException(msg)

    def assertTrue(self, expr, msg=None):
        if not expr:
            self._fail(msg, "%s is not true" % safe_repr(expr))

    def assertFalse(self, expr, msg=None):
        if expr:
            self._fail(msg, "%s is not false" % safe_repr(expr))

    def assertEqual(self, first, second, msg=None):
        method = None
        if type(first) is type(second):
            method = self._type_equality_funcs.get(type(first))
        if method is None:
            self._baseAssertEqual(first, second, msg=msg)
        elif isinstance(method, str):
            getattr(self, method)(first, second, msg=msg)
        else:
            method(first, second, msg=msg)

    def _baseAssertEqual(self, first, second, msg=None):
        if not first == second:
            self._fail(msg, "%s != %s" % _common_shorten_repr(first, second))

    def assertNotEqual(self, first, second, msg=None):
        if not first != second:
            self._fail(msg, "%s == %s" % (safe_repr(first), safe_repr(second)))

    def assertIs(self, expr1, expr2, msg=None):
        if expr1 is not expr2:
            self._fail(msg, "%s is not %s" % (safe_repr(expr1), safe_repr(expr2)))

    def assertIsNot(self, expr1, expr2, msg=None):
        if expr1 is expr2:
            self._fail(msg, "unexpectedly identical: %s" % safe_repr(expr1))

    def assertIsNone(self, obj, msg=None):
        if obj is not None:
            self._fail(msg, "%s is not None" % safe_repr(obj))

    def assertIsNotNone(self, obj, msg=None):
        if obj is None:
            self._fail(msg, "unexpectedly None")

    def assertIn(self, member, container, msg=None):
        if member not in container:
            self._fail(msg, "%s not found in %s" % (safe_repr(member), safe_repr(container)))

    def assertNotIn(self, member, container, msg=None):
        if member in container:
            self._fail(msg, "%s unexpectedly found in %s" % (safe_repr(member), safe_repr(container)))

    def assertIsInstance(self, obj, cls, msg=None):
        if not isinstance(obj, cls):
            self._fail(msg, "%s is not an instance of %r" % (safe_repr(obj), cls))

    def assertNotIsInstance(self, obj, cls, msg=None):
        if isinstance(obj, cls):
            self._fail(msg, "%s is an instance of %r" % (safe_repr(obj), cls))

    def assertLess(self, a, b, msg=None):
        if not a < b:
            self._fail(msg, "%s not less than %s" % (safe_repr(a), safe_repr(b)))

    def assertLessEqual(self, a, b, msg=None):
        if not a <= b:
            self._fail(msg, "%s not less than or equal to %s" % (safe_repr(a), safe_repr(b)))

    def assertGreater(self, a, b, msg=None):
        if not a > b:
            self._fail(msg, "%s not greater than %s" % (safe_repr(a), safe_repr(b)))

    def assertGreaterEqual(self, a, b, msg=None):
        if not a >= b:
            self._fail(msg, "%s not greater than or equal to %s" % (safe_repr(a), safe_repr(b)))

    def assertAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        if first == second:
            return
        if delta is not None and places is not None:
            raise TypeError("specify delta or places not both")
        difference = abs(first - second)
        if delta is not None:
            if difference <= delta:
                return
            within = "within %s delta" % safe_repr(delta)
        else:
            places = 7 if places is None else places
            if round(difference, places) == 0:
                return
            within = "within %r places" % places
        self._fail(msg, "%s != %s %s (%s difference)"
                   % (safe_repr(first), safe_repr(second), within, safe_repr(difference)))

    def assertNotAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        if delta is not None and places is not None:
            raise TypeError("specify delta or places not both")
        difference = abs(first - second)
        if delta is not None:
            if not first == second and difference > delta:
                return
            within = "within %s delta (%s difference)" % (safe_repr(delta), safe_repr(difference))
        else:
            places = 7 if places is None else places
            if not first == second and round(difference, places) != 0:
                return
            within = "within %r places" % places
        self._fail(msg, "%s == %s %s" % (safe_repr(first), safe_repr(second), within))

    def assertSequenceEqual(self, first, second, msg=None, seq_type=None):
        name = "sequence" if seq_type is None else seq_type.__name__
        if seq_type is not None:
            for which, value in (("First", first), ("Second", second)):
                if not isinstance(value, seq_type):
                    raise self.failureException(
                        "%s sequence is not a %s: %s" % (which, name, safe_repr(value)))
        if first == second:
            return
        text = "%ss differ: %s != %s\n" % ((name.capitalize(),) + _common_shorten_repr(first, second))
        shorter = min(len(first), len(second))
        for i in range(shorter):
            if first[i] != second[i]:
                text += "\nFirst differing element %d:\n%s\n%s\n" % (
                    (i,) + _common_shorten_repr(first[i], second[i]))
                break
        else:
            if len(first) == len(second) and seq_type is None and type(first) is not type(second):
                return
        if len(first) > len(second):
            text += "\nFirst %s contains %d additional elements.\n" % (name, len(first) - shorter)
            text += "First extra element %d:\n%s\n" % (shorter, safe_repr(first[shorter]))
        elif len(first) < len(second):
            text += "\nSecond %s contains %d additional elements.\n" % (name, len(second) - shorter)
            text += "First extra element %d:\n%s\n" % (shorter, safe_repr(second[shorter]))
        import pprint

        self._fail_with_diff(msg, text, pprint.pformat(first).splitlines(), pprint.pformat(second).splitlines())

    def _fail_with_diff(self, msg, text, first, second):
        import difflib

        diff = "\n" + "\n".join(difflib.ndiff(first, second))
        self.fail(self._formatMessage(msg, self._truncateMessage(text, diff)))

    def assertListEqual(self, list1, list2, msg=None):
        self.assertSequenceEqual(list1, list2, msg, seq_type=list)

    def assertTupleEqual(self, tuple1, tuple2, msg=None):
        self.assertSequenceEqual(tuple1, tuple2, msg, seq_type=tuple)

    def assertSetEqual(self, set1, set2, msg=None):
        parts = []
        for title, one, two in (("first", set1, set2), ("second", set2, set1)):
            try:
                rest = one.difference(two)
            except (TypeError, AttributeError) as error:
                self.fail("invalid type when attempting set difference: %s" % error)
            if rest:
                parts.append("Items in the %s set but not the %s:" % (
                    title, "second" if title == "first" else "first"))
                parts.extend(repr(item) for item in rest)
        if parts:
            self._fail(msg, "\n".join(parts))

    def assertDictEqual(self, d1, d2, msg=None):
        self.assertIsInstance(d1, dict, "First argument is not a dictionary")
        self.assertIsInstance(d2, dict, "Second argument is not a dictionary")
        if d1 != d2:
            import pprint

            self._fail_with_diff(msg, "%s != %s" % _common_shorten_repr(d1, d2),
                                 pprint.pformat(d1).splitlines(), pprint.pformat(d2).splitlines())

    def assertCountEqual(self, first, second, msg=None):
        differences = _count_diff_all_purpose(first, second)
        if differences:
            lines = ["First has %d, Second has %d:  %r" % each for each in differences]
            self.fail(self._formatMessage(
                msg, self._truncateMessage("Element counts were not equal:\n", "\n".join(lines))))

    def assertMultiLineEqual(self, first, second, msg=None):
        self.assertIsInstance(first, str, "First argument is not a string")
        self.assertIsInstance(second, str, "Second argument is not a string")
        if first == second:
            return
        if len(first) > self._diffThreshold or len(second) > self._diffThreshold:
            self._baseAssertEqual(first, second, msg)
        import difflib

        one, two = first.splitlines(keepends=True), second.splitlines(keepends=True)
        if len(one) == 1 and first.strip("\r\n") == first:
            one, two = [first + "\n"], [second + "\n"]
        diff = "\n" + "".join(difflib.ndiff(one, two))
        text = "%s != %s" % _common_shorten_repr(first, second)
        self.fail(self._formatMessage(msg, self._truncateMessage(text, diff)))

    def assertRegex(self, text, expected_regex, msg=None):
        import re

        pattern = re.compile(expected_regex)
        if not pattern.search(text):
            self._fail(msg, "Regex didn't match: %r not found in %r" % (pattern.pattern, text))

    def assertNotRegex(self, text, unexpected_regex, msg=None):
        import re

        pattern = re.compile(unexpected_regex)
        found = pattern.search(text)
        if found:
            self._fail(msg, "Regex matched: %r matches %r in %r" % (
                text[found.start() : found.end()], pattern.pattern, text))

    def assertRaises(self, expected_exception, *args, **kwargs):
        return _RaisesContext(expected_exception, self).handle("assertRaises", args, kwargs)

    def assertRaisesRegex(self, expected_exception, expected_regex, *args, **kwargs):
        return _RaisesContext(expected_exception, self, expected_regex).handle("assertRaisesRegex", args, kwargs)

    def assertWarns(self, expected_warning, *args, **kwargs):
        return _WarnsContext(expected_warning, self).handle("assertWarns", args, kwargs)

    def assertWarnsRegex(self, expected_warning, expected_regex, *args, **kwargs):
        return _WarnsContext(expected_warning, self, expected_regex).handle("assertWarnsRegex", args, kwargs)

    def assertLogs(self, logger=None, level=None):
        return _LogsContext(self, logger, level, False)

    def assertNoLogs(self, logger=None, level=None):
        return _LogsContext(self, logger, level, True)

    failUnlessEqual = assertEquals = assertEqual
    assert_ = assertTrue


def _nothing(*args):
    pass


class FunctionTestCase(TestCase):
    def __init__(self, testFunc, setUp=None, tearDown=None, description=None):
        super().__init__()
        self._setUpFunc, self._tearDownFunc = setUp, tearDown
        self._testFunc, self._description = testFunc, description

    def setUp(self):
        if self._setUpFunc is not None:
            self._setUpFunc()

    def tearDown(self):
        if self._tearDownFunc is not None:
            self._tearDownFunc()

    def runTest(self):
        self._testFunc()

    def id(self):
        return self._testFunc.__name__

    def __str__(self):
        return "%s (%s)" % (strclass(self.__class__), self._testFunc.__name__)


class _SubTestContext:
    def __init__(self, case, msg, params):
        self.case, self.msg, self.params = case, msg, params

    def __enter__(self):
        case = self.case
        self.active = case._outcome is not None and case._outcome.result_supports_subtests
        if not self.active:
            return
        self.before = case._subtest
        params = dict(self.before.params) if self.before is not None else {}
        params.update(self.params)
        case._subtest = _SubTest(case, self.msg, params)

    def __exit__(self, kind, value, tb):
        if not self.active:
            return False
        case = self.case
        outcome = case._outcome
        subtest = case._subtest
        case._subtest = self.before
        if kind is not None and not issubclass(kind, Exception):
            return False
        if kind is not None and issubclass(kind, _ShouldStop):
            return False


        before = outcome.success
        outcome.success = True
        if kind is None:
            outcome.result.addSubTest(case, subtest, None)
        elif issubclass(kind, SkipTest):
            outcome.result.addSkip(subtest, str(value))
        elif outcome.expecting_failure:
            outcome.expectedFailure = (kind, value, tb)
        else:
            outcome.success = False
            outcome.result.addSubTest(case, subtest, (kind, value, tb))
        passed = outcome.success
        outcome.success = passed and before
        if not passed and getattr(outcome.result, "failfast", False):
            raise _ShouldStop
        if outcome.expectedFailure:
            raise _ShouldStop
        return True


class _SubTest(TestCase):
    def __init__(self, test_case, message, params):
        super().__init__()
        self._message, self.test_case, self.params = message, test_case, params
        self.failureException = test_case.failureException

    def runTest(self):
        raise NotImplementedError("subtests cannot be run directly")

    def _subDescription(self):
        parts = []
        if self._message is not None:
            parts.append("[%s]" % self._message)
        if self.params:
            parts.append("(%s)" % ", ".join("%s=%r" % pair for pair in self.params.items()))
        return " ".join(parts) or "(<subtest>)"

    def id(self):
        return "%s %s" % (self.test_case.id(), self._subDescription())

    def shortDescription(self):
        return self.test_case.shortDescription()

    def __str__(self):
        return "%s %s" % (self.test_case, self._subDescription())
