#include "tests/fuzz/grammar.h"

#include <iterator>
#include <utility>

namespace loopscope::fuzz {
namespace {

constexpr int deepest_expression = 4;
constexpr int deepest_block = 4;
constexpr std::size_t longest_program = 20'000;

constexpr const char* names[] = {"a", "b", "c", "f", "g", "x", "self", "cls"};
constexpr const char* attributes[] = {
    "append",      "__class__", "__dict__", "__name__", "join",    "format", "items", "pop",
    "cancel",      "result",    "close",    "send",     "throw",   "args",   "a",     "b",
    "__getattr__", "__iter__",  "__next__", "__call__", "__del__", "sort",   "split", "update"};
constexpr const char* atoms[] = {"0",         "1",
                                 "-1",        "1.5",
                                 "10**30",    "True",
                                 "None",      "'text'",
                                 "''",        "b'bytes'",
                                 "[]",        "()",
                                 "{}",        "{1}",
                                 "...",       "'{}'",
                                 "1j",        "[1, 2, 3]",
                                 "'%s'",      "{'a': 1}",
                                 "int",       "type",
                                 "object",    "super()",
                                 "range(5)",  "f'{a!r:>{b}}'",
                                 "lambda: a", "ValueError",
                                 "1 << 70"};
constexpr const char* functions[] = {"len",         "list",
                                     "tuple",       "set",
                                     "dict",        "str",
                                     "repr",        "iter",
                                     "next",        "sorted",
                                     "sum",         "max",
                                     "zip",         "map",
                                     "filter",      "enumerate",
                                     "hash",        "id",
                                     "type",        "isinstance",
                                     "getattr",     "setattr",
                                     "vars",        "format",
                                     "bytes",       "int",
                                     "float",       "print",
                                     "reversed",    "bytearray",
                                     "slice",       "frozenset",
                                     "any",         "divmod",
                                     "pow",         "round",
                                     "chr",         "memoryview",
                                     "compile",     "super",
                                     "property",    "staticmethod",
                                     "classmethod", "object",
                                     "Exception",   "ExceptionGroup",
                                     "exec",        "eval"};
constexpr const char* awaitables[] = {"asyncio.sleep(0)",
                                      "asyncio.sleep(0.1)",
                                      "asyncio.gather(f(), g())",
                                      "asyncio.wait_for(f(), 1)",
                                      "asyncio.shield(f())",
                                      "asyncio.create_task(f())",
                                      "asyncio.Event().wait()",
                                      "asyncio.Queue().get()",
                                      "asyncio.Lock().acquire()",
                                      "asyncio.wait([asyncio.create_task(f())], timeout=1)",
                                      "f()",
                                      "asyncio.get_running_loop().create_future()"};
constexpr const char* operators[] = {
    " + ",  " - ",  " * ",  " / ", " // ", " % ",  " ** ",  " @ ",  " & ",  " | ",     " ^ ",
    " << ", " >> ", " == ", " < ", " is ", " in ", " and ", " or ", " != ", " not in "};
constexpr const char* specials[] = {"__init__",  "__repr__",    "__eq__",       "__hash__",
                                    "__len__",   "__getitem__", "__iter__",     "__next__",
                                    "__del__",   "__getattr__", "__setattr__",  "__call__",
                                    "__add__",   "__enter__",   "__exit__",     "__bool__",
                                    "__new__",   "__get__",     "__set_name__", "__init_subclass__",
                                    "__await__", "__aiter__",   "__anext__",    "__aenter__",
                                    "__aexit__", "__lt__",      "__format__",   "__contains__"};

}  // namespace

std::size_t Grammar::choose(std::size_t count) {
  if (used_ >= choices_.size() || text_.size() > longest_program) return 0;
  return choices_[used_++] % count;
}

std::string Grammar::name() {
  return names[choose(std::size(names))];
}

std::string Grammar::atom() {
  return choose(3) == 0 ? name() : atoms[choose(std::size(atoms))];
}

std::string Grammar::call(int depth) {
  std::string text = choose(2) == 0 ? functions[choose(std::size(functions))] : name();
  text += "(";
  const std::size_t count = choose(4);
  for (std::size_t i = 0; i < count; ++i) {
    text += (i == 0 ? "" : ", ") + expression(depth + 1);
  }
  constexpr const char* ends[] = {")", ", *a)", ", **b)", ", a=1)"};
  return text + (count == 0 ? ")" : ends[choose(4)]);
}

std::string Grammar::expression(int depth) {
  if (depth >= deepest_expression) return atom();
  const int next = depth + 1;
  switch (choose(16)) {
    case 1:
      return "(" + expression(next) + operators[choose(std::size(operators))] + expression(next) +
             ")";
    case 2:
    case 3:
      return call(depth);
    case 4:
      return "(" + expression(next) + ")." + attributes[choose(std::size(attributes))];
    case 5:
      return "(" + expression(next) + ")." + attributes[choose(std::size(attributes))] + "(" +
             expression(next) + ")";
    case 6:
      return "(" + expression(next) + ")[" + expression(next) + "]";
    case 7:
      return "(" + expression(next) + ")[" + expression(next) + ":" + expression(next) + ":" +
             expression(next) + "]";
    case 8:
      return "[" + expression(next) + ", " + expression(next) + "]";
    case 9:
      return "[" + expression(next) + " for " + name() + " in " + expression(next) + "]";
    case 10:
      return "{" + expression(next) + ": " + expression(next) + "}";
    case 11:
      return "(" + expression(next) + " if " + expression(next) + " else " + expression(next) + ")";
    case 12:
      return "(lambda " + name() + "=1, *args: " + expression(next) + ")";
    case 13:
      return "f'{" + name() + "!r}{" + name() + ":>{" + name() + "}}'";
    case 14:
      if (in_coroutine_)
        return "(await " + std::string(awaitables[choose(std::size(awaitables))]) + ")";
      return "(" + expression(next) + " for " + name() + " in " + expression(next) + ")";
    case 15:
      if (in_function_) return "(yield " + expression(next) + ")";
      return "(a := " + expression(next) + ")";
    default:
      return atom();
  }
}

std::string Grammar::target(int depth) {
  switch (choose(5)) {
    case 1:
      return name() + "." + attributes[choose(std::size(attributes))];
    case 2:
      return name() + "[" + expression(depth + 2) + "]";
    case 3:
      return name() + ", *" + name();
    default:
      return name();
  }
}

void Grammar::put(const std::string& line) {
  text_.append(static_cast<std::size_t>(level_), ' ').append(line).append("\n");
}

void Grammar::block(int depth) {
  ++level_;
  const std::size_t count = 1 + choose(4);
  for (std::size_t i = 0; i < count; ++i) statement(depth + 1);
  --level_;
}

void Grammar::statement(int depth) {
  const std::size_t which = choose(20);
  if (which >= 9 && depth < deepest_block) return compound(depth, which);
  switch (which) {
    case 1:
    case 2:
      return put(target(0) + " = " + expression(0));
    case 3:
      return put(name() + " += " + expression(1));
    case 4:
      return put("del " + name());
    case 5:
      return put("raise " + expression(1));
    case 6:
      return put(in_function_ ? "return " + (in_coroutine_ ? expression(1) : atom())
                              : "assert " + expression(1));
    case 7:
      return put(in_loop_ ? (choose(2) == 0 ? "break" : "continue") : "pass");
    case 8:
      return put("print(" + expression(1) + ")");
    default:
      return put(expression(0));
  }
}

void Grammar::compound(int depth, std::size_t which) {
  const bool was_in_loop = in_loop_;
  switch (which) {
    case 9:
    case 10:
      put("if " + expression(1) + ":");
      block(depth);
      put("else:");
      return block(depth);
    case 11:
    case 12:
      put(std::string(in_coroutine_ && choose(2) == 1 ? "async " : "") + "for " + name() + " in " +
          expression(1) + ":");
      in_loop_ = true;
      block(depth);
      in_loop_ = was_in_loop;
      return;
    case 13:
      put("while " + expression(1) + ":");
      in_loop_ = true;
      block(depth);
      in_loop_ = was_in_loop;
      return;
    case 14:
      put(std::string(in_coroutine_ && choose(2) == 1 ? "async " : "") + "with " + expression(1) +
          " as " + name() + ":");
      return block(depth);
    case 15:
      return matches(depth);
    case 16:
      return classes(depth);
    case 17:
      return function(depth);
    default:
      return attempts(depth);
  }
}

void Grammar::function(int depth) {
  const bool was_in_coroutine = std::exchange(in_coroutine_, choose(2) == 1);
  const bool was_in_function = std::exchange(in_function_, true);
  const bool was_in_loop = std::exchange(in_loop_, false);
  constexpr const char* parameters[] = {"",           "self",     "a, b=1",
                                        "*args, **b", "self, *a", "a, /, *, b=2"};
  put((in_coroutine_ ? "async def " : "def ") + name() + "(" + parameters[choose(6)] + "):");
  block(depth);
  in_loop_ = was_in_loop;
  in_function_ = was_in_function;
  in_coroutine_ = was_in_coroutine;
}

void Grammar::classes(int depth) {
  constexpr const char* bases[] = {
      "", "(a)", "(int)", "(list)", "(Exception)", "(type)", "(metaclass=type)", "(dict)"};
  put("class " + name() + bases[choose(8)] + ":");
  ++level_;
  const bool was_in_function = std::exchange(in_function_, true);
  const bool was_in_coroutine = std::exchange(in_coroutine_, false);
  const bool was_in_loop = std::exchange(in_loop_, false);
  const std::size_t count = 1 + choose(3);
  for (std::size_t i = 0; i < count; ++i) {
    if (choose(4) == 3) {
      put(name() + " = property(lambda self: a)");
      continue;
    }
    in_coroutine_ = choose(4) == 1;
    put(std::string(in_coroutine_ ? "async " : "") + "def " +
        specials[choose(std::size(specials))] + "(self, *args):");
    block(depth);
  }
  in_loop_ = was_in_loop;
  in_coroutine_ = was_in_coroutine;
  in_function_ = was_in_function;
  --level_;
}

void Grammar::attempts(int depth) {
  put("try:");
  block(depth);
  if (choose(4) == 3) {
    put("finally:");
    return block(depth);
  }
  const bool groups = choose(4) == 2;
  const bool was_in_loop = in_loop_;
  const bool was_in_function = in_function_;
  if (groups) in_loop_ = in_function_ = false;  // no break, continue, return in except*
  put(std::string(groups ? "except* " : "except ") +
      (choose(2) == 0 ? "Exception" : "(a, TypeError)") + " as " + name() + ":");
  block(depth);
  in_loop_ = was_in_loop;
  in_function_ = was_in_function;
}

std::string Grammar::pattern(int depth) {
  if (depth > 2) return "_";
  switch (choose(7)) {
    case 1:
      return "1 | 'text'";
    case 2:
      return "[" + pattern(depth + 1) + ", *_]";
    case 3:
      return "{'a': " + pattern(depth + 1) + "}";
    case 4:
      return "int()";
    case 5:
      return "(" + pattern(depth + 1) + " as b)";
    case 6:
      return "str(real=" + pattern(depth + 1) + ")";
    default:
      return "_";
  }
}

void Grammar::matches(int depth) {
  put("match " + expression(1) + ":");
  ++level_;
  put("case " + pattern(0) + " if " + atom() + ":");
  block(depth);
  put("case _:");
  block(depth);
  --level_;
}

std::string Grammar::program() {
  text_ = "import asyncio\n";
  for (const char* const one : names) text_ += std::string(one) + " = []\n";
  while (used_ < choices_.size() && text_.size() < longest_program) statement(0);
  text_ += "async def main():\n try:\n  await f()\n finally:\n  await g()\nasyncio.run(main())\n";
  return std::move(text_);
}

}  // namespace loopscope::fuzz
