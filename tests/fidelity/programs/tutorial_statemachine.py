# A state machine on a Condition; enums of every kind.
import asyncio, enum
class State(enum.Enum):
    IDLE = "idle"; RUNNING = "running"; PAUSED = "paused"; STOPPED = "stopped"
    def __str__(self): return self.value.upper()
    @classmethod
    def _missing_(cls, value): return cls.IDLE if value is None else None
class Perm(enum.Flag):
    R = enum.auto(); W = enum.auto(); X = enum.auto(); RW = R | W
class Color(enum.IntEnum):
    RED = 1; GREEN = 2
@enum.unique
class Planet(enum.Enum):
    EARTH = (5.97e24, 6.37e6)
    def __init__(self, mass, radius): self.mass, self.radius = mass, radius
    @property
    def g(self): return 6.67e-11 * self.mass / self.radius ** 2
class Machine:
    TRANS = {(State.IDLE, "start"): State.RUNNING, (State.RUNNING, "pause"): State.PAUSED, (State.PAUSED, "resume"): State.RUNNING, (State.RUNNING, "stop"): State.STOPPED}
    def __init__(self): self.state = State.IDLE; self.cond = asyncio.Condition(); self.log = []
    async def send(self, ev):
        async with self.cond:
            try: self.state = self.TRANS[self.state, ev]
            except KeyError: raise RuntimeError(f"can't {ev} in {self.state}") from None
            self.log.append(str(self.state)); self.cond.notify_all()
    async def until(self, state):
        async with self.cond:
            await self.cond.wait_for(lambda: self.state is state)
            return f"reached {state!s} {state!r}"
async def main():
    m = Machine()
    waiters = [asyncio.create_task(m.until(s)) for s in (State.PAUSED, State.STOPPED)]
    for ev in ["start", "pause", "resume", "start", "stop"]:
        await asyncio.sleep(0.1)
        try: await m.send(ev)
        except RuntimeError as e: print("error:", e)
    print(await asyncio.gather(*waiters), m.log)
    print(Perm.RW, Perm.R | Perm.X, Perm.W in Perm.RW, ~Perm.R, Perm(0), list(Perm.RW), Color.RED + 1, Color(2), f"{Color.GREEN:>5}", f"{Planet.EARTH.g:.2f}", State(None), State("idle"), State.__members__.keys(), Color.RED < Color.GREEN)
    for f in (lambda: State("x"), lambda: State.NOPE, lambda: setattr(State, "IDLE", 1), lambda: Perm(99)):
        try: print(f())
        except Exception as e: print(type(e).__name__, e)
asyncio.run(main())
