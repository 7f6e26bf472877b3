import ContactsCore

/// A text of many lines that can be typed into, wrapped at words.
///
/// Kept as scalars, since spans of an extraction are counted in them, and since wrapping 100,000 of them then costs
/// well under a millisecond.
public struct TextArea: Equatable, Sendable {
  public private(set) var scalars: [Unicode.Scalar]
  /// Scalars before the cursor.
  public private(set) var cursor: Int
  /// The column that up and down try to keep.
  private var wishedColumn: Int?

  public init(_ text: String = "") {
    scalars = TextArea.cleaned(text)
    cursor = scalars.count
  }

  public var text: String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  public var isEmpty: Bool { scalars.isEmpty }

  /// Edits by a key; false for a key that is none of a text area's.
  ///
  /// - Parameters:
  ///   - key: What was pressed.
  ///   - size: Of the region the text is drawn in: up, down and the pages move by rows as wrapped.
  /// - Returns: Whether the key was one of a text area's.
  public mutating func handle(_ key: Key, size: Size) -> Bool {
    let vertical = wishedColumn
    wishedColumn = nil
    switch key {
    case .character(let character): insert(TextArea.cleaned(String(character)))
    case .paste(let pasted): insert(TextArea.cleaned(pasted))
    case .enter: insert(["\n"])
    case .left: cursor = boundary(before: cursor)
    case .right: cursor = boundary(after: cursor)
    case .backspace, .control("h"): remove(boundary(before: cursor)..<cursor)
    case .delete: remove(cursor..<boundary(after: cursor))
    case .control("w"): remove(startOfWord..<cursor)
    case .home, .control("a"): cursor = currentRow(size).lowerBound
    case .end, .control("e"): cursor = endOfRow(currentRow(size))
    case .control("u"): remove(currentRow(size).lowerBound..<cursor)
    case .control("k"): remove(cursor..<max(cursor, endOfRow(currentRow(size))))
    case .up: move(by: -1, wished: vertical, size)
    case .down: move(by: 1, wished: vertical, size)
    case .pageUp: move(by: -max(1, size.rows - 1), wished: vertical, size)
    case .pageDown: move(by: max(1, size.rows - 1), wished: vertical, size)
    default:
      wishedColumn = vertical
      return false
    }
    return true
  }

  /// Draws the rows around the cursor, with some spans highlighted.
  ///
  /// - Parameters:
  ///   - frame: What to draw in.
  ///   - region: Where.
  ///   - highlights: Spans in scalars; the first is scrolled to when `follow` is set.
  ///   - follow: Scrolls to the first highlight rather than to the cursor.
  ///   - style: Of the text that is not highlighted.
  /// - Returns: Where the cursor belongs.
  @discardableResult
  public func draw(
    in frame: inout Frame, region: Region, highlights: [Range<Int>] = [], follow: Bool = false,
    style: Style = .normal
  ) -> Position {
    frame.fill(region, style: style)
    guard region.rows > 0, region.columns > 0 else {
      return Position(row: region.row, column: region.column)
    }
    let rows = wrapped(columns: region.columns)
    let focus = follow ? highlights.first?.lowerBound ?? cursor : cursor
    let focusRow = TextArea.row(of: focus, in: rows)
    let first = max(0, min(focusRow - region.rows / 2, rows.count - region.rows))
    for (offset, row) in rows[first..<min(rows.count, first + region.rows)].enumerated() {
      draw(
        row, in: &frame, at: Position(row: region.row + offset, column: region.column),
        width: region.columns, highlights: highlights, style: style)
    }
    let cursorRow = TextArea.row(of: cursor, in: rows)
    let column = columns(in: rows[cursorRow].lowerBound..<cursor)
    return Position(
      row: region.row + max(0, min(cursorRow - first, region.rows - 1)),
      column: region.column + min(column, region.columns - 1))
  }

  /// The rows of the text at a width, each with the newline or space it ends in; at least one, maybe empty.
  public func wrapped(columns room: Int) -> [Range<Int>] {
    guard room > 0 else { return [0..<scalars.count] }
    var rows: [Range<Int>] = []
    rows.reserveCapacity(scalars.count / max(1, room / 2) + 1)
    var start = 0
    var used = 0
    var lastBreak: Int?
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      if scalar == "\n" {
        rows.append(start..<index + 1)
        start = index + 1
        used = 0
        lastBreak = nil
        index += 1
        continue
      }
      let width = Glyphs.columns(of: scalar)
      if used + width > room, index > start {
        // A space may hang over the edge: it is not seen there.
        let end = scalar == " " ? index + 1 : lastBreak ?? index
        rows.append(start..<end)
        start = end
        used = columns(in: start..<max(start, index))
        lastBreak = nil
        index = max(index, end)
        continue
      }
      used += width
      if scalar == " " || scalar == "\t" { lastBreak = index + 1 }
      index += 1
    }
    rows.append(start..<scalars.count)
    // After a full row the cursor stands on the next.
    if used >= room, start < scalars.count { rows.append(scalars.count..<scalars.count) }
    return rows
  }

  // MARK: - Drawing

  private func draw(
    _ row: Range<Int>, in frame: inout Frame, at position: Position, width: Int,
    highlights: [Range<Int>], style: Style
  ) {
    var column = position.column
    let end = position.column + width
    var start = row.lowerBound
    let stop = scalars[row].last == "\n" ? row.upperBound - 1 : row.upperBound
    while start < stop, column < end {
      let lit = highlights.contains { $0.contains(start) }
      var next = start + 1
      while next < stop, joins(next) || highlights.contains(where: { $0.contains(next) }) == lit {
        next += 1
      }
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars[start..<next])
      // A trailing space may hang over the edge of the region.
      if column + columns(in: start..<next) > end, view.last == " " { view.removeLast() }
      column += frame.write(
        String(view), row: position.row, column: column, width: end - column,
        style: lit ? .highlight : style)
      start = next
    }
  }

  private func columns(in range: Range<Int>) -> Int {
    scalars[range].reduce(0) { $0 + Glyphs.columns(of: $1) }
  }

  // MARK: - Editing

  private mutating func insert(_ added: [Unicode.Scalar]) {
    let room = InteractionFields.longestText - scalars.count
    let kept = added.prefix(max(0, room))
    scalars.insert(contentsOf: kept, at: cursor)
    cursor += kept.count
  }

  private mutating func remove(_ range: Range<Int>) {
    scalars.removeSubrange(range)
    cursor = range.lowerBound
  }

  private mutating func move(by delta: Int, wished: Int?, _ size: Size) {
    let rows = wrapped(columns: size.columns)
    let row = TextArea.row(of: cursor, in: rows)
    let wish = wished ?? columns(in: rows[row].lowerBound..<cursor)
    let target = max(0, min(row + delta, rows.count - 1))
    let limit = target == rows.count - 1 ? scalars.count : lastPlace(in: rows[target])
    var place = rows[target].lowerBound
    var used = 0
    while place < limit {
      let width = Glyphs.columns(of: scalars[place])
      if used + width > wish { break }
      used += width
      place += 1
    }
    cursor = place
    wishedColumn = wish
  }

  private func currentRow(_ size: Size) -> Range<Int> {
    let rows = wrapped(columns: size.columns)
    return rows[TextArea.row(of: cursor, in: rows)]
  }

  /// Where the text of a row ends: before its newline, or before the character after which it wraps.
  private func endOfRow(_ row: Range<Int>) -> Int {
    let isLast = row.upperBound == scalars.count && (row.isEmpty || scalars.last != "\n")
    return isLast ? row.upperBound : lastPlace(in: row)
  }

  /// The last place that is on this row and not on the next.
  private func lastPlace(in row: Range<Int>) -> Int {
    max(row.lowerBound, boundary(before: row.upperBound))
  }

  private static func row(of place: Int, in rows: [Range<Int>]) -> Int {
    var low = 0
    var high = rows.count - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if rows[middle].lowerBound <= place { low = middle } else { high = middle - 1 }
    }
    return low
  }

  private func boundary(before place: Int) -> Int {
    var index = max(0, place - 1)
    while index > 0, joins(index) { index -= 1 }
    return index
  }

  private func boundary(after place: Int) -> Int {
    var index = min(scalars.count, place + 1)
    while index < scalars.count, joins(index) { index += 1 }
    return index
  }

  /// Whether a scalar belongs to the character before it.
  private func joins(_ index: Int) -> Bool {
    scalars[index].value >= 0x300 && scalars[index].properties.isGraphemeExtend
  }

  private var startOfWord: Int {
    var start = cursor
    while start > 0, scalars[start - 1] == " " || scalars[start - 1] == "\n" { start -= 1 }
    while start > 0, scalars[start - 1] != " ", scalars[start - 1] != "\n" { start -= 1 }
    return start
  }

  /// Newlines of every kind become one, and other control characters but the tab are dropped.
  private static func cleaned(_ text: String) -> [Unicode.Scalar] {
    var cleaned: [Unicode.Scalar] = []
    cleaned.reserveCapacity(text.utf8.count)
    var afterReturn = false
    for scalar in text.unicodeScalars {
      defer { afterReturn = scalar == "\r" }
      switch scalar {
      case "\r", "\u{2028}", "\u{2029}", "\u{85}": cleaned.append("\n")
      case "\n": if !afterReturn { cleaned.append("\n") }
      case "\t": cleaned.append("\t")
      default:
        let isControl = scalar.value < 0x20 || (0x7f..<0xa0).contains(scalar.value)
        if !isControl { cleaned.append(scalar) }
      }
    }
    return cleaned
  }
}
