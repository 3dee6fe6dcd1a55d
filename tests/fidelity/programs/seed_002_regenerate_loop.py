# 一部の古いJupyterでは get_event_loop() が壊れてる場合がある
import asyncio

loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
loop.run_until_complete(asyncio.sleep(0.5))
loop.close()
