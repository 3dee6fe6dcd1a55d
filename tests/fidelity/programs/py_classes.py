# Classes: inheritance, super, properties, class and static methods, special methods.
import asyncio


class Account:
    opened = 0

    def __init__(self, owner, balance=0):
        self.owner = owner
        self._balance = balance
        Account.opened += 1

    @property
    def balance(self):
        return self._balance

    @balance.setter
    def balance(self, value):
        if value < 0:
            raise ValueError("overdrawn")
        self._balance = value

    @classmethod
    def empty(cls, owner):
        return cls(owner)

    @staticmethod
    def fee(amount):
        return amount // 10

    def __repr__(self):
        return f"{type(self).__name__}({self.owner!r}, {self._balance})"

    def __eq__(self, other):
        return isinstance(other, Account) and self._balance == other._balance

    def __lt__(self, other):
        return self._balance < other._balance


class Savings(Account):
    def __init__(self, owner, balance=0, rate=0.5):
        super().__init__(owner, balance)
        self.rate = rate

    async def grow(self):
        await asyncio.sleep(1)
        self.balance += int(self.balance * self.rate)
        return self


async def main():
    accounts = [Account("a", 30), Savings("b", 20), Savings.empty("c")]
    await asyncio.gather(*(account.grow() for account in accounts[1:]))
    print(sorted(accounts), Account.opened, Account.fee(99), accounts[0] == accounts[1])
    try:
        accounts[0].balance = -1
    except ValueError as error:
        print(error)


asyncio.run(main())
