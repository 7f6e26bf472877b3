import ContactsCore
import TUI
import TestSupport
import Testing

/// What must hold for whatever is typed, pasted, sent or drawn.
@Suite struct AnyInputTests {
  private static let pieces: [String] = [
    "a", "Ação ", " ", "  ", "\n", "\t", "e\u{301}", "\u{301}", "李", "李雷明", "😀", "👩\u{200d}👧",
    "\u{202e}", "\u{200b}", "\u{1b}[31m", "\u{9b}", "\u{7}", "0123456789", "\r\n", "\u{e000}", "🇧🇷",
    "\u{1100}\u{1161}", "\u{0e33}", "\u{0903}", "ﷺ", "\u{2028}", "\u{feff}", "\u{fe0f}",
    "☎\u{fe0f}",
  ]

  private func text(_ generator: inout SeededGenerator, pieces: Int) -> String {
    (0..<Int.random(in: 0...pieces, using: &generator))
      .map { _ in AnyInputTests.pieces.randomElement(using: &generator) ?? "" }.joined()
  }

  /// Each second half follows its first, which is two columns wide, and nothing commands the terminal.
  private func expectWhole(_ frame: Frame) {
    for row in 0..<frame.size.rows {
      for column in 0..<frame.size.columns {
        let cell = frame[row, column]
        let isFirstHalf = columns(of: cell.text) == 2
        let hasSecondHalf = column + 1 < frame.size.columns && frame[row, column + 1].isContinuation
        if isFirstHalf != hasSecondHalf {
          Issue.record("half a character: \(frame.text(row: row))")
        }
        if cell.isContinuation, column == 0 { Issue.record("a row begins in the middle") }
        let isPlain = cell.text.unicodeScalars.allSatisfy {
          $0.properties.generalCategory != .control && $0.properties.generalCategory != .format
        }
        if !isPlain { Issue.record("a control character at \(row):\(column)") }
      }
    }
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `whatever is drawn wherever, no character is halved`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var frame = Frame(size: Size(rows: 4, columns: Int.random(in: 1...12, using: &generator)))
    for _ in 0..<60 {
      let row = Int.random(in: -1...4, using: &generator)
      let column = Int.random(in: -1...12, using: &generator)
      let width = Bool.random(using: &generator) ? Int.random(in: -1...8, using: &generator) : nil
      let used = frame.write(
        text(&generator, pieces: 5), row: row, column: column, width: width)
      #expect((0...12).contains(used) && used <= max(0, width ?? 12))
      if Int.random(in: 0...5, using: &generator) == 0 {
        frame.fill(Region(row: row, column: column, rows: 2, columns: 3), style: .field)
        frame.box(Region(row: row, column: column, rows: 3, columns: 9), title: "李雷")
      }
      expectWhole(frame)
    }
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `whatever bytes come, keys are within their limits and nothing hangs`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var decoder = KeyDecoder()
    var instant = ContinuousClock.now
    let openings = [
      "\u{1b}", "\u{1b}[", "\u{1b}O", "\u{1b}[200~", "\u{1b}[201~", "\u{1b}]", "\u{1b}[<", "é", ";",
    ]
    for _ in 0..<300 {
      var bytes = Array((openings.randomElement(using: &generator) ?? "").utf8)
      for _ in 0..<Int.random(in: 0...6, using: &generator) {
        bytes.append(UInt8.random(in: 0...255, using: &generator))
      }
      instant += .milliseconds(Int.random(in: 0...400, using: &generator))
      for key in decoder.feed(bytes, at: instant) { expectSound(key) }
    }
    // After a silence it takes what is typed, whatever came before.
    for key in decoder.expire(at: instant + .seconds(3)) { expectSound(key) }
    #expect(decoder.deadline == nil)
    let typed = decoder.feed(Array("a".utf8), at: instant + .seconds(4))
    #expect(typed == [.character("a")])
  }

  private func expectSound(_ key: Key) {
    switch key {
    case .function(let number): #expect((1...12).contains(number))
    case .control(let letter): #expect(("a"..."z").contains(letter) || " \\]^_".contains(letter))
    case .character(let character):
      #expect(character.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control })
    case .paste(let text):
      #expect(
        text.unicodeScalars.allSatisfy {
          $0 == "\n" || $0 == "\t" || $0.properties.generalCategory != .control
        })
    case .mouse(let mouse): #expect(mouse.position.row >= 0 && mouse.position.column >= 0)
    default: break
    }
  }

  private func key(_ generator: inout SeededGenerator) -> Key {
    let keys: [Key] = [
      .left, .right, .up, .down, .home, .end, .pageUp, .pageDown, .backspace, .delete, .enter,
      .control("u"), .control("k"), .control("w"), .control("a"), .control("e"),
    ]
    return switch Int.random(in: 0...3, using: &generator) {
    case 0: .paste(text(&generator, pieces: 6))
    case 1: .character(text(&generator, pieces: 2).first ?? "x")
    default: keys.randomElement(using: &generator) ?? .left
    }
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `whatever is edited, the rows hold the text and the cursor is on the screen`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var area = TextArea(text(&generator, pieces: 8))
    for _ in 0..<80 {
      let size = Size(
        rows: Int.random(in: 1...5, using: &generator),
        columns: Int.random(in: 1...14, using: &generator))
      let key = key(&generator)
      _ = area.handle(key, size: size)
      #expect((0...area.scalars.count).contains(area.cursor))
      let rows = area.wrapped(columns: size.columns)
      #expect(rows.flatMap { Array($0) } == Array(area.scalars.indices))
      var frame = Frame(size: size)
      let cursor = area.draw(in: &frame, region: frame.region, highlights: [2..<9, 5..<40])
      #expect(frame.region.contains(cursor))
      expectWhole(frame)
      if size.columns > 1 {
        #expect(!(0..<size.rows).contains { frame.text(row: $0).contains("…") }, "\(key)")
      }
    }
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `whatever is edited in a field, it is one line and its cursor is in it`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var field = TextField(text(&generator, pieces: 8))
    for _ in 0..<80 {
      let key = key(&generator)
      _ = field.handle(key)
      #expect((0...field.text.count).contains(field.cursor))
      #expect(!field.text.contains { $0.isNewline })
      let width = Int.random(in: 1...14, using: &generator)
      var frame = Frame(size: Size(rows: 1, columns: 14))
      let cursor = field.draw(in: &frame, row: 0, column: 0, width: width, style: .focusedField)
      #expect((0..<width).contains(cursor.column))
      #expect(!frame.text(row: 0).contains("…"))
      expectWhole(frame)
    }
  }
}
