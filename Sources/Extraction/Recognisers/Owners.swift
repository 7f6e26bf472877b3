internal import ContactsCore

/// Whose every telephone, address and CPF of a note is: first each by the words beside it, then by its neighbours.
struct Owners: Sendable {
  private enum Kind: Sendable { case phone, address, document }

  private struct Entry: Sendable {
    let kind: Kind
    let tokens: Range<Int>
    var ownership: Ownership
  }

  private var entries: [Entry] = []
  private var places: [Int: Int] = [:]

  /// A page of values is a list: the first hundred of a kind tell whose they are.
  static let most = 100

  init(
    _ view: NoteView, cues: Cues, numbers: Numbers, emails: EmailRecogniser, people: People
  ) {
    let roles = Set(
      cues.all.prefix(1000)
        .filter {
          ($0.kind == .kin || $0.kind == .trade)
            && (people.describes($0.tokens) || people.isCalling($0.tokens))
        }
        .map { view.tokens[$0.tokens.lowerBound].hash }
        .filter { !NameWords.titles.contains($0) })
    let reported = ReportedSpeech(view, cues: cues, people: people)
    func add(_ kind: Kind, _ values: [Range<Int>]) {
      for (index, tokens) in values.enumerated() {
        var ownership = Ownership(
          of: tokens, floor: index > 0 ? values[index - 1].upperBound : 0,
          ceiling: index + 1 < values.count ? values[index + 1].lowerBound : view.tokens.count,
          view: view, cues: cues, people: people, roles: roles, isDocument: kind == .document)
        if reported.contains(tokens.lowerBound) { ownership.owner = .other }
        entries.append(Entry(kind: kind, tokens: tokens, ownership: ownership))
      }
    }
    add(.phone, numbers.phones.prefix(Self.most).map(\.tokens))
    add(.document, numbers.cpfs.prefix(Self.most).map(\.tokens))
    let candidates = emails.candidates.prefix(Self.most)
    add(.address, candidates.map(\.tokens))
    let namesakes = Namesakes(view, cues: cues, people: people)
    for (index, candidate) in candidates.enumerated() {
      guard let address = candidate.address else { continue }
      let place = entries.count - candidates.count + index
      namesakes.judge(address, &entries[place].ownership)
    }
    entries.sort { $0.tokens.lowerBound < $1.tokens.lowerBound }
    for index in entries.indices {
      inherit(at: index, in: view)
      places[entries[index].tokens.lowerBound] = index
    }
  }

  /// Of the value that begins at a token.
  subscript(_ tokens: Range<Int>) -> Ownership? {
    places[tokens.lowerBound].map { entries[$0].ownership }
  }

  /// "advogado Ivo (51 3212-4545, ivo@…)": what stands in a row with another value is the same person's.
  private mutating func inherit(at index: Int, in view: NoteView) {
    guard index > 0, entries[index].ownership.owner == .unsaid else { return }
    let before = entries[index - 1]
    // "pelo 31 97777-0000 e pelo 31…".
    let gap = entries[index].tokens.lowerBound - before.tokens.upperBound
    if before.kind == entries[index].kind, before.ownership.isSuspect, gap > 0,
      gap <= 3 && view.isWord(before.tokens.upperBound, "e")
        || gap <= 3 && view.isWord(before.tokens.upperBound, "ou")
        || view.isRow(before.tokens.upperBound..<entries[index].tokens.lowerBound)
    {
      entries[index].ownership.isSuspect = true
    }
    guard before.kind != entries[index].kind,
      before.tokens.upperBound <= entries[index].tokens.lowerBound,
      view.isRow(before.tokens.upperBound..<entries[index].tokens.lowerBound),
      !view.isSign(before.tokens.upperBound, UInt8(ascii: "|"))
    else { return }
    if before.ownership.owner == .other, !before.ownership.isMatter {
      entries[index].ownership.owner = .other
    }
    if before.ownership.isSuspect || before.ownership.isMatter {
      entries[index].ownership.isSuspect = true
    }
  }
}

extension NoteView {
  /// Whether nothing but commas, bars, "e" and the names of values parts two values of one person.
  func isRow(_ gap: Range<Int>) -> Bool {
    guard gap.count <= 6, gap.lowerBound > 0, gap.upperBound < tokens.count,
      tokens[gap.lowerBound - 1].line == tokens[gap.upperBound].line
    else { return false }
    return gap.allSatisfy { index in
      switch tokens[index].kind {
      case .sign: ",/|-:.".utf8.contains(byte(of: tokens[index])) && !isSentenceEnd(index)
      case .word:
        People.labels.contains(tokens[index].hash) || isWord(index, "ou")
          || isWord(index, "ramal")
      case .number: isWord(index - 1, "ramal") || isWord(index - 1, "r")
      }
    }
  }
}

/// Addresses that bear the name of the caller, or of somebody else in the note.
private struct Namesakes {
  private let own: [[UInt8]]
  private var others: [[UInt8]] = []

  init(_ view: NoteView, cues: Cues, people: People) {
    own = (people.name ?? 0..<0).map { view.tokens[$0] }
      .filter {
        $0.kind == .word && $0.count > 2 && !NameWords.particles.contains($0.hash)
          && !NameWords.titles.contains($0.hash)
      }
      .map { Array(view.folded($0)) }
    var leads = cues.all.prefix(1000)
      .filter { ($0.kind == .kin || $0.kind == .trade) && !people.describes($0.tokens) }
      .map(\.tokens.upperBound)
    // "falei com a Carla", "a resposta do Beto".
    for index in view.tokens.indices.dropLast().prefix(4000)
    where Self.ties.contains(view.tokens[index].hash) && !view.tokens[index].isCapitalised {
      leads.append(index + 1)
    }
    for start in leads {
      var index = start
      while index < min(start + 2, view.tokens.count),
        view.tokens[index].kind == .sign && !view.isSentenceEnd(index)
          || NameWords.titles.contains(view.tokens[index].hash)
      { index += 1 }
      // "Dr. Ivo Sant'Anna", "minha filha Rute".
      while index < view.tokens.count, view.tokens[index].kind == .word,
        view.tokens[index].isCapitalised, view.tokens[index].count > 2,
        Lexicon.shared.givenNames.contains(view.tokens[index].hash), others.count < 40
      {
        let name = Array(view.folded(view.tokens[index]))
        if !own.contains(name) { others.append(name) }
        index += 1
      }
    }
  }

  private static let ties: WordSet = [
    "com", "pela", "pelo", "da", "do", "ao", "pra", "pro", "para", "a", "o", "tal",
  ]

  func judge(_ address: EmailAddress, _ ownership: inout Ownership) {
    let local = address.text.utf8.prefix { $0 != UInt8(ascii: "@") }
    let bytes = folded(String(decoding: Array(local), as: UTF8.self)).utf8
    let parts = bytes.split { !$0.isFoldedLetter }.map(Array.init)
    let isOwn = own.contains { name in
      parts.contains(name) || name.count > 3 && parts.contains { $0.starts(with: name) }
    }
    if isOwn {
      ownership.isNamesake = true
    } else if ownership.owner == .unsaid, others.contains(where: parts.contains) {
      ownership.owner = .other
    }
    let letters = WordHash(bytes.filter { $0.isFoldedLetter })
    if Self.machines.contains(letters) { ownership.owner = .other }
    if !isOwn, parts.contains(where: { Self.offices.contains(WordHash($0)) }) {
      ownership.isSuspect = true
    }
  }

  /// Addresses that nobody reads.
  private static let machines: WordSet = [
    "noreply", "naoresponda", "naoresponder", "donotreply", "mailerdaemon", "postmaster",
    "nreply", "noresponder",
  ]

  /// What addresses of companies and desks begin with.
  private static let offices: WordSet = [
    "contato", "atendimento", "sac", "suporte", "ouvidoria", "vendas", "adm", "administracao",
    "administrativo", "financeiro", "comercial", "recepcao", "secretaria", "rh", "central",
    "faleconosco", "noreply", "reply", "naoresponda", "juridico", "cobranca", "ajuda", "diretoria",
    "coordenacao", "protocolo", "agendamento", "triagem", "fiscal", "marketing", "loja", "info",
    "gabinete", "comunicacao", "gerencia", "compras", "portaria",
  ]
}
