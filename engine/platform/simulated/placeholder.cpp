#include "engine/platform/simulated/placeholder.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "engine/platform/simulated/web_text.h"

namespace loopscope::simulated {
namespace {

using Json = nlohmann::ordered_json;

/// A kind of resources, each of which belongs to one of another kind.
struct Resources {
  std::string_view name;
  std::string_view owner;  ///< the field with the owner's number; empty: none
  std::string_view owners;
  int count;
  int per_owner;
};

constexpr std::array<Resources, 6> all_resources = {{{"posts", "userId", "users", 100, 10},
                                                     {"comments", "postId", "posts", 500, 5},
                                                     {"albums", "userId", "users", 100, 10},
                                                     {"photos", "albumId", "albums", 5000, 50},
                                                     {"todos", "userId", "users", 200, 20},
                                                     {"users", "", "", 10, 1}}};

const Resources* resources_of(std::string_view name) {
  const auto found = std::find_if(all_resources.begin(), all_resources.end(),
                                  [name](const Resources& each) { return each.name == name; });
  return found != all_resources.end() ? &*found : nullptr;
}

Json user(int id) {
  static constexpr std::array<std::string_view, 10> names = {
      "Aiko Tanaka", "Ben Okafor",   "Clara Jensen", "Dmitri Volkov", "Elena Rossi",
      "Farid Amini", "Grace Nguyen", "Hiro Sato",    "Ines Duarte",   "Jonas Weber"};
  const std::string name(names[static_cast<std::size_t>(id - 1) % names.size()]);
  const std::string first = name.substr(0, name.find(' '));
  return {{"id", id},
          {"name", name},
          {"username", first},
          {"email", fmt::format("{}@example.com", first)},
          {"phone", fmt::format("555-01{:02}", id)},
          {"website", "example.com"}};
}

Json resource(const Resources& kind, int id) {
  if (kind.name == "users") return user(id);
  Json object;
  object[std::string(kind.owner)] = (id - 1) / kind.per_owner + 1;
  object["id"] = id;
  const std::string_view singular = kind.name.substr(0, kind.name.size() - 1);
  const std::string title = fmt::format("the title of {} {}", singular, id);
  if (kind.name == "comments") {
    object["name"] = title;
    object["email"] = fmt::format("reader{}@example.com", id);
  } else {
    object["title"] = title;
  }
  if (kind.name == "posts" || kind.name == "comments") {
    object["body"] = fmt::format("what {} {} says\nin two lines", singular, id);
  }
  if (kind.name == "todos") object["completed"] = id % 4 == 0;
  if (kind.name == "photos") object["url"] = fmt::format("https://example.com/photos/{}.png", id);
  return object;
}

bool fits(const Json& object, const WebFields& query) {
  return std::all_of(query.begin(), query.end(), [&object](const auto& field) {
    const auto found = object.find(field.first);
    if (found == object.end()) return true;
    return (found->is_string() ? found->template get<std::string>() : found->dump()) ==
           field.second;
  });
}

PageDescription list_of(const Resources& kind, const WebFields& query) {
  Json list = Json::array();
  std::size_t most = static_cast<std::size_t>(kind.count);
  for (const auto& [name, value] : query) {
    if (const auto number = whole_number(value); name == "_limit" && number) {
      most = static_cast<std::size_t>(*number);
    }
  }
  for (int id = 1; id <= kind.count && list.size() < most; ++id) {
    Json object = resource(kind, id);
    if (fits(object, query)) list.push_back(std::move(object));
  }
  return json_page(200, list.dump(2));
}

PageDescription one_of(const Resources& kind, std::int64_t id, const WebRequest& request) {
  if (id < 1 || id > kind.count) return json_page(404, "{}");
  if (request.method == "DELETE") return json_page(200, "{}");
  Json object = resource(kind, static_cast<int>(id));
  const auto sent = Json::parse(request.body, nullptr, false);
  if (request.method == "PUT") object = Json::object();
  if (sent.is_object()) object.update(sent);
  object["id"] = id;
  return json_page(200, object.dump(2));
}

PageDescription made(const Resources& kind, const WebRequest& request) {
  const auto sent = Json::parse(request.body, nullptr, false);
  Json object = sent.is_object() ? sent : Json::object();
  if (!sent.is_object()) {
    for (const auto& [name, value] : parse_fields(request.body)) object[name] = value;
  }
  object["id"] = kind.count + 1;
  return json_page(201, object.dump(2));
}

}  // namespace

PageDescription placeholder_answer(const WebRequest& request) {
  const WebTarget target(request.target);
  if (target.parts.empty()) {
    PageDescription page;
    page.body = "<h1>Made-up resources</h1>\n";
    page.content_type = "text/html; charset=utf-8";
    return page;
  }
  const Resources* const kind = resources_of(target.parts[0]);
  if (kind == nullptr) return json_page(404, "{}");
  if (target.parts.size() == 1) {
    return request.method == "POST" ? made(*kind, request) : list_of(*kind, target.query);
  }
  const auto id = whole_number(target.parts[1]);
  if (!id) return json_page(404, "{}");
  if (target.parts.size() == 2) return one_of(*kind, *id, request);
  const Resources* const inner = resources_of(target.parts[2]);
  if (inner == nullptr || inner->owners != kind->name) return json_page(404, "{}");
  WebFields query = target.query;
  query.emplace_back(std::string(inner->owner), target.parts[1]);
  return list_of(*inner, query);
}

}  // namespace loopscope::simulated
