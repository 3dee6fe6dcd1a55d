# [text only] A loop of one's own: generators, selectors and sockets that don't block; select.select, too.
import select, selectors, socket, time
from collections import deque

class Loop:
    def __init__(self):
        self.ready, self.selector, self.waiting, self.sleeping = deque(), selectors.DefaultSelector(), 0, []
    def spawn(self, gen): self.ready.append((gen, None))
    def run(self):
        while self.ready or self.waiting or self.sleeping:
            timeout = 0 if self.ready else max(0, min(self.sleeping)[0] - time.monotonic()) if self.sleeping else None
            if self.waiting:
                for key, events in self.selector.select(timeout):
                    self.selector.unregister(key.fileobj); self.waiting -= 1
                    self.ready.append((key.data, events))
            elif timeout:
                time.sleep(timeout)
            while self.sleeping and self.sleeping[0][0] <= time.monotonic():
                self.ready.append((self.sleeping.pop(0)[2], None))
            for _ in range(len(self.ready)):
                gen, value = self.ready.popleft()
                try: what, arg = gen.send(value)
                except StopIteration: continue
                if what == "sleep":
                    self.sleeping.append((time.monotonic() + arg, len(self.sleeping), gen)); self.sleeping.sort(key=lambda s: s[:2])
                else:
                    self.selector.register(arg, {"read": selectors.EVENT_READ, "write": selectors.EVENT_WRITE}[what], gen); self.waiting += 1
loop = Loop()
def server(sock, n):
    for _ in range(n):
        yield "read", sock
        conn, addr = sock.accept(); conn.setblocking(False); loop.spawn(handle(conn))
    sock.close()
def handle(conn):
    while True:
        yield "read", conn
        data = conn.recv(100)
        if not data: break
        yield "write", conn
        conn.send(data.upper())
    conn.close()
def client(port, name, delay):
    s = socket.socket(); s.setblocking(False)
    try: s.connect(("127.0.0.1", port))
    except BlockingIOError: pass
    yield "write", s
    for i in range(2):
        yield "sleep", delay
        s.send(f"{name}{i}".encode())
        yield "read", s
        print(s.recv(100))
    s.close()
listener = socket.socket(); listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1); listener.bind(("127.0.0.1", 0)); listener.listen(); listener.setblocking(False)
port = listener.getsockname()[1]
loop.spawn(server(listener, 2)); loop.spawn(client(port, "a", 0.1)); loop.spawn(client(port, "b", 0.16))
loop.run()
a, b = socket.socketpair()
print(select.select([a, b], [], [], 0), select.select([], [a], [], 0.1)[1] == [a])
b.send(b"x"); r, w, x = select.select([a, b], [a, b], [], 1); print([s is a for s in r], len(w), x, a.recv(5))
sel = selectors.DefaultSelector(); key = sel.register(a, selectors.EVENT_READ, "data")
print(key.data, key.events, sel.get_key(a) is key, len(sel.get_map()), sel.select(0), sel.modify(a, selectors.EVENT_READ | selectors.EVENT_WRITE).data)
print([(k.fileobj is a, e) for k, e in sel.select(0.05)], a in sel.get_map(), b in sel.get_map())
for call in (lambda: sel.register(a, 1), lambda: sel.register(b, 0), lambda: sel.unregister(b), lambda: sel.register("x", 1), lambda: select.select([-1], [], []), lambda: select.select(["x"], [], []), lambda: select.select([], [], [], -1)):
    try: print(call())
    except Exception as e: print(type(e).__name__, str(e).split("<")[0].split("FD")[0])
sel.unregister(a); sel.close(); p = select.poll(); p.register(b, select.POLLIN); print(p.poll(10)); a.send(b"!"); print([e for _, e in p.poll()]); a.close(); b.close()
