import asyncio


def hello_world(loop):
    print('Hello World')
    loop.call_soon(print, 'too late')
    loop.stop()
    print('still in hello_world')


loop = asyncio.new_event_loop()

# Schedule a call to hello_world()
loop.call_soon(hello_world, loop)
loop.call_soon(print, 'same iteration')

# Blocking call interrupted by loop.stop()
loop.run_forever()
print('stopped')

loop.call_later(1, loop.stop)
loop.run_forever()
print('stopped again at', round(loop.time()))

loop.call_soon(print, 'lost')
loop.close()
try:
    loop.call_soon(print, 'never')
except RuntimeError as error:
    print(error)
