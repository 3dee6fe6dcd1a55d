#include "lessons/python/objects/str_hash.h"

#include <bit>
#include <cstring>
#include <string>

#include "lessons/python/text/unicode.h"

namespace loopscope::python {
namespace {

struct Sip {
  std::uint64_t v0 = 0x736f6d6570736575;
  std::uint64_t v1 = 0x646f72616e646f6d;
  std::uint64_t v2 = 0x6c7967656e657261;
  std::uint64_t v3 = 0x7465646279746573;

  void round() {
    v0 += v1;
    v2 += v3;
    v1 = std::rotl(v1, 13) ^ v0;
    v3 = std::rotl(v3, 16) ^ v2;
    v0 = std::rotl(v0, 32);
    v2 += v1;
    v0 += v3;
    v1 = std::rotl(v1, 17) ^ v2;
    v3 = std::rotl(v3, 21) ^ v0;
    v2 = std::rotl(v2, 32);
  }
  void word(std::uint64_t m) {
    v3 ^= m;
    round();
    v0 ^= m;
  }
};

}  // namespace

std::int64_t hash_bytes(std::string_view bytes) {
  if (bytes.empty()) return 0;
  Sip sip;
  std::size_t at = 0;
  for (; at + 8 <= bytes.size(); at += 8) {
    std::uint64_t m = 0;
    std::memcpy(&m, bytes.data() + at, 8);
    sip.word(m);
  }
  std::uint64_t last = static_cast<std::uint64_t>(bytes.size()) << 56;
  std::uint64_t tail = 0;
  std::memcpy(&tail, bytes.data() + at, bytes.size() - at);
  last |= tail;
  sip.word(last);
  sip.v2 ^= 0xff;
  sip.round();
  sip.round();
  sip.round();
  const auto hash = static_cast<std::int64_t>(sip.v0 ^ sip.v1 ^ sip.v2 ^ sip.v3);
  return hash == -1 ? -2 : hash;
}

std::int64_t hash_text(std::string_view text, bool ascii) {
  if (ascii) return hash_bytes(text);
  const std::u32string characters = to_characters(text);
  char32_t widest = 0;
  for (const char32_t c : characters) widest = std::max(widest, c);
  std::string packed;
  const std::size_t width = widest < 0x100 ? 1 : widest < 0x10000 ? 2 : 4;
  for (const char32_t c : characters)
    packed.append(reinterpret_cast<const char*>(&c), width);  // little-endian
  return hash_bytes(packed);
}

}  // namespace loopscope::python
