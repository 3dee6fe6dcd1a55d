def run():
    total = 0
    for i in range(40):
        squares = [x * x for x in range(50_000) if x % 3]
        table = {x: x + i for x in range(20_000)}
        kinds = {x % 97 for x in squares}
        total += sum(squares) + len(table) + len(kinds) + sum(x for x in table.values())
    return total


print(run())
