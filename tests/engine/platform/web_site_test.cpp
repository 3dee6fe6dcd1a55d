#include "engine/platform/simulated/web_site.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace loopscope::simulated {
namespace {

PageDescription ask(const std::string& method, const std::string& host, const std::string& target,
                    const std::string& body = {},
                    const std::vector<std::pair<std::string, std::string>>& headers = {}) {
  WebRequest request;
  request.method = method;
  request.target = target;
  request.headers = headers;
  request.body = body;
  request.origin = "10.0.0.1";
  request.secure = true;
  return web_answer(host, request);
}

PageDescription get(const std::string& host, const std::string& target) {
  return ask("GET", host, target);
}

std::string header_of(const PageDescription& page, const std::string& name) {
  for (const auto& [each, value] : page.headers) {
    if (each == name) return value;
  }
  return {};
}

TEST(WebSite, NamesWithDotsAreThereUnlessTheyAreReservedOrSayThatTheyAreNot) {
  for (const char* name :
       {"example.com", "docs.python.org", "a-b.example", "xn--p1ai.example.org"}) {
    EXPECT_TRUE(is_web_name(name)) << name;
  }
  for (const char* name : {"localhost", "printer.local", "x.invalid", "nonexistent.example.com",
                           "this-does-not-exist.org", "10.0.0.7", "a..b", "-a.com", ""}) {
    EXPECT_FALSE(is_web_name(name)) << name;
  }
}

TEST(WebSite, WhatANameDecidesIsTheSameEveryTime) {
  EXPECT_EQ(web_address("example.com", 0), web_address("example.com", 0));
  EXPECT_NE(web_address("example.com", 0), web_address("example.com", 1));
  EXPECT_EQ(web_latency("example.com", "/a?x=1"), web_latency("example.com", "/a?x=2"));
  EXPECT_NE(web_latency("example.com", "/a"), web_latency("example.com", "/b"));
  EXPECT_GE(web_latency("example.com", "/"), 0.05);
  EXPECT_LE(web_latency("example.com", "/"), 0.3);
  EXPECT_GT(web_distance("example.com"), 0.0);
  EXPECT_GT(web_lookup_delay("example.com"), 0.0);
  EXPECT_EQ(get("example.com", "/").body, get("example.com", "/").body);
}

TEST(WebSite, PagesAreHtmlAndEscapeTheirPaths) {
  const PageDescription page = get("example.com", "/%3Cb%3E");
  EXPECT_EQ(page.status, 200);
  EXPECT_EQ(page.content_type, "text/html; charset=utf-8");
  EXPECT_NE(page.body.find("&lt;b&gt;"), std::string::npos);
  EXPECT_EQ(page.body.find("<b>"), std::string::npos);
}

TEST(WebSite, HttpbinDelaysAndGivesStatuses) {
  EXPECT_EQ(get("httpbin.org", "/delay/3").latency, 3.0);
  EXPECT_EQ(get("httpbin.org", "/delay/99").latency, 10.0);
  EXPECT_EQ(get("httpbin.org", "/delay/x").status, 404);
  EXPECT_EQ(get("httpbin.org", "/status/503").status, 503);
  EXPECT_EQ(get("httpbin.org", "/status/7").status, 400);
  EXPECT_EQ(get("httpbin.org", "/post").status, 405);
  EXPECT_EQ(get("httpbin.org", "/nothing").status, 404);
  EXPECT_EQ(get("httpbin.org", "/bytes/16").body.size(), 16U);
}

TEST(WebSite, HttpbinShowsTheRequest) {
  const PageDescription page = ask("POST", "httpbin.org", "/post?q=1&q=2&e=%C3%A9", R"({"k": [1]})",
                                   {{"content-type", "application/json"}, {"X-Mine", "yes"}});
  EXPECT_EQ(page.content_type, "application/json");
  for (const char* part : {R"("X-Mine": "yes")", R"("url": "https://httpbin.org/post?q=1)",
                           R"("origin": "10.0.0.1")", R"("data": "{\"k\": [1]}")"}) {
    EXPECT_NE(page.body.find(part), std::string::npos) << part << " in\n" << page.body;
  }
}

TEST(WebSite, HttpbinRedirectsAndAsksForPasswords) {
  EXPECT_EQ(header_of(get("httpbin.org", "/redirect/2"), "Location"), "/relative-redirect/1");
  EXPECT_EQ(header_of(get("httpbin.org", "/absolute-redirect/1"), "Location"),
            "https://httpbin.org/get");
  EXPECT_EQ(header_of(get("httpbin.org", "/redirect-to?url=https%3A%2F%2Fexample.com"), "Location"),
            "https://example.com");
  EXPECT_EQ(get("httpbin.org", "/basic-auth/user/pass").status, 401);
  const PageDescription known = ask("GET", "httpbin.org", "/basic-auth/user/pass", {},
                                    {{"Authorization", "Basic dXNlcjpwYXNz"}});
  EXPECT_EQ(known.status, 200);
}

TEST(WebSite, MadeUpResourcesAreListedFoundAndMade) {
  const std::string host = "jsonplaceholder.typicode.com";
  EXPECT_NE(get(host, "/posts/1").body.find("\"userId\": 1"), std::string::npos);
  EXPECT_EQ(get(host, "/posts/101").status, 404);
  EXPECT_EQ(get(host, "/nothing").status, 404);
  const std::string comments = get(host, "/posts/2/comments").body;
  EXPECT_EQ(std::count(comments.begin(), comments.end(), '{'), 5);
  const std::string todos = get(host, "/todos?userId=3&_limit=4").body;
  EXPECT_EQ(std::count(todos.begin(), todos.end(), '{'), 4);
  const PageDescription made = ask("POST", host, "/posts", R"({"title": "t"})");
  EXPECT_EQ(made.status, 201);
  EXPECT_NE(made.body.find("\"id\": 101"), std::string::npos);
}

}  // namespace
}  // namespace loopscope::simulated
