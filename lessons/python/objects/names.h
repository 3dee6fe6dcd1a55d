#pragma once

namespace loopscope::python {

struct StrObject;

/// Interned names that the machine itself needs: X(member, text).
// clang-format off
#define LOOPSCOPE_PYTHON_NAMES(X) \
  X(init, "__init__") X(new_, "__new__") X(del, "__del__") X(repr, "__repr__") \
  X(str, "__str__") X(hash, "__hash__") X(call, "__call__") X(eq, "__eq__") X(ne, "__ne__") \
  X(lt, "__lt__") X(le, "__le__") X(gt, "__gt__") X(ge, "__ge__") \
  X(getattribute, "__getattribute__") X(getattr, "__getattr__") X(setattr, "__setattr__") \
  X(delattr, "__delattr__") X(get, "__get__") X(set, "__set__") X(delete_, "__delete__") \
  X(set_name, "__set_name__") X(init_subclass, "__init_subclass__") \
  X(class_getitem, "__class_getitem__") X(prepare, "__prepare__") X(iter, "__iter__") \
  X(next, "__next__") X(len, "__len__") X(getitem, "__getitem__") X(setitem, "__setitem__") \
  X(delitem, "__delitem__") X(contains, "__contains__") X(missing, "__missing__") \
  X(reversed, "__reversed__") X(length_hint, "__length_hint__") X(bool_, "__bool__") \
  X(int_, "__int__") X(float_, "__float__") X(complex_, "__complex__") X(index, "__index__") \
  X(round, "__round__") X(trunc, "__trunc__") X(floor, "__floor__") X(ceil, "__ceil__") \
  X(bytes, "__bytes__") X(format, "__format__") X(dir, "__dir__") X(sizeof_, "__sizeof__") \
  X(add, "__add__") X(sub, "__sub__") X(mul, "__mul__") X(matmul, "__matmul__") \
  X(truediv, "__truediv__") X(floordiv, "__floordiv__") X(mod, "__mod__") X(pow, "__pow__") \
  X(lshift, "__lshift__") X(rshift, "__rshift__") X(and_, "__and__") X(or_, "__or__") \
  X(xor_, "__xor__") X(divmod, "__divmod__") X(radd, "__radd__") X(rsub, "__rsub__") \
  X(rmul, "__rmul__") X(rmatmul, "__rmatmul__") X(rtruediv, "__rtruediv__") \
  X(rfloordiv, "__rfloordiv__") X(rmod, "__rmod__") X(rpow, "__rpow__") \
  X(rlshift, "__rlshift__") X(rrshift, "__rrshift__") X(rand, "__rand__") X(ror, "__ror__") \
  X(rxor, "__rxor__") X(rdivmod, "__rdivmod__") X(iadd, "__iadd__") X(isub, "__isub__") \
  X(imul, "__imul__") X(imatmul, "__imatmul__") X(itruediv, "__itruediv__") \
  X(ifloordiv, "__ifloordiv__") X(imod, "__imod__") X(ipow, "__ipow__") \
  X(ilshift, "__ilshift__") X(irshift, "__irshift__") X(iand, "__iand__") X(ior, "__ior__") \
  X(ixor, "__ixor__") X(neg, "__neg__") X(pos, "__pos__") X(abs, "__abs__") \
  X(invert, "__invert__") X(await, "__await__") X(aiter, "__aiter__") X(anext, "__anext__") \
  X(enter, "__enter__") X(exit, "__exit__") X(aenter, "__aenter__") X(aexit, "__aexit__") \
  X(instancecheck, "__instancecheck__") X(subclasscheck, "__subclasscheck__") \
  X(mro_entries, "__mro_entries__") X(match_args, "__match_args__") X(name, "__name__") \
  X(qualname, "__qualname__") X(module, "__module__") X(doc, "__doc__") X(dict, "__dict__") \
  X(class_, "__class__") X(bases, "__bases__") X(base, "__base__") X(mro, "__mro__") \
  X(slots, "__slots__") X(weakref, "__weakref__") X(annotations, "__annotations__") \
  X(classcell, "__classcell__") X(abstractmethods, "__abstractmethods__") \
  X(isabstractmethod, "__isabstractmethod__") X(builtins, "__builtins__") X(file, "__file__") \
  X(main, "__main__") X(all, "__all__") X(wrapped, "__wrapped__") X(func, "__func__") \
  X(self_, "__self__") X(code, "__code__") X(defaults, "__defaults__") \
  X(kwdefaults, "__kwdefaults__") X(closure, "__closure__") X(globals, "__globals__") \
  X(cause, "__cause__") X(context, "__context__") X(traceback, "__traceback__") \
  X(notes, "__notes__") X(suppress_context, "__suppress_context__") \
  X(build_class, "__build_class__") X(import, "__import__") X(self, "self") X(args, "args") \
  X(value, "value") X(send, "send") X(throw_, "throw") X(close, "close") X(keys, "keys") \
  X(items, "items") X(values, "values") X(write, "write") X(flush, "flush") X(sep, "sep") \
  X(end, "end") X(key, "key") X(reverse, "reverse") X(empty, "") X(lambda, "<lambda>") \
  X(module_scope, "<module>") X(metaclass, "metaclass") X(code_, "code") X(msg, "msg") \
  X(text, "text") X(filename, "filename") X(lineno, "lineno") X(offset, "offset") \
  X(end_lineno, "end_lineno") X(end_offset, "end_offset") X(name_, "name") X(obj, "obj") \
  X(path, "path") X(fget, "fget") X(fset, "fset") X(fdel, "fdel") X(stdout_, "stdout") \
  X(stderr_, "stderr") X(asyncio_future_blocking, "_asyncio_future_blocking") \
  X(print_file_and_line, "print_file_and_line") X(join, "join") X(orig_bases, "__orig_bases__") \
  X(args_, "__args__") X(origin, "__origin__") X(exit_, "exit") X(append, "append") \
  X(extend, "extend") X(update, "update") X(add_, "add") X(get_, "get") X(copy, "copy") \
  X(spec, "__spec__") X(package, "__package__") X(loader, "__loader__") X(mro_method, "mro") \
  X(underscore, "_") X(return_, "return") X(future, "future") X(big, "big")
// clang-format on

/// The names of one interpreter; they live as long as it does.
struct CommonNames {
#define LOOPSCOPE_PYTHON_MEMBER(member, text) StrObject* member = nullptr;
  LOOPSCOPE_PYTHON_NAMES(LOOPSCOPE_PYTHON_MEMBER)
#undef LOOPSCOPE_PYTHON_MEMBER
};

}  // namespace loopscope::python
