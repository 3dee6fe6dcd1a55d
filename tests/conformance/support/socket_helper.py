"""What the tests take from test.support.socket_helper."""

import socket

HOST = HOSTv4 = "127.0.0.1"
HOSTv6 = "::1"
IPV6_ENABLED = True
has_gethostname = True


def skip_unless_bind_unix_socket(test):
    return test


def skip_if_tcp_blackhole(test):
    return test


def tcp_blackhole():
    """Whether connections to closed ports hang instead of failing."""
    return False


def find_unused_port(family=socket.AF_INET, kind=socket.SOCK_STREAM, socktype=None):
    with socket.socket(family, kind if socktype is None else socktype) as sock:
        return bind_port(sock)


def bind_port(sock, host=HOST):
    sock.bind((host, 0))
    return sock.getsockname()[1]
