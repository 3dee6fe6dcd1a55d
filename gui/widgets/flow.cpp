#include "gui/widgets/flow.h"

#include "gui/widgets/utf8.h"

namespace loopscope::gui {

namespace {

constexpr std::u32string_view never_first =
    U"、。,.,.・:;:;?!?!ー」』)]}】〕〉》)]}'"
    U"\"’”ゝゞ々〻ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ…‥%%";
constexpr std::u32string_view never_last = U"「『([{【〔〈《([{‘“";

/// A stretch that is never broken unless it is longer than a line.
struct Atom {
  std::vector<FlowPiece> pieces;  // x from the atom's start
  float width = 0.0F;             // trailing spaces left out
  float advance = 0.0F;           // spaces included
  bool ends_line = false;
};

/// Splits the runs into atoms.
class Splitting {
 public:
  explicit Splitting(const MeasureWidth& measure) : measure_(measure) {}

  std::vector<Atom> split(const std::vector<Run>& runs) {
    for (std::size_t run = 0; run < runs.size(); ++run) {
      const std::string& text = runs[run].text;
      std::size_t begin = 0;
      bool margin_pending = runs[run].margin > 0.0F;
      for (std::size_t at = 0; at < text.size();) {
        const std::size_t here = at;
        const char32_t code_point = next_code_point(text, at);
        if (code_point == U'\n') {
          add_piece(run, runs[run].role, text.substr(begin, here - begin));
          begin = at;
          atom_.ends_line = true;
          finish_atom();
          previous_ = 0;
          continue;
        }
        if (previous_ != 0 && may_break(previous_, code_point)) {
          add_piece(run, runs[run].role, text.substr(begin, here - begin));
          begin = here;
          finish_atom();
        }
        if (margin_pending) atom_.advance += runs[run].margin;
        margin_pending = false;
        previous_ = code_point;
      }
      add_piece(run, runs[run].role, text.substr(begin));
      atom_.advance += runs[run].margin;
    }
    finish_atom();
    return std::move(atoms_);
  }

 private:
  void add_piece(std::size_t run, FontRole role, std::string text) {
    if (text.empty()) return;
    const float advance = measure_(role, text);
    std::string shown = text;
    while (!shown.empty() && shown.back() == ' ') shown.pop_back();
    const float width = shown.size() == text.size() ? advance : measure_(role, shown);
    if (!shown.empty()) {
      atom_.pieces.push_back({run, std::move(text), atom_.advance, advance, 0});
      atom_.width = atom_.advance + width;
    }
    atom_.advance += advance;
  }

  void finish_atom() {
    if (atom_.advance > 0.0F || atom_.ends_line) atoms_.push_back(std::move(atom_));
    atom_ = {};
  }

  const MeasureWidth& measure_;
  std::vector<Atom> atoms_;
  Atom atom_;
  char32_t previous_ = 0;
};

/// Sets atoms into lines.
class Setting {
 public:
  Setting(const std::vector<Run>& runs, float width, const MeasureWidth& measure)
      : runs_(runs), width_(width), measure_(measure) {}

  Flow set(const std::vector<Atom>& atoms) {
    for (const Atom& atom : atoms) {
      if (x_ > 0.0F && x_ + atom.width > width_) new_line();
      if (atom.width > width_) {
        for (const FlowPiece& piece : atom.pieces) set_by_character(piece);
      } else {
        for (const FlowPiece& piece : atom.pieces) add(piece.run, piece.text, x_ + piece.x);
        x_ += atom.advance;
      }
      if (atom.ends_line) new_line();
    }
    trim_last();
    flow_.lines = x_ > 0.0F || flow_.pieces.empty() ? line_ + 1 : line_;
    return std::move(flow_);
  }

 private:
  /// Spaces at the end of a line take no room.
  void trim_last() {
    if (flow_.pieces.empty()) return;
    FlowPiece& last = flow_.pieces.back();
    if (!last.text.ends_with(' ')) return;
    while (last.text.ends_with(' ')) last.text.pop_back();
    last.width = measure_(runs_[last.run].role, last.text);
  }

  void new_line() {
    trim_last();
    ++line_;
    x_ = 0.0F;
  }

  /// Goes on the piece before where that is of the same run and line: fewer texts to draw.
  void add(std::size_t run, const std::string& text, float x) {
    if (!flow_.pieces.empty()) {
      FlowPiece& last = flow_.pieces.back();
      if (last.run == run && last.line == line_) {
        last.text += text;
        last.width = measure_(runs_[run].role, last.text);
        return;
      }
    }
    flow_.pieces.push_back({run, text, x, measure_(runs_[run].role, text), line_});
  }

  void set_by_character(const FlowPiece& piece) {
    const FontRole role = runs_[piece.run].role;
    for (std::size_t at = 0; at < piece.text.size();) {
      const std::string character = to_utf8(next_code_point(piece.text, at));
      const float advance = measure_(role, character);
      if (x_ > 0.0F && x_ + advance > width_) new_line();
      add(piece.run, character, x_);
      x_ += advance;
    }
  }

  const std::vector<Run>& runs_;
  float width_;
  const MeasureWidth& measure_;
  Flow flow_;
  float x_ = 0.0F;
  std::size_t line_ = 0;
};

}  // namespace

bool may_break(char32_t before, char32_t after) {
  if (after == U' ') return false;
  if (before == U' ') return true;
  if (!is_cjk(before) && !is_cjk(after)) return false;
  return never_first.find(after) == std::u32string_view::npos &&
         never_last.find(before) == std::u32string_view::npos;
}

Flow lay_out(const std::vector<Run>& runs, float width, const MeasureWidth& measure) {
  return Setting(runs, width, measure).set(Splitting(measure).split(runs));
}

}  // namespace loopscope::gui
