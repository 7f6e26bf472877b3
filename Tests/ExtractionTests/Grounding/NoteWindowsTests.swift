import Testing

@testable import Extraction

@Suite("Windows of a note")
struct NoteWindowsTests {
  @Test(arguments: [1, 5, 20, 100])
  func `windows together are the note and each fits`(tokens: Int) {
    let note =
      "Olá! Sou eu. Quero falar\n\nsobre 1234567890 e 😀😀 " + String(repeating: "a", count: 90)
    let windows = NoteWindows.cut(note, tokens: tokens)
    #expect(windows.map(\.text).joined() == note)
    #expect(windows.allSatisfy { Prompt.tokens($0.text) <= max(tokens, 5) })
    let scalars = Array(note.unicodeScalars)
    #expect(
      windows.allSatisfy { window in
        scalars[window.start...].starts(with: Array(window.text.unicodeScalars))
      })
  }

  @Test func `a cut falls behind a paragraph, a sentence, a line or a word`() {
    func first(_ note: String, tokens: Int = 10) -> String? {
      NoteWindows.cut(note, tokens: tokens).first?.text
    }
    #expect(first("primeira parte aq\n\nfim. outra coisa que segue") == "primeira parte aq\n\n")
    #expect(first("primeira parte aqui. outra coisa que segue") == "primeira parte aqui. ")
    #expect(first("primeira parte aqui\noutra coisa que segue") == "primeira parte aqui\n")
    #expect(first("primeira parte aqui outra coisa que segue") == "primeira parte aqui outra ")
    #expect(NoteWindows.cut("", tokens: 10) == [])
    #expect(NoteWindows.cut("curto", tokens: 10) == [NoteWindow(text: "curto", start: 0)])
  }
}
