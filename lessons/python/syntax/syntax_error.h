#pragma once

#include <string>

#include "engine/base/error.h"

namespace loopscope::python {

/// A program that can't be compiled: CPython's SyntaxError and its two subclasses.
class SyntaxError : public Error {
 public:
  /// Columns count characters from 1; 0 means that no caret is drawn. The end is exclusive. Line 0
  /// stands for the whole file. (CPython 3.11 counts bytes in files, so that its carets are off
  /// behind other than ASCII characters; here they are where they belong.)
  struct Place {
    int line = 0;
    int column = 0;
    int end_line = 0;
    int end_column = 0;
    std::string text;  ///< the source line, without its line break
  };

  SyntaxError(std::string type, const std::string& message, std::string filename, Place place)
      : Error(message),
        type_(std::move(type)),
        filename_(std::move(filename)),
        place_(std::move(place)) {}

  /// "SyntaxError", "IndentationError" or "TabError".
  const std::string& type() const { return type_; }
  const std::string& filename() const { return filename_; }
  const Place& place() const { return place_; }

  /// What `python3 FILE` prints: file and line, the source line, carets, type and message; with a
  /// final newline.
  std::string report() const;

 private:
  std::string type_;
  std::string filename_;
  Place place_;
};

}  // namespace loopscope::python
