#pragma once

#include <exception>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "engine/loop/exception.h"

namespace loopscope {

class GroupException;
using GroupRef = Ref<const GroupException>;
/// Picks exceptions of a group; asked of groups too, before their members.
using ExceptionPredicate = std::function<bool(const Exception&)>;

/// Several exceptions as one, as the engine keeps them: Python's BaseExceptionGroup or, if all of
/// them are ordinary exceptions, ExceptionGroup. C++ frames see BaseExceptionGroup and
/// ExceptionGroup below.
class GroupException final : public Exception {
 public:
  /// Throws ArgumentError("second argument (exceptions) must be a non-empty sequence").
  static GroupRef make(std::string text, std::vector<ExceptionRef> exceptions);

  /// Without the number of sub-exceptions that message() adds.
  const std::string& text() const { return text_; }
  const std::vector<ExceptionRef>& exceptions() const { return exceptions_; }
  /// A cancellation or what leaves the loop is among them: no ExceptionGroup.
  bool is_base() const { return base_; }

  /// What matches, in groups nested as here; the group itself if it matches as a whole, null if
  /// nothing does.
  GroupRef subgroup(const ExceptionPredicate& matches) const { return split(matches).first; }
  /// subgroup(), and the rest in the same way.
  std::pair<GroupRef, GroupRef> split(const ExceptionPredicate& matches) const;

  std::string type_name() const override { return base_ ? "BaseExceptionGroup" : "ExceptionGroup"; }
  std::string message() const override;
  std::string repr() const override;
  [[noreturn]] void rethrow() const override;

 private:
  GroupException(std::string text, std::vector<ExceptionRef> exceptions, bool base);
  GroupRef derive(std::vector<ExceptionRef> exceptions) const;

  std::string text_;
  std::vector<ExceptionRef> exceptions_;
  bool base_;
};

/// A group as C++ frames throw and catch it. No std::exception, as BaseExceptionGroup is no
/// Exception in Python.
class BaseExceptionGroup {
 public:
  explicit BaseExceptionGroup(GroupRef group)
      : group_(std::move(group)), what_(group_->message()) {}
  virtual ~BaseExceptionGroup() = default;

  /// "unhandled errors in a TaskGroup"
  const std::string& message() const { return group_->text(); }
  const std::vector<ExceptionRef>& exceptions() const { return group_->exceptions(); }
  GroupRef subgroup(const ExceptionPredicate& matches) const { return group_->subgroup(matches); }
  std::pair<GroupRef, GroupRef> split(const ExceptionPredicate& matches) const {
    return group_->split(matches);
  }
  /// The same group as a value.
  const GroupRef& group() const { return group_; }

 protected:
  const std::string& text_with_count() const { return what_; }

 private:
  GroupRef group_;
  std::string what_;
};

/// A group of ordinary exceptions. `what()` is "message (2 sub-exceptions)".
class ExceptionGroup final : public BaseExceptionGroup, public std::exception {
 public:
  using BaseExceptionGroup::BaseExceptionGroup;
  const char* what() const noexcept override { return text_with_count().c_str(); }
};

/// Whether C++ code would catch this exception as an E: for predicates.
template <class E>
bool is_a(const Exception& exception) {
  bool caught = false;
  try {
    exception.rethrow();
  } catch (const E&) {
    caught = true;
  } catch (...) {  // NOLINT(bugprone-empty-catch): another one
  }
  return caught;
}

}  // namespace loopscope
