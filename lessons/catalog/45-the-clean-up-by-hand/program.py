import asyncio

async def polite(name):
    try:
        print(f"{name}: 開始")
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        # Step2でここが呼ばれる → 後片付けのチャンス
        print(f"{name}: キャンセル受信 → クリーンアップ中...")
        raise  # CancelledErrorは必ずre-raiseする（マナー）
    finally:
        print(f"{name}: クリーンアップ完了")

async def swallowing(name):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print(f"{name}: キャンセルされた（でもre-raiseしない）")
        # raise しない ← これが問題

async def finish_remaining_work():
    await asyncio.sleep(1)

async def stubborn():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        # キャンセルを受け取ったが、残りの処理を最後まで終わらせる
        await finish_remaining_work()  # 追加の非同期処理も可能
        return "正常終了の結果"  # ← re-raiseせずに正常値を返す

async def main():
    asyncio.create_task(polite("タスクA"), name="A")  # awaitしない！
    asyncio.create_task(swallowing("タスクB"), name="B")  # awaitしない！
    asyncio.create_task(stubborn(), name="C")

    task = asyncio.create_task(asyncio.sleep(10), name="D")
    await asyncio.sleep(1)
    # 何らかの条件でキャンセルしたい場合
    task.cancel()
    try:
        await task  # キャンセルされたタスクを待機するとCancelledErrorが発生
    except asyncio.CancelledError:
        print("タスクがキャンセルされました")
    print("mainが終了")

loop = asyncio.new_event_loop()
loop.run_until_complete(main())

# asyncio.run()が内部でやっていること（概念的なコード）
remaining_tasks = sorted(asyncio.all_tasks(loop), key=asyncio.Task.get_name)
for task in remaining_tasks:
    task.cancel()
group = asyncio.gather(*remaining_tasks, return_exceptions=True)
results = loop.run_until_complete(group)
for task, result in zip(remaining_tasks, results):
    print(task.get_name(), task.cancelled(), repr(result))
loop.run_until_complete(loop.shutdown_asyncgens())
loop.close()
