def add(a, b, c):
    return a + b + c

numbers = [1, 2, 3]
result = add(*numbers)  # add(1, 2, 3) と同等

print(result)
