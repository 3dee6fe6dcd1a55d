import hashlib
import hmac

for name in ("md5", "sha1", "sha224", "sha256", "sha384", "sha512"):
    print(name, hashlib.new(name, b"abc").hexdigest(), hashlib.new(name, b"x" * 200).hexdigest())
made = hashlib.sha256(b"a")
made.update(b"b")
print(made.hexdigest() == hashlib.sha256(b"ab").hexdigest(), made.digest_size, made.block_size, made.name)
print(hmac.new(b"key", b"text", "sha256").hexdigest(), hmac.compare_digest(b"a", b"a"))
try:
    hashlib.md5("text")
except TypeError as error:
    print(error)
