#include "lessons/python/compiler/code_builder.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "lessons/python/objects/bytes_object.h"
#include "lessons/python/objects/float_object.h"
#include "lessons/python/objects/int_object.h"
#include "lessons/python/objects/str_object.h"

namespace loopscope::python {

std::string_view name_of(Operation operation) {
  static constexpr std::array<std::string_view, static_cast<std::size_t>(Operation::count_)> names =
      {
#define LOOPSCOPE_NAME(name) #name,
          LOOPSCOPE_OPERATIONS(LOOPSCOPE_NAME)
#undef LOOPSCOPE_NAME
      };
  return names[static_cast<std::size_t>(operation)];
}

namespace {

/// True for operations after which the next instruction isn't reached.
bool leaves(Operation operation) {
  switch (operation) {
    case Operation::jump_:
    case Operation::jump_back_:
    case Operation::return_value_:
    case Operation::raise_:
    case Operation::reraise_:
      return true;
    default:
      return false;
  }
}

bool is_jump(Operation operation) {
  switch (operation) {
    case Operation::jump_:
    case Operation::jump_back_:
    case Operation::jump_if_false_:
    case Operation::jump_if_true_:
    case Operation::jump_if_none_:
    case Operation::jump_if_not_none_:
    case Operation::jump_if_false_or_pop_:
    case Operation::jump_if_true_or_pop_:
    case Operation::for_next_:
    case Operation::send_:
      return true;
    default:
      return false;
  }
}

}  // namespace

CodeBuilder::CodeBuilder(Interpreter& interpreter) : interpreter_(interpreter) {}

int CodeBuilder::effect(Operation operation, std::size_t argument, std::size_t extra) const {
  const int a = static_cast<int>(argument);
  const int e = static_cast<int>(extra);
  switch (operation) {
    case Operation::copy_:
    case Operation::push_null_:
    case Operation::load_constant_:
    case Operation::load_local_:
    case Operation::load_cell_:
    case Operation::load_closure_:
    case Operation::load_class_cell_:
    case Operation::load_name_:
    case Operation::load_global_:
    case Operation::load_method_:
    case Operation::for_next_:
    case Operation::load_build_class_:
    case Operation::get_async_next_:
    case Operation::before_with_:
    case Operation::before_async_with_:
    case Operation::with_exit_:
    case Operation::push_exception_:
    case Operation::load_assertion_error_:
    case Operation::import_from_:
    case Operation::get_length_:
    case Operation::match_mapping_:
    case Operation::match_sequence_:
    case Operation::return_generator_:
      return 1;
    case Operation::pop_:
    case Operation::store_local_:
    case Operation::store_cell_:
    case Operation::store_name_:
    case Operation::store_global_:
    case Operation::delete_attribute_:
    case Operation::load_subscript_:
    case Operation::binary_:
    case Operation::inplace_:
    case Operation::compare_:
    case Operation::is_:
    case Operation::contains_:
    case Operation::jump_if_false_:
    case Operation::jump_if_true_:
    case Operation::jump_if_none_:
    case Operation::jump_if_not_none_:
    case Operation::jump_if_false_or_pop_:
    case Operation::jump_if_true_or_pop_:
    case Operation::list_append_:
    case Operation::list_extend_:
    case Operation::set_add_:
    case Operation::set_update_:
    case Operation::dict_update_:
    case Operation::dict_merge_:
    case Operation::return_value_:
    case Operation::pop_exception_:
    case Operation::combine_group_:
    case Operation::import_name_:
    case Operation::import_star_:
    case Operation::reraise_:
    case Operation::copy_without_keys_:
      return -1;
    case Operation::store_attribute_:
    case Operation::delete_subscript_:
    case Operation::dict_add_:
    case Operation::end_async_for_:
    case Operation::match_class_:
      return -2;
    case Operation::store_subscript_:
      return -3;
    case Operation::build_tuple_:
    case Operation::build_list_:
    case Operation::build_set_:
    case Operation::build_string_:
    case Operation::build_slice_:
      return 1 - a;
    case Operation::build_dict_:
      return 1 - 2 * a;
    case Operation::build_const_key_dict_:
      return -a;
    case Operation::unpack_:
      return a - 1;
    case Operation::unpack_star_:
      return a + e;
    case Operation::format_value_:
      return -e;
    case Operation::make_function_:
      return -((e & 1) + ((e >> 1) & 1) + ((e >> 2) & 1) + ((e >> 3) & 1));
    case Operation::call_:
      return -1 - a;
    case Operation::call_keywords_:
      return -2 - a;
    case Operation::call_unpacked_:
      return -2 - e;
    case Operation::raise_:
      return -a;
    case Operation::match_keys_:
      return 1;
    default:
      return 0;
  }
}

std::uint32_t CodeBuilder::emit(Operation operation, std::size_t argument, std::size_t extra) {
  const auto index = static_cast<std::uint32_t>(instructions_.size());
  instructions_.push_back({static_cast<std::uint16_t>(operation), static_cast<std::uint16_t>(extra),
                           static_cast<std::uint32_t>(argument)});
  locations_.push_back({static_cast<std::uint32_t>(location_.line),
                        static_cast<std::uint32_t>(location_.end_line),
                        static_cast<std::uint32_t>(location_.column),
                        static_cast<std::uint32_t>(location_.end_column)});
  depth_ += effect(operation, argument, extra);
  deepest_ = std::max(deepest_, depth_ + 1);
  reachable_ = !leaves(operation);
  return index;
}

void CodeBuilder::note_jump(Label label, int depth) {
  LabelState& state = labels_[label.number];
  if (state.depth < 0) state.depth = depth;
}

void CodeBuilder::emit_jump(Operation operation, Label label) {
  const int before = depth_;
  emit(operation, label.number);
  int there = depth_;
  if (operation == Operation::jump_if_false_or_pop_ ||
      operation == Operation::jump_if_true_or_pop_) {
    there = before;
  } else if (operation == Operation::for_next_ || operation == Operation::send_) {
    there = before - 1;
  }
  note_jump(label, there);
}

void CodeBuilder::emit_yield_to(Label exit) {
  emit(Operation::yield_value_, exit.number + 1, 1);
  note_jump(exit, depth_ - 1);
}

std::uint32_t CodeBuilder::constant_index(Value constant) {
  std::string key;
  switch (constant.kind()) {
    case Kind::string:
      key = "s" + std::string(text_of(constant));
      break;
    case Kind::integer:
      key = "i" + integer_text(constant);
      break;
    case Kind::none:
      key = "n";
      break;
    case Kind::boolean:
      key = constant.is_true() ? "t" : "f";
      break;
    case Kind::floating: {
      std::array<char, 40> digits{};
      std::snprintf(digits.data(), digits.size(), "d%a", float_value(constant));
      key = digits.data();
      break;
    }
    default:
      break;
  }
  if (!key.empty()) {
    const auto found = constant_numbers_.find(key);
    if (found != constant_numbers_.end()) return found->second;
  }
  const auto index = static_cast<std::uint32_t>(constants_.size());
  constants_.push_back(std::move(constant));
  if (!key.empty()) constant_numbers_[key] = index;
  return index;
}

void CodeBuilder::reserve_first_constant(Value constant) {
  constant_index(std::move(constant));
}

void CodeBuilder::emit_constant(Value constant) {
  emit(Operation::load_constant_, constant_index(std::move(constant)));
}

void CodeBuilder::emit_text(std::string_view text) {
  emit_constant(Value::share(interpreter_.intern(text)));
}

std::uint32_t CodeBuilder::name_index(std::string_view name) {
  const auto [entry, added] =
      name_numbers_.try_emplace(std::string(name), static_cast<std::uint32_t>(names_.size()));
  if (added) names_.push_back(Value::share(interpreter_.intern(name)));
  return entry->second;
}

void CodeBuilder::emit_cached(Operation operation, std::string_view name) {
  Cache cache;
  cache.name = static_cast<StrObject*>(names_[name_index(name)].object());
  caches_.push_back(cache);
  emit(operation, caches_.size() - 1);
}

void CodeBuilder::emit_named(Operation operation, std::string_view name, std::size_t extra) {
  emit(operation, name_index(name), extra);
}

Label CodeBuilder::new_label() {
  labels_.emplace_back();
  return {static_cast<std::uint32_t>(labels_.size() - 1)};
}

void CodeBuilder::bind(Label label) {
  LabelState& state = labels_[label.number];
  state.target = static_cast<std::uint32_t>(instructions_.size());
  state.bound = true;
  if (state.depth < 0) {
    state.depth = depth_;
  } else {
    depth_ = state.depth;
    deepest_ = std::max(deepest_, depth_ + 1);
  }
  reachable_ = true;
}

void CodeBuilder::open_region(Label handler, int depth, bool push_instruction) {
  regions_.push_back({handler, depth, push_instruction, static_cast<std::uint32_t>(size())});
  note_jump(handler, depth + (push_instruction ? 2 : 1));
}

void CodeBuilder::end_region(const Region& region) {
  const auto end = static_cast<std::uint32_t>(size());
  if (end > region.begin) handlers_.push_back({region, end});
}

void CodeBuilder::close_region() {
  end_region(regions_.back());
  regions_.pop_back();
}

void CodeBuilder::suspend_regions(std::size_t count, std::vector<Suspended>& kept) {
  for (std::size_t i = 0; i < count; ++i) {
    end_region(regions_.back());
    kept.push_back({regions_.back()});
    regions_.pop_back();
  }
}

void CodeBuilder::resume_regions(std::vector<Suspended>& kept) {
  for (; !kept.empty(); kept.pop_back()) {
    regions_.push_back(kept.back().region);
    regions_.back().begin = static_cast<std::uint32_t>(size());
  }
}

void CodeBuilder::finish(CodeObject& code) {
  for (Instruction& instruction : instructions_) {
    const auto operation = static_cast<Operation>(instruction.operation);
    if (is_jump(operation)) {
      instruction.argument = labels_[instruction.argument].target;
    } else if (operation == Operation::yield_value_ && instruction.extra == 1) {
      instruction.argument = labels_[instruction.argument - 1].target;
    }
  }
  for (const PendingHandler& handler : handlers_) {
    code.handlers.push_back(
        {handler.region.begin, handler.end, labels_[handler.region.handler.number].target,
         static_cast<std::uint32_t>(handler.region.depth), handler.region.push_instruction});
  }
  code.stack_size = static_cast<std::uint32_t>(deepest_ + 2);
  code.instructions = std::move(instructions_);
  code.locations = std::move(locations_);
  code.constants = std::move(constants_);
  code.names = std::move(names_);
  code.caches = std::move(caches_);
}

}  // namespace loopscope::python
