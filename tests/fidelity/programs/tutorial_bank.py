# Transfers between accounts under two locks: AsyncExitStack, enums, notes.
import asyncio
import random
from contextlib import AsyncExitStack
from enum import Enum, auto

class Status(Enum):
    PENDING = auto()
    DONE = auto()
    REJECTED = auto()

class InsufficientFunds(Exception):
    pass

class Account:
    _next = 1
    __slots__ = ("id", "owner", "balance", "lock", "history")
    def __init__(self, owner, balance=0):
        self.id = Account._next
        Account._next += 1
        self.owner, self.balance = owner, balance
        self.lock = asyncio.Lock()
        self.history = []
    def __repr__(self):
        return f"<{self.owner}#{self.id} {self.balance:,}>"
    def withdraw(self, amount):
        if amount > self.balance:
            raise InsufficientFunds(f"{self.owner} has {self.balance}, needs {amount}")
        self.balance -= amount
        self.history.append(-amount)
    def deposit(self, amount):
        self.balance += amount
        self.history.append(amount)

async def transfer(src, dst, amount):
    first, second = sorted((src, dst), key=lambda a: a.id)
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(first.lock)
        await stack.enter_async_context(second.lock)
        await asyncio.sleep(0.01)
        try:
            src.withdraw(amount)
        except InsufficientFunds as e:
            e.add_note(f"transfer of {amount} to {dst.owner}")
            return Status.REJECTED, e
        dst.deposit(amount)
        return Status.DONE, None

async def main():
    random.seed(7)
    accounts = [Account(n, b) for n, b in [("ann", 1000), ("bob", 500), ("cat", 0)]]
    total = sum(a.balance for a in accounts)
    jobs = []
    for _ in range(10):
        src, dst = random.sample(accounts, 2)
        jobs.append(transfer(src, dst, random.randrange(50, 400, 50)))
    for status, error in await asyncio.gather(*jobs):
        print(status.name, status.value, error, getattr(error, "__notes__", None))
    print(accounts, total == sum(a.balance for a in accounts), [a.history for a in accounts])
    print(list(Status), Status["DONE"], Status(3), accounts[0].lock)
asyncio.run(main())
