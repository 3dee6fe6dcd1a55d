import sys
import time
import traceback
from unittest.case import TestCase, _SubTest, doModuleCleanups
from unittest.util import strclass

__unittest = True


class TestResult:
    _previousTestClass = None
    _testRunEntered = False
    _moduleSetUpFailed = False

    def __init__(self, stream=None, descriptions=None, verbosity=None):
        self.failfast = False
        self.failures, self.errors, self.skipped = [], [], []
        self.expectedFailures, self.unexpectedSuccesses = [], []
        self.testsRun = 0
        self.shouldStop = self.buffer = self.tb_locals = False
        self._mirrorOutput = False

    def printErrors(self):
        pass

    def startTest(self, test):
        self.testsRun += 1
        self._mirrorOutput = False

    def stopTest(self, test):
        pass

    def startTestRun(self):
        pass

    def stopTestRun(self):
        pass

    def _may_stop(self):
        if self.failfast:
            self.stop()

    def addError(self, test, err):
        self._may_stop()
        self.errors.append((test, self._exc_info_to_string(err, test)))

    def addFailure(self, test, err):
        self._may_stop()
        self.failures.append((test, self._exc_info_to_string(err, test)))

    def addSubTest(self, test, subtest, err):
        if err is not None:
            self._may_stop()
            kept = self.failures if issubclass(err[0], test.failureException) else self.errors
            kept.append((subtest, self._exc_info_to_string(err, test)))

    def addSuccess(self, test):
        pass

    def addSkip(self, test, reason):
        self.skipped.append((test, reason))

    def addExpectedFailure(self, test, err):
        self.expectedFailures.append((test, self._exc_info_to_string(err, test)))

    def addUnexpectedSuccess(self, test):
        self._may_stop()
        self.unexpectedSuccesses.append(test)

    def wasSuccessful(self):
        return not (self.failures or self.errors or self.unexpectedSuccesses)

    def stop(self):
        self.shouldStop = True

    def _exc_info_to_string(self, err, test):
        kind, value, tb = err
        tb = self._cleaned(kind, value, tb, test)
        return "".join(traceback.TracebackException(
            kind, value, tb, capture_locals=self.tb_locals, compact=True).format())

    def _cleaned(self, kind, value, tb, test):
        """Without the entries of this package, in it and in the exceptions it leads to."""
        result = None
        first = True
        waiting = [(kind, value, tb)]
        seen = {id(value)}
        while waiting:
            kind, value, tb = waiting.pop()
            while tb and "__unittest" in tb.tb_frame.f_globals:
                tb = tb.tb_next
            if kind is test.failureException:
                last = None
                at = tb
                while at and "__unittest" not in at.tb_frame.f_globals:
                    last, at = at, at.tb_next
                if last is not None and at is not None:
                    last.tb_next = None
            if first:
                result = tb
                first = False
            else:
                value.__traceback__ = tb
            if value is not None:
                for other in (value.__cause__, value.__context__):
                    if other is not None and id(other) not in seen:
                        waiting.append((type(other), other, other.__traceback__))
                        seen.add(id(other))
        return result

    def __repr__(self):
        return "<%s run=%i errors=%i failures=%i>" % (
            strclass(self.__class__), self.testsRun, len(self.errors), len(self.failures))


class _Stream:
    def __init__(self, stream):
        self.stream = stream

    def __getattr__(self, name):
        if name in ("stream", "__getstate__"):
            raise AttributeError(name)
        return getattr(self.stream, name)

    def writeln(self, text=None):
        if text:
            self.write(text)
        self.write("\n")


_WritelnDecorator = _Stream


class TextTestResult(TestResult):
    separator1 = "=" * 70
    separator2 = "-" * 70

    def __init__(self, stream, descriptions, verbosity):
        super().__init__(stream, descriptions, verbosity)
        self.stream, self.descriptions = stream, descriptions
        self.showAll, self.dots = verbosity > 1, verbosity == 1
        self._newline = True

    def getDescription(self, test):
        first = test.shortDescription()
        if self.descriptions and first:
            return "\n".join((str(test), first))
        return str(test)

    def startTest(self, test):
        super().startTest(test)
        if self.showAll:
            self.stream.write(self.getDescription(test))
            self.stream.write(" ... ")
            self.stream.flush()
            self._newline = False

    def _say(self, word, letter, test=None):
        if self.showAll:
            if test is not None:
                self._write_status(test, word)
            else:
                self.stream.writeln(word)
            self._newline = True
        elif self.dots:
            self.stream.write(letter)
            self.stream.flush()

    def _write_status(self, test, status):
        if isinstance(test, _SubTest) or self._newline:
            if not self._newline:
                self.stream.writeln()
            if isinstance(test, _SubTest):
                self.stream.write("  ")
            self.stream.write(self.getDescription(test))
            self.stream.write(" ... ")
        self.stream.writeln(status)
        self.stream.flush()
        self._newline = True

    def addSubTest(self, test, subtest, err):
        if err is not None:
            failed = issubclass(err[0], subtest.failureException)
            self._say("FAIL" if failed else "ERROR", "F" if failed else "E", subtest)
        super().addSubTest(test, subtest, err)

    def addSuccess(self, test):
        super().addSuccess(test)
        self._say("ok", ".", test)

    def addError(self, test, err):
        super().addError(test, err)
        self._say("ERROR", "E", test)

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self._say("FAIL", "F", test)

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self._say("skipped {0!r}".format(reason), "s", test)

    def addExpectedFailure(self, test, err):
        super().addExpectedFailure(test, err)
        self._say("expected failure", "x")

    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        self._say("unexpected success", "u")

    def printErrors(self):
        if self.dots or self.showAll:
            self.stream.writeln()
            self.stream.flush()
        self.printErrorList("ERROR", self.errors)
        self.printErrorList("FAIL", self.failures)
        if self.unexpectedSuccesses:
            self.stream.writeln(self.separator1)
            for test in self.unexpectedSuccesses:
                self.stream.writeln("UNEXPECTED SUCCESS: " + self.getDescription(test))
            self.stream.flush()

    def printErrorList(self, flavour, errors):
        for test, text in errors:
            self.stream.writeln(self.separator1)
            self.stream.writeln("%s: %s" % (flavour, self.getDescription(test)))
            self.stream.writeln(self.separator2)
            self.stream.writeln("%s" % text)
            self.stream.flush()


class TextTestRunner:
    resultclass = TextTestResult

    def __init__(self, stream=None, descriptions=True, verbosity=1, failfast=False, buffer=False,
                 resultclass=None, warnings=None, *, tb_locals=False):
        self.stream = _Stream(sys.stderr if stream is None else stream)
        self.descriptions, self.verbosity, self.failfast = descriptions, verbosity, failfast
        self.buffer, self.tb_locals, self.warnings = buffer, tb_locals, warnings
        if resultclass is not None:
            self.resultclass = resultclass

    def _makeResult(self):
        return self.resultclass(self.stream, self.descriptions, self.verbosity)

    def run(self, test):
        result = self._makeResult()
        result.failfast, result.buffer, result.tb_locals = self.failfast, self.buffer, self.tb_locals
        start = time.perf_counter()
        getattr(result, "startTestRun", lambda: None)()
        try:
            test(result)
        finally:
            getattr(result, "stopTestRun", lambda: None)()
        taken = time.perf_counter() - start
        result.printErrors()
        self.stream.writeln(result.separator2 if hasattr(result, "separator2") else "-" * 70)
        run = result.testsRun
        self.stream.writeln("Ran %d test%s in %.3fs" % (run, "" if run == 1 else "s", taken))
        self.stream.writeln()
        infos = []
        if result.wasSuccessful():
            self.stream.write("OK")
        else:
            self.stream.write("FAILED")
            for name, kept in (("failures", result.failures), ("errors", result.errors)):
                if kept:
                    infos.append("%s=%d" % (name, len(kept)))
        for name, kept in (("skipped", result.skipped), ("expected failures", result.expectedFailures),
                           ("unexpected successes", result.unexpectedSuccesses)):
            if kept:
                infos.append("%s=%d" % (name, len(kept)))
        if infos:
            self.stream.writeln(" (%s)" % ", ".join(infos))
        else:
            self.stream.write("\n")
        self.stream.flush()
        return result


# Suites.


class BaseTestSuite:
    def __init__(self, tests=()):
        self._tests = []
        self.addTests(tests)

    def __repr__(self):
        return "<%s tests=%s>" % (strclass(self.__class__), list(self))

    def __eq__(self, other):
        if not isinstance(other, self.__class__):
            return NotImplemented
        return list(self) == list(other)

    __hash__ = None

    def __iter__(self):
        return iter(self._tests)

    def countTestCases(self):
        return sum(each.countTestCases() for each in self)

    def addTest(self, test):
        if not callable(test):
            raise TypeError("%r is not callable" % (repr(test),))
        if isinstance(test, type) and issubclass(test, (TestCase, TestSuite)):
            raise TypeError("TestCases and TestSuites must be instantiated before passing them to addTest()")
        self._tests.append(test)

    def addTests(self, tests):
        if isinstance(tests, str):
            raise TypeError("tests must be an iterable of tests, not a string")
        for each in tests:
            self.addTest(each)

    def run(self, result):
        for each in self:
            if result.shouldStop:
                break
            each(result)
        return result

    def __call__(self, *args, **kwds):
        return self.run(*args, **kwds)


class _ErrorHolder:
    failureException = None

    def __init__(self, description):
        self.description = description

    def id(self):
        return self.description

    def shortDescription(self):
        return None

    def __str__(self):
        return self.description

    def countTestCases(self):
        return 0


class TestSuite(BaseTestSuite):
    """Runs its tests, and what a class or module wants before and after them."""

    def run(self, result, debug=False):
        top = not result._testRunEntered
        result._testRunEntered = True
        for test in self:
            if result.shouldStop:
                break
            if not isinstance(test, BaseTestSuite):
                self._leave_class(test, result)
                self._enter_module(test, result)
                self._enter_class(test, result)
                result._previousTestClass = test.__class__
                if getattr(test.__class__, "_classSetupFailed", False) or result._moduleSetUpFailed:
                    continue
            test(result)
        if top:
            self._leave_class(None, result)
            self._leave_module(result)
            result._testRunEntered = False
        return result

    def _attempt(self, result, what, function):
        try:
            function()
            return True
        except BaseException as error:
            from unittest.case import SkipTest

            if isinstance(error, KeyboardInterrupt):
                raise
            holder = _ErrorHolder(what)
            if isinstance(error, SkipTest):
                result.addSkip(holder, str(error))
            else:
                result.addError(holder, sys.exc_info())
            return False

    def _enter_class(self, test, result):
        current = test.__class__
        if current == result._previousTestClass or result._moduleSetUpFailed:
            return
        if getattr(current, "__unittest_skip__", False):
            return
        current._classSetupFailed = False
        setup = getattr(current, "setUpClass", None)
        if setup is not None:
            name = "setUpClass (%s)" % strclass(current)
            current._classSetupFailed = not self._attempt(result, name, setup)
            if current._classSetupFailed:
                self._class_cleanups(current, result, name)

    def _class_cleanups(self, cls, result, name):
        if hasattr(cls, "doClassCleanups"):
            cls.doClassCleanups()
            for details in cls.tearDown_exceptions:
                result.addError(_ErrorHolder(name), details)

    def _leave_class(self, test, result):
        before = result._previousTestClass
        if before is None or (test is not None and test.__class__ == before):
            return
        if getattr(before, "_classSetupFailed", False) or result._moduleSetUpFailed:
            return
        if getattr(before, "__unittest_skip__", False):
            return
        name = "tearDownClass (%s)" % strclass(before)
        if hasattr(before, "tearDownClass"):
            self._attempt(result, name, before.tearDownClass)
        self._class_cleanups(before, result, name)

    def _enter_module(self, test, result):
        before = getattr(result._previousTestClass, "__module__", None)
        current = test.__class__.__module__
        if current == before:
            return
        self._leave_module(result)
        result._moduleSetUpFailed = False
        setup = getattr(sys.modules.get(current), "setUpModule", None)
        if setup is not None:
            result._moduleSetUpFailed = not self._attempt(result, "setUpModule (%s)" % current, setup)

    def _leave_module(self, result):
        before = getattr(result._previousTestClass, "__module__", None)
        if before is None or result._moduleSetUpFailed:
            return
        name = "tearDownModule (%s)" % before
        leave = getattr(sys.modules.get(before), "tearDownModule", None)
        if leave is not None:
            self._attempt(result, name, leave)
        self._attempt(result, name, doModuleCleanups)


class TestLoader:
    testMethodPrefix = "test"
    suiteClass = TestSuite
    testNamePatterns = None

    def __init__(self):
        self.errors = []

    @staticmethod
    def sortTestMethodsUsing(a, b):
        return (a > b) - (a < b)

    def getTestCaseNames(self, testCaseClass):
        import functools

        names = [
            name for name in dir(testCaseClass)
            if name.startswith(self.testMethodPrefix) and callable(getattr(testCaseClass, name))
            and self._wanted(testCaseClass, name)
        ]
        if self.sortTestMethodsUsing:
            names.sort(key=functools.cmp_to_key(self.sortTestMethodsUsing))
        return names

    def _wanted(self, cls, name):
        if self.testNamePatterns is None:
            return True
        full = "%s.%s.%s" % (cls.__module__, cls.__qualname__, name)
        return any(_matches(full, pattern) for pattern in self.testNamePatterns)

    def loadTestsFromTestCase(self, testCaseClass):
        if issubclass(testCaseClass, TestSuite):
            raise TypeError("Test cases should not be derived from TestSuite. Maybe you meant to derive from TestCase?")
        names = self.getTestCaseNames(testCaseClass)
        if not names and hasattr(testCaseClass, "runTest"):
            names = ["runTest"]
        return self.suiteClass(map(testCaseClass, names))

    def loadTestsFromModule(self, module, *args, pattern=None, **kws):
        from unittest.case import FunctionTestCase

        suites = []
        for name in dir(module):
            thing = getattr(module, name)
            if isinstance(thing, type) and issubclass(thing, TestCase) and thing not in (TestCase, FunctionTestCase) \
                    and thing.__module__ != "unittest.async_case":
                suites.append(self.loadTestsFromTestCase(thing))
        suite = self.suiteClass(suites)
        load = getattr(module, "load_tests", None)
        return suite if load is None else load(self, suite, pattern)

    def loadTestsFromName(self, name, module=None):
        parts = name.split(".")
        thing = module
        if thing is None:
            used = parts[:]
            while used:
                try:
                    thing = __import__(".".join(used))
                    break
                except ImportError:
                    used.pop()
            parts = parts[1:]
        parent = None
        for part in parts:
            parent, thing = thing, getattr(thing, part)
        if isinstance(thing, type) and issubclass(thing, TestCase):
            return self.loadTestsFromTestCase(thing)
        if isinstance(parent, type) and issubclass(parent, TestCase):
            return self.suiteClass([parent(parts[-1])])
        if isinstance(thing, TestSuite):
            return thing
        if callable(thing):
            made = thing()
            if isinstance(made, TestSuite):
                return made
            if isinstance(made, TestCase):
                return self.suiteClass([made])
            raise TypeError("calling %s returned %s, not a test" % (thing, made))
        return self.loadTestsFromModule(thing)

    def loadTestsFromNames(self, names, module=None):
        return self.suiteClass([self.loadTestsFromName(name, module) for name in names])


def _matches(text, pattern):
    from fnmatch import fnmatchcase

    return fnmatchcase(text, pattern if "*" in pattern else "*%s*" % pattern)


defaultTestLoader = TestLoader()


class TestProgram:
    def __init__(self, module="__main__", defaultTest=None, argv=None, testRunner=None,
                 testLoader=defaultTestLoader, exit=True, verbosity=1, failfast=None, catchbreak=None,
                 buffer=None, warnings=None, *, tb_locals=False):
        self.module = __import__(module) if isinstance(module, str) else module
        if isinstance(module, str):
            self.module = sys.modules[module]
        self.exit, self.verbosity, self.testLoader = exit, verbosity, testLoader
        self.failfast, self.buffer, self.tb_locals = bool(failfast), bool(buffer), tb_locals
        self.testRunner, self.defaultTest = testRunner, defaultTest
        self._read_arguments(sys.argv if argv is None else argv)
        self.runTests()

    def _read_arguments(self, argv):
        names = []
        patterns = []
        rest = list(argv[1:])
        while rest:
            each = rest.pop(0)
            if each in ("-v", "--verbose"):
                self.verbosity = 2
            elif each in ("-q", "--quiet"):
                self.verbosity = 0
            elif each in ("-f", "--failfast"):
                self.failfast = True
            elif each == "-k" and rest:
                patterns.append(rest.pop(0))
            elif each.startswith("-"):
                raise SystemExit("unittest: unknown option %s" % each)
            else:
                names.append(each)
        if patterns:
            self.testLoader.testNamePatterns = patterns
        if not names and self.defaultTest is not None:
            names = [self.defaultTest] if isinstance(self.defaultTest, str) else list(self.defaultTest)
        if names:
            self.test = self.testLoader.loadTestsFromNames(names, self.module)
        else:
            self.test = self.testLoader.loadTestsFromModule(self.module)

    def runTests(self):
        runner = TextTestRunner if self.testRunner is None else self.testRunner
        if isinstance(runner, type):
            runner = runner(verbosity=self.verbosity, failfast=self.failfast, buffer=self.buffer,
                            tb_locals=self.tb_locals)
        self.result = runner.run(self.test)
        if self.exit:
            sys.exit(not self.result.wasSuccessful())


main = TestProgram


# Control-C ends a run as it ends any other program here.


def registerResult(result):
    pass


def removeResult(result):
    return False


def installHandler():
    pass


def removeHandler(method=None):
    return method
