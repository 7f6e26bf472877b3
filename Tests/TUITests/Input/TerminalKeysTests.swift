import Testing

@testable import TUI

@Suite struct TerminalKeysTests {
  private let start = ContinuousClock.now

  private func decode(_ text: String) -> [Key] {
    var keyboard = Keyboard()
    return keyboard.type(text) + keyboard.wait(.seconds(3))
  }

  @Test(arguments: [
    ("a", [Key.character("a")]), ("ção", [.character("ç"), .character("ã"), .character("o")]),
    ("李", [.character("李")]), ("😀", [.character("😀")]), ("\r", [.enter]), ("\n", [.enter]),
    ("\t", [.tab]), ("\u{7f}", [.backspace]), ("\u{8}", [.backspace]), ("\u{1}", [.control("a")]),
    ("\u{1a}", [.control("z")]), ("\0", [.control(" ")]), ("\u{1c}", [.control("\\")]),
    ("\u{9b}", []),
  ])
  func `a byte or a character is a key`(text: String, keys: [Key]) {
    #expect(decode(text) == keys)
  }

  @Test(arguments: [
    ("[A", Key.up), ("OA", .up), ("[1;5A", .up), ("[a", .up), ("[B", .down), ("[C", .right),
    ("[D", .left),
    ("[H", .home), ("OH", .home), ("[1~", .home), ("[7~", .home), ("[7$", .home), ("[F", .end),
    ("[4~", .end),
    ("[8^", .end), ("[2~", .insert), ("[3~", .delete), ("[5~", .pageUp), ("[6~", .pageDown),
    ("[6;2~", .pageDown),
    ("[Z", .backTab), ("OP", .function(1)), ("OS", .function(4)), ("[11~", .function(1)),
    ("[14~", .function(4)),
    ("[15~", .function(5)), ("[17~", .function(6)), ("[21~", .function(10)),
    ("[24~", .function(12)),
    ("[[A", .function(1)), ("[[E", .function(5)), ("[P", .function(1)), ("OM", .enter),
    ("Op", .character("0")),
    ("Oy", .character("9")), ("Ok", .character("+")), ("[13u", .enter), ("[97;5u", .control("a")),
    ("[231u", .character("ç")), ("[27;2;9~", .backTab),
  ])
  func `a sequence is a key`(sequence: String, key: Key) {
    #expect(decode("\u{1b}" + sequence) == [key])
    #expect(decode("x\u{1b}\(sequence)y") == [.character("x"), key, .character("y")])
  }

  @Test(arguments: [
    "[99~", "[1;2P", "[24;2~", "[24;80R", "[I", "[O", "[?1;2c", "[>0;276;0c", "Oz", "[[F", "[201~",
    "[97;3u", "[57344u",
    "[1;2;3;4;5;6;7;8;9;10;11;12;13;14;15;16;17;18;19;20;21;22;23;24;25;26;27;28;29;30;31A",
    "]11;rgb:0000/0000/0000\u{1b}\\", "]11;rgb:ffff/ffff/ffff\u{7}", "P1$r0m\u{1b}\\", "[<0;3;4m",
    "[<35;3;4M",
    "[<0;0;0M", "[999999999999999999~",
  ])
  func `a sequence that nobody knows is swallowed whole`(sequence: String) {
    #expect(decode("\u{1b}" + sequence) == [])
    #expect(decode("\u{1b}\(sequence)q") == [.character("q")])
  }

  @Test func `an accented letter ends a sequence and is not lost`() {
    #expect(decode("\u{1b}[1ç") == [.character("ç")])
    #expect(decode("\u{1b}[1\u{1b}[A") == [.up])
    #expect(decode("\u{1b}[\r") == [.enter])
  }

  @Test func `the description of the terminal wins`() {
    let sequences = KeySequences(described: [
      Array("\u{1b}[M".utf8): .function(1), Array("\u{1b}Ot".utf8): .function(5), [0x0b]: .up,
    ])
    var keyboard = Keyboard(KeyDecoder(sequences: sequences))
    #expect(
      keyboard.type("\u{1b}[M\u{1b}Ot\u{b}") == [.function(1), .function(5), .control("k")])
  }

  @Test func `bytes that are not UTF-8 show as such and eat nothing`() {
    var keyboard = Keyboard()
    #expect(keyboard.send([0xe9, 0x61]) == [.character("\u{fffd}"), .character("a")])
    #expect(keyboard.send([0xff, 0xc3]) == [.character("\u{fffd}")])
    #expect(keyboard.wait(.seconds(1)) == [.character("\u{fffd}")])
    // A surrogate, and a zero made longer.
    #expect(keyboard.send([0xed, 0xa0, 0x80]) == [.character("\u{fffd}")])
    #expect(keyboard.send([0xe0, 0x80, 0x80]) == [.character("\u{fffd}")])
  }

  @Test func `a character split between two reads is one`() {
    var keyboard = Keyboard()
    let bytes = Array("李".utf8)
    #expect(keyboard.send([bytes[0]]) == [])
    #expect(keyboard.send(Array(bytes[1...])) == [.character("李")])
  }

  // MARK: - Esc

  @Test(arguments: 0...9)
  func `Esc and a digit are an F-key`(digit: Int) {
    var keyboard = Keyboard()
    #expect(keyboard.type("\u{1b}") == [])
    keyboard.pass(.milliseconds(250))
    #expect(keyboard.type("\(digit)") == [.function(digit == 0 ? 10 : digit)])
    #expect(keyboard.decoder.deadline == nil)
  }

  @Test func `Esc alone is a key once its time is over`() {
    var keyboard = Keyboard()
    #expect(keyboard.type("\u{1b}") == [])
    #expect(keyboard.decoder.deadline == keyboard.now + .milliseconds(300))
    #expect(keyboard.wait(.milliseconds(299)) == [])
    #expect(keyboard.wait(.milliseconds(1)) == [.escape])
    #expect(keyboard.decoder.deadline == nil)
    #expect(keyboard.type("2") == [.character("2")])
  }

  @Test func `a digit after the time of Esc is a digit, even if nobody asked in between`() {
    var keyboard = Keyboard()
    #expect(keyboard.type("\u{1b}") == [])
    keyboard.pass(.milliseconds(301))
    #expect(keyboard.type("2") == [.escape, .character("2")])
  }

  @Test func `Esc and another key are both delivered`() {
    #expect(decode("\u{1b}q") == [.escape, .character("q")])
    #expect(decode("\u{1b}\r") == [.escape, .enter])
    #expect(decode("\u{1b}ç") == [.escape, .character("ç")])
    #expect(decode("\u{1b}\u{1b}") == [.escape, .escape])
    #expect(decode("\u{1b}\u{1b}[A") == [.escape, .up])
    #expect(decode("\u{1b}Para") == [.escape] + "Para".map(Key.character))
    #expect(decode("\u{1b}[") == [.escape, .character("[")])
    #expect(decode("\u{1b}O") == [.escape, .character("O")])
  }

  @Test func `a sequence that a slow line cuts is still one`() {
    var keyboard = Keyboard()
    #expect(keyboard.type("\u{1b}") == [])
    keyboard.pass(.milliseconds(200))
    #expect(keyboard.type("[A") == [.up])
    #expect(keyboard.type("\u{1b}[") == [])
    keyboard.pass(.milliseconds(200))
    #expect(keyboard.type("1") == [])
    keyboard.pass(.milliseconds(200))
    #expect(keyboard.type("1~") == [.function(1)])
  }

  @Test func `Esc and two letters at a person's pace are three keys`() {
    var keyboard = Keyboard()
    #expect(keyboard.type("\u{1b}") == [])
    keyboard.pass(.milliseconds(150))
    #expect(keyboard.type("O") == [])
    keyboard.pass(.milliseconds(150))
    #expect(keyboard.type("s") == [.escape, .character("O"), .character("s")])
  }

  @Test func `a sequence that breaks off is nothing`() {
    var keyboard = Keyboard()
    #expect(keyboard.type("\u{1b}[1;") == [])
    #expect(keyboard.wait(.milliseconds(300)) == [])
    #expect(keyboard.type("a") == [.character("a")])
    #expect(keyboard.type("\u{1b}]11;rgb") == [])
    #expect(keyboard.wait(.milliseconds(300)) == [])
    #expect(keyboard.type("a") == [.character("a")])
  }

  @Test func `a slow line may be given more time`() {
    var keyboard = Keyboard(KeyDecoder(patience: .seconds(1)))
    #expect(keyboard.type("\u{1b}") == [])
    keyboard.pass(.milliseconds(900))
    #expect(keyboard.type("2") == [.function(2)])
  }

  // MARK: - Mouse

  @Test func `a click, a second at once, and the wheel have a place`() {
    let place = Position(row: 3, column: 11)
    var keyboard = Keyboard()
    #expect(keyboard.type("\u{1b}[<0;12;4M\u{1b}[<0;12;4m") == [.mouse(Mouse(.click, at: place))])
    #expect(keyboard.type("\u{1b}[<0;12;4M") == [.mouse(Mouse(.doubleClick, at: place))])
    #expect(keyboard.type("\u{1b}[<0;12;4M") == [.mouse(Mouse(.click, at: place))])
    keyboard.pass(.milliseconds(500))
    #expect(keyboard.type("\u{1b}[<0;12;4M") == [.mouse(Mouse(.click, at: place))])
    #expect(keyboard.type("\u{1b}[<64;12;4M") == [.mouse(Mouse(.wheelUp, at: place))])
    #expect(keyboard.type("\u{1b}[<65;12;4M") == [.mouse(Mouse(.wheelDown, at: place))])
  }

  @Test func `an old mouse counts from 32, and its letters are no keys`() {
    #expect(
      decode("\u{1b}[M ,$q") == [
        .mouse(Mouse(.click, at: Position(row: 3, column: 11))), .character("q"),
      ])
    #expect(decode("\u{1b}[M#qq") == [])
  }
}
