#include "lessons/python/syntax/pattern_checks.h"

#include <algorithm>
#include <string>
#include <vector>

namespace loopscope::python {

using namespace ast;

namespace {

bool is_wildcard(const Pattern& pattern) {
  return pattern.kind == PatternKind::match_as && pattern.name.empty() && !pattern.pattern;
}

// The parser lets signs and sums pass with numbers only.
bool is_literal_or_attribute(const ast::Expr& value) {
  return value.kind == ExprKind::constant || value.kind == ExprKind::unary_op ||
         value.kind == ExprKind::bin_op || value.kind == ExprKind::attribute;
}

/// Visits patterns in the compiler's order; an error is reported at the pattern visited last.
class PatternChecker {
 public:
  explicit PatternChecker(const Source& source) : source_(source) {}

  void visit(const Pattern& pattern, bool irrefutable_allowed) {
    at_ = pattern.at;
    switch (pattern.kind) {
      case PatternKind::match_value:
        if (!is_literal_or_attribute(*pattern.value)) {
          fail("patterns may only match literals and attribute lookups");
        }
        break;
      case PatternKind::match_singleton:
        break;
      case PatternKind::match_sequence:
        visit_sequence(pattern);
        break;
      case PatternKind::match_mapping:
        visit_mapping(pattern);
        break;
      case PatternKind::match_class:
        visit_class(pattern);
        break;
      case PatternKind::match_star:
        capture(pattern.name);
        break;
      case PatternKind::match_as:
        visit_as(pattern, irrefutable_allowed);
        break;
      case PatternKind::match_or:
        visit_or(pattern, irrefutable_allowed);
        break;
    }
  }

 private:
  [[noreturn]] void fail(const std::string& message) const { throw source_.error(message, at_); }

  void capture(const std::string& name) {
    if (name.empty()) return;
    if (std::find(captured_.begin(), captured_.end(), name) != captured_.end()) {
      fail("multiple assignments to name '" + name + "' in pattern");
    }
    captured_.push_back(name);
  }

  void visit_as(const Pattern& pattern, bool irrefutable_allowed) {
    if (pattern.pattern) {
      visit(*pattern.pattern, irrefutable_allowed);
    } else if (!irrefutable_allowed) {
      fail(pattern.name.empty()
               ? "wildcard makes remaining patterns unreachable"
               : "name capture '" + pattern.name + "' makes remaining patterns unreachable");
    }
    capture(pattern.name);
  }

  void visit_sequence(const Pattern& pattern) {
    bool only_wildcards = true;
    const Pattern* star = nullptr;
    for (const PatternPtr& part : pattern.patterns) {
      const bool is_star = part->kind == PatternKind::match_star;
      if (is_star && star != nullptr) fail("multiple starred expressions in sequence pattern");
      if (is_star) star = part.get();
      only_wildcards = only_wildcards && (is_star ? part->name.empty() : is_wildcard(*part));
    }
    if (only_wildcards) return;
    const bool star_ignored = star != nullptr && star->name.empty();
    for (const PatternPtr& part : pattern.patterns) {
      if (star_ignored && (is_wildcard(*part) || part.get() == star)) continue;
      visit(*part, true);
    }
  }

  void visit_mapping(const Pattern& pattern) {
    std::vector<const Constant*> seen;
    for (const ExprPtr& key : pattern.keys) {
      if (!is_literal_or_attribute(*key)) {
        fail("mapping pattern keys may only match literals and attribute lookups");
      }
      if (key->kind != ExprKind::constant) continue;
      const auto& constant = as<Constant>(*key);
      const bool repeated = std::any_of(seen.begin(), seen.end(), [&](const Constant* other) {
        return other->value_kind == constant.value_kind && other->text == constant.text &&
               other->number == constant.number;
      });
      if (repeated) {
        fail("mapping pattern checks duplicate key (" + shown(constant) + ")");
      }
      seen.push_back(&constant);
    }
    for (const PatternPtr& part : pattern.patterns) visit(*part, true);
    capture(pattern.name);
  }

  static std::string shown(const Constant& constant) {
    switch (constant.value_kind) {
      case ConstantKind::none:
        return "None";
      case ConstantKind::true_:
        return "True";
      case ConstantKind::false_:
        return "False";
      case ConstantKind::string:
        return "'" + constant.text + "'";
      case ConstantKind::bytes:
        return "b'" + constant.text + "'";
      default:
        return constant.text;
    }
  }

  void visit_class(const Pattern& pattern) {
    const std::vector<std::string>& names = pattern.kwd_attrs;
    for (std::size_t i = 0; i < names.size(); ++i) {
      const auto again =
          std::find(names.begin() + static_cast<std::ptrdiff_t>(i) + 1, names.end(), names[i]);
      if (again == names.end()) continue;
      at_ = pattern.kwd_patterns[static_cast<std::size_t>(again - names.begin())]->at;
      fail("attribute name repeated in class pattern: " + names[i]);
    }
    for (const PatternPtr& part : pattern.patterns) {
      if (!is_wildcard(*part)) visit(*part, true);
    }
    for (const PatternPtr& part : pattern.kwd_patterns) {
      if (!is_wildcard(*part)) visit(*part, true);
    }
  }

  void visit_or(const Pattern& pattern, bool irrefutable_allowed) {
    const std::vector<std::string> outer = std::exchange(captured_, {});
    std::vector<std::string> first;
    for (const PatternPtr& part : pattern.patterns) {
      captured_.clear();
      visit(*part, part == pattern.patterns.back() && irrefutable_allowed);
      if (part == pattern.patterns.front()) first = captured_;
      if (!std::is_permutation(first.begin(), first.end(), captured_.begin(), captured_.end())) {
        fail("alternative patterns bind different names");
      }
    }
    captured_ = outer;
    for (const std::string& name : first) capture(name);
  }

  const Source& source_;
  Location at_;
  std::vector<std::string> captured_;
};

}  // namespace

void check_pattern(const Source& source, const Pattern& pattern, bool last) {
  PatternChecker(source).visit(pattern, last);
}

}  // namespace loopscope::python
