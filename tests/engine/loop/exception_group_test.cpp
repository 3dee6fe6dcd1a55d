#include "engine/loop/exception_group.h"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

#include "engine/loop/errors.h"

namespace loopscope {
namespace {

template <class E>
ExceptionRef exception(const char* text) {
  return make_exception(std::make_exception_ptr(E(text)));
}

GroupRef sample() {
  const GroupRef inner = GroupException::make(
      "inner", {exception<std::out_of_range>("a"), exception<std::invalid_argument>("b")});
  return GroupException::make("outer", {inner, exception<std::out_of_range>("c")});
}

TEST(ExceptionGroups, AreCaughtAsStandardExceptionsOnlyIfAllMembersAreOrdinary) {
  const GroupRef ordinary = sample();
  EXPECT_FALSE(ordinary->is_base());
  EXPECT_THROW(ordinary->rethrow(), std::exception);
  const GroupRef base =
      GroupException::make("base", {ExceptionFactory::native().cancelled(nullptr), ordinary});
  EXPECT_TRUE(base->is_base());
  EXPECT_EQ(base->type_name(), "BaseExceptionGroup");
  try {
    base->rethrow();
  } catch (const std::exception&) {
    FAIL();
  } catch (const BaseExceptionGroup& group) {
    EXPECT_EQ(group.exceptions().size(), 2U);
  }
}

TEST(ExceptionGroups, ReadAsPythons) {
  const GroupRef group = sample();
  EXPECT_EQ(group->repr(),
            "ExceptionGroup('outer', [ExceptionGroup('inner', [std::out_of_range('a'), "
            "std::invalid_argument('b')]), std::out_of_range('c')])");
  EXPECT_EQ(group->message(), "outer (2 sub-exceptions)");
  EXPECT_STREQ(ExceptionGroup(group).what(), "outer (2 sub-exceptions)");
}

TEST(ExceptionGroups, StayThemselvesWhenTheyAreThrownAndCaught) {
  const GroupRef group = sample();
  ExceptionRef again;
  try {
    group->rethrow();
  } catch (...) {
    again = current_exception();
  }
  EXPECT_EQ(again.get(), group.get());
}

TEST(ExceptionGroups, SplitByAPredicateAndKeepTheirNesting) {
  const GroupRef group = sample();
  const auto [ranges, rest] = group->split(is_a<std::out_of_range>);
  EXPECT_EQ(ranges->repr(),
            "ExceptionGroup('outer', [ExceptionGroup('inner', [std::out_of_range('a')]), "
            "std::out_of_range('c')])");
  EXPECT_EQ(rest->repr(),
            "ExceptionGroup('outer', [ExceptionGroup('inner', [std::invalid_argument('b')])])");
  const auto [none, all] = group->split(is_a<std::bad_alloc>);
  EXPECT_EQ(none, nullptr);
  EXPECT_EQ(all->repr(), group->repr());
  EXPECT_EQ(group->subgroup(is_a<ExceptionGroup>), group);
}

TEST(ExceptionGroups, AreNotEmpty) {
  try {
    GroupException::make("none", {});
    FAIL();
  } catch (const ArgumentError& error) {
    EXPECT_STREQ(error.what(), "second argument (exceptions) must be a non-empty sequence");
  }
}

}  // namespace
}  // namespace loopscope
