#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lessons/python/compiler/bytecode.h"
#include "lessons/python/compiler/code.h"
#include "lessons/python/interpreter.h"
#include "lessons/python/syntax/ast.h"

namespace loopscope::python {

/// A place in the instructions to jump to, perhaps not known yet.
struct Label {
  std::uint32_t number = 0;
};

/// Puts one code object together: instructions and their places, constants, names, handlers; keeps
/// count of the stack.
class CodeBuilder {
 public:
  explicit CodeBuilder(Interpreter& interpreter);

  /// Place of the instructions that follow.
  void at(const ast::Location& location) { location_ = location; }
  const ast::Location& location() const { return location_; }

  std::uint32_t emit(Operation operation, std::size_t argument = 0, std::size_t extra = 0);
  void emit_jump(Operation operation, Label label);
  /// yield_value under await or yield from, with its way out.
  void emit_yield_to(Label exit);
  void emit_constant(Value constant);
  void emit_text(std::string_view text);
  /// An operation with a name: those with a cache (globals, attributes, methods) and the others.
  void emit_cached(Operation operation, std::string_view name);
  void emit_named(Operation operation, std::string_view name, std::size_t extra = 0);
  std::uint32_t name_index(std::string_view name);

  Label new_label();
  /// The next instruction is where `label` leads.
  void bind(Label label);
  /// False behind a jump, return or raise that no label follows.
  bool reachable() const { return reachable_; }

  /// Values on the stack now.
  int depth() const { return depth_; }
  void set_depth(int depth) { depth_ = depth; }

  /// What raises from here on goes to `handler`, with `depth` values left on the stack.
  void open_region(Label handler, int depth, bool push_instruction);
  /// Ends the innermost region.
  void close_region();
  /// Takes the innermost regions out while code is emitted that leaves them (return, break).
  struct Suspended;
  std::size_t open_regions() const { return regions_.size(); }
  void suspend_regions(std::size_t count, std::vector<Suspended>& kept);
  void resume_regions(std::vector<Suspended>& kept);
  struct Region {
    Label handler;
    int depth = 0;
    bool push_instruction = false;
    std::uint32_t begin = 0;
  };
  struct Suspended {
    Region region;
  };

  /// A docstring, or None: constant 0.
  void reserve_first_constant(Value constant);
  std::size_t size() const { return instructions_.size(); }

  /// Resolves the jumps and moves everything into `code`.
  void finish(CodeObject& code);

 private:
  std::uint32_t constant_index(Value constant);
  int effect(Operation operation, std::size_t argument, std::size_t extra) const;
  void note_jump(Label label, int depth);
  void end_region(const Region& region);

  struct LabelState {
    std::uint32_t target = 0;
    int depth = -1;
    bool bound = false;
  };
  struct PendingHandler {
    Region region;
    std::uint32_t end = 0;
  };

  Interpreter& interpreter_;
  ast::Location location_;
  std::vector<Instruction> instructions_;
  std::vector<Location> locations_;
  std::vector<Value> constants_;
  std::unordered_map<std::string, std::uint32_t> constant_numbers_;
  std::vector<Value> names_;
  std::unordered_map<std::string, std::uint32_t> name_numbers_;
  std::vector<Cache> caches_;
  std::vector<LabelState> labels_;
  std::vector<Region> regions_;
  std::vector<PendingHandler> handlers_;
  int depth_ = 0;
  int deepest_ = 0;
  bool reachable_ = true;
};

}  // namespace loopscope::python
