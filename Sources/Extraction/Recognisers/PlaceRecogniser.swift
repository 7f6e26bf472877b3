internal import ContactsCore

/// Finds the city where the caller or the service is, and the state when there is evidence for it.
struct PlaceRecogniser {
  private(set) var city: Suggestion<String>?
  private(set) var state: Suggestion<StateCode>?
  /// The tokens of the city.
  private(set) var tokens: Range<Int>?

  private struct Candidate {
    let places: [Int]
    let tokens: Range<Int>
    let state: (code: StateCode, tokens: Range<Int>)?
    let score: Int
  }

  private let view: NoteView
  private let claims: Claims
  private let lexicon: Lexicon
  private let areaCodes: Set<String>
  /// For each token, the context that ends right before it or a little earlier.
  private var contexts: [(context: PlaceWords.Context, end: Int)] = []

  /// Reads the note; `areaCodes` of the caller tell towns of one name apart, and `people` is the caller's name.
  init(_ view: NoteView, claims: Claims, areaCodes: Set<String>, people: Range<Int>?) {
    self.view = view
    self.claims = claims
    lexicon = Lexicon.shared
    self.areaCodes = areaCodes
    for index in view.tokens.indices {
      if let match = PlaceWords.contexts.longest(in: view, at: index),
        let context = match.meanings.first, match.end > contexts.last?.end ?? 0
      {
        contexts.append((context, match.end))
      }
    }
    var best: Candidate?
    var index = 0
    while index < view.tokens.count {
      guard let candidate = candidate(at: index, people: people) else {
        index += 1
        continue
      }
      if candidate.score >= 3, candidate.score > best?.score ?? 0 { best = candidate }
      index = candidate.tokens.upperBound
    }
    if let best { take(best, areaCodes: areaCodes) } else { takeStateAlone() }
  }

  private mutating func take(_ candidate: Candidate, areaCodes: Set<String>) {
    var places = candidate.places.map { lexicon.municipalities[$0] }
    if let named = candidate.state {
      state = Suggestion(
        value: named.code, origin: .rule, span: view.span(ofTokens: named.tokens), isGrounded: true)
      let matching = places.filter { $0.state == named.code }
      if !matching.isEmpty { places = matching }
    } else {
      let near = places.filter { areaCodes.contains($0.areaCode) }
      let here = places.count > 1 && near.count == 1 ? near : places
      let capital = here.first { Self.capitals.contains($0.name) && Self.isCapital($0) }
      if let known = here.count == 1 ? here.first : capital {
        state = Suggestion(
          value: known.state, origin: .rule, span: view.span(ofTokens: candidate.tokens),
          isGrounded: true)
        places = [known]
      }
    }
    guard let place = places.first else { return }
    tokens = candidate.tokens
    city = Suggestion(
      value: place.name, origin: .rule, span: view.span(ofTokens: candidate.tokens),
      isGrounded: true)
  }

  /// "Moro no interior da Bahia": a state without a city.
  private mutating func takeStateAlone() {
    for (context, end) in contexts where context == .state || context == .home {
      var start = end
      while start < view.tokens.count, start < end + 2, view.tokens[start].kind == .sign {
        start += 1
      }
      guard let named = stateName(at: start) ?? stateLetters(at: start) else { continue }
      state = Suggestion(
        value: named.code, origin: .rule, span: view.span(ofTokens: named.tokens), isGrounded: true)
      return
    }
    // "// AP //": an item of a list.
    for index in view.tokens.indices.dropFirst()
    where view.tokens[index].isAllCapitals && view.tokens[index - 1].kind == .sign
      && !claims.contains(index) && !".'@".utf8.contains(view.byte(of: view.tokens[index - 1]))
      && index + 1 < view.tokens.count && view.tokens[index + 1].kind == .sign
      && view.byte(of: view.tokens[index + 1]) == view.byte(of: view.tokens[index - 1])
    {
      guard let named = stateLetters(at: index) else { continue }
      state = Suggestion(
        value: named.code, origin: .rule, span: view.span(ofTokens: named.tokens), isGrounded: true)
      return
    }
  }
}

// MARK: - One candidate

extension PlaceRecogniser {
  private func candidate(at start: Int, people: Range<Int>?) -> Candidate? {
    guard view.tokens[start].kind == .word, !claims.contains(start),
      let match = lexicon.places.longest(in: view, at: start)
    else { return nil }
    let tokens = start..<match.end
    if let people, people.overlaps(tokens) {
      return Candidate(
        places: [], tokens: start..<max(people.upperBound, match.end), state: nil, score: 0)
    }
    let named = state(after: match.end) ?? bareLetters(after: match.end, of: match.meanings)
    return Candidate(
      places: match.meanings, tokens: tokens, state: named,
      score: score(
        of: tokens, hasState: named != nil, isOrigin: isOrigin(tokens, of: people),
        isNear: match.meanings.contains { areaCodes.contains(lexicon.municipalities[$0].areaCode) })
    )
  }

  /// "Luzia Prado de Olinda", "aqui é a Luzia, de Olinda": right after the caller's name.
  private func isOrigin(_ tokens: Range<Int>, of people: Range<Int>?) -> Bool {
    guard let people, view.tokens[tokens.lowerBound].isCapitalised,
      view.isWord(tokens.lowerBound - 1, "de")
    else { return false }
    let gap = people.upperBound..<max(people.upperBound, tokens.lowerBound - 1)
    return tokens.lowerBound > people.upperBound && gap.count <= 1
      && gap.allSatisfy { view.isSign($0, UInt8(ascii: ",")) }
  }

  private func score(of tokens: Range<Int>, hasState: Bool, isOrigin: Bool, isNear: Bool) -> Int {
    let first = view.tokens[tokens.lowerBound]
    let length = tokens.count { view.tokens[$0].kind == .word }
    // Nicknames of two or three letters are written in capitals, or after a clear cue.
    let isShort = length == 1 && first.count <= 3
    let isOrdinary =
      isShort
      || length == 1
        && (PlaceWords.ordinary.contains(first.hash)
          || lexicon.givenNames.contains(first.hash) || lexicon.surnames.contains(first.hash))
      || PlaceWords.ordinary.contains(hash(of: tokens))
    if isHead(tokens) { return 0 }
    var score = hasState ? 6 : 0
    let context = context(before: tokens.lowerBound)
    switch context {
    case .home: score += 9
    case .service: score += 4
    case .state: return 0
    case .proper: return 0
    case .elsewhere: score -= 5
    case nil: break
    }
    if isOrigin { score += 6 } else if !hasState, isPartOfName(tokens) { return 0 }
    if length > 1 { score += 2 }
    if first.isCapitalised { score += isNear ? 3 : 1 }
    switch preposition(before: tokens.lowerBound) {
    case .place: score += context == nil ? 3 : 0
    case .origin: score += context == nil ? (isAfterComma(tokens.lowerBound - 1) ? 3 : 1) : 0
    case nil:
      guard context == nil else { break }
      if isAlone(tokens), first.isCapitalised || length > 1 { score += 2 }
      if !isOrdinary, endsAddress(tokens) || headsLetter(tokens) { score += 4 }
      // "96 99177-4025, macapá": in small letters beside a number of its DDD.
      if isNear, !isOrdinary, !first.isCapitalised, isBesideNumber(tokens) { score += 3 }
    }
    // "em Santos", with its capital, is a place even where Santos is also a family name.
    let isCertain =
      isShort && first.isAllCapitals
      || first.isCapitalised && view.isWord(tokens.lowerBound - 1, "em")
      || first.isCapitalised && length == 1 && first.hash == "rio"
        && preposition(before: tokens.lowerBound) != nil
    return isOrdinary && score < 6 && !isCertain && !(isNear && isAlone(tokens)) ? score - 2 : score
  }

  /// "bairro Laguinho macapá", "rua das acácias 40 ananindeua": the town at the end of a line that gives an address.
  private func endsAddress(_ tokens: Range<Int>) -> Bool {
    let end = tokens.upperBound
    guard
      end == view.tokens.count || view.tokens[end].line != view.tokens[end - 1].line
        || view.isSentenceEnd(end)
    else { return false }
    var index = tokens.lowerBound - 1
    while index >= 0, tokens.lowerBound - index <= 8,
      view.tokens[index].line == view.tokens[tokens.lowerBound].line, !view.isSentenceEnd(index)
    {
      // Something is named between: "rua Petrópolis" is a street's name.
      if Self.addresses.contains(view.tokens[index].hash) {
        return tokens.lowerBound - index > 1
          && !NameWords.particles.contains(view.tokens[tokens.lowerBound - 1].hash)
      }
      index -= 1
    }
    return false
  }

  private static let addresses: WordSet = [
    "rua", "bairro", "avenida", "av", "travessa", "servidao", "morro", "alameda", "conjunto",
    "quadra",
  ]

  /// "Diamantina, 23 de fevereiro de 2026.": where a letter is written.
  private func headsLetter(_ tokens: Range<Int>) -> Bool {
    let start = tokens.lowerBound
    guard start == 0 || view.tokens[start - 1].line != view.tokens[start].line,
      view.tokens[start].isCapitalised, view.isSign(tokens.upperBound, UInt8(ascii: ",")),
      tokens.upperBound + 2 < view.tokens.count,
      view.tokens[tokens.upperBound + 1].kind == .number
    else { return false }
    return (tokens.upperBound + 2..<min(tokens.upperBound + 5, view.tokens.count)).contains {
      DateWords.months[view.tokens[$0].hash] != nil
    }
  }

  private func hash(of tokens: Range<Int>) -> WordHash {
    WordHash(
      view.bytes[view.tokens[tokens.lowerBound].start..<view.tokens[tokens.upperBound - 1].end])
  }

  /// The context that ends right before a token, or with only "de", ":" or the like between.
  private func context(before start: Int) -> PlaceWords.Context? {
    var found: PlaceWords.Context?
    var low = 0
    var high = contexts.count
    while low < high {
      let middle = (low + high) / 2
      if contexts[middle].end < start - 4 { low = middle + 1 } else { high = middle }
    }
    while low < contexts.count, contexts[low].end <= start {
      let between = contexts[low].end..<start
      if between.allSatisfy({ isFiller($0) }),
        view.tokens[start].line - view.tokens[contexts[low].end - 1].line <= 1
      {
        found = contexts[low].context
      }
      low += 1
    }
    return found
  }

  private func isFiller(_ index: Int) -> Bool {
    let token = view.tokens[index]
    if token.kind == .sign { return ":-(\"'=/.?".utf8.contains(view.byte(of: token)) }
    return Self.fillers.contains(token.hash)
  }

  private enum Preposition { case place, origin }

  private func preposition(before start: Int) -> Preposition? {
    guard start > 0 else { return nil }
    let hash = view.tokens[start - 1].hash
    if Self.placeWords.contains(hash) { return .place }
    return Self.originWords.contains(hash) ? .origin : nil
  }

  private func isBesideNumber(_ tokens: Range<Int>) -> Bool {
    var index = tokens.lowerBound - 1
    while index >= 0, view.tokens[index].kind == .sign { index -= 1 }
    guard index >= 0 else { return false }
    return view.tokens[index].kind == .number || SpokenNumber.value(of: view.tokens[index]) != nil
  }

  private func isAfterComma(_ index: Int) -> Bool {
    index == 0 || view.tokens[index - 1].kind != .word
      || view.tokens[index].line != view.tokens[index - 1].line
  }

  /// Between two signs or line ends: one item of a list.
  private func isAlone(_ tokens: Range<Int>) -> Bool {
    let end = tokens.upperBound
    let closed =
      end == view.tokens.count || view.tokens[end].kind == .sign
      || view.tokens[end].line != view.tokens[end - 1].line
    return isAfterComma(tokens.lowerBound) && closed && tokens.lowerBound > 0
  }

  /// "Jardim Ângela", "Planalto Paulista": a town's name that begins another one.
  private func isHead(_ tokens: Range<Int>) -> Bool {
    let next = tokens.upperBound
    return tokens.count == 1 && Self.heads.contains(view.tokens[tokens.lowerBound].hash)
      && next < view.tokens.count && view.tokens[next].kind == .word
      && view.tokens[next].isCapitalised && stateLetters(at: next) == nil
      && view.tokens[next].line == view.tokens[tokens.lowerBound].line
  }

  private static let heads: WordSet = [
    "jardim", "barra", "planalto", "paraiso", "central", "lagoa", "campestre", "bonito",
    "palmeiras",
  ]

  /// Whether the words beside, with no sign between, make it a person's name.
  private func isPartOfName(_ tokens: Range<Int>) -> Bool {
    let before = tokens.lowerBound - 1
    if before >= 0, view.tokens[before].kind == .word,
      view.tokens[before].line == view.tokens[tokens.lowerBound].line
    {
      let token = view.tokens[before]
      if lexicon.givenNames.contains(token.hash) || lexicon.surnames.contains(token.hash)
        || NameWords.titles.contains(token.hash)
      {
        return true
      }
      // "Maria dos Santos", but not "adão ferreira de itapecuru mirim".
      if tokens.count == 1, NameWords.particles.contains(token.hash), before > 0,
        view.tokens[before - 1].kind == .word,
        lexicon.givenNames.contains(view.tokens[before - 1].hash)
          || lexicon.surnames.contains(view.tokens[before - 1].hash)
      {
        return true
      }
    }
    let after = tokens.upperBound
    guard after < view.tokens.count, view.tokens[after].kind == .word,
      view.tokens[after].line == view.tokens[after - 1].line
    else { return false }
    let next = view.tokens[after]
    return lexicon.surnames.contains(next.hash) && next.isCapitalised
  }

  private static let fillers: WordSet = [
    "de", "do", "da", "em", "no", "na", "a", "o", "e", "eh", "atual",
  ]
  private static let placeWords: WordSet = ["em", "no", "na", "aqui"]
  private static let originWords: WordSet = ["de", "do", "da", "p", "para", "pra"]
}

// MARK: - States

extension PlaceRecogniser {
  /// `Campinas-SP`, `Campinas/SP`, `Campinas (SP)`, "Cascavel, no Paraná".
  private func state(after end: Int) -> (code: StateCode, tokens: Range<Int>)? {
    var index = end
    while index < min(end + 3, view.tokens.count),
      view.tokens[index].kind == .sign
        ? "-/,(–.".utf8.contains(view.byte(of: view.tokens[index]))
        : Self.joints.contains(view.tokens[index].hash)
    {
      index += 1
    }
    if let letters = stateLetters(at: index) ?? smallLetters(at: index, after: end) {
      return letters
    }
    guard index > end, view.tokens[end].line == view.tokens[end - 1].line,
      let name = stateName(at: index),
      name.code != .PA || view.tokens[index].isCapitalised
    else { return nil }
    return name
  }

  private func stateLetters(at index: Int) -> (code: StateCode, tokens: Range<Int>)? {
    guard index < view.tokens.count, view.tokens[index].isAllCapitals,
      view.tokens[index].count == 2,
      let code = StateCode(rawValue: view.text(ofTokens: index..<index + 1))
    else { return nil }
    return (code, index..<index + 1)
  }

  /// `campinas/sp`: small letters only right after a stroke, a hyphen or a bracket.
  private func smallLetters(at index: Int, after end: Int) -> (code: StateCode, tokens: Range<Int>)?
  {
    guard index == end + 1, index < view.tokens.count, view.tokens[index].count == 2,
      "-/(".utf8.contains(view.byte(of: view.tokens[end])),
      let code = StateCode(
        rawValue: view.text(ofTokens: index..<index + 1).uppercased())
    else { return nil }
    return (code, index..<index + 1)
  }

  /// "picos pi": small letters at the end of what is said, where a town of that name is in that state.
  private func bareLetters(
    after end: Int, of places: [Int]
  ) -> (code: StateCode, tokens: Range<Int>)? {
    guard end < view.tokens.count, view.tokens[end].kind == .word, view.tokens[end].count == 2,
      view.tokens[end].line == view.tokens[end - 1].line,
      end + 1 == view.tokens.count || view.tokens[end + 1].kind != .word
        || view.tokens[end + 1].line != view.tokens[end].line,
      let code = StateCode(rawValue: view.text(ofTokens: end..<end + 1).uppercased()),
      places.contains(where: { lexicon.municipalities[$0].state == code })
    else { return nil }
    return (code, end..<end + 1)
  }

  private func stateName(at index: Int) -> (code: StateCode, tokens: Range<Int>)? {
    guard index < view.tokens.count, let match = lexicon.states.longest(in: view, at: index),
      let code = match.meanings.first
    else { return nil }
    return (code, index..<match.end)
  }

  private static let joints: WordSet = ["no", "na", "em", "do", "da", "estado", "uf"]

  private static func isCapital(_ place: Lexicon.Place) -> Bool {
    capitalStates[place.name] == place.state
  }

  private static let capitals = Set(capitalStates.keys)
  private static let capitalStates: [String: StateCode] = [
    "Rio Branco": .AC, "Maceió": .AL, "Manaus": .AM, "Macapá": .AP, "Salvador": .BA,
    "Fortaleza": .CE,
    "Brasília": .DF, "Vitória": .ES, "Goiânia": .GO, "São Luís": .MA, "Belo Horizonte": .MG,
    "Campo Grande": .MS, "Cuiabá": .MT, "Belém": .PA, "João Pessoa": .PB, "Recife": .PE,
    "Teresina": .PI, "Curitiba": .PR, "Rio de Janeiro": .RJ, "Natal": .RN, "Porto Velho": .RO,
    "Boa Vista": .RR, "Porto Alegre": .RS, "Florianópolis": .SC, "Aracaju": .SE, "São Paulo": .SP,
    "Palmas": .TO,
  ]
}
