import ContactsCore

/// A screen as a value: cells, where the cursor is, and the window's title.
public struct Frame: Equatable, Sendable {
  public let size: Size
  /// Row by row.
  public private(set) var cells: [Cell]
  /// Nil hides the cursor.
  public var cursor: Position?
  /// Never names a person.
  public var title: String
  /// What the keys act on where that is one of several.
  public var focus: Focus?
  /// The rows of a list, heard one at a time when the keys reach them, and not all at once.
  public var list: Region?
  /// Whether what was shown before it must not stay in view, even where nothing is drawn over.
  public var hidesEarlier = false
  /// The window over the screen.
  public var panel: Panel?
  /// Nothing is written outside it; nil is the whole screen.
  public var clip: Region?
  /// The message, whole, also where the screen has no room for all of it.
  public var status = ""
  /// The keys that do something now, such as `F2 Salvar`, also those that have no room on the screen.
  public var keys: [String] = []

  public init(size: Size) {
    self.size = size
    cells = Array(repeating: Cell.blank, count: size.rows * size.columns)
    title = ""
  }

  public var region: Region { Region(size) }

  public subscript(row: Int, column: Int) -> Cell {
    cells[row * size.columns + column]
  }

  /// Writes one line of text, and is the only way text reaches a screen.
  ///
  /// What does not fit in `width` columns (or in the rest of the row) is cut, with `…` in its last column. Control
  /// characters become `·`; what could turn the direction of the text or has no width of its own is dropped.
  ///
  /// - Returns: How many columns were used.
  @discardableResult
  public mutating func write(
    _ text: String, row: Int, column: Int, width: Int? = nil, style: Style = .normal
  ) -> Int {
    let place = clip ?? region
    guard (0..<size.rows).contains(row), column < size.columns, column >= 0,
      (place.row..<max(place.row, place.endRow)).contains(row), column >= place.column
    else { return 0 }
    let room = min(width ?? .max, min(size.columns, place.endColumn) - column)
    guard room > 0 else { return 0 }
    var used = 0
    var overflowed = false
    for glyph in Glyphs(text) {
      if used + glyph.columns > room {
        overflowed = true
        break
      }
      put(glyph, row: row, column: column + used, style: style)
      used += glyph.columns
    }
    if overflowed {
      while used >= room { used -= clear(row: row, endingAt: column + used) }
      put(Glyph(text: "…", columns: 1), row: row, column: column + used, style: style)
      used += 1
    }
    return used
  }

  /// Gives every cell of a region a style and empties it.
  public mutating func fill(_ region: Region, style: Style = .normal) {
    forEach(region) { frame, row, column in
      frame.put(Glyph(text: " ", columns: 1), row: row, column: column, style: style)
    }
  }

  /// Changes the style of what is already drawn.
  public mutating func restyle(_ region: Region, style: Style) {
    forEach(region) { frame, row, column in
      frame.cells[row * frame.size.columns + column].style = style
    }
  }

  /// Draws what of the line is on the screen.
  public mutating func horizontalLine(row: Int, column: Int, length: Int, style: Style = .border) {
    for offset in 0..<max(0, length) { write("─", row: row, column: column + offset, style: style) }
  }

  /// Draws what of the line is on the screen.
  public mutating func verticalLine(row: Int, column: Int, length: Int, style: Style = .border) {
    for offset in 0..<max(0, length) { write("│", row: row + offset, column: column, style: style) }
  }

  /// Draws a border just inside the region, with a title in its upper edge.
  public mutating func box(_ region: Region, title: String = "", style: Style = .border) {
    guard region.rows >= 2, region.columns >= 2 else { return }
    for (row, left, right) in [(region.row, "┌", "┐"), (region.endRow - 1, "└", "┘")] {
      write(left, row: row, column: region.column, style: style)
      horizontalLine(
        row: row, column: region.column + 1, length: region.columns - 2, style: style)
      write(right, row: row, column: region.endColumn - 1, style: style)
    }
    verticalLine(row: region.row + 1, column: region.column, length: region.rows - 2, style: style)
    verticalLine(
      row: region.row + 1, column: region.endColumn - 1, length: region.rows - 2, style: style)
    if !title.isEmpty, region.columns > 6 {
      write(
        " \(title) ", row: region.row, column: region.column + 2, width: region.columns - 4,
        style: .heading)
    }
  }

  /// The text of a row without its trailing blanks.
  public func text(row: Int) -> String {
    var line = ""
    for column in 0..<size.columns { line += self[row, column].text }
    while line.last == " " { line.removeLast() }
    return line
  }

  // MARK: - Cells

  private mutating func put(_ glyph: Glyph, row: Int, column: Int, style: Style) {
    breakWide(row: row, column: column)
    if glyph.columns == 2 { breakWide(row: row, column: column + 1) }
    let index = row * size.columns + column
    cells[index] = Cell(text: glyph.text, style: style)
    if glyph.columns == 2 { cells[index + 1] = Cell(text: "", style: style) }
  }

  /// Blanks the other half of a wide character that is about to lose one half.
  private mutating func breakWide(row: Int, column: Int) {
    let index = row * size.columns + column
    if cells[index].isContinuation, column > 0 { cells[index - 1].text = " " }
    if column + 1 < size.columns, cells[index + 1].isContinuation { cells[index + 1].text = " " }
  }

  /// Blanks the character that ends before a column; returns how wide it was.
  private mutating func clear(row: Int, endingAt end: Int) -> Int {
    let index = row * size.columns + end - 1
    let wide = cells[index].isContinuation
    cells[index].text = " "
    if wide { cells[index - 1].text = " " }
    return wide ? 2 : 1
  }

  private mutating func forEach(_ region: Region, _ body: (inout Frame, Int, Int) -> Void) {
    for row in max(0, region.row)..<max(0, region.row, min(size.rows, region.endRow)) {
      let columns =
        max(0, region.column)..<max(0, region.column, min(size.columns, region.endColumn))
      for column in columns { body(&self, row, column) }
    }
  }
}

/// One column of one row; the second column of a wide character is empty.
public struct Cell: Equatable, Sendable {
  public var text: String
  public var style: Style

  static let blank = Cell(text: " ", style: .normal)

  public var isContinuation: Bool { text.isEmpty }
}
