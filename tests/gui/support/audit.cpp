#include "tests/gui/support/audit.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace loopscope::gui::testing {

namespace {

/// Pixels by which things may touch: rounding of glyph boxes.
constexpr float grace = 1.0F;

std::string describe(const Element& element) {
  return fmt::format("{} \"{}\" [{:.0f},{:.0f} {:.0f}x{:.0f}]", element.id, element.text,
                     element.rect.left, element.rect.top, element.rect.width(),
                     element.rect.height());
}

Rect seen(const Element& element) {
  return element.rect.intersect(element.clip);
}

bool overlap(const Element& a, const Element& b) {
  const Rect both = seen(a).intersect(seen(b));
  return both.width() > grace && both.height() > grace;
}

bool is_child(const Element& child, const Element& parent) {
  return child.id.size() > parent.id.size() && child.id.starts_with(parent.id) &&
         child.id[parent.id.size()] == '/';
}

bool is_thing(const Element& element) {
  return element.kind == ElementKind::button || element.kind == ElementKind::token;
}

class Audit {
 public:
  Audit(const Recording& recording, const Rect& window) : window_(window) {
    for (const Element& element : recording.elements()) {
      if (element.visible()) visible_.push_back(&element);
    }
  }

  std::vector<std::string> run() {
    for (const Element* element : visible_) check_one(*element);
    // From top to bottom: what begins below another one's end can't overlap it.
    std::stable_sort(visible_.begin(), visible_.end(), [](const Element* a, const Element* b) {
      return seen(*a).top < seen(*b).top;
    });
    for (std::size_t i = 0; i < visible_.size(); ++i) {
      const float bottom = seen(*visible_[i]).bottom;
      for (std::size_t j = i + 1; j < visible_.size(); ++j) {
        if (seen(*visible_[j]).top >= bottom) break;
        check_pair(*visible_[i], *visible_[j]);
      }
    }
    return std::move(complaints_);
  }

 private:
  void check_one(const Element& element) {
    if (!window_.contains(seen(element), grace)) complain("is outside the window", element);
    if (element.kind == ElementKind::text) check_text(element);
    if (element.interactive && !ids_.insert(element.id).second) complain("occurs twice", element);
    if (is_thing(element)) {
      if (element.text.empty()) complain("says nothing", element);
      const bool cut = !element.clip.contains(element.rect, grace);
      if (cut && element.overflow != Overflow::scrolled) complain("is cut", element);
    }
  }

  void check_text(const Element& text) {
    if (text.missing_glyphs > 0) complain("has characters without a glyph", text);
    if (text.overflow == Overflow::scrolled) return;
    if (text.rect.width() > text.place.width() + grace) complain("is wider than its place", text);
    if (text.rect.height() > text.place.height() + grace) {
      complain("is higher than its place", text);
    }
    if (!text.clip.contains(text.rect, grace)) complain("is cut", text);
  }

  void check_pair(const Element& a, const Element& b) {
    if (a.layer != b.layer || !overlap(a, b)) return;
    if (a.kind == ElementKind::text && b.kind == ElementKind::text) {
      complain("lies over", a, b);
    } else if (is_thing(a) && is_thing(b)) {
      check_things(a, b);
    } else if (a.kind == ElementKind::text && is_thing(b)) {
      check_text_on(a, b);
    } else if (b.kind == ElementKind::text && is_thing(a)) {
      check_text_on(b, a);
    } else if (a.kind == ElementKind::panel && b.kind == ElementKind::panel) {
      check_nested("panels cross:", a, b);
    }
  }

  void check_things(const Element& a, const Element& b) {
    if (a.kind == ElementKind::token && b.kind == ElementKind::token) {
      complain("lies over", a, b);
    } else {
      check_nested("overlap:", a, b);
    }
  }

  void check_text_on(const Element& text, const Element& thing) {
    if (is_child(text, thing)) return;
    const bool inside = seen(thing).contains(seen(text), grace);
    if (thing.kind == ElementKind::token || !inside) complain("lies over", text, thing);
  }

  void check_nested(const char* what, const Element& a, const Element& b) {
    if (!seen(a).contains(seen(b), grace) && !seen(b).contains(seen(a), grace)) {
      complain(what, a, b);
    }
  }

  void complain(const char* what, const Element& element) {
    complaints_.push_back(fmt::format("{} {}", describe(element), what));
  }
  void complain(const char* what, const Element& a, const Element& b) {
    complaints_.push_back(fmt::format("{} {} {}", describe(a), what, describe(b)));
  }

  Rect window_;
  std::vector<const Element*> visible_;
  std::set<std::string> ids_;
  std::vector<std::string> complaints_;
};

}  // namespace

std::vector<std::string> audit(const Recording& recording, const Rect& window) {
  return Audit(recording, window).run();
}

}  // namespace loopscope::gui::testing
