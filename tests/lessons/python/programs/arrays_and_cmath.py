# Modules array and cmath.
import cmath
from array import array


def show(text):
    try:
        print(text, "->", repr(eval(text)))
    except Exception as error:
        print(text, "->", type(error).__name__, error)


for text in """array("i", [1, 2, 3]), array("d"), array("u", "ab"), array("B", b"ab"), array("f", [0.1])
array("i", [1])[0], array("i", [1, 2, 3])[1:], array("i", [1, 2]) + array("i", [3]), array("i", [1]) * 2
array("i", [1.5])
array("b", [200])
array("b", [-200])
array("B", [256])
array("h", [40000])
array("H", [-1])
array("d", ["a"])
array("x")
array(5)
array("i", "ab")
array("i", [1])[5]
array("i", [1])["a"]
array("i") + [1]
array("i", [1]) + array("d", [1])
array("i").pop()
array("i", [1]).remove(2)
array("i", [1]).index(2)
array("i", [1, 2]).tobytes(), array("H", [1, 258]).itemsize, array("i", [1, 2]).tolist(), 2 in array("i", [1, 2])
array("i", [1]) == array("d", [1]), array("i", [1]) < array("i", [2]), list(reversed(array("i", [1, 2]))), sum(array("i", [1, 2]))
array("i", b"abc")
hash(array("i"))
cmath.sqrt(-1), cmath.sqrt(3 + 4j), cmath.polar(1 + 1j), cmath.rect(2, cmath.pi / 2), cmath.phase(-1)
cmath.exp(1j * cmath.pi), cmath.log(-1), cmath.log(8, 2), cmath.log10(100), cmath.sin(1 + 2j), cmath.cos(1 + 2j), cmath.tan(1 + 2j)
cmath.asin(0.5), cmath.acos(2), cmath.atan(1 + 1j), cmath.sinh(1), cmath.cosh(1j), cmath.tanh(0.5 + 1j), cmath.asinh(1), cmath.acosh(2), cmath.atanh(0.5)
cmath.isclose(1, 1 + 1e-12j), cmath.isnan(cmath.nanj), cmath.isinf(cmath.infj), cmath.isfinite(1), cmath.tau
cmath.log(0)
cmath.sqrt("a")
cmath.atanh(1)""".split("\n"):
    show(text)

numbers = array("i", range(5))
numbers.append(9)
numbers.insert(0, -1)
numbers.extend([7])
numbers[1:3] = array("i", [50])
del numbers[0]
numbers.reverse()
numbers.byteswap()
numbers.byteswap()
print(numbers, len(numbers), numbers.count(9), numbers.typecode, [each * 2 for each in numbers])
try:
    numbers[0:1] = [1]
except TypeError as error:
    print(error)
