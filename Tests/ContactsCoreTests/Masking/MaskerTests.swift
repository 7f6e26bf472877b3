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

  @Test func `signs between groups may be odd or repeated, in the forms of people's numbers`() {
    for text in ["529..982..247--25", "529_982_247_25", "529*982*247*25", "529:982:247-25"] {
      #expect(masked(text) == "[CPF]", "\(text)")
    }
    #expect(masked("11/98765-4321") == "[telefone]")
    #expect(masked("[11] 98765-4321") == "[telefone]")
    for text in ["relatorio_2026_11_21.pdf", "12:30:45.1234", "edital 12/2026-1234", "0..100"] {
      #expect(masked(text) == text)
    }
  }

  @Test func `digits one by one are read whole or not at all`() {
    #expect(masked("anota 1 1 9 8 7 6 5 4 3 2 1") == "anota [telefone]")
    let more = "placar 3 1 1 9 8 7 6 5 4 3 2 1"
    #expect(masked(more) == more)
  }

  @Test func `thousands are said in one number`() {
    #expect(
      masked("oitenta e um nove nove mil duzentos e trinta quarenta e cinco zero")
        == "[documento]")
    let sum = "vinte e cinco mil e quinhentos reais"
    #expect(masked(sum) == sum)
  }

  @Test func `greetings and signatures announce a given name, not a house or a town`() {
    #expect(masked("Att, Juliana") == "Att, [nome]")
    #expect(masked("aqui é a Nair") == "aqui é a [nome]")
    #expect(masked("sou o Zé") == "sou o [nome]")
    for text in ["Att, Central de Apoio", "Oi, Recife!", "sou o Coordenador", "sou de Minas"] {
      #expect(masked(text) == text)
    }
  }

  @Test func `a family name may come first, and a list of towns is none`() {
    #expect(masked("Silva, Maria Aparecida da") == "[nome]")
    #expect(masked("paciente Oliveira, José Carlos de faltou") == "paciente [nome] faltou")
    let towns = "Santos, São Paulo e Campinas"
    #expect(masked(towns) == towns)
    #expect(masked("Souza Cruz S/A") == "Souza Cruz S/A")
  }

  @Test func `a plate in pieces takes a word that announces it`() {
    #expect(masked("placa abc-1 d 23") == "placa [placa]")
    #expect(masked("um gol prata, ABC 1D 23") == "um gol prata, [placa]")
    #expect(masked("a van sai das 2 às 10") == "a van sai das 2 às 10")
  }

  @Test func `an IBAN is known by its check digits`() {
    #expect(masked("BR18 0036 0305 0000 1000 9795 493C 1") == "[conta]")
    #expect(BankNumber(at: 0, in: Array("BR1800360305000010009795493C1".utf8))?.end == 29)
    #expect(BankNumber(at: 0, in: Array("BR1900360305000010009795493C1".utf8)) == nil)
  }

  @Test func `a branch and an area code go with what they belong to`() {
    #expect(masked("ag 0435 cc 01234-5") == "ag [conta] cc [conta]")
    #expect(masked("agência 0435 fechou") == "agência 0435 fechou")
    #expect(masked("DDD 11, número 98765-4321") == "DDD [telefone], número [telefone]")
    #expect(masked("DDD 11, 12 e 13") == "DDD 11, 12 e 13")
  }

  @Test func `an age that fits makes a date one of birth`() {
    #expect(masked("tem 46 anos (12-05-1980) e mora só") == "tem 46 anos ([nascimento]) e mora só")
    for text in ["em 12/05/2020 fez 46 anos de casa", "há 46 anos, em 12/05/1980, abriu"] {
      #expect(masked(text) == text)
    }
  }

  @Test func `one wrong letter leaves a long label what it is`() {
    for label in ["telefne", "teelfone", "whatzapp", "celulr"] {
      #expect(masked("\(label) 98765 4321") == "\(label) [telefone]")
    }
    #expect(masked("teclado 98765 4321") == "teclado 98765 4321")
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
