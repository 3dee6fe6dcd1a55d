#include "lessons/python/machine/suggestions.h"

#include <algorithm>
#include <vector>

#include "lessons/python/machine/frame.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/objects/dict_object.h"
#include "lessons/python/objects/exception_object.h"
#include "lessons/python/objects/list_object.h"
#include "lessons/python/objects/str_object.h"

namespace loopscope::python {
namespace {

constexpr std::size_t move_cost = 2;
constexpr std::size_t case_cost = 1;
constexpr std::size_t longest_name = 40;
constexpr std::size_t most_candidates = 750;

std::size_t substitution_cost(char a, char b) {
  if ((a & 31) != (b & 31)) return move_cost;
  if (a == b) return 0;
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return lower(a) == lower(b) ? case_cost : move_cost;
}

/// Above `most`, any larger number will do.
std::size_t distance(std::string_view a, std::string_view b, std::size_t most) {
  if (a == b) return 0;
  while (!a.empty() && !b.empty() && a.front() == b.front()) {
    a.remove_prefix(1);
    b.remove_prefix(1);
  }
  while (!a.empty() && !b.empty() && a.back() == b.back()) {
    a.remove_suffix(1);
    b.remove_suffix(1);
  }
  if (a.empty() || b.empty()) return (a.size() + b.size()) * move_cost;
  if (a.size() > longest_name || b.size() > longest_name) return most + 1;
  if (b.size() < a.size()) std::swap(a, b);
  if ((b.size() - a.size()) * move_cost > most) return most + 1;
  std::vector<std::size_t> row(a.size());
  for (std::size_t i = 0; i < a.size(); ++i) row[i] = (i + 1) * move_cost;
  std::size_t result = 0;
  for (std::size_t j = 0; j < b.size(); ++j) {
    std::size_t diagonal = result = j * move_cost;
    std::size_t minimum = ~std::size_t{0};
    for (std::size_t i = 0; i < a.size(); ++i) {
      const std::size_t substitute = diagonal + substitution_cost(b[j], a[i]);
      diagonal = row[i];
      result = std::min(substitute, std::min(result, diagonal) + move_cost);
      row[i] = result;
      minimum = std::min(minimum, result);
    }
    if (minimum > most) return most + 1;
  }
  return result;
}

std::string nearest(std::string_view name, std::span<const Value> candidates) {
  if (candidates.size() >= most_candidates) return {};
  std::string best;
  std::size_t best_distance = ~std::size_t{0};
  for (const Value& candidate : candidates) {
    if (!is_string(candidate) || text_of(candidate) == name) continue;
    const std::string_view text = text_of(candidate);
    const std::size_t most =
        std::min((name.size() + text.size() + 3) * move_cost / 6, best_distance - 1);
    const std::size_t how_far = distance(name, text, most);
    if (how_far > most) continue;
    best = text;
    best_distance = how_far;
  }
  return best;
}

std::vector<Value> keys_of(const DictObject& dict) {
  std::vector<Value> keys;
  std::size_t at = 0;
  while (const DictObject::Entry* entry = dict.next(at)) keys.push_back(entry->key);
  return keys;
}

std::string for_attribute(Interpreter& interpreter, const ExceptionObject& error,
                          std::string_view name) {
  const Value& object = error.extra[1];
  if (!object) return {};
  const Value method = special_method(interpreter, object, interpreter.names.dir);
  Value list = method ? call(interpreter, method) : Value();
  list = list ? to_list(interpreter, list) : Value();
  if (!list || !call_method(interpreter, list, "sort")) {
    interpreter.clear_error();
    return {};
  }
  return nearest(name, as<ListObject>(list)->items);
}

std::string for_name(const ExceptionObject& error, std::string_view name) {
  Value traceback = error.traceback;
  if (!traceback) return {};
  while (as<TracebackObject>(traceback)->next) {
    Value next = as<TracebackObject>(traceback)->next;
    traceback = std::move(next);
  }
  const auto* frame = as<FrameObject>(as<TracebackObject>(traceback)->frame);
  std::string found = nearest(name, frame->code->local_names);
  if (found.empty()) found = nearest(name, keys_of(*frame->globals));
  if (found.empty()) found = nearest(name, keys_of(*frame->builtins));
  return found;
}

}  // namespace

std::string suggestion_for(Interpreter& interpreter, const Value& exception) {
  const ExceptionObject& error = *exception_of(exception);
  const bool attribute = exception_matches(exception, *interpreter.exceptions.attribute_error);
  if (!attribute && !exception_matches(exception, *interpreter.exceptions.name_error)) return {};
  if (!error.extra[0] || !is_string(error.extra[0])) return {};
  const std::string_view name = text_of(error.extra[0]);
  return attribute ? for_attribute(interpreter, error, name) : for_name(error, name);
}

}  // namespace loopscope::python
