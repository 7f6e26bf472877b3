import ContactsCore

extension Frame {
  /// Writes text that ends at a column (exclusive).
  mutating func write(_ text: String, row: Int, endingAt end: Int, style: Style = .normal) {
    write(text, row: row, column: max(end - columns(of: text), 0), style: style)
  }

  /// A box with a heading over what was there; gives back its inside.
  mutating func panel(_ region: Region, heading: String) -> Region {
    clip = nil
    fill(region)
    box(region, title: heading)
    focus = nil
    list = nil
    panel = Panel(heading: heading, region: region)
    // In a small window the rows that a dialog has no room for are not drawn over what stands around it.
    clip = region.inset(top: 1, bottom: 1, left: 1, right: 1)
    return region.inset(top: 1, bottom: 1, left: 2, right: 2)
  }

  /// Says that the keys act on a field of a form, which is heard among the others.
  mutating func focusField(row: Int, of group: Region, _ index: Int, of count: Int) {
    let place = Region(row: row, column: group.column, rows: 1, columns: group.columns)
    var field = Focus(place: place, group: group, index: index, count: count)
    field.isForm = true
    focus = field
  }

  /// Writes a text that breaks between words; gives back how many rows it took.
  @discardableResult
  mutating func writeWrapped(_ text: String, in region: Region, style: Style = .normal) -> Int {
    let lines = wrapped(text, to: region.columns)
    for (offset, line) in lines.prefix(max(region.rows, 0)).enumerated() {
      write(
        line, row: region.row + offset, column: region.column, width: region.columns, style: style)
    }
    return min(lines.count, max(region.rows, 0))
  }

  /// As `writeWrapped`, but what is left out is told by an ellipsis; gives back how many rows it took.
  mutating func writeClipped(_ text: String, in region: Region, style: Style = .normal) -> Int {
    let lines = wrapped(text, to: region.columns)
    guard region.rows > 0, lines.count > region.rows else {
      return writeWrapped(text, in: region, style: style)
    }
    writeWrapped(lines.prefix(region.rows - 1).joined(separator: "\n"), in: region, style: style)
    write(
      lines[region.rows - 1] + " " + lines[region.rows], row: region.endRow - 1,
      column: region.column, width: region.columns, style: style)
    return region.rows
  }
}

/// Breaks a text between words; a word longer than a line is broken inside.
func wrapped(_ text: String, to width: Int) -> [String] {
  guard width > 0 else { return [] }
  var lines: [String] = []
  for paragraph in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
    var line = ""
    var used = 0
    for word in paragraph.split(separator: " ") {
      var word = String(word)
      var wide = columns(of: word)
      if used > 0, used + 1 + wide > width {
        lines.append(line)
        line = ""
        used = 0
      }
      while wide > width {
        let head = prefix(of: word, columns: width)
        guard !head.isEmpty else { break }
        lines.append(head)
        word = String(word.dropFirst(head.count))
        wide = columns(of: word)
      }
      line += (used > 0 ? " " : "") + word
      used += (used > 0 ? 1 : 0) + wide
    }
    lines.append(line)
  }
  return lines
}

/// As many leading characters as fit a number of columns.
func prefix(of text: String, columns width: Int) -> String {
  var used = 0
  var kept = ""
  for character in text {
    let wide = columns(of: String(character))
    guard used + wide <= width else { break }
    used += wide
    kept.append(character)
  }
  return kept
}

/// The text cut to a width, with an ellipsis where something is missing.
func shortened(_ text: String, to width: Int) -> String {
  guard columns(of: text) > width else { return text }
  return width > 0 ? prefix(of: text, columns: width - 1) + "…" : ""
}
