import ContactsCore

/// A row of **Painel**, as pieces of text at columns of their own.
struct PanelLine: Equatable, Sendable {
  private(set) var pieces: [Piece] = []

  struct Piece: Equatable, Sendable {
    let text: String
    var column: Int
    /// Columns it may take.
    let width: Int
    let style: Style
  }

  static let blank = PanelLine()

  static func text(_ text: String, width: Int, style: Style = .normal) -> PanelLine {
    PanelLine().adding(text, at: 0, width: width, style: style)
  }

  func adding(_ text: String, at column: Int, width: Int, style: Style = .normal) -> PanelLine {
    var line = self
    line.pieces.append(Piece(text: text, column: column, width: width, style: style))
    return line
  }

  /// Two lines side by side.
  func beside(_ other: PanelLine, at column: Int) -> PanelLine {
    var line = self
    line.pieces += other.pieces.map { piece in
      var piece = piece
      piece.column += column
      return piece
    }
    return line
  }

  func draw(in frame: inout Frame, row: Int, column: Int) {
    for piece in pieces where piece.width > 0 {
      frame.write(
        piece.text, row: row, column: column + piece.column, width: piece.width, style: piece.style)
    }
  }

  // MARK: - Bars

  /// A name, a bar of the part it is of the greatest, and the count.
  static func bar(_ row: InteractionNumbers.Named, of most: Int, width: Int) -> PanelLine {
    let count = grouped(row.count)
    let countWidth = max(columns(of: count), 5)
    let nameWidth = max(width * 9 / 20, 8)
    let room = max(width - nameWidth - countWidth - 2, 0)
    let full = most > 0 ? (row.count * room + most - 1) / most : 0
    return PanelLine.text(shortened(row.name, to: nameWidth), width: nameWidth)
      .adding(String(repeating: "█", count: full), at: nameWidth + 1, width: room)
      .adding(count, at: width - columns(of: count), width: countWidth)
  }

  /// Bars under a heading; those that have no room are summed up, without a bar: the sum would dwarf each of the others.
  static func bars(
    _ heading: String, _ rows: [InteractionNumbers.Named], width: Int, limit: Int
  ) -> [PanelLine] {
    let isCut = rows.count > limit && limit > 1
    let shown = isCut ? rows.prefix(limit - 1) : rows[...]
    let most = shown.map(\.count).max() ?? 0
    var lines = shown.map { bar($0, of: most, width: width) }
    if isCut {
      let rest = rows[shown.endIndex...]
      let sum = InteractionNumbers.Named(
        name: "mais \(rest.count)", count: rest.reduce(0) { $0 + $1.count })
      lines.append(bar(sum, of: 0, width: width))
    }
    return [.text(heading, width: width, style: .heading)]
      + (lines.isEmpty ? [.text("Nenhum.", width: width, style: .muted)] : lines)
  }

  /// The hours of a day, each as high as its part of the greatest, over their names.
  static func hours(_ counts: [Int], width: Int) -> [PanelLine] {
    let each = max(min(width / 24, 4), 1)
    let most = max(counts.max() ?? 0, 1)
    let levels = Array("▁▂▃▄▅▆▇█")
    var bars = ""
    var names = PanelLine()
    for (hour, count) in counts.enumerated() {
      let level: Character = count == 0 ? " " : levels[(count * levels.count - 1) / most]
      bars += String(repeating: level, count: max(each - 1, 1)) + (each > 1 ? " " : "")
      if hour.isMultiple(of: each > 1 ? 3 : 6) {
        names = names.adding("\(hour)h", at: hour * each, width: 3, style: .muted)
      }
    }
    return [.text(bars, width: width), names]
  }
}
