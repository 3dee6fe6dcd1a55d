import _hash

_sizes = {"md5": (16, 64), "sha1": (20, 64), "sha224": (28, 64), "sha256": (32, 64), "sha384": (48, 128),
          "sha512": (64, 128)}
algorithms_guaranteed = algorithms_available = set(_sizes)


class HASH:
    def __init__(self, name, data=b""):
        self.name = name
        self.digest_size, self.block_size = _sizes[name]
        self._data = bytearray()
        self.update(data)

    def update(self, data, /):
        if isinstance(data, str):
            raise TypeError("Strings must be encoded before hashing")
        if not isinstance(data, (bytes, bytearray, memoryview)):
            raise TypeError("object supporting the buffer API required")
        self._data += data

    def digest(self):
        return _hash.digest(self.name, self._data)

    def hexdigest(self):
        return self.digest().hex()

    def copy(self):
        return HASH(self.name, self._data)

    def __repr__(self):
        return "<%s _hashlib.HASH object @ %#x>" % (self.name, id(self))


def new(name, data=b"", *, usedforsecurity=True):
    name = name.lower().replace("-", "")
    if name not in _sizes:
        raise ValueError("unsupported hash type " + name)
    return HASH(name, data)


def _named(name):
    def make(string=b"", *, usedforsecurity=True):
        return HASH(name, string)

    make.__name__ = make.__qualname__ = name
    return make


md5, sha1, sha224, sha256, sha384, sha512 = map(_named, _sizes)


def pbkdf2_hmac(hash_name, password, salt, iterations, dklen=None):
    import hmac

    size = _sizes[hash_name][0]
    wanted = size if dklen is None else dklen
    result = b""
    number = 0
    while len(result) < wanted:
        number += 1
        part = hmac.digest(password, salt + number.to_bytes(4, "big"), hash_name)
        total = int.from_bytes(part, "big")
        for _ in range(iterations - 1):
            part = hmac.digest(password, part, hash_name)
            total ^= int.from_bytes(part, "big")
        result += total.to_bytes(size, "big")
    return result[:wanted]
