import TUI
import TestSupport
import Testing

@Suite struct TextFieldTests {
  /// A field after some keys.
  private func field(_ text: String = "", _ keys: Key...) -> TextField {
    var field = TextField(text)
    for key in keys where !field.handle(key) { Issue.record("\(key) is not a field's") }
    return field
  }

  @Test func `typing inserts at the cursor`() {
    let field = field("Ana", .home, .right, .character("é"), .character(" "))
    #expect(field.text == "Aé na")
    #expect(field.cursor == 3)
  }

  @Test(arguments: [
    (Key.left, 6), (.right, 7), (.home, 0), (.end, 7), (.control("a"), 0), (.control("e"), 7),
  ])
  func `keys move the cursor`(key: Key, cursor: Int) {
    let field = field("Ana Lia", key)
    #expect(field.cursor == cursor)
    #expect(field.text == "Ana Lia")
  }

  @Test(arguments: [
    (Key.backspace, "An Lia", 2), (.control("h"), "An Lia", 2), (.delete, "AnaLia", 3),
    (.control("u"), " Lia", 0), (.control("k"), "Ana", 3), (.control("w"), " Lia", 0),
  ])
  func `keys erase around the cursor`(key: Key, text: String, cursor: Int) {
    let field = field("Ana Lia", .home, .right, .right, .right, key)
    #expect(field.text == text)
    #expect(field.cursor == cursor)
  }

  @Test func `erasing a word takes the blanks after it too`() {
    #expect(field("Ana Lia  ", .control("w")).text == "Ana ")
    #expect(field("", .control("w")).text == "")
  }

  @Test func `at an edge there is nothing to erase or to move to`() {
    #expect(field("a", .home, .backspace, .left) == field("a", .home))
    #expect(field("a", .delete, .right) == field("a"))
  }

  @Test(arguments: [
    Key.enter, .tab, .backTab, .escape, .up, .down, .pageUp, .function(2), .control("t"),
  ])
  func `other keys are left to the screen`(key: Key) {
    var field = TextField("a")
    let isTaken = field.handle(key)
    #expect(!isTaken)
    #expect(field == TextField("a"))
  }

  @Test func `a letter and its mark are one character`() {
    let typed = field("cafe", .character("\u{301}"))
    #expect(typed.text == "cafe\u{301}")
    #expect(typed.cursor == 4)
    #expect(field("cafe\u{301}", .left).cursor == 3)
    #expect(field("cafe\u{301}", .backspace).text == "caf")
  }

  @Test func `pasted newlines and tabs become blanks and other control characters go`() {
    let field = field("", .paste("Rua A\r\nnº 10\tfundos\u{1b}[31m\nAp 2"))
    #expect(field.text == "Rua A nº 10 fundos[31m Ap 2")
    #expect(field.cursor == field.text.count)
  }

  @Test func `a newline at the end of what is pasted is not pasted`() {
    #expect(field("", .paste("529.982.247-25\r\n")).text == "529.982.247-25")
    #expect(field("", .paste("\n\n")).text == "")
  }

  @Test func `what is pasted beyond the longest text is cut`() {
    let field = field("fim", .home, .paste(String(repeating: "a", count: 20_000)))
    #expect(field.text.count == TextField.longest)
    #expect(field.text.hasSuffix("afim"))
    #expect(field.cursor == TextField.longest - 3)
    #expect(self.field(field.text, .character("b")).text == field.text)
  }

  @Test func `a text that is too long scrolls so that the cursor shows`() {
    #expect(field("0123456789").visible(columns: 5) == (text: "6789", cursorColumn: 4))
    #expect(field("0123456789", .left).visible(columns: 5) == (text: "56789", cursorColumn: 4))
    #expect(field("0123456789", .home).visible(columns: 5) == (text: "01234", cursorColumn: 0))
    #expect(field("01234").visible(columns: 6) == (text: "01234", cursorColumn: 5))
  }

  @Test func `wide characters scroll whole`() {
    #expect(field("李雷明").visible(columns: 5) == (text: "雷明", cursorColumn: 4))
    #expect(field("李雷明", .home).visible(columns: 5) == (text: "李雷", cursorColumn: 0))
    #expect(field("李雷明").visible(columns: 0) == (text: "", cursorColumn: 0))
  }

  @Test func `the cursor stays inside what is drawn`() {
    var frame = Frame(size: Size(rows: 1, columns: 10))
    let field = field("0123456789")
    let cursor = field.draw(in: &frame, row: 0, column: 2, width: 5, style: .focusedField)
    #expect(cursor == Position(row: 0, column: 6))
    #expect(frame.text(row: 0) == "  6789")
    #expect(GoldenScreen.marks(of: frame, row: 0) == "  FFFFF")
    #expect(field.draw(in: &frame, row: 0, column: 9, width: 0, style: .field).column == 9)
  }
}
