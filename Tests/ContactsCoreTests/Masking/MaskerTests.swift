import FoundationEssentials
import Testing

@testable import ContactsCore

@Suite("Masker")
struct MaskerTests {
  static let masker = Masker(
    today: CivilDate(year: 2026, month: 11, day: 21) ?? .init(dayNumber: 0))

  private func masked(_ text: String) -> String { Self.masker.mask(text).text }

  @Test func `of the invented cases nearly all values are covered and nearly nothing else`() throws
  {
    let score = MaskingScore(of: try MaskingCase.all(), by: Self.masker)
    #expect(score.values > 300)
    #expect(score.kept > 150)
    #expect(score.recall >= 0.97, "\(score.misses)")
    #expect(score.touched.count * 100 <= score.kept, "\(score.touched)")
  }

  @Test func `the page shows the figures of this version`() throws {
    let page = MaskingCase.root.appending(path: "docs/mascaramento.md")
    let text = try String(contentsOf: page, encoding: .utf8)
    let marks = ["<!-- acertos -->\n", "\n<!-- fim -->"]
    let parts = text.split(separator: marks[0], maxSplits: 1, omittingEmptySubsequences: false)
    let rest = try #require(parts.last).split(
      separator: marks[1], maxSplits: 1, omittingEmptySubsequences: false)
    try #require(parts.count == 2 && rest.count == 2)
    let table = MaskingScore(of: try MaskingCase.all(), by: Self.masker).markdown
    if ProcessInfo.processInfo.environment["RECORD"] != nil {
      let whole = "\(parts[0])\(marks[0])\(table)\(marks[1])\(rest[1])"
      try Data(whole.utf8).write(to: page)
      Issue.record("recorded: look at it, then run without RECORD")
    }
    #expect(String(rest[0]) == table, "RECORD=1 writes it anew")
  }

  @Test func `a label takes the place of each value`() {
    #expect(
      masked("Ana Souza (CPF 529.982.247-25), tel. (11) 98765-4321, ana@exemplo.com")
        == "[nome] (CPF [CPF]), tel. [telefone], [e-mail]")
    #expect(masked("nasc 12/05/1980; placa ABC1D23") == "nasc [nascimento]; placa [placa]")
  }

  @Test func `a wrong check digit after a label is a real person's typing error`() {
    #expect(masked("CPF 529.982.247-26") == "CPF [CPF]")
    #expect(masked("pedido 12345678901") == "pedido 12345678901")
  }

  @Test func `spans count the scalars of the text as it was given`() {
    let text = "Joa\u{303}o e\u{301} 👩‍👩‍👧 tel%3A11%2098765\u{200b}-4321."
    let result = Self.masker.mask(text)
    #expect(result.spans.count == 1)
    let scalars = Array(text.unicodeScalars)
    let covered = result.spans.map { span in
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars[span.range])
      return String(view)
    }
    #expect(covered == ["11%2098765\u{200b}-4321"])
    #expect(result.text == "Joa\u{303}o e\u{301} 👩‍👩‍👧 tel%3A[telefone].")
  }

  @Test func `a UUID is a key when it is random and nothing calls it something else`() {
    let key = "0b7c3f0a-3c1e-4f7a-9d2b-1a2b3c4d5e6f"
    let own = "0190f0a0-0000-7000-8000-000000000000"
    #expect(masked(key) == "[PIX]")
    #expect(masked("request_id=\(key)") == "request_id=\(key)")
    #expect(masked(own) == own)
    #expect(masked("pix \(own)") == "pix [PIX]")
  }

  @Test func `a damaged PIX code is covered to its end`() {
    let code = "00020126330014br.gov.bcb.pix01115299822472552040000530398"
    #expect(masked("copia e cola \(code)") == "copia e cola [PIX]")
    #expect(masked("\(code) Ana Souza") == "[PIX]")
  }

  @Test func `every kind's label is left alone`() {
    for kind in MaskKind.allCases {
      let text = "CPF \(kind.label), nome: \(kind.label) 12 \(kind.label)"
      #expect(masked(text) == text)
    }
  }

  @Test func `texts that end in the middle of something are no harm`() {
    for text in [
      "", " ", "%", "%4", "%40", "\\u", "\\u00e", "&", "&#", "@", "a@", "(", "+", "cpf", "nome:",
      "000201", "ABC", "ABC1", "um", "cento e", "d'", "dona", "[", "[CPF", "\u{301}", "\u{200b}",
    ] {
      #expect(Self.masker.mask(text).spans.allSatisfy { !$0.range.isEmpty })
    }
  }
}

@Suite("Check digits")
struct CheckDigitsTests {
  private func digits(_ text: String) -> ArraySlice<UInt8> {
    text.utf8.compactMap { (0x30...0x39).contains($0) ? $0 - 0x30 : nil }[...]
  }

  @Test func `examples hold, and fail with a digit changed`() {
    let checks: [(String, (ArraySlice<UInt8>) -> Bool)] = [
      ("529.982.247-25", CheckDigits.isCPF), ("11.222.333/0001-81", CheckDigits.isCNPJ),
      ("120.56412.54-5", CheckDigits.isPIS), ("02650306461", CheckDigits.isCNH),
      ("0435 6870 0906", CheckDigits.isVoterCard), ("898 0011 6065 1282", CheckDigits.isHealthCard),
      ("4111 1111 1111 1111", CheckDigits.isPaymentCard),
    ]
    for (text, holds) in checks {
      var all = Array(digits(text))
      #expect(holds(all[...]), "\(text)")
      all[1] = (all[1] + 1) % 10
      #expect(!holds(all[...]), "\(text)")
    }
  }

  @Test func `letters of a CNPJ count as their ASCII codes less 48`() {
    let form = LetteredCompany(at: 0, in: Array("12.ABC.345/01DE-35".utf8))
    #expect(form?.isValid == true)
    #expect(LetteredCompany(at: 0, in: Array("12.ABC.345/01DE-36".utf8))?.isValid == false)
  }

  @Test func `the checksum of PIX codes is CRC-16/CCITT-FALSE`() {
    let crc = "123456789".utf8.reduce(UInt16(0xffff)) { BRCode.updated($0, with: $1) }
    #expect(crc == 0x29b1)
  }
}
