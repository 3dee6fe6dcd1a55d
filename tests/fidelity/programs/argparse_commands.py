# Command lines: values, options, groups, subcommands, help and errors.
import argparse, sys

def show(parser, *lines):
    for line in lines:
        try:
            print(line, "->", parser.parse_args(line.split()))
        except SystemExit as stop:
            sys.stderr.flush()
            print(line, "-> exit", stop.code)
        except argparse.ArgumentError as error:
            print(line, "-> ArgumentError", error)

class Errors:
    def write(self, text):
        print("  !", text, end="")
    def flush(self):
        pass
sys.stderr = Errors()

parser = argparse.ArgumentParser(prog="crawl", description="Crawls pages of a site, several at once, and says what it has found there after a while.", epilog="See %(prog)s.example.com.")
parser.add_argument("url", help="where to start")
parser.add_argument("more", nargs="*", help="further pages")
parser.add_argument("-c", "--concurrency", type=int, default=5, metavar="N", help="requests at once (default: %(default)s)")
parser.add_argument("--timeout", type=float, default="1.5", help="seconds")
parser.add_argument("-v", "--verbose", action="count", default=0, help="say more, and even more if it is given twice or three times")
parser.add_argument("--mode", choices=["fast", "slow"], default="fast")
parser.add_argument("--header", action="append", nargs=2, metavar=("NAME", "VALUE"))
parser.add_argument("-x", action="store_true")
parser.add_argument("-y", dest="why", action="store_const", const=42)
parser.add_argument("--a-very-long-option-name-indeed", default="", help="it has its help below")
parser.add_argument("--cache", action=argparse.BooleanOptionalAction, default=True, help="use it")
parser.add_argument("--version", action="version", version="%(prog)s 1.0")
parser.add_argument("--tags", nargs="+", default=[])
parser.add_argument("--maybe", nargs="?", const="c", default="d")
show(parser, "a", "a b c -c 3", "a -vv -x -y", "-c=4 a", "-c4 a --timeout 2", "--conc 7 a", "a --mode medium", "a -c x", "a -c", "",
     "a --header k v --header q w", "a --nope", "a --no-cache", "a --tags 1 2 3 --maybe", "a --maybe z", "-xyvvc9 a", "a -- -b", "a --ma e --mo slow",
     "a --ver", "a --m x", "--help", "a --tags", "a --header k", "-x=3 a", "a -c -3", "--verbose=1 a")
parser.print_usage()

bank = argparse.ArgumentParser("bank", formatter_class=argparse.ArgumentDefaultsHelpFormatter)
bank.add_argument("--db", default="bank.db", help="file")
commands = bank.add_subparsers(dest="command", required=True, help="what to do", metavar="COMMAND")
pay = commands.add_parser("pay", help="pay something", aliases=["p"])
pay.add_argument("amount", type=int)
pay.add_argument("--to", required=True)
pay.set_defaults(function=len)
commands.add_parser("list", help="list accounts").add_argument("--all", action="store_true", help="all of them")
show(bank, "pay 3 --to me", "--db x list --all", "pay x --to y", "pay 3", "list --no", "steal", "", "-h", "pay -h", "p 1 --to z")

either = argparse.ArgumentParser("either", usage="%(prog)s [options]")
group = either.add_mutually_exclusive_group(required=True)
group.add_argument("--json", action="store_true")
group.add_argument("--text", metavar="T")
more = either.add_argument_group("more", "Some more of them.")
more.add_argument("--in", type=argparse.FileType("r"), default="-", dest="source")
either.add_argument("rest", nargs=argparse.REMAINDER)
show(either, "--json", "--text a b c", "--json --text x", "x", "-h")
print(argparse.ArgumentParser(prog="p").parse_known_args(["--a", "1", "b"]))
neg = argparse.ArgumentParser(prog="neg"); neg.add_argument("n", type=int, nargs=2); show(neg, "-1 -2", "1", "1 2 3")
two = argparse.ArgumentParser(prog="two", add_help=False)
g = two.add_mutually_exclusive_group(); g.add_argument("-a", action="store_true"); g.add_argument("-b"); two.print_help()
def even(text):
    if int(text) % 2: raise argparse.ArgumentTypeError(f"{text} is odd")
    return int(text)
t = argparse.ArgumentParser(prog="t", parents=[two], exit_on_error=False); t.add_argument("--even", type=even); show(t, "--even 2", "--even 3", "--even", "-a -b 1"); print(t.format_help())
print(argparse.Namespace(a=1) == argparse.Namespace(a=1), "a" in argparse.Namespace(a=1), vars(argparse.Namespace(b=2)))
try: two.add_argument("-a")
except argparse.ArgumentError as e: print(e)
i = argparse.ArgumentParser("i"); i.add_argument("--o"); i.add_argument("p", nargs="*"); print(i.parse_intermixed_args("1 --o 2 3".split()))
