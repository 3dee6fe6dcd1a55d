#include <algorithm>

#include "lessons/python/compiler/compiler_state.h"
#include "lessons/python/objects/list_object.h"
#include "lessons/python/objects/str_object.h"

namespace loopscope::python {

using namespace ast;

namespace {

bool is_wildcard(const Pattern& pattern) {
  return pattern.kind == PatternKind::match_as && !pattern.pattern && pattern.name.empty();
}

}  // namespace

void Compiler::visit_match(const Match& statement) {
  const Label end = out_.new_label();
  visit(*statement.subject);
  const std::size_t count = statement.cases.size();
  const bool has_default = count > 1 && is_wildcard(*statement.cases.back().pattern);
  const std::size_t tested = count - (has_default ? 1 : 0);
  for (std::size_t i = 0; i < tested; ++i) {
    const MatchCase& branch = statement.cases[i];
    const bool last = i + 1 == tested;
    out_.at(branch.pattern->at);
    if (!last || has_default) out_.emit(Operation::copy_, 1);
    const int depth = out_.depth();
    PatternState state;
    pattern(*branch.pattern, state);
    for (const std::string& name : state.stores) store_name(name);
    if (branch.guard) {
      ensure_fail_pop(state, 0);
      visit_condition(*branch.guard, state.fail_pop[0], false);
    }
    if (!last || has_default) out_.emit(Operation::pop_);
    visit(branch.body);
    if (out_.reachable()) out_.emit_jump(Operation::jump_, end);
    out_.set_depth(depth - 1);
    out_.at(branch.pattern->at);
    emit_fail_pop(state);
  }
  if (has_default) {
    const MatchCase& branch = statement.cases.back();
    out_.at(branch.pattern->at);
    out_.emit(Operation::pop_);
    if (branch.guard) visit_condition(*branch.guard, end, false);
    visit(branch.body);
  }
  out_.bind(end);
}

// Labels 0 … count; the one that pops `count` values leads to the one that pops one less.
void Compiler::ensure_fail_pop(PatternState& state, std::size_t count) {
  while (state.fail_pop.size() <= count) state.fail_pop.push_back(out_.new_label());
}

void Compiler::emit_fail_pop(PatternState& state) {
  if (state.fail_pop.empty()) return;
  while (state.fail_pop.size() > 1) {
    out_.bind(state.fail_pop.back());
    state.fail_pop.pop_back();
    out_.emit(Operation::pop_);
  }
  out_.bind(state.fail_pop.back());
  state.fail_pop.clear();
}

// bool -> ; fails if it is false.
void Compiler::fail_unless(PatternState& state) {
  const std::size_t pops = state.on_top + state.stores.size();
  ensure_fail_pop(state, pops);
  out_.emit_jump(Operation::jump_if_false_, state.fail_pop[pops]);
}

void Compiler::rotate(std::size_t count) {
  for (; count > 1; --count) out_.emit(Operation::swap_, count);
}

// Keeps the value on top for `name`, under what is still to be looked at.
void Compiler::capture(const std::string& name, const Pattern& pattern, PatternState& state) {
  if (name.empty()) {
    out_.emit(Operation::pop_);
    return;
  }
  if (std::find(state.stores.begin(), state.stores.end(), name) != state.stores.end()) {
    throw source_.error("multiple assignments to name '" + name + "' in pattern", pattern.at);
  }
  rotate(state.on_top + state.stores.size() + 1);
  state.stores.push_back(name);
}

void Compiler::pattern(const Pattern& pattern, PatternState& state) {
  out_.at(pattern.at);
  switch (pattern.kind) {
    case PatternKind::match_value:
      visit(*pattern.value);
      out_.emit(Operation::compare_, static_cast<std::size_t>(CompareKind::equal));
      fail_unless(state);
      break;
    case PatternKind::match_singleton:
      visit(*pattern.value);
      out_.emit(Operation::is_, 0);
      fail_unless(state);
      break;
    case PatternKind::match_sequence:
      sequence_pattern(pattern, state);
      break;
    case PatternKind::match_mapping:
      mapping_pattern(pattern, state);
      break;
    case PatternKind::match_class:
      class_pattern(pattern, state);
      break;
    case PatternKind::match_star:
      capture(pattern.name, pattern, state);
      break;
    case PatternKind::match_as:
      if (pattern.pattern) {
        ++state.on_top;
        out_.emit(Operation::copy_, 1);
        this->pattern(*pattern.pattern, state);
        --state.on_top;
      }
      capture(pattern.name, pattern, state);
      break;
    case PatternKind::match_or:
      or_pattern(pattern, state);
      break;
  }
}

void Compiler::subpattern(const Pattern& part, PatternState& state) {
  pattern(part, state);
}

void Compiler::check_length(std::size_t length, CompareKind kind, PatternState& state) {
  out_.emit(Operation::get_length_);
  out_.emit_constant(Value::small(static_cast<std::int64_t>(length)));
  out_.emit(Operation::compare_, static_cast<std::size_t>(kind));
  fail_unless(state);
}

void Compiler::sequence_pattern(const Pattern& pattern, PatternState& state) {
  const auto& parts = pattern.patterns;
  const auto star = std::find_if(parts.begin(), parts.end(), [](const PatternPtr& part) {
    return part->kind == PatternKind::match_star;
  });
  const bool has_star = star != parts.end();
  ++state.on_top;
  out_.emit(Operation::match_sequence_);
  fail_unless(state);
  if (!has_star) {
    check_length(parts.size(), CompareKind::equal, state);
  } else if (parts.size() > 1) {
    check_length(parts.size() - 1, CompareKind::greater_equal, state);
  }
  --state.on_top;
  if (has_star) {
    out_.emit(Operation::unpack_star_, static_cast<std::size_t>(star - parts.begin()),
              static_cast<std::size_t>(parts.end() - star) - 1);
  } else {
    out_.emit(Operation::unpack_, parts.size());
  }
  state.on_top += parts.size();
  for (const PatternPtr& part : parts) {
    --state.on_top;
    subpattern(*part, state);
  }
}

void Compiler::mapping_pattern(const Pattern& pattern, PatternState& state) {
  ++state.on_top;
  out_.emit(Operation::match_mapping_);
  fail_unless(state);
  const std::size_t size = pattern.keys.size();
  if (size == 0 && pattern.name.empty()) {
    --state.on_top;
    out_.emit(Operation::pop_);
    return;
  }
  if (size > 0) check_length(size, CompareKind::greater_equal, state);
  for (const ExprPtr& key : pattern.keys) visit(*key);
  out_.emit(Operation::build_tuple_, size);
  out_.emit(Operation::match_keys_);
  state.on_top += 2;  // subject keys values-or-None
  out_.emit(Operation::copy_, 1);
  load_none();
  out_.emit(Operation::is_, 1);
  fail_unless(state);
  out_.emit(Operation::unpack_, size);
  state.on_top += size;
  --state.on_top;
  for (const PatternPtr& part : pattern.patterns) {
    --state.on_top;
    subpattern(*part, state);
  }
  state.on_top -= 2;
  if (pattern.name.empty()) {
    out_.emit(Operation::pop_);
    out_.emit(Operation::pop_);
  } else {
    out_.emit(Operation::copy_without_keys_);
    capture(pattern.name, pattern, state);
  }
}

void Compiler::class_pattern(const Pattern& pattern, PatternState& state) {
  visit(*pattern.value);
  std::vector<Value> names;
  for (const std::string& name : pattern.kwd_attrs) {
    names.push_back(Value::share(interpreter_.intern(name)));
  }
  out_.emit_constant(make_tuple(interpreter_, std::span<const Value>(names)));
  out_.emit(Operation::match_class_, pattern.patterns.size());
  out_.emit(Operation::copy_, 1);
  load_none();
  out_.emit(Operation::is_, 1);
  ++state.on_top;
  fail_unless(state);
  const std::size_t count = pattern.patterns.size() + pattern.kwd_patterns.size();
  out_.emit(Operation::unpack_, count);
  state.on_top += count;
  --state.on_top;
  for (std::size_t i = 0; i < count; ++i) {
    --state.on_top;
    subpattern(i < pattern.patterns.size() ? *pattern.patterns[i]
                                           : *pattern.kwd_patterns[i - pattern.patterns.size()],
               state);
  }
}

void Compiler::or_pattern(const Pattern& pattern, PatternState& state) {
  const Label end = out_.new_label();
  const int depth = out_.depth();
  std::vector<std::string> names;
  for (std::size_t i = 0; i < pattern.patterns.size(); ++i) {
    const Pattern& alternative = *pattern.patterns[i];
    PatternState inner;
    out_.at(alternative.at);
    out_.emit(Operation::copy_, 1);
    this->pattern(alternative, inner);
    if (i == 0) {
      names = inner.stores;
    } else {
      std::vector<std::string> sorted = inner.stores;
      std::vector<std::string> wanted = names;
      std::sort(sorted.begin(), sorted.end());
      std::sort(wanted.begin(), wanted.end());
      if (sorted != wanted) {
        throw source_.error("alternative patterns bind different names", pattern.at);
      }
      // Brings the values into the first alternative's order, the last name on top.
      for (std::size_t place = names.size(); place-- > 0;) {
        const auto found = std::find(inner.stores.begin(), inner.stores.end(), names[place]);
        const auto at = static_cast<std::size_t>(found - inner.stores.begin());
        if (at == place) continue;
        const std::size_t rotations = place + 1 - at;
        // Moves the value at `at` to `place`: rotates the ones between down.
        for (std::size_t k = 0; k + 1 < rotations; ++k) {
          const std::size_t low = names.size() - (at + k);
          const std::size_t high = low - 1;
          // swaps the neighbours `low` and `high` (counted from the top) by way of the top
          out_.emit(Operation::swap_, low);
          if (high > 1) {
            out_.emit(Operation::swap_, high);
            out_.emit(Operation::swap_, low);
          }
        }
        inner.stores.erase(found);
        inner.stores.insert(inner.stores.begin() + static_cast<std::ptrdiff_t>(place),
                            names[place]);
      }
    }
    out_.emit_jump(Operation::jump_, end);
    out_.set_depth(depth);
    emit_fail_pop(inner);
  }
  out_.set_depth(depth);
  out_.at(pattern.at);
  out_.emit(Operation::pop_);
  const std::size_t pops = state.on_top + state.stores.size();
  ensure_fail_pop(state, pops);
  out_.emit_jump(Operation::jump_, state.fail_pop[pops]);
  out_.bind(end);
  const std::size_t rotations = names.size() + 1 + state.on_top + state.stores.size();
  for (const std::string& name : names) {
    rotate(rotations);
    if (std::find(state.stores.begin(), state.stores.end(), name) != state.stores.end()) {
      throw source_.error("multiple assignments to name '" + name + "' in pattern", pattern.at);
    }
    state.stores.push_back(name);
  }
  out_.emit(Operation::pop_);
}

}  // namespace loopscope::python
