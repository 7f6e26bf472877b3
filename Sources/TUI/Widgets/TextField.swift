/// One line that can be typed into.
public struct TextField: Equatable, Sendable {
  public private(set) var text: String
  /// Characters before the cursor.
  public private(set) var cursor: Int

  /// The most characters a field holds: what is pasted beyond is cut.
  public static let longest = 10_000

  public init(_ text: String = "") {
    self.text = TextField.oneLine(text)
    cursor = self.text.count
  }

  public var isEmpty: Bool { text.isEmpty }

  /// Replaces the text and puts the cursor after it.
  public mutating func set(_ text: String) {
    self = TextField(text)
  }

  /// Edits by a key; false for a key that is none of a text field's.
  ///
  /// Ctrl-A, Ctrl-E, Ctrl-U, Ctrl-K and Ctrl-W do what they do at a shell's prompt.
  public mutating func handle(_ key: Key) -> Bool {
    switch key {
    case .character(let character): insert(TextField.oneLine(String(character)))
    case .paste(let pasted): insert(TextField.oneLine(TextField.withoutLastNewlines(pasted)))
    case .left: cursor = max(0, cursor - 1)
    case .right: cursor = min(text.count, cursor + 1)
    case .home, .control("a"): cursor = 0
    case .end, .control("e"): cursor = text.count
    case .backspace, .control("h"): remove(from: cursor - 1, to: cursor)
    case .delete: remove(from: cursor, to: cursor + 1)
    case .control("u"): remove(from: 0, to: cursor)
    case .control("k"): remove(from: cursor, to: text.count)
    case .control("w"): remove(from: startOfWord, to: cursor)
    default: return false
    }
    return true
  }

  /// The part that fits, scrolled so that the cursor shows, and the column of the cursor in it.
  public func visible(columns room: Int) -> (text: String, cursorColumn: Int) {
    let characters = Array(text)
    var first = 0
    var before = characters[..<cursor].reduce(0) { $0 + TextField.columns(of: $1) }
    while before >= room, first < cursor {
      before -= TextField.columns(of: characters[first])
      first += 1
    }
    var used = 0
    var shown = ""
    for character in characters[first...] {
      used += TextField.columns(of: character)
      if used > room { break }
      shown.append(character)
    }
    return (shown, before)
  }

  /// Draws the field over `width` columns; returns where the cursor belongs.
  @discardableResult
  public func draw(
    in frame: inout Frame, row: Int, column: Int, width: Int, style: Style
  ) -> Position {
    frame.fill(Region(row: row, column: column, rows: 1, columns: width), style: style)
    let (shown, cursorColumn) = visible(columns: width)
    frame.write(shown, row: row, column: column, width: width, style: style)
    return Position(row: row, column: column + min(cursorColumn, max(0, width - 1)))
  }

  private mutating func insert(_ added: String) {
    let room = TextField.longest - text.count
    guard room > 0, !added.isEmpty else { return }
    let kept = String(added.prefix(room))
    let after = text.count - cursor
    text.insert(contentsOf: kept, at: text.index(text.startIndex, offsetBy: cursor))
    // Counted from the end, since a combining mark joins the character before it.
    cursor = text.count - after
  }

  private mutating func remove(from start: Int, to end: Int) {
    let lowerBound = max(0, start)
    let upperBound = min(text.count, end)
    guard lowerBound < upperBound else { return }
    let lower = text.index(text.startIndex, offsetBy: lowerBound)
    let upper = text.index(lower, offsetBy: upperBound - lowerBound)
    text.removeSubrange(lower..<upper)
    cursor = min(lowerBound, text.count)
  }

  private var startOfWord: Int {
    let characters = Array(text)
    var start = cursor
    while start > 0, characters[start - 1] == " " { start -= 1 }
    while start > 0, characters[start - 1] != " " { start -= 1 }
    return start
  }

  private static func columns(of character: Character) -> Int {
    Glyphs(String(character)).reduce(0) { $0 + $1.columns }
  }

  /// A line copied whole brings its newline, which nobody means.
  private static func withoutLastNewlines(_ text: String) -> Substring {
    var text = text[...]
    while text.last?.isNewline == true { text.removeLast() }
    return text
  }

  /// Newlines and tabs become spaces, so that a paste never submits anything.
  private static func oneLine(_ text: some StringProtocol) -> String {
    String(
      text.map { $0.isNewline || $0 == "\t" ? " " : $0 }
        .filter { $0.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control } })
  }
}
