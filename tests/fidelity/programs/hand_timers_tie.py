# Twelve timers with one deadline fire in heapq's order.
import asyncio

loop = asyncio.new_event_loop()
order = []
for number in range(12):
    loop.call_at(1.0, order.append, number)
loop.call_at(2.0, loop.stop)
loop.run_forever()
print(order)
loop.close()
