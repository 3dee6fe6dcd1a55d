import unittest, sys, io, re
out=io.StringIO()
from unittest import mock
class T(unittest.TestCase):
    @classmethod
    def setUpClass(cls): print('suc')
    def setUp(self): self.addCleanup(print,'cleanup')
    def test_ok(self):
        "doc line"
        self.assertEqual(1,1)
    def test_fail(self): self.assertEqual(1,2)
    def test_err(self): raise ValueError('x')
    @unittest.skip('why')
    def test_skip(self): pass
    @unittest.expectedFailure
    def test_exp(self): self.fail('e')
    def test_sub(self):
        for i in range(3):
            with self.subTest(i=i):
                self.assertEqual(i%2,0)
    def test_raises(self):
        with self.assertRaises(ValueError) as c: int('x')
        print(c.exception)
        with self.assertRaisesRegex(ZeroDivisionError,'div'): 1/0
        self.assertRaises(KeyError, lambda: {}[1])
    def test_notraised(self):
        with self.assertRaises(ValueError): pass
    def test_in(self): self.assertIn(1,[2])
if __name__=='__main__':
    r=unittest.TextTestRunner(stream=out, verbosity=2)
    res=r.run(unittest.defaultTestLoader.loadTestsFromTestCase(T))
    print(res)
    unittest.main(argv=['x'], testRunner=unittest.TextTestRunner(stream=out), exit=False)
print(re.sub(r'"[^"]*unit_tests','"unit_tests',re.sub(r'in \d+\.\d+s','in no time',out.getvalue())))
