def run():
    parts = []
    for i in range(400_000):
        parts.append(f"{i}:{i * 2:x}")
    text = ",".join(parts)
    words = text.split(",")
    built = ""
    for word in words:
        built += word.upper().replace(":", "-")
    return len(text), len(words), len(built), built[-20:]


print(run())
