import ContactsCore
import TUI
import TestSupport
import Testing

@Suite struct TextAreaTests {
  private static let size = Size(rows: 4, columns: 10)

  private func area(_ text: String = "", _ keys: Key..., size: Size = size) -> TextArea {
    var area = TextArea(text)
    for key in keys where !area.handle(key, size: size) {
      Issue.record("\(key) is not a text area's")
    }
    return area
  }

  /// The rows of a text as wrapped, with `⏎` for a newline.
  private func rows(_ text: String, columns: Int) -> [String] {
    let area = TextArea(text)
    return area.wrapped(columns: columns).map { row in
      String(area.scalars[row].map { $0 == "\n" ? "⏎" : Character($0) })
    }
  }

  // MARK: - Wrapping

  @Test(arguments: [
    ("", [""]),
    ("ligou", ["ligou"]),
    ("ligou hoje cedo", ["ligou hoje ", "cedo"]),
    ("retorno hoje cedo", ["retorno ", "hoje cedo"]),
    ("ligou hoje", ["ligou hoje", ""]),
    ("ligou hoje ", ["ligou hoje ", ""]),
    ("ligou hoje e", ["ligou hoje ", "e"]),
    ("a\n\nb", ["a⏎", "⏎", "b"]),
    ("a\n", ["a⏎", ""]),
    ("0123456789\nb", ["0123456789⏎", "b"]),
    ("0123456789012345678901", ["0123456789", "0123456789", "01"]),
    ("um 012345678901234", ["um ", "0123456789", "01234"]),
    ("a\tbcdefghij", ["a\t", "bcdefghij"]),
  ])
  func `text wraps at words`(text: String, wrapped: [String]) {
    #expect(rows(text, columns: 10) == wrapped)
  }

  @Test func `no row is wider than its region`() {
    let text = "a 李x李 李雷明 bc\u{301}d 李李李李李 x李x 0123456789 \t李\n李 y\u{200d}z \u{e000}fim"
    for columns in 2...12 {
      let area = TextArea(text)
      let rows = area.wrapped(columns: columns)
      #expect(rows.first?.lowerBound == 0)
      #expect(rows.last?.upperBound == area.scalars.count)
      for (row, next) in zip(rows, rows.dropFirst()) { #expect(row.upperBound == next.lowerBound) }
      var frame = Frame(size: Size(rows: rows.count, columns: columns))
      area.draw(in: &frame, region: frame.region)
      let drawn = (0..<rows.count).map(frame.text(row:)).joined()
      #expect(!drawn.contains("…"), "\(columns): \(drawn)")
      #expect(
        drawn.filter { $0 != " " } == text.filter { !" \t\n\u{200d}\u{e000}".contains($0) }.unhidden
      )
    }
  }

  @Test func `a region without columns is no trap`() {
    for size in [Size(rows: 0, columns: 0), Size(rows: 3, columns: 0), Size(rows: 0, columns: 3)] {
      var area = TextArea("uma\nduas")
      for key in [Key.up, .down, .home, .end, .pageUp, .pageDown, .control("u"), .control("k")] {
        _ = area.handle(key, size: size)
      }
      var frame = Frame(size: Size(rows: 2, columns: 2))
      let place = area.draw(
        in: &frame, region: Region(row: 1, column: 1, rows: size.rows, columns: size.columns))
      #expect(place == Position(row: 1, column: 1) || size.columns > 0 && size.rows > 0)
    }
  }

  @Test func `a character wider than the region does not wrap for ever`() {
    #expect(rows("李雷", columns: 1) == ["李", "雷", ""])
  }

  // MARK: - Keys

  @Test func `keys edit at the cursor`() {
    #expect(area("Ana", .home, .character("é"), .enter, .character("-")).text == "é\n-Ana")
    #expect(area("ab\ncd", .home, .backspace).text == "abcd")
    #expect(area("ab\ncd", .up, .delete).text == "abcd")
    #expect(area("um dois", .control("w")).text == "um ")
    #expect(area("um\ndois", .control("w"), .control("w")).text == "")
    #expect(area("um\ndois", .control("u")).text == "um\n")
    #expect(area("um\ndois", .control("k")).text == "um\ndois")
    #expect(area("um\ndois", .up, .home, .control("k")).text == "\ndois")
  }

  @Test func `at the edges nothing happens`() {
    #expect(area("ab", .home, .backspace, .left, .up, .pageUp).text == "ab")
    #expect(area("ab", .delete, .right).text == "ab")
    #expect(
      area("", .delete, .backspace, .control("w"), .control("k"), .up, .down, .end).text == "")
  }

  @Test(arguments: [Key.tab, .backTab, .escape, .function(2), .control("t"), .insert])
  func `other keys are left to the screen`(key: Key) {
    var area = TextArea("a")
    let isTaken = area.handle(key, size: TextAreaTests.size)
    #expect(!isTaken)
    #expect(area == TextArea("a"))
  }

  @Test func `a letter and its mark are one character`() {
    #expect(area("cafe\u{301}", .left).cursor == 3)
    #expect(area("cafe\u{301}", .backspace).text == "caf")
    #expect(area("e\u{301}a", .home, .delete).text == "a")
    #expect(area("e\u{301}a", .home, .right).cursor == 2)
    #expect(area("\u{301}", .home, .character("e"), .end).cursor == 2)
    #expect(area("\u{301}", .home, .character("e"), .control("k")).text == "e")
  }

  @Test func `home and end go to the edges of the row as it is seen`() {
    // "ligou hoje " | "cedo e " | "depois"
    let text = "ligou hoje cedo e depois"
    #expect(area(text, .home).cursor == 18)
    #expect(area(text, .up, .home).cursor == 11)
    #expect(area(text, .up, .end).cursor == 17)
    #expect(area(text, .up, .up, .home).cursor == 0)
    #expect(area(text, .up, .up, .end).cursor == 10)
    #expect(area(text, .up, .up, .end, .right).cursor == 11)
    #expect(area("0123456789012", .up, .end).cursor == 9)
    #expect(area("ab\n", .up, .end).cursor == 2)
  }

  @Test func `up and down keep the column through shorter rows`() {
    let text = "0123456\nab\n0123456"
    #expect(area(text, .up).cursor == 10)
    #expect(area(text, .up, .up).cursor == 7)
    #expect(area(text, .left, .left, .up, .up).cursor == 5)
    #expect(area(text, .left, .left, .up, .up, .down, .down).cursor == 16)
    #expect(area(text, .up, .left, .up).cursor == 1)
    #expect(area(text, .up, .up, .up).cursor == 7)
  }

  @Test func `up and down count columns and not characters`() {
    #expect(area("李雷明\nabcdef", .left, .left, .up).cursor == 2)
    #expect(area("e\u{301}e\u{301}\nab", .left, .up).cursor == 2)
  }

  @Test func `every row can be reached and left by up and down`() {
    let texts = [
      "aaaa bbbbb cccc dddd", "ligou hoje", "ligou hoje ", "0123456789\n", "0123456789012345678901",
      "", "\n\n", "um 012345678901234 dois", "李雷明李雷 x",
    ]
    for text in texts {
      var area = TextArea(text)
      let count = area.wrapped(columns: 10).count
      for _ in 0..<count { _ = area.handle(.up, size: TextAreaTests.size) }
      #expect(area.cursor < max(1, area.wrapped(columns: 10)[0].upperBound), "\(text)")
      for _ in 0..<count { _ = area.handle(.down, size: TextAreaTests.size) }
      let last = area.wrapped(columns: 10)[count - 1]
      #expect(area.cursor >= last.lowerBound, "\(text)")
      _ = area.handle(.home, size: TextAreaTests.size)
      for _ in 0..<count { _ = area.handle(.up, size: TextAreaTests.size) }
      #expect(area.cursor == 0, "\(text)")
    }
  }

  @Test func `pages move by the rows that are seen, but one`() {
    let text = (0..<9).map { "\($0)" }.joined(separator: "\n")
    #expect(area(text, .pageUp).cursor == 11)
    #expect(area(text, .pageUp, .pageUp, .pageUp).cursor == 1)
    #expect(area(text, .pageUp, .pageDown).cursor == 17)
  }

  // MARK: - Pasting

  @Test func `newlines of every kind are pasted as one, and other control characters not at all`() {
    let pasted = area("", .paste("a\r\nb\rc\nd\u{2028}e\u{85}f\tg\u{1b}[0m\u{7f}\u{9b}"))
    #expect(pasted.text == "a\nb\nc\nd\ne\nf\tg[0m")
  }

  @Test func `a paste as long as a note may be is edited like any other text`() {
    let line = "Cliente Ana, fone (11) 98765-4321, reclama da fatura.\n"
    let pasted = String(repeating: line, count: 100_000 / line.count + 1)
    let longest = InteractionFields.longestText
    var area = area("fim", .home, .paste(pasted))
    #expect(area.scalars.count == longest)
    #expect(area.text == String(pasted.prefix(longest - 3)) + "fim")
    #expect(area.cursor == longest - 3)
    _ = area.handle(.character("x"), size: TextAreaTests.size)
    #expect(area.scalars.count == longest)
    _ = area.handle(.backspace, size: TextAreaTests.size)
    _ = area.handle(.character("x"), size: TextAreaTests.size)
    #expect(area.text == String(pasted.prefix(longest - 4)) + "xfim")
  }

  // MARK: - Drawing

  @Test func `the rows around the cursor are drawn`() {
    let text = (0..<9).map { "linha \($0)" }.joined(separator: "\n")
    var frame = Frame(size: TextAreaTests.size)
    let cursor = area(text).draw(in: &frame, region: frame.region)
    #expect((0..<4).map(frame.text(row:)) == ["linha 5", "linha 6", "linha 7", "linha 8"])
    #expect(cursor == Position(row: 3, column: 7))
    let top = area(text, .pageUp, .pageUp, .pageUp, .home).draw(in: &frame, region: frame.region)
    #expect((0..<4).map(frame.text(row:)) == ["linha 0", "linha 1", "linha 2", "linha 3"])
    #expect(top == Position(row: 0, column: 0))
  }

  @Test func `after a full row the cursor stands on the next`() {
    var frame = Frame(size: TextAreaTests.size)
    for text in ["0123456789", "ligou hoje", "ligou hoje ", "0123456789\n"] {
      let cursor = area(text).draw(in: &frame, region: frame.region)
      #expect(cursor == Position(row: 1, column: 0), "\(text)")
      #expect(frame.text(row: 0) == text.trimmed)
    }
  }

  @Test func `the cursor never leaves the region`() {
    let text = "ligou hoje cedo\n0123456789\n李雷明李雷 x\ne\u{301} \u{200d}y"
    for columns in 1...11 {
      let size = Size(rows: 3, columns: columns)
      let region = Region(row: 1, column: 2, rows: 3, columns: columns)
      var area = TextArea(text)
      for _ in 0...area.scalars.count {
        var frame = Frame(size: Size(rows: 6, columns: 16))
        let cursor = area.draw(in: &frame, region: region)
        #expect(region.contains(cursor), "\(columns): \(area.cursor)")
        _ = area.handle(.left, size: size)
      }
      #expect(area.cursor == 0)
    }
  }

  @Test func `spans are highlighted in the cells they are drawn in`() {
    // Rows: "Ana, fone " | "4002-8922 " | "李雷 é ok"
    let area = area("Ana, fone 4002-8922 李雷 e\u{301} ok")
    var frame = Frame(size: TextAreaTests.size)
    area.draw(in: &frame, region: frame.region, highlights: [0..<3, 10..<19, 20..<22, 23..<24])
    #expect((0..<3).map(frame.text(row:)) == ["Ana, fone", "4002-8922", "李雷 e\u{301} ok"])
    #expect(
      (0..<3).map { GoldenScreen.marks(of: frame, row: $0) } == ["HHH", "HHHHHHHHH", "HHHH H"])
  }

  @Test func `a span over the end of a row is highlighted on both`() {
    let area = area("ligou hoje cedo")
    var frame = Frame(size: TextAreaTests.size)
    area.draw(in: &frame, region: frame.region, highlights: [6..<15, 40..<50], style: .field)
    #expect(frame.text(row: 0) == "ligou hoje")
    #expect(GoldenScreen.marks(of: frame, row: 0) == "ffffffHHHH")
    #expect(GoldenScreen.marks(of: frame, row: 1) == "HHHHffffff")
  }

  @Test func `the first span can be followed instead of the cursor`() {
    let text = (0..<9).map { "linha \($0)" }.joined(separator: "\n")
    var frame = Frame(size: TextAreaTests.size)
    let cursor = area(text).draw(
      in: &frame, region: frame.region, highlights: [8..<13], follow: true)
    #expect(frame.text(row: 0) == "linha 0")
    #expect(GoldenScreen.marks(of: frame, row: 1) == "HHHHH")
    #expect(frame.region.contains(cursor))
  }
}

extension String {
  /// Without the blanks at its end.
  fileprivate var trimmed: String {
    var text = self
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }

  /// Without the scalars that are not drawn.
  fileprivate var unhidden: String {
    String(String.UnicodeScalarView(unicodeScalars.filter { $0 != "\u{200d}" && $0 != "\u{e000}" }))
  }
}
