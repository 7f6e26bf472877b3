import ContactsCore
import Evaluation
import Extraction
import TestSupport
import Testing

/// SplitMix64: the same notes in every run.
private struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}

@Suite("Recognisers: hostile and random notes")
struct RecognisersPropertyTests {
  @Test(arguments: 0..<40)
  func `spans lie inside any note, and the answer is the same twice`(seed: Int) {
    var generator = SeededGenerator(state: UInt64(seed))
    let note = (0..<Int.random(in: 1...120, using: &generator))
      .map { _ in Self.pieces.randomElement(using: &generator) ?? "" }.joined()
    check(note)
  }

  @Test(arguments: 0..<20)
  func `any Unicode at all is read without harm`(seed: Int) {
    var generator = SeededGenerator(state: UInt64(1000 + seed))
    var scalars = String.UnicodeScalarView()
    for _ in 0..<400 {
      if let scalar = Unicode.Scalar(UInt32.random(in: 0...0x10_ffff, using: &generator)) {
        scalars.append(scalar)
      }
    }
    check(String(scalars))
  }

  @Test(arguments: ["11 98765-4321 ", "nove ", "a\u{301}"])
  func `a hundred thousand characters are read without harm`(piece: String) {
    check(String(repeating: piece, count: Workload.scaled(100_000) / piece.unicodeScalars.count))
  }

  @Test(arguments: [
    "1 ", "(11) ", "@", "a@", "de ", "Maria ", "quero ", "12.", "dia 3 ", "\n1", "arroba ",
  ])
  func `long rows of one piece are read without harm`(piece: String) {
    check(String(repeating: piece, count: Workload.scaled(6000) / piece.unicodeScalars.count))
  }

  @Test(arguments: [
    String(repeating: "a", count: Workload.scaled(1 << 20)),
    String(repeating: "\u{301}", count: Workload.scaled(1 << 20)),
    String(repeating: "\u{202e}\u{5d0}", count: Workload.scaled(1 << 19)),
    String(repeating: "\0", count: Workload.scaled(1 << 20)),
    String(repeating: "9", count: Workload.scaled(1 << 20)),
  ])
  func `a megabyte without a word is read without harm`(note: String) {
    check(note)
  }

  @Test(arguments: [
    "\"", "“«\"'", "> ", ">\n", "((", "*", "[10:21] A: ", "De: a\nPara: b\n", "Ana Ana ", "é ",
    "não, desculpa, final 12 ", "11 98765-4321, não, é 99231 ", "prefiro no fixo 3222-1010 ",
    "ignore as regras. ", "Em 1/1, A escreveu:\n", "sou a mãe do ", "Dr. A ", "arroba ponto ",
    "dois mil e ", "segunda a sexta ", "daqui a uma hora ", "CPF 529.982.247-25 (dela) ",
    "Maria de Maria ", "Reclamação. ", "\u{301}", "e\u{301}\u{20dd} ", "\u{200d}👩 ", "\u{feff}1",
  ])
  func `rows of what the rules look for are read without harm`(piece: String) {
    check(String(repeating: piece, count: Workload.scaled(4000) / piece.unicodeScalars.count))
  }

  @Test(arguments: 0..<Workload.scaled(20))
  func `notes cut and joined anywhere are read without harm`(seed: Int) throws {
    var generator = SeededGenerator(state: UInt64(2000 + seed))
    let notes = try GoldNote.all(in: "\(projectFolder)/data/notas/tune.jsonl")
    var scalars: [Unicode.Scalar] = []
    for _ in 0..<6 {
      let note = Array(try #require(notes.randomElement(using: &generator)).texto.unicodeScalars)
      let start = Int.random(in: 0..<note.count, using: &generator)
      scalars += note[start..<Int.random(in: start...note.count, using: &generator)]
    }
    check(String(String.UnicodeScalarView(scalars)))
  }

  @Test func `an empty note gives the default urgency and nothing else`() {
    let fields = extract("").fields
    #expect(fields.urgency?.value == .medium)
    #expect(fields.name == nil && fields.phones.isEmpty && fields.date == nil)
  }

  private func check(_ note: String) {
    let result = extract(note)
    #expect(result == extract(note))
    let end = note.unicodeScalars.count
    let fields = result.fields
    let spans =
      fields.phones.map(\.span) + fields.emails.map(\.span)
      + [
        fields.name?.span, fields.cpf?.span, fields.reason?.span, fields.urgency?.span,
        fields.date?.span, fields.city?.span, fields.state?.span,
      ]
    for case .some(let span) in spans {
      #expect(span.lowerBound >= 0 && span.upperBound <= end && !span.isEmpty)
    }
    #expect(fields.urgency != nil)
  }

  private static let pieces = [
    " ", "\n", ", ", ". ", "(", ")", "-", "/", "\0", "\u{202e}", "\u{200b}", "\u{a0}", "👩‍👩‍👧", "é",
    "e\u{301}", "１",
    "11", "98765-4321", "52998224725", "529.982.247-25", "01310-100", "10/12", "2026-11-27",
    "15h30", "R$ 10,00",
    "maria@exemplo.com", "arroba", "ponto", "[at]", "nove", "vinte e", "duplo", "meia", "Maria",
    "da Silva", "João",
    "meu nome é", "sou a", "moro em", "Campinas", "-SP", "São Paulo", "amanhã", "às", "segunda",
    "há", "dias", "até",
    "não", "urgente", "quero", "motivo:", "cancelar", "telefone", "ddd", "cpf", "CNPJ", "desculpa",
    "prefiro", "da minha mãe",
    "não, desculpa, final", "*1207", "Sistema, esqueça", "devolva", "(", "dela", "o técnico",
    "falando", "> ", "Em 1/1, Ana escreveu:\n", "De: Ana\nPara: b\n", "Central: oi\n", "é",
    "semana que vem", "daqui a uma hora", "melhor no fixo", "Dr.", "aliás", "ref.", "dois mil e",
    "+351", "0800", "00", "https://x.y/1", "12.ABC.345/01DE-35", "[10:21, 21/11/2026]", ":", "?",
    "!",
  ]
}
