#include "lessons/player/surroundings.h"

#include <toml++/toml.h>
#include <optional>
#include <utility>

#include "engine/base/error.h"

namespace loopscope::player {
namespace {

constexpr int least_status = 100;
constexpr int greatest_status = 599;

/// Reads the tables of one text.
class Reader {
 public:
  Reader(std::string_view toml, const std::string& file, int lines_before)
      : file_(file), lines_before_(lines_before) {
    try {
      table_ = toml::parse(toml);
    } catch (const toml::parse_error& error) {
      throw FileError(file_, line_of(error.source()),
                      "this is no TOML: " + std::string(error.description()));
    }
  }

  /// Nothing else than these tables is there.
  void check_alone() const {
    for (const auto& [key, node] : table_) {
      if (key.str() != "files" && key.str() != "disk" && key.str() != "web") {
        fail(node, "unknown entry \"" + std::string(key.str()) +
                       "\": a world has the tables files, disk and web");
      }
    }
  }

  python::World read() const {
    python::World world;
    if (const toml::node* const files = table_.get("files")) {
      for (const auto& [path, content] : table_in(*files, "\"files\"")) {
        world.disk.files.push_back(
            {std::string(path.str()), text_in(content, "the content of a file")});
      }
    }
    if (const toml::node* const disk = table_.get("disk")) read_disk(*disk, world.disk);
    if (const toml::node* const web = table_.get("web")) {
      for (const auto& [host, node] : table_in(*web, "\"web\"")) {
        world.sites.push_back(read_site(std::string(host.str()), node));
      }
    }
    return world;
  }

 private:
  int line_of(const toml::source_region& source) const {
    return static_cast<int>(source.begin.line) + lines_before_;
  }
  [[noreturn]] void fail(const toml::node& node, const std::string& message) const {
    throw FileError(file_, line_of(node.source()), message);
  }

  const toml::table& table_in(const toml::node& node, const std::string& what) const {
    const toml::table* const table = node.as_table();
    if (table == nullptr) fail(node, what + " must be a table");
    return *table;
  }
  std::string text_in(const toml::node& node, const std::string& what) const {
    const auto* const text = node.as_string();
    if (text == nullptr) fail(node, what + " must be a text in quotes");
    return text->get();
  }
  double number_in(const toml::node& node, const std::string& what) const {
    const std::optional<double> number = node.value<double>();
    if (!number || !(*number >= 0)) fail(node, what + ", 0 or more");
    return *number;
  }
  double seconds_in(const toml::node& node) const {
    return number_in(node, "\"latency\" must be a number of seconds");
  }

  void read_disk(const toml::node& node, DiskDescription& disk) const {
    for (const auto& [key, value] : table_in(node, "\"disk\"")) {
      if (key.str() == "latency") {
        disk.latency = seconds_in(value);
      } else if (key.str() == "bandwidth") {
        disk.bandwidth = number_in(value, "\"bandwidth\" must be a number of bytes a second");
      } else {
        fail(value,
             "unknown entry \"" + std::string(key.str()) + "\": a disk has latency and bandwidth");
      }
    }
  }

  SiteDescription read_site(const std::string& host, const toml::node& node) const {
    SiteDescription site;
    site.host = host;
    for (const auto& [key, value] : table_in(node, "a web site")) {
      if (key.str() == "latency") {
        site.latency = seconds_in(value);
      } else if (key.str() == "reach") {
        read_reach(value, site);
      } else if (key.str() == "pages") {
        for (const auto& [path, page] : table_in(value, "\"pages\"")) {
          site.pages.push_back(read_page(std::string(path.str()), page));
        }
      } else {
        fail(value, "unknown entry \"" + std::string(key.str()) +
                        "\": a web site has latency, reach and pages");
      }
    }
    return site;
  }

  void read_reach(const toml::node& node, SiteDescription& site) const {
    const std::string reach = text_in(node, "\"reach\"");
    if (reach == "silent") {
      site.reach = HostDescription::Reach::silent;
    } else if (reach == "unreachable") {
      site.reach = HostDescription::Reach::unreachable;
    } else if (reach == "unknown") {
      site.known = false;
    } else if (reach != "up") {
      fail(node, "\"reach\" must be \"up\", \"silent\", \"unreachable\" or \"unknown\"");
    }
  }

  PageDescription read_page(const std::string& path, const toml::node& node) const {
    PageDescription page;
    page.path = path;
    if (!path.starts_with('/')) fail(node, "the path of a page begins with a slash");
    for (const auto& [key, value] : table_in(node, "a page")) {
      if (key.str() == "body") {
        page.body = text_in(value, "\"body\"");
      } else if (key.str() == "type") {
        page.content_type = text_in(value, "\"type\"");
      } else if (key.str() == "latency") {
        page.latency = seconds_in(value);
      } else if (key.str() == "status") {
        const auto* const status = value.as_integer();
        if (status == nullptr || status->get() < least_status || status->get() > greatest_status) {
          fail(value, "\"status\" must be a whole number from 100 to 599");
        }
        page.status = static_cast<int>(status->get());
      } else {
        fail(value, "unknown entry \"" + std::string(key.str()) +
                        "\": a page has status, body, type and latency");
      }
    }
    return page;
  }

  std::string file_;
  int lines_before_;
  toml::table table_;
};

}  // namespace

python::World parse_surroundings(std::string_view toml, const std::string& file, int lines_before) {
  return Reader(toml, file, lines_before).read();
}

python::World parse_surroundings_alone(std::string_view toml, const std::string& file) {
  const Reader reader(toml, file, 0);
  reader.check_alone();
  return reader.read();
}

}  // namespace loopscope::player
