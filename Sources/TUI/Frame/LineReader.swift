import ContactsCore

/// Frames as lines of text, for who listens to the screen instead of looking at it.
///
/// Each change is said once, in words: another screen or window, the message, what has the focus and which of how many it
/// is, and what else has changed. What is typed is echoed as it is typed. Nothing is drawn, and no line is said twice.
public struct LineReader: Sendable {
  private var last: Heard?
  /// Whether the line being written is one that somebody types.
  private var isMidLine = false

  public init() {}

  /// What of a frame can be said.
  private struct Heard: Equatable {
    let title: String
    let panel: String?
    let status: String
    let keys: [String]
    /// Row by row, without the focus.
    let rows: [String]
    /// The row of the focus, as it is said without it.
    let focusRow: String
    /// How many rows are read before a text that is being written.
    let textRow: Int?
    let focus: Said?
  }

  /// What has the focus, as it is said.
  private struct Said: Equatable {
    /// The same while the same thing has the focus.
    let key: String
    let text: String
    /// What is being typed there, up to the cursor; nil where nothing is.
    let typed: String?
    /// Whether it is a line of a text, which goes on in the rows below.
    let isText: Bool
    let count: Int?
  }

  /// Says everything again at the next frame.
  public mutating func forget() { last = nil }

  /// The text to write for the next frame; lines end in CR LF, and an echo in nothing.
  public mutating func text(for frame: Frame) -> String {
    let heard = LineReader.hear(frame)
    defer { last = heard }
    var lines: [String] = []
    let isNew = last == nil || last?.title != heard.title
    if isNew { lines.append("== \(heard.title)") }
    if let panel = heard.panel, isNew || last?.panel != panel { lines.append("Janela: \(panel)") }
    let isMoved = isNew || last?.panel != heard.panel
    // Behind a window that closes nothing is new.
    let isBack = !isNew && heard.panel == nil && last?.panel != nil
    let before =
      isBack ? heard.rows : isMoved ? [heard.title] : last.map { $0.rows + [$0.focusRow] } ?? []
    let isEcho = LineReader.echo(from: last?.focus, to: heard.focus) != nil && !isMoved
    let rows = heard.rows[..<min(heard.textRow ?? .max, heard.rows.count)]
    lines += LineReader.changes(from: before, to: rows)
    if !heard.status.isEmpty, heard.status != last?.status { lines.append(heard.status) }
    if let count = heard.focus?.count, isMoved || last?.focus?.count != count {
      lines.append(count == 1 ? "1 item" : "\(count) itens")
    }
    if !isEcho, let focus = heard.focus, isMoved || focus != last?.focus {
      lines.append("> \(focus.text)")
    }
    lines += LineReader.changes(from: before, to: heard.rows[rows.endIndex...])
    // Whoever passes to another field or list knows its keys, or asks F1.
    if isMoved || heard.focus?.key == last?.focus?.key {
      lines += said(of: heard.keys, isMoved: isMoved, isBack: isBack, width: frame.size.columns)
    }
    return write(lines, echo: isMoved ? nil : LineReader.echo(from: last?.focus, to: heard.focus))
  }

  /// All the keys of another place; where one stays, those that are new.
  private func said(of keys: [String], isMoved: Bool, isBack: Bool, width: Int) -> [String] {
    let known = Set(isMoved ? [] : last?.keys ?? [])
    let told = keys.filter { !known.contains($0) }
    guard !isBack, !told.isEmpty else { return [] }
    return wrapped("Teclas: " + told.joined(separator: ", "), to: max(width - 1, 20))
  }

  private mutating func write(_ lines: [String], echo: String?) -> String {
    var text = ""
    if !lines.isEmpty {
      if isMidLine { text += "\r\n" }
      text += lines.map { $0 + "\r\n" }.joined()
      isMidLine = false
    }
    if let echo, !echo.isEmpty {
      text += echo
      isMidLine = true
    }
    return text
  }

  // MARK: - Listening

  private static func hear(_ frame: Frame) -> Heard {
    let statusRow = max(frame.size.rows - 2, 0)
    let focus = said(in: frame)
    var title = frame.title
    if let range = title.firstRange(of: "atende · ") { title.removeSubrange(range) }
    // The row of the title has the clock, which nobody wants to hear.
    let body =
      frame.panel.map { $0.region.inset(top: 1, bottom: 1, left: 1, right: 1) }
      ?? Region(row: 1, column: 0, rows: statusRow - 1, columns: frame.size.columns)
    let rows = (body.row..<max(body.row, body.endRow)).map { row -> String in
      let isListed = frame.list.map { ($0.row..<$0.endRow).contains(row) } ?? false
      if isListed || row == (frame.focus?.place.row ?? frame.cursor?.row) { return "" }
      return spoken(text(of: frame, row, body.column..<body.endColumn))
    }
    let focusedRow = frame.focus?.place.row ?? frame.cursor?.row
    return Heard(
      title: title, panel: frame.panel?.heading,
      status: spoken(frame.status),
      keys: frame.keys, rows: rows,
      focusRow: focusedRow.map { spoken(text(of: frame, $0, body.column..<body.endColumn)) } ?? "",
      textRow: focus?.isText == true ? focusedRow.map { max($0 - body.row, 0) } : nil, focus: focus)
  }

  private static func said(in frame: Frame) -> Said? {
    guard let row = frame.focus?.place.row ?? frame.cursor?.row, row < frame.size.rows else {
      return nil
    }
    let around = frame.focus?.place ?? frame.panel?.region.inset(left: 1, right: 1)
    let columns = around.map { $0.column..<$0.endColumn } ?? 0..<frame.size.columns
    let field = columns.filter { $0 < frame.size.columns && frame[row, $0].style == .focusedField }
    var parts = [spoken(text(of: frame, row, columns))]
    if let first = field.first, let last = field.last {
      let value = spoken(text(of: frame, row, first..<last + 1))
      var label = spoken(text(of: frame, row, columns.lowerBound..<first))
      // A field as wide as its window has its label above.
      if label.isEmpty, row > 0, frame[row - 1, first].style == .heading {
        label = spoken(text(of: frame, row - 1, columns))
      }
      parts = [
        label, value.isEmpty ? "vazio" : value,
        spoken(text(of: frame, row, last + 1..<max(last + 1, columns.upperBound))), "campo",
      ]
    }
    if let focus = frame.focus { parts.append(focus.position) }
    return Said(
      key: frame.focus.map { "\($0.index) \($0.group.row)" } ?? "row \(row)",
      text: parts.filter { !$0.isEmpty }.joined(separator: ", "),
      typed: typed(in: frame, row, from: field.first),
      isText: frame.focus == nil && field.isEmpty,
      count: frame.focus.flatMap { $0.isForm ? nil : $0.count })
  }

  /// What stands before the cursor in the field, or in the line of a text.
  private static func typed(in frame: Frame, _ row: Int, from field: Int?) -> String? {
    guard let cursor = frame.cursor, cursor.row == row else { return nil }
    guard let start = field ?? (frame.focus == nil ? 0 : nil), start <= cursor.column else {
      return nil
    }
    return text(of: frame, row, start..<cursor.column, trimming: false)
  }

  /// What has been typed since; nil when something else has changed.
  ///
  /// What comes at once, by a paste or from the recognisers, is said with its field.
  private static func echo(from before: Said?, to after: Said?) -> String? {
    guard let before, let after, before.key == after.key, before != after,
      let old = before.typed, let new = after.typed, old != new
    else { return nil }
    if new.hasPrefix(old), new.count - old.count <= 3 { return String(new.dropFirst(old.count)) }
    if old.hasPrefix(new), old.count - new.count == 1 { return "\u{8} \u{8}" }
    return nil
  }

  /// The rows that say something that none said before.
  private static func changes(from before: [String], to after: ArraySlice<String>) -> [String] {
    let known = Set(before.map(withoutNumbers))
    return after.filter { !$0.isEmpty && !known.contains(withoutNumbers($0)) }
  }

  /// A count that goes up while somebody types is not worth a line.
  private static func withoutNumbers(_ row: String) -> String { row.filter { !$0.isNumber } }

  private static func text(
    of frame: Frame, _ row: Int, _ columns: Range<Int>, trimming: Bool = true
  ) -> String {
    guard (0..<frame.size.rows).contains(row) else { return "" }
    var text = columns.clamped(to: 0..<frame.size.columns).map { frame[row, $0].text }.joined()
    if trimming { while text.last == " " { text.removeLast() } }
    return text
  }

  /// Words without lines, marks and bars: columns become commas, and dots over hidden digits one word.
  static func spoken(_ row: String) -> String {
    var parts: [String] = []
    var words: [String] = []
    var word = ""
    var blanks = 0
    for character in row + "  " {
      let isLine = isDrawing(character)
      guard character == " " || isLine else {
        if blanks >= 2, !words.isEmpty {
          parts.append(words.joined(separator: " "))
          words = []
        }
        blanks = 0
        word.append(character)
        continue
      }
      blanks += isLine ? 2 : 1
      if !word.isEmpty { words.append(unhidden(word)) }
      word = ""
    }
    if !words.isEmpty { parts.append(words.joined(separator: " ")) }
    return parts.joined(separator: ", ")
  }

  /// `(21)`, `•••••-6655` as `oculto 6655`.
  private static func unhidden(_ word: String) -> String {
    guard word.contains("••") else { return word }
    let shown = word.split(separator: "•").map { part in
      String(part.trimmingPrefix { $0 == "-" || $0 == "." })
    }
    let ends = word.hasPrefix("•") ? ["oculto"] + shown : shown + ["oculto"]
    return ends.filter { !$0.isEmpty }.joined(separator: " ")
  }

  private static func isDrawing(_ character: Character) -> Bool {
    guard let scalar = character.unicodeScalars.first else { return false }
    return (0x2500...0x25ff).contains(scalar.value) || character == "‹" || character == "›"
  }
}
