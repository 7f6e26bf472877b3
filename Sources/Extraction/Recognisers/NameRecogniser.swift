internal import ContactsCore

/// Finds the name of the person who makes the contact: not the relative they speak of, not the technician.
struct NameRecogniser {
  private struct Candidate {
    let tokens: Range<Int>
    var score: Int
  }

  private let view: NoteView
  private let claims: Claims
  private let lexicon = Lexicon.shared
  private var candidates: [Candidate] = []
  /// The tokens of the caller's name.
  private(set) var tokens: Range<Int>?

  init(_ view: NoteView, claims: Claims) {
    self.view = view
    self.claims = claims
    collectCued()
    collectSenders()
    collectLines()
    collectLeading()
    collectItems()
    tokens = chosen
  }

  private var chosen: Range<Int>? {
    var best: Candidate?
    for candidate in candidates where candidate.score > best?.score ?? 0 { best = candidate }
    guard let best else { return nil }
    // The same person may be named in full elsewhere: "sou a Ana" and a signature "Ana Paula Reis".
    let head = view.tokens[best.tokens.lowerBound].hash
    let fuller = candidates.filter {
      view.tokens[$0.tokens.lowerBound].hash == head && $0.tokens.count > best.tokens.count
        && $0.score >= 3
    }
    let name = fuller.max { $0.tokens.count < $1.tokens.count }?.tokens ?? best.tokens
    return candidates.map(\.tokens).filter { says($0, as: name) }
      .min { $0.lowerBound < $1.lowerBound } ?? name
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
    let limit = min(end + 4, view.tokens.count)
    let colon = view.isSign(index, UInt8(ascii: ":"))
    while index < limit, view.tokens[index].kind == .sign,
      ":,.-(\"*_=)–/".utf8.contains(view.byte(of: view.tokens[index]))
    {
      index += 1
    }
    while index < limit,
      Self.leads.contains(view.tokens[index].hash)
        || NameWords.titles.contains(view.tokens[index].hash)
    {
      index += 1
      if index < limit, view.isSign(index, UInt8(ascii: ".")) { index += 1 }
      // "Sr(a)."
      while index < limit,
        view.isSign(index, UInt8(ascii: "(")) || view.isSign(index, UInt8(ascii: ")"))
      { index += 1 }
    }
    guard index < view.tokens.count else { return nil }
    let isNewLine = view.tokens[index].line != view.tokens[end - 1].line
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
    let isLoose =
      cue == .note || cue == .signature || cue == .answers
      || cue == .introduction && !view.tokens[index].isCapitalised
    guard let name = name(at: index, needsKnown: isLoose, isStated: cue == .statement) else {
      return nil
    }
    let full = words(of: name) >= 2 ? 2 : 0
    switch cue {
    case .statement: return Candidate(tokens: name, score: 12 + full)
    case .socialName: return Candidate(tokens: name, score: 9 + full)
    case .introduction:
      let isCapitalised = view.tokens[name.lowerBound].isCapitalised
      guard isCapitalised || isGiven(name.lowerBound) else { return nil }
      let isWeak =
        end - start <= 2 && !view.isWord(start, "sou") && !view.isWord(start, "eu")
        && !view.isWord(start, "aqui")
      if isWeak, !startsClause(start) { return nil }
      return Candidate(tokens: name, score: (isWeak ? 5 : 10) + full)
    case .signature:
      let ends =
        name.upperBound == view.tokens.count
        || view.tokens[name.upperBound].line != view.tokens[name.upperBound - 1].line
        || view.tokens[name.upperBound].kind == .sign
      guard ends else { return nil }
      return Candidate(tokens: name, score: 7 + full)
    case .note:
      if isThirdParty(before: start) { return Candidate(tokens: name, score: 0) }
      return Candidate(tokens: name, score: (colon ? 9 : 6) + full)
    case .sender: return Candidate(tokens: name, score: 6 + full)
    case .answers:
      let isWish = start > 0 && Self.wishes.contains(view.tokens[start - 1].hash)
      return Candidate(tokens: name, score: isWish ? 0 : 4 + full)
    case .other, .otherName: return Candidate(tokens: name, score: 0)
    }
  }

  /// Whether the words before "senhor" or the like make it somebody else.
  private func isThirdParty(before start: Int) -> Bool {
    for index in max(0, start - 4)..<start {
      if let match = NameWords.cues.longest(in: view, at: index), match.end >= start - 2,
        match.end <= start,
        match.meanings.contains(.other)
      {
        return true
      }
    }
    return false
  }

  private func startsClause(_ index: Int) -> Bool {
    index == 0 || view.tokens[index - 1].kind == .sign
      || view.tokens[index - 1].line != view.tokens[index].line
  }

  private func isFirstOfLine(_ index: Int) -> Bool {
    index == 0 || view.tokens[index - 1].line != view.tokens[index].line
      || view.isSign(index - 1, UInt8(ascii: ">")) || view.isSign(index - 1, UInt8(ascii: "*"))
  }

  private static let wishes: WordSet = [
    "quero", "queria", "gostaria", "preciso", "precisava", "consegui", "consigo", "para", "pra",
    "de", "quer",
    "posso", "poderia", "desejo", "deseja", "tentei", "mandaram", "pediu", "pediram", "fui",
  ]
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
      guard numbers >= 4, position < index, view.tokens[position].kind == .word,
        let name = name(at: position, needsKnown: false, isStated: false),
        view.isSign(name.upperBound, UInt8(ascii: ":"))
      else { continue }
      candidates.append(Candidate(tokens: name, score: 8 + (words(of: name) >= 2 ? 1 : 0)))
    }
  }

  private static let clockWords: WordSet = ["am", "pm", "h"]

  /// A line, or an item between commas, that is nothing but a name.
  private mutating func collectLines() {
    for index in view.tokens.indices where startsItem(index) && !claims.contains(index) {
      guard let name = name(at: index, needsKnown: true, isStated: false), words(of: name) >= 2
      else { continue }
      let end = name.upperBound
      let endsLine = end == view.tokens.count || view.tokens[end].line != view.tokens[end - 1].line
      let endsItem = endsLine || ",;|-/(".utf8.contains(view.byte(of: view.tokens[end]))
      guard endsItem else { continue }
      let startsLine = isFirstOfLine(index)
      if startsLine || index == 0 {
        candidates.append(Candidate(tokens: name, score: endsLine ? 6 : 5))
      }
    }
  }

  private func startsItem(_ index: Int) -> Bool { isFirstOfLine(index) }

  /// "Joana Prado relata que…" at the begin of a note or a sentence.
  private mutating func collectLeading() {
    for index in view.tokens.indices where startsSentence(index) && !claims.contains(index) {
      var start = index
      while start < view.tokens.count, start < index + 3,
        NameWords.titles.contains(view.tokens[start].hash)
          || Self.articles.contains(view.tokens[start].hash)
          || view.isSign(start, UInt8(ascii: "."))
      {
        start += 1
      }
      guard start < view.tokens.count, let name = name(at: start, needsKnown: true, isStated: false)
      else { continue }
      guard name.upperBound < view.tokens.count else { continue }
      let follows = view.tokens[name.upperBound]
      if NameWords.verbs.contains(follows.hash), view.tokens[start].isCapitalised || isGiven(start)
      {
        candidates.append(Candidate(tokens: name, score: 5 + (words(of: name) >= 2 ? 2 : 0)))
      } else if index == 0, words(of: name) >= 2, follows.kind == .sign || follows.kind == .number {
        candidates.append(Candidate(tokens: name, score: 5))
      }
    }
  }

  private func startsSentence(_ index: Int) -> Bool {
    index == 0 || view.tokens[index].line != view.tokens[index - 1].line
      || view.isSentenceEnd(index - 1)
  }

  private static let articles: WordSet = ["a", "o"]
}

// MARK: - Without any cue

extension NameRecogniser {
  /// Names that stand by themselves between signs, numbers and line ends.
  private mutating func collectItems() {
    let known = candidates.map(\.tokens)
    var next = 0
    for index in view.tokens.indices.dropFirst() where startsPart(index) && !claims.contains(index)
    {
      while next < known.count, known[next].upperBound <= index { next += 1 }
      guard isGiven(index), view.tokens[index].isCapitalised,
        !(next < known.count && known[next].contains(index)), !isThirdParty(before: index),
        let name = name(at: index, needsKnown: true, isStated: false)
      else { continue }
      let end = name.upperBound
      let isClosed =
        end == view.tokens.count || view.tokens[end].line != view.tokens[end - 1].line
        || view.tokens[end].kind != .word || claims.contains(end)
      if words(of: name) >= 2 {
        candidates.append(Candidate(tokens: name, score: isClosed ? 4 : 3))
      } else if isClosed, end == view.tokens.count || isBesideContact(name) {
        candidates.append(Candidate(tokens: name, score: 2))
      }
    }
  }

  /// After a sign, a number or an address, or at a line's begin.
  private func startsPart(_ index: Int) -> Bool {
    view.tokens[index - 1].kind != .word || claims.contains(index - 1)
      || view.tokens[index].line != view.tokens[index - 1].line
      || SpokenNumber.value(of: view.tokens[index - 1]) != nil
  }

  private func isBesideContact(_ name: Range<Int>) -> Bool {
    (name.upperBound..<min(name.upperBound + 4, view.tokens.count)).contains {
      view.tokens[$0].kind == .number || claims.contains($0)
    }
  }
}

// MARK: - The name itself

extension NameRecogniser {
  /// The name that begins at a token: capitals, or words known as names, with particles between.
  private func name(at start: Int, needsKnown: Bool, isStated: Bool) -> Range<Int>? {
    guard start < view.tokens.count, isNameWord(start, isFirst: true, isStated: isStated),
      !claims.contains(start)
    else {
      return nil
    }
    let isCapitalised = view.tokens[start].isCapitalised
    var end = start + 1
    var count = 1
    var known = isGiven(start) || isFamily(start)
    while end < view.tokens.count, count < 8 {
      if view.isSign(end, UInt8(ascii: ".")), view.tokens[end - 1].count == 1,
        !view.tokens[end].followsSpace,
        end + 1 < view.tokens.count, view.tokens[end + 1].isCapitalised
      {
        end += 1
        continue
      }
      if view.isSign(end, UInt8(ascii: "'")) || view.isSign(end, UInt8(ascii: "-")),
        !view.tokens[end].followsSpace,
        end + 1 < view.tokens.count, !view.tokens[end + 1].followsSpace,
        view.tokens[end + 1].isCapitalised
      {
        end += 2
        continue
      }
      guard view.tokens[end].kind == .word, view.tokens[end].line == view.tokens[start].line else {
        break
      }
      var next = end
      while next < view.tokens.count, next < end + 2,
        NameWords.particles.contains(view.tokens[next].hash),
        !(view.tokens[next].isCapitalised && view.tokens[next].count == 1
          && !view.tokens[next].isAllCapitals && !view.isWord(next, "e"))
      {
        next += 1
      }
      guard next < view.tokens.count, view.tokens[next].kind == .word,
        view.tokens[next].line == view.tokens[start].line,
        continues(next, afterParticle: next > end, particle: end, isCapitalised: isCapitalised)
      else { break }
      known = known || isGiven(next) || isFamily(next)
      end = next + 1
      count += 1
    }
    if needsKnown, !known { return nil }
    if !isCapitalised, !isGiven(start), !isStated { return nil }
    return start..<end
  }

  private func continues(_ index: Int, afterParticle: Bool, particle: Int, isCapitalised: Bool)
    -> Bool
  {
    let token = view.tokens[index]
    if NameWords.suffixes.contains(token.hash), !afterParticle {
      return token.isCapitalised || !isCapitalised
    }
    if NameWords.notNames.contains(token.hash), !isFamily(index), !isGiven(index) { return false }
    if NameWords.verbs.contains(token.hash) { return false }
    if afterParticle {
      // "Maria e João" are two people; "Souza e Silva" is one name.
      if view.isWord(particle, "e") {
        return isFamily(index) && isFamily(particle - 1) && !isGiven(index)
          && token.isCapitalised == isCapitalised
      }
      return isCapitalised
        ? token.isCapitalised
          && (isFamily(index) || isGiven(index) || !isPlaceName(index, particle)) : isFamily(index)
    }
    if isCapitalised {
      return token.isCapitalised || (isFamily(index) && !view.tokens[index - 1].isCapitalised)
    }
    return isFamily(index) || isGiven(index)
  }

  /// "Maria de Curitiba": a place after "de" ends the name.
  private func isPlaceName(_ index: Int, _ particle: Int) -> Bool {
    lexicon.places.longest(in: view, at: index) != nil
  }

  private func isNameWord(_ index: Int, isFirst: Bool, isStated: Bool) -> Bool {
    let token = view.tokens[index]
    guard token.kind == .word, token.count >= 2 || token.isCapitalised else { return false }
    if NameWords.notNames.contains(token.hash), !isGiven(index) { return false }
    if NameWords.particles.contains(token.hash) { return false }
    return token.isCapitalised || isGiven(index)
      || (isStated && token.count >= 3 && !NameWords.verbs.contains(token.hash))
  }

  private func isGiven(_ index: Int) -> Bool {
    lexicon.givenNames.contains(view.tokens[index].hash)
  }
  private func isFamily(_ index: Int) -> Bool { lexicon.surnames.contains(view.tokens[index].hash) }

  private func words(of tokens: Range<Int>) -> Int {
    tokens.count {
      view.tokens[$0].kind == .word && !NameWords.particles.contains(view.tokens[$0].hash)
    }
  }
}
