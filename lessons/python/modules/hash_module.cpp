// Module _hash: digests for module hashlib, which is written in Python.

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "lessons/python/machine/operations.h"
#include "lessons/python/modules/modules.h"
#include "lessons/python/objects/bytes_object.h"

namespace loopscope::python {

namespace {

/// The data with a one bit, zeros and its length in bits, as all these algorithms pad it.
std::string padded(std::string_view data, std::size_t block, bool big_endian) {
  std::string text(data);
  const std::uint64_t bits = std::uint64_t{data.size()} * 8;
  text += static_cast<char>(0x80);
  text.append((2 * block - text.size() % block - 8) % block, '\0');
  for (int i = 0; i < 8; ++i) {
    const int shift = big_endian ? 56 - 8 * i : 8 * i;
    text += static_cast<char>(bits >> shift & 0xFF);
  }
  return text;
}

template <class Word>
Word read_word(std::string_view text, std::size_t at, bool big_endian) {
  Word word = 0;
  for (std::size_t i = 0; i < sizeof(Word); ++i) {
    const std::size_t place = big_endian ? i : sizeof(Word) - 1 - i;
    word = static_cast<Word>(word << 8 | static_cast<unsigned char>(text[at + place]));
  }
  return word;
}

template <class Word, std::size_t Count>
std::string written(const std::array<Word, Count>& words, std::size_t size, bool big_endian) {
  std::string text;
  for (const Word word : words) {
    for (std::size_t i = 0; i < sizeof(Word); ++i) {
      const std::size_t place = big_endian ? sizeof(Word) - 1 - i : i;
      text += static_cast<char>(word >> 8 * place & 0xFF);
    }
  }
  return text.substr(0, size);
}

std::string md5(std::string_view data) {
  static constexpr int shifts[4][4] = {
      {7, 12, 17, 22}, {5, 9, 14, 20}, {4, 11, 16, 23}, {6, 10, 15, 21}};
  std::array<std::uint32_t, 4> state{0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476};
  const std::string text = padded(data, 64, false);
  for (std::size_t block = 0; block < text.size(); block += 64) {
    auto [a, b, c, d] = state;
    for (std::uint32_t i = 0; i < 64; ++i) {
      const std::uint32_t mixed[] = {(b & c) | (~b & d), (d & b) | (~d & c), b ^ c ^ d,
                                     c ^ (b | ~d)};
      const std::uint32_t word[] = {i, (5 * i + 1) % 16, (3 * i + 5) % 16, 7 * i % 16};
      const std::uint32_t round = i / 16;
      const auto constant = static_cast<std::uint32_t>(std::fabs(std::sin(i + 1.0)) * 4294967296.0);
      const std::uint32_t sum = a + mixed[round] + constant +
                                read_word<std::uint32_t>(text, block + 4 * word[round], false);
      a = d;
      d = c;
      c = b;
      b += std::rotl(sum, shifts[round][i % 4]);
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
  }
  return written(state, 16, false);
}

std::string sha1(std::string_view data) {
  std::array<std::uint32_t, 5> state{0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};
  const std::string text = padded(data, 64, true);
  for (std::size_t block = 0; block < text.size(); block += 64) {
    std::array<std::uint32_t, 80> words{};
    for (std::size_t i = 0; i < 80; ++i)
      words[i] = i < 16 ? read_word<std::uint32_t>(text, block + 4 * i, true)
                        : std::rotl(words[i - 3] ^ words[i - 8] ^ words[i - 14] ^ words[i - 16], 1);
    auto [a, b, c, d, e] = state;
    for (std::size_t i = 0; i < 80; ++i) {
      const std::uint32_t mixed[] = {(b & c) | (~b & d), b ^ c ^ d, (b & c) | (b & d) | (c & d),
                                     b ^ c ^ d};
      static constexpr std::uint32_t constants[] = {0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6};
      const std::uint32_t sum = std::rotl(a, 5) + mixed[i / 20] + e + constants[i / 20] + words[i];
      e = d;
      d = c;
      c = std::rotl(b, 30);
      b = a;
      a = sum;
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
    state[4] += e;
  }
  return written(state, 20, true);
}

__extension__ typedef unsigned __int128 Wide;

/// floor(fraction of the square or cube root of `prime` * 2^64): what SHA-2's constants are.
std::uint64_t root_fractions(std::uint64_t prime, bool cube) {
  // root * 2^64, bit by bit.
  Wide root = 0;
  for (int bit = 68; bit >= 0; --bit) {
    const Wide candidate = root | Wide{1} << bit;
    // candidate^2 (or ^3) against prime * 2^128 (or 2^192), by long multiplication.
    std::array<std::uint64_t, 8> product{1};
    for (int factor = 0; factor < (cube ? 3 : 2); ++factor) {
      std::array<std::uint64_t, 8> next{};
      const std::uint64_t limbs[] = {static_cast<std::uint64_t>(candidate),
                                     static_cast<std::uint64_t>(candidate >> 64)};
      for (std::size_t i = 0; i < 2; ++i) {
        Wide carry = 0;
        for (std::size_t j = 0; i + j < 8; ++j) {
          carry += Wide{limbs[i]} * product[j] + next[i + j];
          next[i + j] = static_cast<std::uint64_t>(carry);
          carry >>= 64;
        }
      }
      product = next;
    }
    const std::size_t whole = cube ? 3 : 2;
    bool above = product[whole] >= prime;
    for (std::size_t i = whole + 1; i < 8; ++i) above = above || product[i] != 0;
    if (!above) root = candidate;
  }
  return static_cast<std::uint64_t>(root);
}

std::vector<std::uint64_t> first_primes(std::size_t count) {
  std::vector<std::uint64_t> primes;
  for (std::uint64_t number = 2; primes.size() < count; ++number) {
    bool is_prime = true;
    for (const std::uint64_t prime : primes) is_prime = is_prime && number % prime != 0;
    if (is_prime) primes.push_back(number);
  }
  return primes;
}

/// SHA-2 with words of 32 or 64 bits.
template <class Word, int... Amounts>
struct Sha2 {
  static constexpr std::size_t rounds = sizeof(Word) == 4 ? 64 : 80;
  static constexpr std::size_t block_size = 16 * sizeof(Word);
  static constexpr int amounts[] = {Amounts...};

  static Word top(std::uint64_t fraction) {
    return static_cast<Word>(fraction >> (64 - 8 * sizeof(Word)));
  }
  static Word mix(Word x, int first) {
    return std::rotr(x, amounts[first]) ^ std::rotr(x, amounts[first + 1]) ^
           std::rotr(x, amounts[first + 2]);
  }
  static Word mix_shifted(Word x, int first) {
    return std::rotr(x, amounts[first]) ^ std::rotr(x, amounts[first + 1]) ^
           static_cast<Word>(x >> amounts[first + 2]);
  }

  static std::string digest(std::string_view data, std::array<Word, 8> state, std::size_t size) {
    static const std::vector<Word> constants = [] {
      std::vector<Word> all;
      for (const std::uint64_t prime : first_primes(rounds))
        all.push_back(top(root_fractions(prime, true)));
      return all;
    }();
    const std::string text = sizeof(Word) == 4 ? padded(data, block_size, true) : padded_wide(data);
    for (std::size_t block = 0; block < text.size(); block += block_size)
      add_block(text, block, state, constants);
    return written(state, size, true);
  }

 private:
  /// With a length of 128 bits, whose upper half is zero.
  static std::string padded_wide(std::string_view data) {
    std::string text(data);
    text += static_cast<char>(0x80);
    while (text.size() % block_size != block_size - 16) text += '\0';
    text.append(8, '\0');
    const std::uint64_t bits = std::uint64_t{data.size()} * 8;
    for (int i = 0; i < 8; ++i) text += static_cast<char>(bits >> (56 - 8 * i) & 0xFF);
    return text;
  }

  static void add_block(std::string_view text, std::size_t block, std::array<Word, 8>& state,
                        const std::vector<Word>& constants) {
    std::array<Word, rounds> words{};
    for (std::size_t i = 0; i < rounds; ++i) {
      words[i] = i < 16 ? read_word<Word>(text, block + sizeof(Word) * i, true)
                        : static_cast<Word>(words[i - 16] + mix_shifted(words[i - 15], 6) +
                                            words[i - 7] + mix_shifted(words[i - 2], 9));
    }
    auto [a, b, c, d, e, f, g, h] = state;
    for (std::size_t i = 0; i < rounds; ++i) {
      const Word one =
          static_cast<Word>(h + mix(e, 3) + ((e & f) ^ (~e & g)) + constants[i] + words[i]);
      const Word two = static_cast<Word>(mix(a, 0) + ((a & b) ^ (a & c) ^ (b & c)));
      h = g;
      g = f;
      f = e;
      e = static_cast<Word>(d + one);
      d = c;
      c = b;
      b = a;
      a = static_cast<Word>(one + two);
    }
    const Word sums[] = {a, b, c, d, e, f, g, h};
    for (std::size_t i = 0; i < 8; ++i) state[i] = static_cast<Word>(state[i] + sums[i]);
  }
};

using Sha256 = Sha2<std::uint32_t, 2, 13, 22, 6, 11, 25, 7, 18, 3, 17, 19, 10>;
using Sha512 = Sha2<std::uint64_t, 28, 34, 39, 14, 18, 41, 1, 8, 7, 19, 61, 6>;

/// The fractions of the square roots of primes `from` to `from` + 7.
template <class Word>
std::array<Word, 8> initial_state(std::size_t from, unsigned shift) {
  const std::vector<std::uint64_t> primes = first_primes(from + 8);
  std::array<Word, 8> state{};
  for (std::size_t i = 0; i < 8; ++i)
    state[i] = static_cast<Word>(root_fractions(primes[from + i], false) >> shift);
  return state;
}

/// digest(name, data)
Value digest(Interpreter& interpreter, const Value&, Arguments arguments) {
  std::string_view data;
  if (!is_string(arguments[0]) || !bytes_view(arguments[1], data))
    return interpreter.raise_type_error("object supporting the buffer API required");
  interpreter.count_steps(static_cast<std::uint32_t>(data.size() / 16 + 1));
  const std::string_view name = text_of(arguments[0]);
  if (name == "md5") return make_bytes(interpreter, md5(data));
  if (name == "sha1") return make_bytes(interpreter, sha1(data));
  if (name == "sha256")
    return make_bytes(interpreter, Sha256::digest(data, initial_state<std::uint32_t>(0, 32), 32));
  if (name == "sha224")
    return make_bytes(interpreter, Sha256::digest(data, initial_state<std::uint32_t>(8, 0), 28));
  if (name == "sha512")
    return make_bytes(interpreter, Sha512::digest(data, initial_state<std::uint64_t>(0, 0), 64));
  if (name == "sha384")
    return make_bytes(interpreter, Sha512::digest(data, initial_state<std::uint64_t>(8, 0), 48));
  return interpreter.raise_value_error("unsupported hash type {}", name);
}

constexpr NativeDefinition functions[] = {{"digest", digest, Signature::positional, 2, 2}};

}  // namespace

bool make_hash_module(Interpreter& interpreter, ModuleObject& module) {
  set_functions(interpreter, module, functions);
  return true;
}

}  // namespace loopscope::python
