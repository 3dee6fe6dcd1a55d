from multidict import istr

METH_GET, METH_HEAD, METH_POST, METH_PUT = "GET", "HEAD", "POST", "PUT"
METH_PATCH, METH_DELETE, METH_OPTIONS = "PATCH", "DELETE", "OPTIONS"

ACCEPT = istr("Accept")
ACCEPT_ENCODING = istr("Accept-Encoding")
AUTHORIZATION = istr("Authorization")
CONNECTION = istr("Connection")
CONTENT_LENGTH = istr("Content-Length")
CONTENT_TYPE = istr("Content-Type")
COOKIE = istr("Cookie")
HOST = istr("Host")
LOCATION = istr("Location")
SET_COOKIE = istr("Set-Cookie")
TRANSFER_ENCODING = istr("Transfer-Encoding")
USER_AGENT = istr("User-Agent")
