#pragma once

namespace loopscope::python {

struct Type;

/// The builtin types of one interpreter; borrowed, they live as long as it does.
struct BuiltinTypes {
  Type* object = nullptr;
  Type* type = nullptr;
  Type* none = nullptr;
  Type* not_implemented = nullptr;
  Type* ellipsis = nullptr;
  Type* integer = nullptr;
  Type* boolean = nullptr;
  Type* floating = nullptr;
  Type* complex = nullptr;
  Type* string = nullptr;
  Type* bytes = nullptr;
  Type* bytearray = nullptr;
  Type* list = nullptr;
  Type* tuple = nullptr;
  Type* dict = nullptr;
  Type* dict_keys = nullptr;
  Type* dict_values = nullptr;
  Type* dict_items = nullptr;
  Type* mapping_proxy = nullptr;
  Type* set = nullptr;
  Type* frozenset = nullptr;
  Type* range = nullptr;
  Type* slice = nullptr;
  Type* cell = nullptr;
  Type* function = nullptr;
  Type* bound_method = nullptr;
  Type* native_function = nullptr;  ///< builtin_function_or_method
  Type* native_method = nullptr;    ///< method_descriptor
  Type* slot_wrapper = nullptr;     ///< wrapper_descriptor
  Type* method_wrapper = nullptr;
  Type* native_property = nullptr;  ///< getset_descriptor
  Type* member = nullptr;           ///< member_descriptor
  Type* property = nullptr;
  Type* class_method = nullptr;
  Type* static_method = nullptr;
  Type* super = nullptr;
  Type* code = nullptr;
  Type* frame = nullptr;
  Type* traceback = nullptr;
  Type* generator = nullptr;
  Type* coroutine = nullptr;
  Type* async_generator = nullptr;
  Type* async_generator_step = nullptr;  ///< async_generator_asend and …athrow
  Type* async_yield = nullptr;           ///< what it yields, between frame and step
  Type* native_coroutine = nullptr;      ///< looks like coroutine
  Type* coroutine_wrapper = nullptr;
  Type* module = nullptr;
  Type* weak_reference = nullptr;
  Type* generic_alias = nullptr;
  Type* union_type = nullptr;
  Type* sequence_iterator = nullptr;  ///< iter() of what has only __getitem__
  Type* callable_iterator = nullptr;
  Type* list_iterator = nullptr;
  Type* list_reverse_iterator = nullptr;
  Type* tuple_iterator = nullptr;
  Type* range_iterator = nullptr;
  Type* string_iterator = nullptr;
  Type* bytes_iterator = nullptr;
  Type* dict_key_iterator = nullptr;
  Type* dict_value_iterator = nullptr;
  Type* dict_item_iterator = nullptr;
  Type* set_iterator = nullptr;
  Type* enumerate = nullptr;
  Type* zip = nullptr;
  Type* map = nullptr;
  Type* filter = nullptr;
  Type* reversed = nullptr;
};

}  // namespace loopscope::python
