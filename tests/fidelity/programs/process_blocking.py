# The module subprocess: what it runs blocks. [text only]
import subprocess
import sys

print(subprocess.run(["echo", "hello"], capture_output=True, text=True))
print(subprocess.run(["cat"], input="a\nb\n", capture_output=True, text=True).stdout)
print(subprocess.check_output(["seq", "3"]))
print(subprocess.call(["false"]), subprocess.getoutput("echo via shell"), subprocess.getstatusoutput("exit 5"))
for command in (["false"], ["sleep", "5"], ["nothing-like-this"]):
    try:
        subprocess.run(command, check=True, timeout=0.2)
    except Exception as error:
        print(type(error).__name__, str(error).partition("after")[0])
with subprocess.Popen([sys.executable, "-c", "print(input() * 2)"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
    print(process.poll(), process.args[1:])
    process.stdin.write("ab\n")
    process.stdin.close()
    print(process.stdout.read(), process.wait(), process.returncode)
try:
    subprocess.check_call(["sh", "-c", "kill -9 $$"])
except subprocess.CalledProcessError as error:
    print(error, error.returncode)
