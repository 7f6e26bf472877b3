import Testing

@testable import TUI

@Suite struct PasteTests {
  private let begin = "\u{1b}[200~"
  private let end = "\u{1b}[201~"

  private func pasted(_ text: String) -> [Key] {
    var keyboard = Keyboard()
    return keyboard.type(begin + text + end)
  }

  @Test(arguments: [
    ("uma\r\nduas\rtrês\nquatro", "uma\nduas\ntrês\nquatro"), ("\r\n\r\n\r", "\n\n\n"), ("", ""),
    ("a\tb", "a\tb"), ("\u{1b}[31mvermelho\u{1b}[0m", "[31mvermelho[0m"),
    ("a\u{7}\u{0}b\u{7f}", "ab"),
    ("\u{1b}]0;título\u{7}x", "]0;títulox"), ("a\u{9b}31mb", "a31mb"), ("q\u{3}q", "qq"),
    ("Àção ¢", "Àção ¢"),
  ])
  func `a paste is text, and nothing in it acts`(text: String, kept: String) {
    #expect(pasted(text) == [.paste(kept)])
  }

  @Test func `what is not UTF-8 is replaced`() {
    var keyboard = Keyboard()
    let bytes = Array(begin.utf8) + [0x6a, 0xe9, 0xff] + Array(end.utf8)
    #expect(keyboard.send(bytes) == [.paste("j\u{fffd}\u{fffd}")])
  }

  @Test func `keys before and after a paste are keys`() {
    var keyboard = Keyboard()
    #expect(keyboard.type("a\(begin)b\(end)c") == [.character("a"), .paste("b")])
    #expect(keyboard.wait(.milliseconds(30)) == [.character("c")])
    #expect(keyboard.type("d") == [.character("d")])
  }

  @Test func `nothing is waited for when nothing follows a paste`() {
    var keyboard = Keyboard()
    #expect(keyboard.type(begin + "b" + end) == [.paste("b")])
    #expect(keyboard.decoder.deadline == nil)
    keyboard.pass(.milliseconds(30))
    #expect(keyboard.type("c") == [.character("c")])
  }

  @Test(arguments: 1..<6)
  func `markers split between reads are markers`(at split: Int) {
    var keyboard = Keyboard()
    var keys = keyboard.type(String(begin.prefix(split)))
    keys += keyboard.type(String(begin.dropFirst(split)) + "nota")
    #expect(keyboard.decoder.isPasting)
    keys += keyboard.type(String(end.prefix(split)))
    keys += keyboard.type(String(end.dropFirst(split)))
    #expect(keys == [.paste("nota")])
  }

  @Test func `byte by byte it is the same`() {
    var keyboard = Keyboard()
    let keys = Array((begin + "é\r\n\u{1b}[20x" + end).utf8).flatMap { keyboard.send([$0]) }
    #expect(keys == [.paste("é\n[20x")])
  }

  @Test func `a paste without an end is delivered after a while`() {
    var keyboard = Keyboard()
    #expect(keyboard.type(begin + "meia nota") == [])
    keyboard.pass(.seconds(1))
    #expect(keyboard.type(" mais") == [])
    #expect(keyboard.decoder.deadline == keyboard.now + .seconds(2))
    #expect(keyboard.wait(.seconds(2)) == [.paste("meia nota mais")])
    #expect(keyboard.type("q") == [.character("q")])
  }

  @Test func `text that imitates the end of a paste types no command`() {
    var keyboard = Keyboard()
    #expect(
      keyboard.type("\(begin)oi\(end)q\rsim\r\(end)") == [.paste("oi"), .paste("q\nsim\n")])
    #expect(keyboard.wait(.seconds(1)) == [])
    #expect(keyboard.type("q") == [.character("q")])
  }

  @Test func `the imitation may be far from the end`() {
    var keyboard = Keyboard()
    var keys = keyboard.type("\(begin)oi\(end)q\r")
    keyboard.pass(.milliseconds(10))
    keys += keyboard.type("sim\r\u{1b}[20")
    keyboard.pass(.milliseconds(10))
    keys += keyboard.type("1~")
    #expect(keys == [.paste("oi"), .paste("q\nsim\n")])
  }

  @Test func `two pastes one after the other are two`() {
    var keyboard = Keyboard()
    #expect(
      keyboard.type("\(begin)a\(end)\r\(begin)b\(end)") == [.paste("a"), .enter, .paste("b")])
  }

  @Test func `a paste of 100 kB in the pieces a terminal reads is one key`() {
    let line = "Ligou a senhora Conceição Araújo, telefone (11) 98765-4321, chora muito.\r\n"
    let text = String(repeating: line, count: 100_000 / line.utf8.count + 1)
    let bytes = Array((begin + text + end).utf8)
    var keyboard = Keyboard()
    var keys: [Key] = []
    for start in stride(from: 0, to: bytes.count, by: 4095) {
      keys += keyboard.send(Array(bytes[start..<min(start + 4095, bytes.count)]))
    }
    #expect(keys == [.paste(text.split(separator: "\r\n").map { $0 + "\n" }.joined())])
  }

  @Test func `a paste without measure is cut`() {
    var keyboard = Keyboard()
    let piece = [UInt8](repeating: 0x61, count: 1 << 20)
    #expect(keyboard.type(begin) == [])
    for _ in 0..<3 { #expect(keyboard.send(piece) == []) }
    let keys = keyboard.type(end)
    guard case .paste(let text)? = keys.first, keys.count == 1 else {
      Issue.record("no paste: \(keys.count) keys")
      return
    }
    #expect((KeyDecoder.longestPaste...KeyDecoder.longestPaste + 6).contains(text.utf8.count))
  }
}
