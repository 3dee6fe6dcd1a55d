#include "engine/base/symbols.h"

#include <cxxabi.h>
#include <elf.h>
#include <link.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <memory>
#include <string_view>
#include <vector>

namespace loopscope {
namespace {

/// Where an address lies: the file that was loaded there, and the address as that file has it.
struct Place {
  std::string file;
  std::uintptr_t address = 0;
};

int find_place(dl_phdr_info* info, std::size_t, void* data) {
  Place& place = *static_cast<Place*>(data);
  for (int i = 0; i < info->dlpi_phnum; ++i) {
    const ElfW(Phdr)& segment = info->dlpi_phdr[i];
    const std::uintptr_t begin = info->dlpi_addr + segment.p_vaddr;
    if (segment.p_type != PT_LOAD || place.address < begin ||
        place.address >= begin + segment.p_memsz) {
      continue;
    }
    // The program itself has no name here.
    place.file = info->dlpi_name[0] != '\0' ? info->dlpi_name : "/proc/self/exe";
    place.address -= info->dlpi_addr;
    return 1;
  }
  return 0;
}

/// Reads parts of an ELF file; what lies beyond its end is zero.
class ElfFile {
 public:
  explicit ElfFile(const std::string& path) : file_(path, std::ios::binary) {}

  /// The name of the function at `address`; empty if there is none.
  std::string function_at(std::uintptr_t address) {
    const auto header = read<ElfW(Ehdr)>(0, 1).front();
    if (std::memcmp(header.e_ident, ELFMAG, SELFMAG) != 0) return {};
    const auto sections = read<ElfW(Shdr)>(header.e_shoff, header.e_shnum);
    for (const ElfW(Shdr) & section : sections) {
      const bool has_symbols = section.sh_type == SHT_SYMTAB || section.sh_type == SHT_DYNSYM;
      if (!has_symbols || section.sh_link >= sections.size()) continue;
      const std::size_t count = section.sh_size / sizeof(ElfW(Sym));
      for (const ElfW(Sym) & symbol : read<ElfW(Sym)>(section.sh_offset, count)) {
        const bool is_function = (symbol.st_info & 0xf) == STT_FUNC;
        if (!is_function || address < symbol.st_value ||
            address >= symbol.st_value + std::max<std::uintptr_t>(symbol.st_size, 1)) {
          continue;
        }
        return text(sections[section.sh_link].sh_offset + symbol.st_name);
      }
    }
    return {};
  }

 private:
  template <class T>
  std::vector<T> read(std::uint64_t offset, std::size_t count) {
    std::vector<T> all(count);
    file_.clear();
    file_.seekg(static_cast<std::streamoff>(offset));
    file_.read(reinterpret_cast<char*>(all.data()),
               static_cast<std::streamsize>(count * sizeof(T)));
    return all;
  }
  std::string text(std::uint64_t offset) {
    std::string result;
    file_.clear();
    file_.seekg(static_cast<std::streamoff>(offset));
    std::getline(file_, result, '\0');
    return result;
  }

  std::ifstream file_;
};

/// Takes the parameters off: everything between matching round brackets, but for what is a name.
std::string without_parameters(std::string_view name) {
  constexpr std::string_view anonymous = "(anonymous namespace)";
  constexpr std::string_view call = "operator()";
  std::string result;
  int depth = 0;
  while (!name.empty()) {
    std::string_view kept;
    if (depth == 0 && name.starts_with(anonymous)) kept = anonymous;
    if (depth == 0 && name.starts_with(call)) kept = call;
    if (!kept.empty()) {
      result += kept;
      name.remove_prefix(kept.size());
      continue;
    }
    if (name.front() == '(') ++depth;
    if (depth == 0) result += name.front();
    if (name.front() == ')') --depth;
    name.remove_prefix(1);
  }
  return result;
}

void erase_all(std::string& text, std::string_view what) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what)) {
    text.erase(at, what.size());
  }
}

}  // namespace

std::string readable_function_name(const char* linker_name) {
  std::string name(linker_name);
  int status = 0;
  const std::unique_ptr<char, void (*)(void*)> demangled(
      abi::__cxa_demangle(name.c_str(), nullptr, nullptr, &status), std::free);
  if (status == 0) name = demangled.get();
  // What a compiler makes of a coroutine has a suffix: ".actor", ".resume".
  name.erase(std::min(name.find(" [clone"), name.size()));
  name = without_parameters(name);
  erase_all(name, " const");
  erase_all(name, "::operator()");
  erase_all(name, "(anonymous namespace)::");
  return name;
}

std::string function_name_at(const void* address) {
  Place place{{}, reinterpret_cast<std::uintptr_t>(address)};
  if (dl_iterate_phdr(find_place, &place) == 0) return {};
  const std::string name = ElfFile(place.file).function_at(place.address);
  return name.empty() ? name : readable_function_name(name.c_str());
}

}  // namespace loopscope
