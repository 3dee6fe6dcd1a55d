#include "lessons/python/modules/program_support.h"

#include <gtest/gtest.h>

#include "lessons/python/syntax/ast.h"
#include "lessons/python/syntax/parser.h"

namespace loopscope::python {
namespace {

std::string complaint(const char* source) {
  const auto found = find_unsupported(parse_module(source, "x.py"));
  if (!found) return "";
  return std::to_string(found->line) + ":" + std::to_string(found->column) + " " + found->message;
}

TEST(ProgramSupport, accepts_what_is_there) {
  EXPECT_EQ(complaint("import asyncio, time\nasyncio.run(asyncio.sleep(1))\n"), "");
}

TEST(ProgramSupport, names_a_standard_module_that_is_missing) {
  EXPECT_EQ(
      complaint("x = 1\nimport sqlite3\n"),
      "2:1 module 'sqlite3' is not supported yet; leave it out, or run the program with python3");
  EXPECT_EQ(
      complaint("from xml.dom import minidom\n"),
      "1:1 module 'xml.dom' is not supported yet; leave it out, or run the program with python3");
}

TEST(ProgramSupport, leaves_modules_to_python_that_it_would_not_find_either) {
  EXPECT_EQ(complaint("import numpy\n"), "");
}

TEST(ProgramSupport, leaves_imports_alone_that_may_fail) {
  EXPECT_EQ(complaint("try:\n    import sqlite3\nexcept ImportError:\n    sqlite3 = None\n"), "");
}

TEST(ProgramSupport, names_what_asyncio_does_not_have_yet) {
  EXPECT_EQ(complaint("import asyncio as a\n\nasync def f():\n"
                      "    async with a.sslproto() as g:\n        pass\n"),
            "4:16 asyncio.sslproto is not supported yet; leave it out, or run the program with "
            "python3");
  EXPECT_EQ(
      complaint("import asyncio\nq = [asyncio.sslproto() for _ in range(3)]\n"),
      "2:6 asyncio.sslproto is not supported yet; leave it out, or run the program with python3");
  EXPECT_EQ(complaint("from asyncio import sslproto\n"),
            "1:21 asyncio.sslproto is not supported yet; leave it out, or run the program with "
            "python3");
  EXPECT_EQ(complaint("import queue_like as asyncio\nasyncio.sslproto()\n"), "");
}

TEST(ProgramSupport, tells_the_first_of_several) {
  EXPECT_EQ(
      complaint("import asyncio\nasyncio.sslproto\nimport sqlite3\n"),
      "2:1 asyncio.sslproto is not supported yet; leave it out, or run the program with python3");
}

}  // namespace
}  // namespace loopscope::python
