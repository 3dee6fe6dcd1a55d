#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "gui/widgets/ui.h"

namespace loopscope::gui {

/// How a stretch of prose is set.
enum class SpanStyle : std::uint8_t { plain, strong, emphasis, code };

struct Span {
  std::string text;
  SpanStyle style = SpanStyle::plain;
  std::string target = {};  ///< of a link; empty: none

  friend bool operator==(const Span&, const Span&) = default;
};

enum class BlockKind : std::uint8_t { paragraph, heading, item, code, rule };

/// A paragraph, heading, list item, block of code or rule.
struct Block {
  BlockKind kind = BlockKind::paragraph;
  int depth = 0;       ///< of lists and quotes around it
  int level = 0;       ///< of a heading, 1 … 6
  std::string marker;  ///< of a list item's first paragraph: "•" or "3."
  std::vector<Span> spans;
};

/// Reads CommonMark by MD4C: what lessons use (headings, emphasis, code, lists, quotes). Images
/// show as their text; HTML shows as it is written.
std::vector<Block> parse_markdown(std::string_view text);

/// Whether words in bold type are a name that is drawn in a way of its own.
using IsName = std::function<bool(std::string_view)>;
/// Draws such a name; the text belongs into `place`, what is around it may reach 3 pixels further.
using DrawName = std::function<void(std::string_view id, const Rect& place, std::string_view name)>;

/// A link was clicked.
using FollowTarget = std::function<void(std::string_view target)>;

/// Blocks set into lines.
class Prose {
 public:
  /// Sets `text` in `width` pixels with the fonts of `ui`.
  Prose(const Ui& ui, std::string_view text, float width, const IsName& is_name = {});

  float height() const { return height_; }
  /// Draws it from `corner`; ids are `id`-0, `id`-1 …
  void draw(Ui& ui, std::string_view id, Vec corner, const DrawName& draw_name = {},
            const FollowTarget& follow = {}) const;

 private:
  struct Piece {
    Rect rect;
    std::string text;
    FontRole role = FontRole::body;
    Color color;
    bool boxed = false;       ///< code within prose
    bool named = false;       ///< a name
    std::string target = {};  ///< of a link
  };
  void add_flow(const Ui& ui, const Block& block, float left, float width, const IsName& is_name);
  void add_code(const Ui& ui, const Block& block, float left, float width);

  std::vector<Piece> pieces_;
  std::vector<Rect> code_boxes_;
  std::vector<Rect> rules_;
  float height_ = 0.0F;
};

}  // namespace loopscope::gui
