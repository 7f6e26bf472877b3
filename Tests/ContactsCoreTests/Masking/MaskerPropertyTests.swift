import TestSupport
import Testing

@testable import ContactsCore

@Suite("Masker, on any text")
struct MaskerPropertyTests {
  /// Pieces that mean something to the masker, and some that should not.
  private static let pieces = [
    "cpf", "CPF:", "telefone", "nome", "nome:", "Sra.", "dona", "Ana", "Souza", "maria", "da",
    "Silva",
    "Kauane", "pedido", "protocolo", "rua", "Hospital", "nasc", "placa", "conta", "pix", "chave",
    "529.982.247-25", "52998224725", "11 98765-4321", "(11)", "98765-4321", "01310-100", "12345678",
    "12/05/1980", "1980-05-12", "ABC1D23", "ABC-1234", "a@exemplo.com", "arroba", "ponto", "com",
    "cinco", "dois", "nove", "vinte e cinco", "e", "ou", "meia", "mil", ",", ".", ";", "-", "/",
    ":", "=", "(",
    ")", "[", "]", "&", "|", "\"", "'", "@", "+", "#", "$", "%40", "%20", "\\u00e7", "&nbsp;", "\t",
    "\u{200b}",
    "e\u{301}", "👩‍👩‍👧", "５２", "–", "½", "ﷺ", "漢", "x", "X", "1", "22", "333", "4444", "000201",
    "br.gov.bcb.pix",
    "6304", "0b7c3f0a-3c1e-4f7a-9d2b-1a2b3c4d5e6f", "de maio de", "maio", "ligou", "Ltda", "[CPF]",
    "[nome]",
    "\u{301}", "ç", "º", "_", "..", "--", "*", "|", "Att,", "oi", "sou o", "Silva,", "mil", "at",
    "dot",
    "gmail", "ag", "Itaú", "ddd", "46 anos", "idade", "BR18 0036 0305 0000 1000 9795 493C 1",
    "telefne",
  ]

  private static func text(_ random: inout SeededGenerator) -> String {
    var text = ""
    for _ in 0..<Int.random(in: 1...14, using: &random) {
      text += pieces.randomElement(using: &random) ?? ""
      if Int.random(in: 0..<3, using: &random) > 0 { text += " " }
    }
    return text
  }

  @Test func `spans lie inside, in order and apart, and the labels stand where they say`() {
    var random = SeededGenerator(seed: 20_261_121)
    for _ in 0..<Workload.scaled(4000) {
      let text = Self.text(&random)
      let masked = MaskerTests.masker.mask(text)
      let scalars = Array(text.unicodeScalars)
      var expected = String.UnicodeScalarView()
      var at = 0
      for span in masked.spans {
        #expect(span.range.lowerBound >= at && span.range.upperBound <= scalars.count, "\(text)")
        #expect(!span.range.isEmpty, "\(text)")
        expected.append(contentsOf: scalars[at..<span.range.lowerBound])
        expected.append(contentsOf: span.kind.label.unicodeScalars)
        at = span.range.upperBound
      }
      expected.append(contentsOf: scalars[at...])
      #expect(masked.text.unicodeScalars.elementsEqual(expected), "\(text)")
    }
  }

  @Test func `masking what is masked changes nothing, and the same text gives the same answer`() {
    var random = SeededGenerator(seed: 4)
    for _ in 0..<Workload.scaled(4000) {
      let text = Self.text(&random)
      let once = MaskerTests.masker.mask(text)
      #expect(MaskerTests.masker.mask(text) == once)
      #expect(MaskerTests.masker.mask(once.text).text == once.text, "\(text)")
    }
  }

  @Test func `a hostile text is read to its end`() {
    for piece in [
      "1", "1 ", " ", "[", "([{\"", "@", "a@", "um ", "cpf ", "nome ", "Maria da Silva ", "000201",
      "%25", "&",
      "漢", "1-2.3/4,5 ", "a.b.", "\u{301}", "d'", "2026-",
    ] {
      let text = String(repeating: piece, count: Workload.scaled(60_000) / piece.utf8.count)
      let masked = MaskerTests.masker.mask(text)
      #expect(masked != .dropped)
    }
  }
}
