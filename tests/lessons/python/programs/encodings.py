# Encodings and their error handlers, tables of bytes, and numbers in bytes.
import sys


def show(text):
    try:
        print(text, "->", repr(eval(text)))
    except Exception as error:
        print(text, "->", type(error).__name__, error)


for text in r"""'é'.encode('latin-1'), 'aé'.encode('ascii', 'ignore'), 'aé'.encode('ascii', 'xmlcharrefreplace')
'aéé'.encode('ascii')
'a€b'.encode('latin-1')
'\ud800\ud801'.encode()
'a€'.encode('cp1252'), b'\x80\xe9'.decode('windows-1252'), 'aé'.encode('utf-8-sig'), b'\xef\xbb\xbfa'.decode('utf-8-sig')
'a😀'.encode('utf-16'), 'a😀'.encode('utf-16-be'), 'a'.encode('utf-32-le'), b'\xff\xfea\x00'.decode('utf-16'), 'a😀'.encode('utf-16').decode('u16')
'日'.encode('cp1252')
b'\x81'.decode('cp1252')
b'a\xc3('.decode()
b'\xe2\x82'.decode()
b'\xe2\x82'.decode(errors='replace'), b'a\xff'.decode('ascii', 'backslashreplace'), b'\xff'.decode('utf-8', 'surrogateescape')
'\udcff'.encode('utf-8', 'surrogateescape'), '\ud800'.encode('utf-8', 'surrogatepass')
b'\xe9'.decode('ascii')
b'abc'.decode('utf-16')
'é'.encode('ascii', 'nope')
'a'.encode('nope')
'a'.encode(None)
bytes.maketrans(b'ab', b'xy')[97:100], b'abc'.translate(bytes.maketrans(b'ab', b'xy'), b'c'), bytearray(b'abc').translate(None, b'b')
b'a'.translate(b'short')
bytes.maketrans(b'a', b'')
b'abcdef'.hex(' ', 2), b'abcde'.hex('_', -4), b'abcde'.hex(':', 4), b'ab'.hex(b'-')
b'ab'.hex('')
b'ab'.hex(1)
int.from_bytes([1, 2], 'little'), int.from_bytes(iter(b'ab'), 'big')
complex(float('inf'), -0.0), complex(-0.0, -0.0), (1 + 2j).conjugate(), +(1 + 2j), complex(1 + 1j, 2 + 3j)
complex('1', 2)
complex(1, '2')
complex(1, [])
{'a': 1}.keys().isdisjoint(['b']), {'a': 1}.items().isdisjoint([('a', 1)])
sys.float_info.max, sys.float_info.epsilon, sys.float_info[6], sys.int_info, sys.hash_info.modulus, sys.flags.optimize, sys.implementation.name
sys.getswitchinterval(), sys.get_int_max_str_digits(), sys.gettrace()
sys.nothing_here""".split("\n"):
    show(text)
