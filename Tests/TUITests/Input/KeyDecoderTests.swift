import TUI
import Testing

@Suite struct KeyDecoderTests {
  private let start = ContinuousClock.now

  /// The keys of some bytes read at once, and of the silence after them.
  private func keys(_ text: String) -> [Key] { keys(Array(text.utf8)) }

  private func keys(_ bytes: [UInt8]) -> [Key] {
    var decoder = KeyDecoder()
    let keys = decoder.feed(bytes, at: start)
    return keys + decoder.expire(at: start + .seconds(5))
  }

  /// The same bytes, each in a read of its own.
  private func trickled(_ text: String) -> [Key] {
    var decoder = KeyDecoder()
    var keys: [Key] = []
    for (index, byte) in text.utf8.enumerated() {
      keys += decoder.feed([byte], at: start + .milliseconds(index))
    }
    return keys + decoder.expire(at: start + .seconds(100))
  }

  // MARK: - Tables

  @Test(arguments: [
    // xterm, tmux, screen, foot…
    ("\u{1b}OP", 1), ("\u{1b}OQ", 2), ("\u{1b}OR", 3), ("\u{1b}OS", 4), ("\u{1b}[15~", 5),
    ("\u{1b}[17~", 6), ("\u{1b}[18~", 7), ("\u{1b}[19~", 8), ("\u{1b}[20~", 9), ("\u{1b}[21~", 10),
    ("\u{1b}[23~", 11), ("\u{1b}[24~", 12),
    // PuTTY and rxvt.
    ("\u{1b}[11~", 1), ("\u{1b}[12~", 2), ("\u{1b}[13~", 3), ("\u{1b}[14~", 4),
    // The Linux console.
    ("\u{1b}[[A", 1), ("\u{1b}[[B", 2), ("\u{1b}[[C", 3), ("\u{1b}[[D", 4), ("\u{1b}[[E", 5),
    // Terminals that keep the F-keys to themselves.
    ("\u{1b}1", 1), ("\u{1b}2", 2), ("\u{1b}9", 9), ("\u{1b}0", 10),
  ])
  func `F-keys of every terminal are the same keys`(sequence: String, number: Int) {
    #expect(keys(sequence) == [.function(number)])
    #expect(trickled(sequence) == [.function(number)])
    #expect(
      keys(sequence + "a" + sequence) == [.function(number), .character("a"), .function(number)])
  }

  @Test(arguments: [
    ("\u{1b}[A", Key.up), ("\u{1b}OA", .up), ("\u{1b}[1;5A", .up), ("\u{1b}[B", .down),
    ("\u{1b}OB", .down), ("\u{1b}[C", .right), ("\u{1b}[D", .left), ("\u{1b}OD", .left),
    ("\u{1b}[H", .home), ("\u{1b}OH", .home), ("\u{1b}[1~", .home), ("\u{1b}[7~", .home),
    ("\u{1b}[7$", .home), ("\u{1b}[F", .end), ("\u{1b}OF", .end), ("\u{1b}[4~", .end),
    ("\u{1b}[8~", .end), ("\u{1b}[2~", .insert), ("\u{1b}[3~", .delete), ("\u{1b}[3;5~", .delete),
    ("\u{1b}[3$", .delete), ("\u{1b}[5~", .pageUp), ("\u{1b}[6~", .pageDown),
    ("\u{1b}[Z", .backTab),
    ("\r", .enter), ("\n", .enter), ("\t", .tab), ("\u{8}", .backspace), ("\u{7f}", .backspace),
    ("\u{1}", .control("a")), ("\u{14}", .control("t")), ("\u{1a}", .control("z")),
    ("\u{1b}OM", .enter), ("\u{1b}Op", .character("0")), ("\u{1b}Oy", .character("9")),
    ("a", .character("a")), (" ", .character(" ")), ("~", .character("~")), ("[", .character("[")),
    ("é", .character("é")), ("ç", .character("ç")), ("李", .character("李")), ("😀", .character("😀")),
  ])
  func `keys are read from their bytes`(sequence: String, key: Key) {
    #expect(keys(sequence) == [key])
    #expect(trickled(sequence) == [key])
    #expect(keys(sequence + "x" + sequence) == [key, .character("x"), key])
  }

  @Test(arguments: [
    "\u{1b}[99~", "\u{1b}[?1;2c", "\u{1b}[I", "\u{1b}[O", "\u{1b}[>0;276;0c", "\u{1b}[201~",
    "\u{1b}[[Z", "\u{1b}[?2026;2$y", "\u{1b}[~", "\u{1b}[;~", "\u{1b}[999999999999999999999~",
  ])
  func `a sequence that nobody knows is swallowed whole`(sequence: String) {
    #expect(keys(sequence) == [])
    #expect(trickled(sequence) == [])
    #expect(keys("a" + sequence + "q") == [.character("a"), .character("q")])
  }

  @Test(arguments: [
    "\u{1b}]11;rgb:0000/0000/0000\u{7}", "\u{1b}]11;rgb:0000/0000/0000\u{1b}\\",
    "\u{1b}P>|terminal(1)\u{1b}\\",
  ])
  func `a string that the terminal answers with types nothing`(sequence: String) {
    #expect(keys(sequence) == [])
    #expect(trickled(sequence) == [])
    #expect(keys("a" + sequence + "q") == [.character("a"), .character("q")])
  }

  // MARK: - Esc

  @Test func `Esc alone is a key once no digit can follow`() {
    var decoder = KeyDecoder()
    #expect(decoder.deadline == nil)
    let first = decoder.feed([0x1b], at: start)
    #expect(first == [])
    #expect(decoder.deadline == start + .milliseconds(300))
    let early = decoder.expire(at: start + .milliseconds(299))
    #expect(early == [])
    let late = decoder.expire(at: start + .milliseconds(300))
    #expect(late == [.escape])
    #expect(decoder.deadline == nil)
  }

  @Test func `a digit long after Esc is a digit`() {
    var decoder = KeyDecoder()
    var keys = decoder.feed([0x1b], at: start)
    keys += decoder.feed(Array("2".utf8), at: start + .milliseconds(301))
    #expect(keys == [.escape, .character("2")])
  }

  @Test func `any other key after Esc comes after it`() {
    #expect(keys("\u{1b}q") == [.escape, .character("q")])
    #expect(keys("\u{1b}\r") == [.escape, .enter])
    #expect(keys("\u{1b}é") == [.escape, .character("é")])
    #expect(keys("\u{1b}\u{1b}") == [.escape, .escape])
    #expect(keys("\u{1b}\u{1b}[A") == [.escape, .up])
    #expect(keys("\u{1b}\u{1b}2") == [.escape, .function(2)])
  }

  @Test func `a sequence that breaks off is nothing, and what comes later is itself`() {
    var decoder = KeyDecoder()
    var keys = decoder.feed(Array("\u{1b}[1".utf8), at: start)
    keys += decoder.feed(Array("q".utf8), at: start + .milliseconds(400))
    #expect(keys == [.character("q")])
    #expect(self.keys("\u{1b}[1\u{1b}[A") == [.up])
  }

  // MARK: - UTF-8

  @Test(
    arguments: [
      ([0x80], ""), ([0xff], ""), ([0xc0, 0xaf], ""), ([0xc3, 0x28], "("),
      ([0xe2, 0x82, 0x71], "q"),
      ([0xed, 0xa0, 0x80], ""), ([0xf4, 0x90, 0x80, 0x80], ""), ([0xc2, 0x9b, 0x41], "A"),
      ([0xe0, 0x80, 0x80, 0x71], "q"), ([0xc3, 0xc3, 0xa9], "é"), ([0xf0, 0x9f, 0x98], ""),
    ] as [([UInt8], String)])
  func `bytes that are no text show as such, and those after them are kept`(
    bytes: [UInt8], text: String
  ) {
    #expect(keys(bytes).filter { $0 != .character("\u{fffd}") } == text.map { .character($0) })
  }

  // MARK: - Pasting

  @Test func `what is pasted is one key, and none of it a command`() {
    let pasted = "q\u{1b}2a\r\nb\rc\nd\té\u{3}\u{1b}[Ax\u{9b}y"
    #expect(
      keys("\u{1b}[200~\(pasted)\u{1b}[201~z") == [.paste("q2a\nb\nc\nd\té[Axy"), .character("z")])
    #expect(trickled("\u{1b}[200~\(pasted)\u{1b}[201~z").last == .character("z"))
  }

  @Test func `a paste may come in any pieces`() {
    let bytes = Array("a\u{1b}[200~João \u{1b}[20\u{1b}[201~b".utf8)
    for split in 0...bytes.count {
      var decoder = KeyDecoder()
      var keys = decoder.feed(bytes[..<split], at: start)
      keys += decoder.feed(bytes[split...], at: start + .milliseconds(200))
      keys += decoder.expire(at: start + .milliseconds(300))
      #expect(
        keys == [.character("a"), .paste("João [20"), .character("b")], "split at \(split)")
    }
  }

  @Test func `a paste that never ends is taken as ended, and its late end is nothing`() {
    var decoder = KeyDecoder()
    var keys = decoder.feed(Array("\u{1b}[200~abc".utf8), at: start)
    #expect(decoder.isPasting)
    keys += decoder.feed(Array("d".utf8), at: start + .milliseconds(1900))
    #expect(keys == [])
    keys += decoder.expire(at: start + .milliseconds(3900))
    keys += decoder.feed(Array("\u{1b}[201~x".utf8), at: start + .seconds(5))
    #expect(keys == [.paste("abcd"), .character("x")])
  }

  @Test func `a long paste is whole`() {
    let text = String(repeating: "Ligação de João, 4002-8922. ", count: 4000)
    #expect(keys("\u{1b}[200~\(text)\u{1b}[201~") == [.paste(text)])
  }

  // MARK: - Mouse

  @Test(arguments: [
    ("\u{1b}[<0;11;5M", Mouse.Action.click), ("\u{1b}[<64;11;5M", .wheelUp),
    ("\u{1b}[<65;11;5M", .wheelDown),
  ])
  func `clicks and turns of the wheel have a place`(sequence: String, action: Mouse.Action) {
    #expect(keys(sequence) == [.mouse(Mouse(action, at: Position(row: 4, column: 10)))])
  }

  @Test(arguments: [
    "\u{1b}[<0;11;5m", "\u{1b}[<2;1;1M", "\u{1b}[<0;0;0M", "\u{1b}[<0;1M", "\u{1b}[<;;M",
  ])
  func `releases, other buttons and places that are none mean nothing`(sequence: String) {
    #expect(keys(sequence + "a") == [.character("a")])
  }
}
