import TUI
import TestSupport
import Testing

@Suite struct FrameTests {
  private func frame(_ columns: Int, rows: Int = 1) -> Frame {
    Frame(size: Size(rows: rows, columns: columns))
  }

  @Test func `text that fits is written and counted in columns`() {
    var frame = frame(10)
    #expect(frame.write("Ação", row: 0, column: 2) == 4)
    #expect(frame.text(row: 0) == "  Ação")
  }

  @Test func `text that does not fit ends in an ellipsis`() {
    var frame = frame(10)
    #expect(frame.write("Maria Aparecida", row: 0, column: 4) == 6)
    #expect(frame.text(row: 0) == "    Maria…")
    #expect(frame.write("José", row: 0, column: 0, width: 3) == 3)
    #expect(frame.text(row: 0) == "Jo… Maria…")
  }

  @Test func `nothing is written outside a clip, and what leaves it is cut at its edge`() {
    var frame = frame(10, rows: 3)
    frame.clip = Region(row: 1, column: 2, rows: 1, columns: 5)
    #expect(frame.write("em cima", row: 0, column: 2) == 0)
    #expect(frame.write("antes", row: 1, column: 1) == 0)
    #expect(frame.write("comprido", row: 1, column: 3) == 4)
    #expect(frame.write("embaixo", row: 2, column: 2) == 0)
    #expect((0..<3).map { frame.text(row: $0) } == ["", "   com…", ""])
  }

  @Test func `text that fits exactly has no ellipsis`() {
    var frame = frame(4)
    frame.write("José", row: 0, column: 0)
    #expect(frame.text(row: 0) == "José")
  }

  @Test(arguments: [
    (1, "…"), (2, "…"), (3, "李…"), (4, "李…"), (5, "李雷…"), (6, "李雷明"),
  ])
  func `wide characters are cut whole`(columns: Int, shown: String) {
    var frame = frame(columns)
    frame.write("李雷明", row: 0, column: 0)
    #expect(frame.text(row: 0) == shown)
    #expect(!frame[0, columns - 1].isContinuation || columns == 6)
  }

  @Test func `half of a wide character never stays`() {
    var frame = frame(6)
    frame.write("李雷明", row: 0, column: 0)
    frame.write("x", row: 0, column: 1)
    #expect(frame.text(row: 0) == " x雷明")
    frame.write("y", row: 0, column: 2)
    #expect(frame.text(row: 0) == " xy 明")
    frame.write("李", row: 0, column: 3)
    #expect(frame.text(row: 0) == " xy李")
    #expect(
      (0..<6).map { frame[0, $0].isContinuation } == [false, false, false, false, true, false])
  }

  @Test func `marks stay with their letter, three at most`() {
    var frame = frame(4)
    #expect(frame.write("a\u{301}b", row: 0, column: 0) == 2)
    #expect(frame[0, 0].text == "a\u{301}")
    #expect(frame.write("e\u{301}\u{302}\u{303}\u{304}\u{305}", row: 0, column: 0) == 1)
    #expect(frame[0, 0].text.unicodeScalars.count == 4)
    #expect(frame.write("\u{301}a", row: 0, column: 2) == 1)
    #expect(frame[0, 2].text == "a")
  }

  @Test func `nothing written can command the terminal`() {
    var frame = frame(20)
    frame.write("a\u{1b}[31mb\u{7}c\u{9b}d", row: 0, column: 0)
    #expect(frame.text(row: 0) == "a·[31mb·c·d")
    frame.fill(frame.region)
    frame.write("a\tb\nc\u{2028}d", row: 0, column: 0)
    #expect(frame.text(row: 0) == "a b c d")
  }

  @Test(arguments: [
    "\u{202e}", "\u{2066}", "\u{200b}", "\u{200d}", "\u{feff}", "\u{ad}", "\u{e000}",
  ])
  func `what has no shape of its own is not drawn`(hidden: String) {
    var frame = frame(4)
    #expect(frame.write("a\(hidden)b", row: 0, column: 0) == 2)
    #expect(frame.text(row: 0) == "ab")
  }

  @Test func `writing outside changes nothing`() {
    var frame = frame(4, rows: 2)
    let empty = frame
    for (row, column) in [(-1, 0), (2, 0), (0, -1), (0, 4), (.max, .max), (.min, .min)] {
      #expect(frame.write("texto", row: row, column: column) == 0)
    }
    #expect(frame.write("texto", row: 0, column: 0, width: 0) == 0)
    #expect(frame.write("texto", row: 0, column: 0, width: -5) == 0)
    #expect(frame == empty)
  }

  @Test func `a frame without room takes everything`() {
    for size in [Size(rows: 0, columns: 0), Size(rows: 0, columns: 5), Size(rows: 5, columns: 0)] {
      var frame = Frame(size: size)
      frame.write("texto", row: 0, column: 0)
      frame.fill(Region(row: 0, column: 0, rows: 3, columns: 3), style: .field)
      frame.box(Region(row: 0, column: 0, rows: 3, columns: 9), title: "Caixa")
      frame.restyle(frame.region, style: .muted)
      #expect(frame == Frame(size: size))
    }
  }

  @Test func `a box has its title in the upper edge`() {
    var frame = frame(14, rows: 4)
    frame.box(frame.region, title: "Contatos", style: .normal)
    #expect(
      (0..<4).map(frame.text(row:)) == [
        "┌─ Contatos ─┐", "│            │", "│            │", "└────────────┘",
      ])
    #expect(frame[0, 3].style == .heading)
  }

  @Test func `a box cuts a title that is too long, and drops it where nothing would be read`() {
    var frame = frame(10, rows: 2)
    frame.box(frame.region, title: "Atendimentos")
    #expect(frame.text(row: 0) == "┌─ Aten…─┐")
    var narrow = self.frame(6, rows: 2)
    narrow.box(narrow.region, title: "Atendimentos")
    #expect(narrow.text(row: 0) == "┌────┐")
  }

  @Test func `lines that are longer than the screen stop at its edge`() {
    var frame = frame(3, rows: 2)
    frame.horizontalLine(row: 0, column: 1, length: 9)
    frame.verticalLine(row: 1, column: 0, length: 9)
    #expect(frame.text(row: 0) == " ──")
    #expect(frame.text(row: 1) == "│")
  }

  @Test func `filling empties and restyling does not`() {
    var frame = frame(4, rows: 2)
    frame.write("李雷", row: 0, column: 0)
    frame.restyle(Region(row: 0, column: 1, rows: 1, columns: 2), style: .selection)
    #expect(frame.text(row: 0) == "李雷")
    #expect(GoldenScreen.marks(of: frame, row: 0) == " ss")
    frame.fill(Region(row: 0, column: 1, rows: 9, columns: 2), style: .field)
    #expect(frame.text(row: 0) == "")
    #expect(GoldenScreen.marks(of: frame, row: 0) == " ff")
    #expect(GoldenScreen.marks(of: frame, row: 1) == " ff")
  }

  @Test func `the picture of a screen shows its text, its styles and its cursor`() {
    var frame = frame(24, rows: 5)
    frame.box(frame.region, title: "Contatos")
    frame.write("> Ana Beatriz    4002", row: 1, column: 1, width: 22, style: .selection)
    frame.write("  李雷           4003", row: 2, column: 1, width: 22)
    frame.write("2", row: 3, column: 2, style: .heading)
    frame.write("de 2", row: 3, column: 4)
    frame.cursor = Position(row: 1, column: 3)
    frame.title = "atende"
    expectGolden(frame, named: "picture")
  }
}

@Suite struct RegionTests {
  private let region = Region(row: 2, column: 3, rows: 10, columns: 20)

  @Test func `parts lie inside`() {
    #expect(region.top(3) == Region(row: 2, column: 3, rows: 3, columns: 20))
    #expect(region.bottom(3) == Region(row: 9, column: 3, rows: 3, columns: 20))
    #expect(region.left(5) == Region(row: 2, column: 3, rows: 10, columns: 5))
    #expect(region.right(5) == Region(row: 2, column: 18, rows: 10, columns: 5))
    #expect(
      region.inset(top: 1, bottom: 2, left: 3, right: 4)
        == Region(row: 3, column: 6, rows: 7, columns: 13))
    #expect(
      region.centered(rows: 4, columns: 10) == Region(row: 5, column: 8, rows: 4, columns: 10))
  }

  @Test(arguments: [-3, 0, 10, 20, 99])
  func `parts are never larger than the whole`(count: Int) {
    let parts = [
      region.top(count), region.bottom(count), region.left(count), region.right(count),
      region.inset(top: max(0, count), left: max(0, count)),
      region.centered(rows: count, columns: count),
    ]
    for part in parts {
      #expect(part.rows >= 0 && part.columns >= 0)
      #expect(part.row >= region.row && part.endRow <= region.endRow, "\(part)")
      #expect(part.column >= region.column && part.endColumn <= region.endColumn, "\(part)")
    }
  }

  @Test func `a place is inside or not`() {
    #expect(region.contains(Position(row: 2, column: 3)))
    #expect(region.contains(Position(row: 11, column: 22)))
    #expect(!region.contains(Position(row: 12, column: 3)))
    #expect(!region.contains(Position(row: 2, column: 23)))
  }
}
