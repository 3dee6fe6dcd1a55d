#include "lessons/player/texts.h"

#include <toml++/toml.h>
#include <stdexcept>

#include "engine/base/error.h"
#include "lessons/player/embedded_texts.h"

namespace loopscope::player {
namespace {

using TextMap = std::map<std::string, std::string, std::less<>>;

void flatten(const toml::table& table, const std::string& prefix, const std::string& name,
             TextMap& texts) {
  for (const auto& [key, node] : table) {
    const std::string id = prefix + std::string(key.str());
    if (const toml::table* inner = node.as_table()) {
      flatten(*inner, id + ".", name, texts);
    } else if (const auto* text = node.as_string()) {
      texts.emplace(id, text->get());
    } else {
      throw FileError(name, static_cast<int>(node.source().begin.line),
                      "\"" + id + "\" must be a text in quotes");
    }
  }
}

}  // namespace

Texts::Texts(Language language)
    : Texts(parse(embedded_texts(language),
                  "assets/texts/" + std::string(code_of(language)) + ".toml", language)) {}

Texts Texts::parse(std::string_view toml, const std::string& name, Language language) {
  Texts texts;
  texts.language_ = language;
  try {
    flatten(toml::parse(toml), "", name, texts.texts_);
  } catch (const toml::parse_error& error) {
    throw FileError(name, static_cast<int>(error.source().begin.line),
                    std::string(error.description()));
  }
  return texts;
}

const std::string& Texts::operator[](std::string_view id) const {
  const auto found = texts_.find(id);
  if (found == texts_.end()) {
    throw std::out_of_range("no text \"" + std::string(id) + "\" in assets/texts/" +
                            std::string(code_of(language_)) + ".toml");
  }
  return found->second;
}

const Texts& texts_of(Language language) {
  static const Texts english(Language::english);
  static const Texts japanese(Language::japanese);
  return language == Language::japanese ? japanese : english;
}

std::vector<std::string> Texts::ids() const {
  std::vector<std::string> ids;
  ids.reserve(texts_.size());
  for (const auto& [id, text] : texts_) ids.push_back(id);
  return ids;
}

}  // namespace loopscope::player
