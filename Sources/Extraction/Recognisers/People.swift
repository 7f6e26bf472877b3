internal import ContactsCore

/// Who is spoken of in a note, as far as whose values are whose depends on it.
struct People: Sendable {
  /// The tokens of the caller's name.
  let name: Range<Int>?
  /// Whether the caller writes: in an attendant's note "dela" is the caller's own.
  let isFirstPerson: Bool

  private let view: NoteView
  private let words: [WordHash]
  private let lexicon = Lexicon.shared

  init(_ view: NoteView, name: Range<Int>?) {
    self.view = view
    self.name = name
    words = (name ?? 0..<0).map { view.tokens[$0] }
      .filter { $0.kind == .word && !NameWords.particles.contains($0.hash) }.map(\.hash)
    isFirstPerson = Self.speaksForItself(view)
  }

  /// Whether the note has words of a first person outside of quotation marks.
  private static func speaksForItself(_ view: NoteView) -> Bool {
    var index = 0
    let isReport = view.tokens.first.map { reports.contains($0.hash) } ?? false
    while index < view.tokens.count {
      if firstPerson.contains(view.tokens[index].hash), !(isReport && isDesk(index, in: view)) {
        return true
      }
      index = ReportedSpeech.end(ofQuotationAt: index, in: view) ?? index
      index += 1
    }
    return false
  }

  /// "Compareceu ao nosso balcão": the desk's "our", where the note begins as an attendant's.
  private static func isDesk(_ index: Int, in view: NoteView) -> Bool {
    (view.isWord(index, "nosso") || view.isWord(index, "nossa"))
      && index + 1 < view.tokens.count && desks.contains(view.tokens[index + 1].hash)
  }

  func isCaller(_ index: Int) -> Bool { words.contains(view.tokens[index].hash) }

  /// Whether what stands at a cue is a trade or kinship of the caller: "diretora Ivani", "Leonor (advogada)".
  func describes(_ cue: Range<Int>) -> Bool {
    guard let name else { return false }
    let after = cue.upperBound..<max(cue.upperBound, name.lowerBound)
    if name.lowerBound >= cue.upperBound, after.count <= 2,
      after.allSatisfy({
        view.tokens[$0].kind == .sign || NameWords.titles.contains(view.tokens[$0].hash)
      })
    {
      return true
    }
    // "Laura Nóbrega - Contadora" in a signature, where the name is said again.
    if cue.lowerBound > name.upperBound + 1, view.tokens[cue.lowerBound - 1].kind == .sign,
      isCaller(cue.lowerBound - 2), !view.isSentenceEnd(cue.lowerBound - 1)
    {
      return true
    }
    let before = name.upperBound..<max(name.upperBound, cue.lowerBound)
    if isApposition(before) { return true }
    return cue.lowerBound >= name.upperBound && before.count <= 2
      && before.contains { view.tokens[$0].kind == .sign }
      && before.allSatisfy {
        view.isSign($0, UInt8(ascii: ",")) || view.isSign($0, UInt8(ascii: "("))
          || view.isSign($0, UInt8(ascii: "-"))
          || view.isSign($0, UInt8(ascii: "|")) || view.isSign($0, UInt8(ascii: "/"))
          || Self.articles.contains(view.tokens[$0].hash)
      }
  }

  /// "Mãe ligou", "a tia que ligou" in an attendant's note: whoever calls is called by what they are to another.
  func isCalling(_ cue: Range<Int>) -> Bool {
    guard !isFirstPerson else { return false }
    let verb = view.isWord(cue.upperBound, "que") ? cue.upperBound + 1 : cue.upperBound
    return verb < view.tokens.count && Self.calling.contains(view.tokens[verb].hash)
  }

  /// ", 52 anos, casada, diarista": what stands between a name and one more thing that its bearer is.
  private func isApposition(_ gap: Range<Int>) -> Bool {
    guard let first = gap.first, gap.count <= 9, view.isSign(first, UInt8(ascii: ",")),
      view.isSign(gap.upperBound - 1, UInt8(ascii: ","))
    else { return false }
    return gap.allSatisfy { index in
      view.tokens[index].kind == .number && view.tokens[index].count <= 3
        || view.isSign(index, UInt8(ascii: ",")) || Self.states.contains(view.tokens[index].hash)
    }
  }

  /// `listed`: the caller's name, a comma, and the name of the value; `neighbour`: somebody else's name, and nothing
  /// that ties the value to it.
  enum Named: Sendable { case caller, listed, other, neighbour }

  /// The person whose name leads right to a value: "Tel da Neide 71…", "Josenildo Barros (CPF 913…".
  func named(
    before start: Int, floor: Int, across signs: String = ":+.=", isDocument: Bool = false
  ) -> Named? {
    guard !words.isEmpty else { return nil }
    var index = start - 1
    var isBracketed = false
    var hasLabel = false
    var isListed = false
    var isTheirs = false
    while index >= floor, start - index <= 6 {
      if view.isSign(index, UInt8(ascii: "(")) {
        isBracketed = true
      } else if index == start - 1, view.isSign(index, UInt8(ascii: ")")) {
        // "eq. campo (Renan) 74…".
      } else if !isBracketed, view.isWord(index, "dele") || view.isWord(index, "dela") {
        // "um tal Ivo (tel dele: 31…".
        isTheirs = true
      } else if hasLabel, !isListed, view.isSign(index, UInt8(ascii: ",")) || isBar(index) {
        // "Kelly Mendonça, CPF 019…", "Kelly Mendonça - CPF 019…".
        isListed = true
      } else if !(view.tokens[index].kind == .sign
        && signs.utf8.contains(view.byte(of: view.tokens[index])))
        && !Self.labels.contains(view.tokens[index].hash)
      {
        break
      }
      if view.tokens[index].kind == .word { hasLabel = true }
      index -= 1
    }
    guard index >= floor, isNameWord(index), isBracketed || !isTheirs else { return nil }
    var first = index
    while first > floor,
      isNameWord(first - 1)
        || first > floor + 1 && NameWords.particles.contains(view.tokens[first - 1].hash)
          && isNameWord(first - 2)
    {
      first -= 1
    }
    let hasGiven = (first...index).contains { lexicon.givenNames.contains(view.tokens[$0].hash) }
    // Who speaks in a chat is not thereby the owner of what is spoken of.
    let isSpeaker = view.isSign(index + 1, UInt8(ascii: ":")) && view.isStamped(before: first)
    if (first...index).contains(where: isCaller), !isRelative(first...index) {
      return isSpeaker ? nil : isListed ? .listed : .caller
    }
    if isSpeaker { return .neighbour }
    let isPlace = lexicon.places.longest(in: view, at: first).map { $0.end > index } ?? false
    guard !isPlace, hasGiven || index > first else { return nil }
    if hasGiven, isHearsay(before: first) { return .other }
    if isListed || view.tokens[index].line != view.tokens[start].line { return nil }
    // Of a telephone it is one of two at best: "esposa de Ivo Lima (tel dele 31…)" may be all that there is.
    if isBracketed { return isTheirs && !isDocument ? .neighbour : .other }
    // "a chave está com o seu Horácio 21…".
    if hasGiven, first > floor,
      NameWords.titles.contains(view.tokens[titleIndex(before: first)].hash)
    {
      return .other
    }
    guard first > floor else { return hasGiven ? .neighbour : nil }
    let isTied =
      Self.ties.contains(view.tokens[first - 1].hash) && first > floor + 1
      && !view.tokens[first - 1].isCapitalised
    return isTied
      && (Self.labels.contains(view.tokens[first - 2].hash) || view.tokens[first - 2].kind == .sign)
      ? .other : hasGiven ? .neighbour : nil
  }

  /// "documentos de um tal Ivo Lima, CPF 453…": somebody whom the caller does not know.
  private func isHearsay(before first: Int) -> Bool {
    first > 2 && view.isWord(first - 1, "tal")
      && (view.isWord(first - 2, "um") || view.isWord(first - 2, "uma"))
      && Self.directions.contains(view.tokens[first - 3].hash)
      && (max(0, first - 7)..<first - 3).contains {
        Self.belongings.contains(view.tokens[$0].hash)
      }
  }

  /// What is found, paid or owed in the name of somebody unknown.
  private static let belongings: WordSet = [
    "documento", "documentos", "carteira", "identidade", "cartao", "rg", "cnh", "cpf", "conta",
    "boleto", "divida", "pix", "dinheiro", "deposito", "transferencia", "cobranca", "nome", "bolsa",
    "titulo", "passaporte",
  ]

  private static let directions: WordSet = ["de", "para", "pra", "contra", "por"]

  /// A sign that parts the fields of a line.
  private func isBar(_ index: Int) -> Bool {
    view.isSign(index, UInt8(ascii: "-")) && view.tokens[index].followsSpace
      || view.isSign(index, UInt8(ascii: "|")) || view.isSign(index, UInt8(ascii: "/"))
  }

  /// "Rui Aranha", where Suely Aranha calls: the surname is shared, and the given name is not.
  private func isRelative(_ phrase: ClosedRange<Int>) -> Bool {
    guard let name, !isCaller(phrase.lowerBound),
      lexicon.givenNames.contains(view.tokens[phrase.lowerBound].hash)
    else { return false }
    return !phrase.contains {
      isCaller($0) && lexicon.givenNames.contains(view.tokens[$0].hash)
        && view.tokens[$0].hash == view.tokens[name.lowerBound].hash
    }
  }

  /// "84 97777-0000 (Beto)", where Ana calls: who is said in a bracket to be there.
  func bracketsOther(after end: Int) -> Bool {
    guard !words.isEmpty, view.isSign(end, UInt8(ascii: "(")), end + 2 < view.tokens.count,
      lexicon.givenNames.contains(view.tokens[end + 1].hash), view.tokens[end + 1].isCapitalised
    else { return false }
    var last = end + 1
    while last + 1 < view.tokens.count, isNameWord(last + 1), last < end + 5 { last += 1 }
    return !(end + 1...last).contains(where: isCaller)
      && (view.isSign(last + 1, UInt8(ascii: ")")) || view.isSign(last + 1, UInt8(ascii: ",")))
  }

  /// The word before a name, an abbreviation's dot passed over.
  private func titleIndex(before first: Int) -> Int {
    view.isSign(first - 1, UInt8(ascii: ".")) && first > 1 ? first - 2 : first - 1
  }

  private func isNameWord(_ index: Int) -> Bool {
    let token = view.tokens[index]
    return token.kind == .word && token.isCapitalised && !NameWords.notNames.contains(token.hash)
      && !Self.labels.contains(token.hash)
  }

  private static let firstPerson: WordSet = [
    "eu", "meu", "minha", "meus", "minhas", "sou", "estou", "tou", "moro", "quero", "queria",
    "preciso", "gostaria", "tenho", "comigo", "mim", "somos", "nosso", "nossa", "posso", "fui",
    "peco", "venho", "desejo", "solicito", "recebi", "comprei", "liguei",
  ]
  /// How attendants begin what they note.
  private static let reports: WordSet = [
    "ligou", "compareceu", "orientei", "atendi", "atendida", "atendido", "falou", "telefonou",
  ]
  private static let desks: WordSet = [
    "plantao", "balcao", "guiche", "recepcao", "equipe", "atendimento", "central",
  ]
  private static let articles: WordSet = ["a", "o"]
  private static let ties: WordSet = ["da", "do", "de"]
  /// What only whoever is in contact with the desk does.
  static let calling: WordSet = [
    "ligou", "liga", "telefonou", "compareceu", "pede", "pediu", "solicita", "solicitou",
    "procurou",
    "informa", "informou", "relata", "relatou", "escreveu",
  ]
  /// What a person is besides a trade.
  private static let states: WordSet = [
    "anos", "a", "casado", "casada", "solteiro", "solteira", "viuvo", "viuva", "divorciado",
    "divorciada", "separado", "separada", "brasileiro", "brasileira", "aposentado", "aposentada",
    "gestante", "desempregado", "desempregada", "idosa", "idoso",
  ]
  /// Words that name a value, between its owner and itself.
  static let labels: WordSet = [
    "tel", "telefone", "telefones", "fone", "cel", "celular", "zap", "whats", "whatsapp", "wpp",
    "contato", "numero", "num", "nro", "n", "no", "cpf", "email", "mail", "e", "eh", "o", "ddd",
    "movel", "fixo", "res", "residencial", "recado", "recados", "celulares", "fones",
  ]
}
