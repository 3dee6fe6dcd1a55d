#include "lessons/player/surroundings.h"

#include <gtest/gtest.h>

#include <string>

#include "engine/base/error.h"

namespace loopscope::player {
namespace {

std::string complaint(const std::string& toml) {
  try {
    parse_surroundings(toml, "lesson.en.md", 1);
  } catch (const FileError& error) {
    return error.what();
  }
  return "";
}

TEST(Surroundings, AreFilesAndWebSites) {
  const python::World world = parse_surroundings(R"(
title = "not ours"
[files]
"names.txt" = "Ada\n"
[web."api.example.com"]
latency = 0.5
reach = "silent"
[web."api.example.com".pages."/users/1"]
status = 201
type = "application/json"
body = "{}"
latency = 2
[web."gone.example.com"]
reach = "unknown"
)",
                                                 "lesson.en.md", 1);
  ASSERT_EQ(world.disk.files.size(), 1U);
  EXPECT_EQ(world.disk.files[0].path, "names.txt");
  EXPECT_EQ(world.disk.files[0].bytes, "Ada\n");
  ASSERT_EQ(world.sites.size(), 2U);
  const SiteDescription& site = world.sites[0];
  EXPECT_EQ(site.host, "api.example.com");
  EXPECT_EQ(site.latency, 0.5);
  EXPECT_EQ(site.reach, HostDescription::Reach::silent);
  ASSERT_EQ(site.pages.size(), 1U);
  EXPECT_EQ(site.pages[0].path, "/users/1");
  EXPECT_EQ(site.pages[0].status, 201);
  EXPECT_EQ(site.pages[0].content_type, "application/json");
  EXPECT_EQ(site.pages[0].latency, 2.0);
  EXPECT_FALSE(world.sites[1].known);
}

TEST(Surroundings, MistakesAreToldWithTheirLines) {
  EXPECT_NE(complaint("files = 3").find("lesson.en.md:2: \"files\" must be a table"),
            std::string::npos)
      << complaint("files = 3");
  for (const char* toml :
       {"[files]\na = 1", "[web.x]\nlatency = -1", "[web.x]\nlatency = 'slow'",
        "[web.x]\nreach = 'near'", "[web.x]\nspeed = 3", "[web.x.pages]\n'/a' = 1",
        "[web.x.pages.a]\nbody = ''", "[web.x.pages.'/a']\nstatus = 12",
        "[web.x.pages.'/a']\nheaders = 'x'", "[disk]\nlatency = -1", "[disk]\nbandwidth = 'fast'",
        "[disk]\nsize = 1"}) {
    EXPECT_NE(complaint(toml).find("lesson.en.md:"), std::string::npos) << toml;
  }
  EXPECT_EQ(complaint("[other]\na = 1"), "");
}

TEST(Surroundings, ProgramsFindThem) {
  const python::World world = parse_surroundings(R"(
[files]
"names.txt" = "Ada\nGrace\n"
[web."api.example.com"]
latency = 1.5
[web."api.example.com".pages."/users/1"]
body = "Ada"
)",
                                                 "world.toml", 0);
  const std::string program = R"(
import asyncio, time
import aiohttp

print(open("names.txt").read().split())

async def main():
    async with aiohttp.ClientSession() as session:
        start = time.monotonic()
        async with session.get("https://api.example.com/users/1") as response:
            print(response.status, await response.text(), 1.5 < time.monotonic() - start < 1.7)

asyncio.run(main())
)";
  const python::RunResult result =
      python::run_program(program, "program.py", python::RunOptions(), world);
  EXPECT_EQ(result.output, "['Ada', 'Grace']\n200 Ada True\n") << result.errors;
}

TEST(Surroundings, DisksTakeTheirTime) {
  const python::World world = parse_surroundings(R"(
[files]
"a.txt" = "12345"
[disk]
latency = 0.25
bandwidth = 10
)",
                                                 "world.toml", 0);
  const std::string program = R"(
import asyncio, aiofiles

async def main():
    loop = asyncio.get_running_loop()
    file = await aiofiles.open("a.txt")
    print(loop.time(), await file.read(), loop.time())
    copy = await aiofiles.open("b.txt", "w")
    print(await copy.write("123"), loop.time())

asyncio.run(main())
)";
  const python::RunResult result =
      python::run_program(program, "program.py", python::RunOptions(), world);
  EXPECT_EQ(result.output, "0.25 12345 1.0\n3 1.8\n") << result.errors;
}

}  // namespace
}  // namespace loopscope::player
