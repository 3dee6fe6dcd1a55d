#include "engine/loop/exception_group.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/loop/errors.h"

namespace loopscope {

GroupException::GroupException(std::string text, std::vector<ExceptionRef> exceptions, bool base)
    : Exception(Kind::ordinary),
      text_(std::move(text)),
      exceptions_(std::move(exceptions)),
      base_(base) {}

GroupRef GroupException::make(std::string text, std::vector<ExceptionRef> exceptions) {
  if (exceptions.empty()) {
    throw ArgumentError("second argument (exceptions) must be a non-empty sequence");
  }
  const bool base = std::any_of(exceptions.begin(), exceptions.end(), [](const ExceptionRef& each) {
    const auto* const group = dynamic_cast<const GroupException*>(each.get());
    return each->kind() != Kind::ordinary || (group != nullptr && group->is_base());
  });
  return GroupRef(new GroupException(std::move(text), std::move(exceptions), base));
}

GroupRef GroupException::derive(std::vector<ExceptionRef> exceptions) const {
  return exceptions.empty() ? GroupRef() : make(text_, std::move(exceptions));
}

std::pair<GroupRef, GroupRef> GroupException::split(const ExceptionPredicate& matches) const {
  if (matches(*this)) return {GroupRef(this), nullptr};
  std::vector<ExceptionRef> matching;
  std::vector<ExceptionRef> rest;
  for (const ExceptionRef& each : exceptions_) {
    if (const auto* const group = dynamic_cast<const GroupException*>(each.get())) {
      const auto [inside, outside] = group->split(matches);
      if (inside) matching.push_back(inside);
      if (outside) rest.push_back(outside);
    } else {
      (matches(*each) ? matching : rest).push_back(each);
    }
  }
  return {derive(std::move(matching)), derive(std::move(rest))};
}

std::string GroupException::message() const {
  const std::size_t count = exceptions_.size();
  return fmt::format("{} ({} sub-exception{})", text_, count, count == 1 ? "" : "s");
}

std::string GroupException::repr() const {
  std::vector<std::string> reprs;
  for (const ExceptionRef& each : exceptions_) reprs.push_back(each->repr());
  return fmt::format("{}('{}', [{}])", type_name(), text_, fmt::join(reprs, ", "));
}

void GroupException::rethrow() const {
  if (base_) throw BaseExceptionGroup(GroupRef(this));
  throw ExceptionGroup(GroupRef(this));
}

}  // namespace loopscope
