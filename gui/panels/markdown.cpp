#include "gui/panels/markdown.h"

#include <md4c.h>

#include <cmath>

#include "gui/panels/highlight.h"
#include "gui/widgets/flow.h"

namespace loopscope::gui {

namespace {

/// Turns MD4C's calls into blocks.
class Reader {
 public:
  std::vector<Block> read(std::string_view text) {
    MD_PARSER parser{};
    parser.flags = MD_FLAG_NOHTML;
    parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* self) {
      static_cast<Reader*>(self)->enter(type, detail);
      return 0;
    };
    parser.leave_block = [](MD_BLOCKTYPE type, void*, void* self) {
      static_cast<Reader*>(self)->leave(type);
      return 0;
    };
    parser.enter_span = [](MD_SPANTYPE type, void* detail, void* self) {
      static_cast<Reader*>(self)->enter_span(type, detail);
      return 0;
    };
    parser.leave_span = [](MD_SPANTYPE type, void*, void* self) {
      auto& reader = *static_cast<Reader*>(self);
      reader.styles_.pop_back();
      if (type == MD_SPAN_A) reader.target_.clear();
      return 0;
    };
    parser.text = [](MD_TEXTTYPE type, const MD_CHAR* characters, MD_SIZE size, void* self) {
      static_cast<Reader*>(self)->add(type, {characters, size});
      return 0;
    };
    md_parse(text.data(), static_cast<MD_SIZE>(text.size()), &parser, this);
    return std::move(blocks_);
  }

 private:
  struct List {
    bool ordered = false;
    unsigned next = 1;
  };

  static SpanStyle style_of(MD_SPANTYPE type) {
    switch (type) {
      case MD_SPAN_STRONG:
        return SpanStyle::strong;
      case MD_SPAN_EM:
        return SpanStyle::emphasis;
      case MD_SPAN_CODE:
        return SpanStyle::code;
      default:
        return SpanStyle::plain;
    }
  }

  /// Within a link words keep the style around them.
  void enter_span(MD_SPANTYPE type, void* detail) {
    if (type == MD_SPAN_A) {
      const MD_ATTRIBUTE& href = static_cast<MD_SPAN_A_DETAIL*>(detail)->href;
      target_.assign(href.text, href.size);
      styles_.push_back(styles_.empty() ? SpanStyle::plain : styles_.back());
    } else {
      styles_.push_back(style_of(type));
    }
  }

  void begin(BlockKind kind, int level = 0) {
    Block block;
    block.kind = kind;
    block.level = level;
    block.depth = depth_;
    block.marker = std::move(marker_);
    marker_.clear();
    blocks_.push_back(std::move(block));
    open_ = true;
  }

  void enter(MD_BLOCKTYPE type, void* detail) {
    switch (type) {
      case MD_BLOCK_UL:
        lists_.push_back({false, 1});
        ++depth_;
        break;
      case MD_BLOCK_OL:
        lists_.push_back({true, static_cast<MD_BLOCK_OL_DETAIL*>(detail)->start});
        ++depth_;
        break;
      case MD_BLOCK_LI: {
        List& list = lists_.back();
        marker_ = list.ordered ? std::to_string(list.next++) + "." : "•";
        open_ = false;
        break;
      }
      case MD_BLOCK_QUOTE:
        ++depth_;
        break;
      case MD_BLOCK_H:
        begin(BlockKind::heading, static_cast<int>(static_cast<MD_BLOCK_H_DETAIL*>(detail)->level));
        break;
      case MD_BLOCK_CODE:
        begin(BlockKind::code);
        break;
      case MD_BLOCK_HR:
        begin(BlockKind::rule);
        break;
      case MD_BLOCK_P:
        begin(marker_.empty() ? BlockKind::paragraph : BlockKind::item);
        break;
      default:
        break;
    }
  }

  void leave(MD_BLOCKTYPE type) {
    if (type == MD_BLOCK_UL || type == MD_BLOCK_OL) {
      lists_.pop_back();
      --depth_;
    }
    if (type == MD_BLOCK_QUOTE) --depth_;
    if (type != MD_BLOCK_UL && type != MD_BLOCK_OL) open_ = false;
  }

  void add(MD_TEXTTYPE type, std::string_view text) {
    // In a tight list the items' text has no paragraph around it.
    if (!open_) begin(marker_.empty() ? BlockKind::paragraph : BlockKind::item);
    std::string shown(text);
    if (type == MD_TEXT_BR) shown = "\n";
    if (type == MD_TEXT_SOFTBR) shown = " ";
    if (type == MD_TEXT_NULLCHAR) shown = "\uFFFD";
    if (type == MD_TEXT_ENTITY) shown = entity(text);
    auto& spans = blocks_.back().spans;
    const SpanStyle style = styles_.empty() ? SpanStyle::plain : styles_.back();
    if (!spans.empty() && spans.back().style == style && spans.back().target == target_) {
      spans.back().text += shown;
    } else {
      spans.push_back({std::move(shown), style, target_});
    }
  }

  static std::string entity(std::string_view text) {
    if (text == "&lt;") return "<";
    if (text == "&gt;") return ">";
    if (text == "&amp;") return "&";
    if (text == "&quot;") return "\"";
    if (text == "&nbsp;") return "\u00A0";
    return std::string(text);
  }

  std::vector<Block> blocks_;
  std::vector<SpanStyle> styles_;
  std::vector<List> lists_;
  std::string marker_;
  std::string target_;
  int depth_ = 0;
  bool open_ = false;
};

FontRole role_of(const Block& block, SpanStyle style) {
  if (style == SpanStyle::code) return FontRole::mono;
  if (block.kind == BlockKind::heading) return FontRole::heading;
  if (style == SpanStyle::strong) return FontRole::strong;
  if (style == SpanStyle::emphasis) return FontRole::emphasis;
  return FontRole::body;
}

/// Lines in Japanese follow each other without the space that a line feed stands for.
std::string joined_lines(std::string text) {
  std::string result;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool between_wide = text[at] == ' ' && at > 0 && at + 2 < text.size() &&
                              (text[at - 1] & 0x80) != 0 && (text[at + 1] & 0x80) != 0;
    const bool japanese = between_wide && static_cast<unsigned char>(text[at + 1]) >= 0xE3 &&
                          static_cast<unsigned char>(text[at + 1]) <= 0xEF;
    if (!japanese) result += text[at];
  }
  return result;
}

}  // namespace

std::vector<Block> parse_markdown(std::string_view text) {
  return Reader().read(text);
}

Prose::Prose(const Ui& ui, std::string_view text, float width, const IsName& is_name) {
  const Metrics& m = ui.metrics();
  bool first = true;
  BlockKind before = BlockKind::paragraph;
  for (const Block& block : parse_markdown(text)) {
    const bool tight = block.kind == BlockKind::item && before == BlockKind::item;
    if (!first) height_ += tight ? m.px(4) : m.px(10);
    first = false;
    before = block.kind;
    const float left = m.px(20) * static_cast<float>(block.depth);
    if (block.kind == BlockKind::rule) {
      rules_.push_back({left, height_ + m.px(4), width, height_ + m.px(4) + m.hair()});
      height_ += m.px(8);
    } else if (block.kind == BlockKind::code) {
      add_code(ui, block, left, width - left);
    } else {
      add_flow(ui, block, left, width - left, is_name);
    }
  }
}

void Prose::add_flow(const Ui& ui, const Block& block, float left, float width,
                     const IsName& is_name) {
  const Theme& theme = ui.theme();
  const FontRole base = role_of(block, SpanStyle::plain);
  const float line = ui.line_height(base) + ui.metrics().px(3);
  if (!block.marker.empty()) {
    const float marker = std::ceil(ui.measure(FontRole::body, block.marker).x) + 1.0F;
    const float x = left - ui.metrics().px(6) - marker;
    pieces_.push_back({{x, height_, x + marker, height_ + line},
                       block.marker,
                       FontRole::body,
                       theme.dim,
                       false,
                       false});
  }
  const auto named = [&is_name](const Span& span) {
    return is_name && span.style == SpanStyle::strong && is_name(span.text);
  };
  std::vector<Run> runs;
  for (const Span& span : block.spans) {
    const bool apart = span.style == SpanStyle::code || named(span);
    runs.push_back(
        {joined_lines(span.text), role_of(block, span.style), apart ? ui.metrics().px(4) : 0.0F});
  }
  const auto measure = [&ui](FontRole role, std::string_view part) {
    return ui.measure(role, part).x;
  };
  const Flow flow = lay_out(runs, width, measure);
  for (const FlowPiece& piece : flow.pieces) {
    const Span& span = block.spans[piece.run];
    const bool code = span.style == SpanStyle::code;
    const float top = height_ + static_cast<float>(piece.line) * line;
    const float x = left + piece.x;
    pieces_.push_back({{x, top, x + std::ceil(piece.width) + 1.0F, top + line},
                       piece.text,
                       runs[piece.run].role,
                       theme.text,
                       code,
                       named(span),
                       span.target});
  }
  height_ += static_cast<float>(flow.lines) * line;
}

void Prose::add_code(const Ui& ui, const Block& block, float left, float width) {
  const Metrics& m = ui.metrics();
  std::string source;
  for (const Span& span : block.spans) source += span.text;
  const float line = ui.line_height(FontRole::mono) + m.px(2);
  const float top = height_;
  height_ += m.gap();
  for (const auto& spans : highlight(source)) {
    float x = left + m.gap();
    for (const SyntaxSpan& span : spans) {
      const float wide = ui.measure(FontRole::mono, span.text).x;
      if (span.text.find_first_not_of(' ') != std::string_view::npos) {
        pieces_.push_back({{x, height_, x + std::ceil(wide) + 1.0F, height_ + line},
                           std::string(span.text),
                           FontRole::mono,
                           color_of(ui.theme(), span.kind),
                           false,
                           false});
      }
      x += wide;
    }
    height_ += line;
  }
  height_ += m.gap();
  code_boxes_.push_back({left, top, left + width, height_});
}

void Prose::draw(Ui& ui, std::string_view id, Vec corner, const DrawName& draw_name,
                 const FollowTarget& follow) const {
  const Theme& theme = ui.theme();
  const Metrics& m = ui.metrics();
  for (const Rect& rule : rules_) ui.fill(rule.moved(corner.x, corner.y), theme.rule);
  for (const Rect& code : code_boxes_) {
    ui.fill(code.moved(corner.x, corner.y), theme.raised, m.small_radius());
  }
  std::size_t number = 0;
  for (const Piece& piece : pieces_) {
    const Rect place = piece.rect.moved(corner.x, corner.y);
    if (piece.boxed) {
      ui.fill(place.inset(-m.px(3), m.px(1)), theme.raised, m.px(3));
    }
    const std::string own = std::string(id) + "-" + std::to_string(number++);
    if (!piece.target.empty() && follow) {
      Rect link = place;
      link.right = link.left + std::floor(ui.measure(piece.role, piece.text).x);
      const Response response = ui.interact(own + "-link", link, ElementKind::button, piece.text);
      if (response.clicked) follow(piece.target);
      const float y = place.bottom - m.px(3);
      ui.line({link.left, y}, {link.right, y}, response.hovered ? theme.text : theme.dim, m.hair());
    }
    if (piece.named && draw_name) {
      draw_name(own, place, piece.text);
    } else {
      ui.text(own, place, piece.text, {piece.role, piece.color, Align::left, Overflow::never});
    }
  }
}

}  // namespace loopscope::gui
