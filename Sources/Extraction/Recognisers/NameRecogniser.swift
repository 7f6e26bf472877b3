internal import ContactsCore

/// Finds the name of the person who makes the contact: not the relative they speak of, not the technician.
struct NameRecogniser {
  struct Candidate {
    let tokens: Range<Int>
    var score: Int
  }

  let view: NoteView
  let claims: Claims
  let scanner: NameScanner
  var candidates: [Candidate] = []
  /// The tokens of the caller's name.
  private(set) var tokens: Range<Int>?

  init(_ view: NoteView, claims: Claims) {
    self.view = view
    self.claims = claims
    scanner = NameScanner(view, claims: claims)
    collectCued()
    collectSenders()
    collectAnswers()
    collectLeading()
    collectParts()
    collectTrailing()
    tokens = chosen
  }

  private var chosen: Range<Int>? {
    var best: Candidate?
    for candidate in candidates where candidate.score > best?.score ?? 0 { best = candidate }
    guard let best else { return nil }
    let name = fuller(best)
    return candidates.map(\.tokens).filter { says($0, as: name) }
      .min { $0.lowerBound < $1.lowerBound } ?? name
  }

  /// The same person may be named in full elsewhere: "sou a Ana" and a signature "Ana Paula Reis".
  private func fuller(_ best: Candidate) -> Range<Int> {
    let head = view.tokens[best.tokens.lowerBound].hash
    let named = candidates.filter {
      view.tokens[$0.tokens.lowerBound].hash == head && $0.tokens.count > best.tokens.count
        && $0.score >= 3
    }
    if let longest = named.max(by: { $0.tokens.count < $1.tokens.count }) { return longest.tokens }
    let words = best.tokens.map { view.tokens[$0].hash }
    for index in view.tokens.indices where view.tokens[index].hash == head {
      guard let name = scanner.name(at: index, needsKnown: false, isStated: false),
        name.count > best.tokens.count,
        name.prefix(words.count).elementsEqual(words, by: { view.tokens[$0].hash == $1 }),
        words.count > 1
          || view.tokens[index].isCapitalised && !isThirdParty(before: index)
            && scanner.isFamily(name.upperBound - 1)
      else { continue }
      return name
    }
    return best.tokens
  }

  /// Whether two stretches have the same words: a name is shown where it is said first.
  private func says(_ tokens: Range<Int>, as other: Range<Int>) -> Bool {
    tokens.count == other.count
      && zip(tokens, other).allSatisfy { view.tokens[$0].hash == view.tokens[$1].hash }
  }

  var suggestion: Suggestion<String>? {
    guard let tokens else { return nil }
    return Suggestion(
      value: written(tokens), origin: .rule, span: view.span(ofTokens: tokens), isGrounded: true)
  }

  /// As the note writes it; a name all in small letters or all in capitals gets a name's capitals.
  private func written(_ tokens: Range<Int>) -> String {
    let line = view.line(ofTokens: tokens)
    let hasCapital = tokens.contains { view.tokens[$0].isCapitalised }
    let allCapitals = tokens.allSatisfy {
      view.tokens[$0].kind != .word || view.tokens[$0].count == 1 || view.tokens[$0].isAllCapitals
    }
    guard !hasCapital || allCapitals else { return line }
    return line.split(separator: " ").map { word in
      let small = word.lowercased()
      return NameWords.particles.contains(WordHash(folded(small).utf8))
        ? small : small.prefix(1).uppercased() + small.dropFirst()
    }.joined(separator: " ")
  }
}

// MARK: - After a cue

extension NameRecogniser {
  private mutating func collectCued() {
    var index = 0
    while index < view.tokens.count {
      guard !claims.contains(index), let match = NameWords.cues.longest(in: view, at: index),
        let cue = match.meanings.first
      else {
        index += 1
        continue
      }
      if let candidate = candidate(after: match.end, cue: cue, at: index) {
        candidates.append(candidate)
        index = max(match.end, candidate.tokens.upperBound)
      } else {
        index = cue == .introduction || cue == .note ? index + 1 : match.end
      }
    }
  }

  private func candidate(after end: Int, cue: NameWords.Cue, at start: Int) -> Candidate? {
    var index = end
    let answer = self.answer(to: end, of: cue)
    if cue == .question, answer == nil { return nil }
    index = answer ?? index
    let limit = min(index + (answer == nil ? 4 : 7), view.tokens.count)
    let colon = view.isSign(index, UInt8(ascii: ":")) || view.isSign(end - 1, UInt8(ascii: ":"))
    while index < limit, view.tokens[index].kind == .sign,
      ":,.-(\"*_=)–/".utf8.contains(view.byte(of: view.tokens[index]))
    {
      index += 1
    }
    while index < limit,
      Self.leads.contains(view.tokens[index].hash)
        || NameWords.titles.contains(view.tokens[index].hash) && !scanner.isGiven(index)
    {
      index += 1
      if index < limit, view.isSign(index, UInt8(ascii: ".")) { index += 1 }
      // "Sr(a)."
      while index < limit,
        view.isSign(index, UInt8(ascii: "(")) || view.isSign(index, UInt8(ascii: ")"))
      { index += 1 }
    }
    if cue == .introduction || cue == .question {
      // "sou a cuidadora Márcia": a trade, and then the name.
      var next = index
      while next < limit, !view.tokens[next].isCapitalised,
        NameWords.notNames.contains(view.tokens[next].hash), !scanner.isGiven(next)
      { next += 1 }
      // "Quem pede é a mãe, Josiane Veiga".
      if next > index, next < limit, view.isSign(next, UInt8(ascii: ",")) { next += 1 }
      if next > index, next < limit, view.tokens[next].isCapitalised { index = next }
      index = trade(from: index, to: limit) ?? index
    }
    guard index < view.tokens.count else { return nil }
    let isNewLine =
      view.tokens[index].line != view.tokens[end - 1].line && answer == nil
    switch cue {
    case .other, .otherName, .socialName: break
    case .signature:
      if isNewLine ? view.tokens[index].line > view.tokens[end - 1].line + 3 : false { return nil }
    case .sender: guard colon, isFirstOfLine(start) else { return nil }
    default:
      if isNewLine, !(colon && view.tokens[index].line == view.tokens[end - 1].line + 1) {
        return nil
      }
    }
    // "o meu nome da lista": what follows is no name, unless it looks like one.
    if cue == .statement, !colon, answer == nil,
      Self.possessives.contains(view.tokens[index - 1].hash),
      !view.tokens[index].isCapitalised, !scanner.isGiven(index)
    {
      return nil
    }
    // "o sobrinho chama-se Bruno": somebody else's name, where the sentence has begun with who.
    if view.isWord(start, "chama"), !startsClause(start) { return nil }
    let isLoose =
      cue == .note || cue == .signature || cue == .answers
      || cue == .introduction && !view.tokens[index].isCapitalised
    // Capitals after "cliente:" or "att," are a name, known or not.
    let isTrusted =
      view.tokens[index].isCapitalised && (cue == .note || cue == .signature)
      && !isInstitution(before: start)
    guard
      var name = scanner.name(
        at: index, needsKnown: isLoose && !isTrusted, isStated: cue == .statement && answer == nil)
    else { return nil }
    if isTrusted, !scanner.isGiven(index), scanner.isPlace(name) { return nil }
    // "sou de Santos": where from, and not who.
    if cue == .introduction, view.isWord(index - 1, "de"), scanner.isPlace(name) { return nil }
    if scanner.words(of: name) == 1, view.tokens[name.lowerBound].count == 1 { return nil }
    if let corrected = corrected(name) { name = corrected }
    let full = scanner.words(of: name) >= 2 ? 2 : 0
    switch cue {
    case .statement, .question: return Candidate(tokens: name, score: 12 + full)
    case .socialName: return Candidate(tokens: name, score: 15 + full)
    case .introduction:
      let isCapitalised = view.tokens[name.lowerBound].isCapitalised
      // "Eu, Regiane Dutra,": the pronoun alone leads to none but a known name in capitals.
      if view.isWord(start, "eu"), end - start == 1 || view.isSign(end - 1, UInt8(ascii: ",")),
        !isCapitalised || !scanner.isGiven(name.lowerBound)
      {
        return nil
      }
      guard isCapitalised || scanner.isGiven(name.lowerBound) else { return nil }
      let isWeak =
        end - start <= 2 && !view.isWord(start, "sou") && !view.isWord(start, "soy")
        && !view.isWord(start, "eu")
        && !view.isWord(start, "aqui") && !Self.openings.contains(view.tokens[start].hash)
      if isWeak, !startsClause(start) { return nil }
      let isGreeted = isWeak && start > 0 && view.tokens[start - 1].kind == .word
      return Candidate(tokens: name, score: (isGreeted ? 8 : isWeak ? 5 : 10) + full)
    case .signature:
      let ends =
        name.upperBound == view.tokens.count
        || view.tokens[name.upperBound].line != view.tokens[name.upperBound - 1].line
        || view.tokens[name.upperBound].kind == .sign
      guard ends else { return nil }
      return Candidate(tokens: name, score: 7 + full)
    case .note:
      let isTitle = NameWords.titles.contains(view.tokens[start].hash)
      // "Falei com a Carla" in the caller's own words.
      if isCallOfKin(start) { return Candidate(tokens: name, score: 7 + full) }
      let isMet = Self.meetings.contains(view.tokens[start].hash) && saysMine
      // "na casa da D. Marialva (33 99904-1187)": spoken of, and the one who left a number.
      if isTitle, isObject(start), view.isSign(name.upperBound, UInt8(ascii: "(")),
        name.upperBound + 1 < view.tokens.count, view.tokens[name.upperBound + 1].kind == .number
      {
        return Candidate(tokens: name, score: 2)
      }
      if isMet || isThirdParty(before: start) || isTitle && isObject(start)
        || isTitle && isAddressed(start) || isSpokenFor(start) || isInstitution(before: start)
      {
        return Candidate(tokens: name, score: 0)
      }
      // "Paciente: Miguel, 7 anos. Responsável: Rejane": the guardian makes the contact.
      let isGuardian = view.isWord(start, "responsavel") || view.isWord(start, "resp")
      return Candidate(tokens: name, score: (colon ? isGuardian ? 10 : 9 : 6) + full)
    case .sender:
      // "De: Recepção Sul <…>".
      if name.contains(where: { Self.offices.contains(view.tokens[$0].hash) }) { return nil }
      return Candidate(tokens: name, score: 6 + full)
    case .answers:
      let isWish = start > 0 && Self.wishes.contains(view.tokens[start - 1].hash)
      return Candidate(tokens: name, score: isWish ? 0 : 4 + full)
    case .other where isApplicant(name):
      return Candidate(tokens: name, score: 9 + full)
    case .other where called(start) || isSubject(start, of: name):
      return Candidate(tokens: name, score: 5 + full)
    case .otherName where subscribes(name): return Candidate(tokens: name, score: 9 + full)
    case .other, .otherName: return Candidate(tokens: name, score: 0)
    }
  }

  var saysMine: Bool {
    view.tokens.contains { Self.mine.contains($0.hash) }
  }

  private static let meetings: WordSet = ["falei", "conversei"]
  private static let mine: WordSet = ["meu", "minha", "meus", "minhas", "sou"]

  /// Whether the words before "senhor" or the like make it somebody else.
  func isThirdParty(before start: Int) -> Bool {
    let floor = max(0, start - 4)
    for index in floor..<start where !view.breaksSentence(in: index..<start) {
      if let match = NameWords.cues.longest(in: view, at: index), match.end >= start - 2,
        match.end <= start,
        // "atendido por tel: Vanusa": by a channel, and not by a person.
        match.end == start || !People.labels.contains(view.tokens[match.end].hash),
        match.meanings.contains(.other)
      {
        return true
      }
    }
    return false
  }

  /// "Ligou a mãe, Dona Rosa": who called, said by how they are related to somebody.
  private func called(_ start: Int) -> Bool {
    let near = max(0, start - 3)..<start
    return near.contains { Self.callers.contains(view.tokens[$0].hash) }
      && !near.contains { Self.reasons.contains(view.tokens[$0].hash) }
      && !view.breaksSentence(in: near)
      && !near.contains { Self.owners.contains(view.tokens[$0].hash) }
  }

  private static let offices: WordSet = [
    "recepcao", "triagem", "central", "ouvidoria", "atendimento", "secretaria", "suporte",
    "protocolo", "financeiro", "construtora", "depto", "departamento", "setor", "equipe", "nucleo",
    "coordenacao", "regional", "unidade", "gerencia", "diretoria", "administracao", "sac",
    "cobranca", "comercial", "rh", "assessoria", "gabinete", "plantao", "desk",
  ]
  private static let callers: WordSet = ["ligou", "atendi", "falei", "compareceu", "telefonou"]
  private static let reasons: WordSet = ["pq", "porque", "que", "q", "pois", "sobre", "com"]
  private static let owners: WordSet = ["minha", "meu", "no", "para", "pra", "pro", "p"]

  /// "aliás, Rosângela Peixe" right after a name: what is said last holds.
  private func corrected(_ name: Range<Int>) -> Range<Int>? {
    var index = name.upperBound
    var isTakenBack = false
    while index < view.tokens.count, index < name.upperBound + 6, !view.isSentenceEnd(index) {
      if Self.corrections.contains(view.tokens[index].hash) {
        isTakenBack = true
      } else if isTakenBack, view.tokens[index].isCapitalised {
        return scanner.name(at: index, needsKnown: false, isStated: false)
      } else if view.tokens[index].kind == .word, !Self.leads.contains(view.tokens[index].hash) {
        return nil
      }
      index += 1
    }
    return nil
  }

  /// "pela senhora Ivone", "ao doutor Anselmo": whom the note speaks of; not "liga pra Dona Zefinha".
  private func isObject(_ start: Int) -> Bool {
    var index = start - 1
    while index >= 0, view.tokens[index].kind == .sign, view.isSign(index, UInt8(ascii: "/")) {
      index -= 1
    }
    if index > 0, view.isWord(index, "a") || view.isWord(index, "o"),
      Self.withLeads.contains(view.tokens[index - 1].hash)
    {
      index -= 1
    }
    guard index >= 0, Self.objectLeads.contains(view.tokens[index].hash) else { return false }
    return !(max(0, index - 2)..<index).contains { Self.calls.contains(view.tokens[$0].hash) }
  }

  /// "Escola Estadual Clóvis", "rua João Lima": the name of a place.
  func isInstitution(before start: Int) -> Bool {
    var index = start - 1
    while index >= 0, index >= start - 4, view.tokens[index].line == view.tokens[start].line {
      let token = view.tokens[index]
      if token.kind == .sign, view.isSentenceEnd(index) || !view.isSign(index, UInt8(ascii: ".")) {
        return false
      }
      if token.kind == .number { return false }
      if NameWords.institutions.contains(token.hash) { return true }
      index -= 1
    }
    return false
  }

  /// Titles, ranks and articles before a name.
  func skipTitles(from start: Int) -> Int {
    var index = start
    // "S. Valdomiro": "seu", and no initial.
    if view.isWord(index, "s"), view.isSign(index + 1, UInt8(ascii: ".")),
      index + 2 < view.tokens.count,
      view.tokens[index + 2].followsSpace, scanner.isGiven(index + 2), !isPlaceInState(index)
    {
      index += 2
    }
    while index < view.tokens.count, index < start + 4,
      NameWords.titles.contains(view.tokens[index].hash) && !scanner.isGiven(index)
        || isCopula(index)
        || Self.articles.contains(view.tokens[index].hash) && !view.tokens[index].isCapitalised
        || index > start && view.isSign(index, UInt8(ascii: "."))
    { index += 1 }
    return index
  }

  /// Whether the abbreviation is of "São", in a town that its state follows: no "seu José".
  private func isPlaceInState(_ index: Int) -> Bool {
    guard let place = Lexicon.shared.places.longest(in: view, at: index),
      place.end < view.tokens.count
    else { return false }
    return view.tokens[place.end].isAllCapitals && view.tokens[place.end].count == 2
  }

  /// "é Ubirajara", and not the "e" of "Ana e Bia".
  private func isCopula(_ index: Int) -> Bool {
    if view.isWord(index, "eh") { return true }
    guard view.isWord(index, "e") else { return false }
    let text = view.text(ofTokens: index..<index + 1)
    return text == "é" || text == "É"
  }

  private static let corrections: WordSet = [
    "alias", "digo", "desculpa", "desculpe", "corrigindo", "melhor", "ops", "nao", "perdao",
  ]
  private static let withLeads: WordSet = ["com", "p", "para", "sobre", "contra", "c", "e"]
  private static let objectLeads: WordSet = [
    "ao", "aos", "pelo", "pela", "da", "do", "p", "para", "pra", "pro", "com", "c", "sobre",
    "contra", "dos", "das", "no", "na",
  ]
  private static let calls: WordSet = [
    "liga", "ligar", "ligue", "liguem", "retornar", "retorno", "retorne", "ret", "chamar",
    "contato", "ligacao", "atendimento", "mensagem", "recado", "lig", "visita", "falar", "encaixe",
    "solicitacao", "pedido", "reclamacao", "chamada", "demanda",
  ]

  private func startsClause(_ index: Int) -> Bool {
    index == 0 || view.tokens[index - 1].kind == .sign
      || view.tokens[index - 1].line != view.tokens[index].line
      || Self.openings.contains(view.tokens[index - 1].hash)
  }

  /// "oi é a Cidinha", "boa tarde é o Jorge".
  private static let openings: WordSet = [
    "oi", "ola", "alo", "oie", "tarde", "dia", "noite", "gente", "entao", "moca", "pessoal",
    "oii", "bem", "kkk", "kk", "kkkk", "rs", "rsrs", "haha", "opa", "eai",
  ]

  func isFirstOfLine(_ index: Int) -> Bool {
    index == 0 || view.tokens[index - 1].line != view.tokens[index].line
      || view.isSign(index - 1, UInt8(ascii: ">")) || view.isSign(index - 1, UInt8(ascii: "*"))
  }

  private static let wishes: WordSet = [
    "quero", "queria", "gostaria", "preciso", "precisava", "consegui", "consigo", "para", "pra",
    "de", "quer",
    "posso", "poderia", "desejo", "deseja", "tentei", "mandaram", "pediu", "pediram", "fui",
  ]
  private static let possessives: WordSet = ["da", "do", "de"]
  private static let leads: WordSet = [
    "e", "eh", "o", "a", "da", "do", "de", "aqui", "completo", "completa", "sendo", "foi",
  ]
}

// MARK: - By its place

extension NameRecogniser {
  /// WhatsApp's export: `[10:21, 21/11/2026] Maria:` and `21/11/2026 10:21 - Maria Silva: …`.
  private mutating func collectSenders() {
    var index = 0
    while index < view.tokens.count {
      let start = index
      let line = view.tokens[index].line
      while index < view.tokens.count, view.tokens[index].line == line { index += 1 }
      guard view.isSign(start, UInt8(ascii: "[")) || view.tokens[start].kind == .number else {
        continue
      }
      var position = start
      var numbers = 0
      while position < min(start + 16, index),
        view.tokens[position].kind != .word || Self.clockWords.contains(view.tokens[position].hash)
      {
        if view.tokens[position].kind == .number { numbers += 1 }
        position += 1
      }
      while position < index, NameWords.titles.contains(view.tokens[position].hash) {
        position += 1
      }
      guard numbers >= 2, position < index, view.tokens[position].kind == .word,
        !claims.contains(position),
        let name = scanner.name(at: position, needsKnown: false, isStated: false),
        view.isSign(name.upperBound, UInt8(ascii: ":"))
      else { continue }
      candidates.append(Candidate(tokens: name, score: 8 + (scanner.words(of: name) >= 2 ? 1 : 0)))
    }
  }

  private static let clockWords: WordSet = ["am", "pm", "h"]

  /// "Joana Prado relata que…" at the begin of a note or a sentence.
  private mutating func collectLeading() {
    for index in view.tokens.indices where startsSentence(index) && !claims.contains(index) {
      let start = skipTitles(from: index)
      guard start < view.tokens.count, !isInstitution(before: start),
        let name = scanner.name(at: start, needsKnown: false, isStated: false)
      else { continue }
      guard name.upperBound < view.tokens.count else { continue }
      let follows = view.tokens[name.upperBound]
      if NameWords.verbs.contains(follows.hash),
        view.tokens[start].isCapitalised || scanner.isGiven(start)
      {
        let isKnown = name.contains { scanner.isGiven($0) || scanner.isFamily($0) }
        candidates.append(
          Candidate(tokens: name, score: (isKnown ? 5 : 2) + (scanner.words(of: name) >= 2 ? 2 : 0))
        )
      }
    }
  }

  func startsSentence(_ index: Int) -> Bool {
    index == 0 || view.tokens[index].line != view.tokens[index - 1].line
      || view.isSentenceEnd(index - 1)
  }

  private static let articles: WordSet = ["a", "o"]
}
