#include "gui/app/share.h"

#include <fmt/format.h>

// Debian has stb as a library; elsewhere its code becomes part of this file.
#ifdef LOOPSCOPE_STB_FROM_SOURCE
#define STB_IMAGE_IMPLEMENTATION
#endif
#include <stb_image.h>
#include <stb_image_write.h>

#include <array>
#include <cctype>
#include <cstdlib>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "engine/base/error.h"

// Not in stb's header, but a part of what it exports.
extern "C" unsigned char* stbi_zlib_compress(unsigned char* data, int data_len, int* out_len,
                                             int quality);

namespace loopscope::gui {

namespace {

using Json = nlohmann::json;
using Bytes = std::vector<unsigned char>;

constexpr std::string_view family = "loopscope";
constexpr std::string_view prefix = "loopscope1:";
constexpr std::size_t most_bytes = std::size_t{4} << 20;
constexpr std::string_view letters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

// base64url, without padding.

std::string to_letters(const Bytes& bytes) {
  std::string text;
  std::uint32_t bits = 0;
  int count = 0;
  for (const unsigned char byte : bytes) {
    bits = (bits << 8U) | byte;
    for (count += 8; count >= 6; count -= 6) {
      text += letters[(bits >> static_cast<unsigned>(count - 6)) & 63U];
    }
  }
  if (count > 0) text += letters[(bits << static_cast<unsigned>(6 - count)) & 63U];
  return text;
}

std::optional<Bytes> from_letters(std::string_view text) {
  Bytes bytes;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char letter : text) {
    const std::size_t value = letters.find(letter);
    if (value == std::string_view::npos) return std::nullopt;
    bits = (bits << 6U) | static_cast<std::uint32_t>(value);
    if ((count += 6) < 8) continue;
    count -= 8;
    bytes.push_back(static_cast<unsigned char>(bits >> static_cast<unsigned>(count)));
  }
  // What is left of the last letter stands for nothing.
  if ((bits & ((1U << static_cast<unsigned>(count)) - 1U)) != 0) return std::nullopt;
  return bytes;
}

// Before the compressed text stand its length and a sum of it, as 32-bit numbers.

std::uint32_t sum_of(std::string_view text) {
  std::uint32_t sum = 2166136261U;  // FNV-1a
  for (const char each : text) sum = (sum ^ static_cast<unsigned char>(each)) * 16777619U;
  return sum;
}

void put_number(Bytes& bytes, std::uint32_t number) {
  for (unsigned shift = 0; shift < 32; shift += 8) {
    bytes.push_back(static_cast<unsigned char>(number >> shift));
  }
}

std::uint32_t number_at(const Bytes& bytes, std::size_t at) {
  std::uint32_t number = 0;
  for (std::size_t i = 4; i-- > 0;) number = (number << 8U) | bytes[at + i];
  return number;
}

constexpr std::size_t header = 8;

/// zlib ends with a sum of its own, which is not shared: there is one already.
constexpr int zlib_sum = 4;

Bytes compressed(const std::string& text) {
  std::string copy = text;  // stb wants to be able to write
  int length = 0;
  const std::unique_ptr<unsigned char, decltype(&std::free)> packed(
      stbi_zlib_compress(reinterpret_cast<unsigned char*>(copy.data()),
                         static_cast<int>(copy.size()), &length, 8),
      &std::free);
  if (!packed) throw Error("There is no memory to compress the run with");
  Bytes bytes;
  put_number(bytes, static_cast<std::uint32_t>(text.size()));
  put_number(bytes, sum_of(text));
  bytes.insert(bytes.end(), packed.get(), packed.get() + length - zlib_sum);
  return bytes;
}

[[noreturn]] void fail_damaged() {
  throw Error("This shared run is not whole: copy the text again, from its first to its last sign");
}

std::string inflated(Bytes bytes) {
  if (bytes.size() <= header) fail_damaged();
  const std::size_t length = number_at(bytes, 0);
  if (length > most_bytes) fail_damaged();
  bytes.insert(bytes.end(), zlib_sum, 0);
  std::string text(length, '\0');
  const int got = stbi_zlib_decode_buffer(text.data(), static_cast<int>(text.size()),
                                          reinterpret_cast<const char*>(bytes.data() + header),
                                          static_cast<int>(bytes.size() - header));
  if (got != static_cast<int>(length) || sum_of(text) != number_at(bytes, 4)) fail_damaged();
  return text;
}

// Interventions.

Json json_of(const Intervention::Action& action) {
  struct Write {
    Json operator()(const CancelTask& a) const { return {{"do", "cancel"}, {"task", a.name}}; }
    Json operator()(const DelayLink& a) const {
      return {{"do", "delay_link"}, {"from", a.from}, {"to", a.to}, {"seconds", a.seconds}};
    }
    Json operator()(const CutLink& a) const {
      return {{"do", "cut_link"}, {"from", a.from}, {"to", a.to}, {"seconds", a.seconds}};
    }
    Json operator()(const DelayConnection& a) const {
      return {{"do", "delay"}, {"descriptor", a.descriptor}, {"seconds", a.seconds}};
    }
    Json operator()(const BreakConnection& a) const {
      return {{"do", "break"}, {"descriptor", a.descriptor}};
    }
    Json operator()(const FailLookup& a) const {
      return {{"do", "fail_lookup"}, {"name", a.name}, {"count", a.count}};
    }
    Json operator()(const SendSignal& a) const { return {{"do", "signal"}, {"number", a.number}}; }
  };
  return std::visit(Write(), action);
}

Intervention::Action action_of(const Json& json) {
  const std::string what = json.at("do");
  if (what == "cancel") return CancelTask{json.at("task")};
  if (what == "delay_link") return DelayLink{json.at("from"), json.at("to"), json.at("seconds")};
  if (what == "cut_link") return CutLink{json.at("from"), json.at("to"), json.at("seconds")};
  if (what == "delay") return DelayConnection{json.at("descriptor"), json.at("seconds")};
  if (what == "break") return BreakConnection{json.at("descriptor")};
  if (what == "fail_lookup") return FailLookup{json.at("name"), json.at("count")};
  if (what == "signal") return SendSignal{json.at("number")};
  throw Error(
      fmt::format("This shared run does something that this version does not know: {}", what));
}

Json json_of(const SharedRun& run) {
  Json json = {{"name", run.name}, {"program", run.program}, {"position", run.position}};
  if (!run.lesson.empty()) json["lesson"] = run.lesson;
  if (run.seed != 0) json["seed"] = run.seed;
  if (run.debug) json["debug"] = true;
  for (const Intervention& each : run.interventions) {
    Json one = json_of(each.action);
    one["after"] = each.after;
    if (each.after == 0) one["time"] = each.time;
    json["interventions"].push_back(std::move(one));
  }
  return json;
}

SharedRun run_of(const Json& json) {
  SharedRun run;
  run.name = json.at("name");
  run.program = json.at("program");
  run.position = json.at("position");
  run.lesson = json.value("lesson", std::string());
  run.seed = json.value("seed", std::uint64_t{0});
  run.debug = json.value("debug", false);
  if (!json.contains("interventions")) return run;
  for (const Json& each : json.at("interventions")) {
    Intervention intervention;
    intervention.after = each.at("after");
    intervention.time = each.value("time", 0.0);
    intervention.action = action_of(each);
    run.interventions.push_back(std::move(intervention));
  }
  return run;
}

std::string without_spaces(std::string_view text) {
  std::string result;
  for (const char each : text) {
    if (std::isspace(static_cast<unsigned char>(each)) == 0) result += each;
  }
  return result;
}

}  // namespace

std::string share_text(const SharedRun& run) {
  const std::string text =
      json_of(run).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  if (text.size() > most_bytes) throw Error("This program is too long to be shared as a text");
  return std::string(prefix) + to_letters(compressed(text));
}

SharedRun read_share(std::string_view text) {
  const std::string whole = without_spaces(text);
  if (!whole.starts_with(family)) {
    throw Error(fmt::format("This is no shared run: such a text begins with {}", prefix));
  }
  if (!whole.starts_with(prefix)) {
    throw Error(fmt::format("This shared run is of another version: this one reads {}…", prefix));
  }
  std::optional<Bytes> bytes = from_letters(std::string_view(whole).substr(prefix.size()));
  if (!bytes || bytes->size() > most_bytes) fail_damaged();
  try {
    return run_of(Json::parse(inflated(std::move(*bytes))));
  } catch (const nlohmann::json::exception&) {
    fail_damaged();
  }
}

}  // namespace loopscope::gui
