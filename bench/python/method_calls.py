class Counter:
    def __init__(self):
        self.count = 0

    def step(self, by):
        self.count += by
        return self

    def get(self):
        return self.count


def run():
    counter = Counter()
    for i in range(1_500_000):
        counter.step(i & 3)
        counter.get()
    return counter.get()


print(run())
