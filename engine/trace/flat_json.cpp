#include "engine/trace/flat_json.h"

#include <nlohmann/json.hpp>

#include "engine/base/float_text.h"
#include "engine/trace/json_text.h"

namespace loopscope {
namespace {

class Parser : public nlohmann::json_sax<nlohmann::json> {
 public:
  explicit Parser(std::vector<FlatJson::Field>& fields) : fields_(fields) {}

  const std::string& problem() const { return problem_; }

  bool null() override { return fail("null is not used"); }
  bool boolean(bool value) override { return add(value); }
  bool number_integer(number_integer_t value) override { return add(std::int64_t{value}); }
  bool number_unsigned(number_unsigned_t value) override { return add(std::uint64_t{value}); }
  bool number_float(number_float_t value, const string_t&) override { return add(value); }
  bool string(string_t& value) override { return add(std::move(value)); }
  bool binary(binary_t&) override { return fail("binary is not used"); }
  bool start_object(std::size_t) override {
    return depth_++ == 0 || fail("a field holds an object");
  }
  bool end_object() override { return true; }
  bool start_array(std::size_t) override { return fail("an array is not used"); }
  bool end_array() override { return true; }
  bool key(string_t& name) override {
    fields_.emplace_back(std::move(name), FlatJson::Value{});
    return true;
  }
  bool parse_error(std::size_t, const std::string&, const nlohmann::json::exception&) override {
    return fail("it is no JSON object");
  }

 private:
  bool add(FlatJson::Value value) {
    if (depth_ == 0) return fail("it is no JSON object");
    fields_.back().second = std::move(value);
    return true;
  }
  bool fail(const char* problem) {
    problem_ = problem;
    return false;
  }

  std::vector<FlatJson::Field>& fields_;
  std::string problem_;
  int depth_ = 0;
};

struct Writer {
  std::string& out;

  void operator()(std::uint64_t number) const { out += std::to_string(number); }
  void operator()(std::int64_t number) const { out += std::to_string(number); }
  void operator()(double number) const { out += float_repr(number); }
  void operator()(bool truth) const { out += truth ? "true" : "false"; }
  void operator()(const std::string& text) const { append_json_text(out, text); }
};

}  // namespace

std::string FlatJson::parse(const std::string& line) {
  fields_.clear();
  Parser parser(fields_);
  if (nlohmann::json::sax_parse(line, &parser)) return {};
  return parser.problem().empty() ? "it is no JSON" : parser.problem();
}

void append_json_field(std::string& out, std::string_view key, const FlatJson::Value& value) {
  append_json_text(out, key);
  out += ": ";
  std::visit(Writer{out}, value);
}

}  // namespace loopscope
