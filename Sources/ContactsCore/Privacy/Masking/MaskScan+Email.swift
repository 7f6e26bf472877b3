extension MaskScan {
  /// Covers addresses: written, with spaces around their signs, or dictated with `arroba` and `ponto`.
  mutating func findEmails() {
    for at in tokens.indices where !isTaken(at) {
      guard let sign = atSign(at) else { continue }
      guard let last = domainEnd(after: sign.upperBound, isDictated: !tokens[at].isSign("@")),
        let first = localStart(before: sign.lowerBound, isDictated: !tokens[at].isSign("@"))
      else { continue }
      // `joana@@exemplo.com` is no address, unless something says that it was meant as one.
      if sign.count > 1, tokens[at].isSign("@"), label(before: first) != .email,
        !Self.providers.contains(tokens[sign.upperBound + 1].hash)
      {
        continue
      }
      cover(first...last, as: .email)
    }
  }

  /// The tokens of an `@`, an `arroba`, an `(at)`.
  private func atSign(_ index: Int) -> ClosedRange<Int>? {
    let token = tokens[index]
    if token.isSign("@") {
      if index > 0, tokens[index - 1].isSign("@"), token.gap == .none { return nil }
      var last = index
      while last + 1 < tokens.count, last < index + 2, tokens[last + 1].isSign("@"),
        tokens[last + 1].gap == .none
      {
        last += 1
      }
      return index...last
    }
    let isSpoken = Self.isSpokenAt(token)
    guard isSpoken || Self.isEnglishAt(token) else { return nil }
    if isBracketed(index) { return (index - 1)...(index + 1) }
    if isSpoken { return index...index }
    // The English word says so only before `gmail dot com`, or after what no sentence has: `joana.silva at …`.
    guard index > 0, token.gap == .space, index + 1 < tokens.count, tokens[index + 1].gap == .space
    else { return nil }
    if Self.providers.contains(tokens[index + 1].hash) { return index...index }
    let end = labelEnd(index + 1)
    guard isDomainPart(index + 1), end + 2 < tokens.count,
      Self.knownEnds.contains(tokens[end + 2].hash)
    else { return nil }
    let isDictated = tokens[end + 1].kind == .word && dot(at: end + 1) != nil
    let isWritten = index > 1 && tokens[index - 1].gap == .none && tokens[index - 2].kind == .sign
    return isDictated || isWritten ? index...index : nil
  }

  private func isBracketed(_ index: Int) -> Bool {
    index > 0 && index + 1 < tokens.count
      && (tokens[index - 1].isSign("(") && tokens[index + 1].isSign(")")
        || tokens[index - 1].isSign("[") && tokens[index + 1].isSign("]"))
  }

  /// The last token of a dot between labels: `.`, `..`, `ponto`, `(dot)`.
  private func dot(at index: Int) -> Int? {
    guard index < tokens.count, tokens[index].gap < .wide else { return nil }
    if tokens[index].isSign(".") {
      let isTwice =
        index + 1 < tokens.count && tokens[index + 1].isSign(".") && tokens[index + 1].gap == .none
      return isTwice ? index + 1 : index
    }
    if Self.dots.contains(tokens[index].hash) { return index }
    guard index + 2 < tokens.count, Self.dots.contains(tokens[index + 1].hash),
      isBracketed(index + 1)
    else { return nil }
    return index + 2
  }

  /// Their length is asked first: it turns nearly all words away.
  static func isSpokenAt(_ token: MaskToken) -> Bool { token.count == 6 && token.hash == spokenAt }
  static func isEnglishAt(_ token: MaskToken) -> Bool {
    token.count == 2 && token.hash == englishAt
  }
  private static let spokenAt = MaskLexicon.Hash.of("arroba".utf8)
  private static let englishAt = MaskLexicon.Hash.of("at".utf8)
  private static let dots: WordSet = ["ponto", "dot"]
  private static let com = MaskLexicon.Hash.of("com".utf8)
  private static let localJoints: WordSet = [
    "ponto", "underline", "underscore", "andeline", "traco", "hifen", "menos", "sublinhado",
  ]
  /// Ends of a domain that are believed with spaces around them.
  private static let knownEnds: WordSet = [
    "com", "br", "org", "net", "gov", "edu", "info", "jus", "leg", "mil", "pt", "io", "co", "me",
  ]
  /// Providers that people name without their `.com`.
  private static let providers: WordSet = [
    "gmail", "hotmail", "outlook", "yahoo", "icloud", "uol", "bol", "terra", "ig", "live", "msn",
  ]

  // MARK: - The domain

  /// The last token of the domain that begins after the sign.
  private func domainEnd(after sign: Int, isDictated: Bool) -> Int? {
    var at = sign + 1
    // `joana.arroba.uol.com.br`
    if isDictated, at < tokens.count, tokens[at].gap == .none, tokens[at].isSign(".") { at += 1 }
    guard at < tokens.count, tokens[at].gap < .wide, isDomainPart(at) else { return nil }
    let isLoose = isDictated || tokens[sign].gap != .none || tokens[at].gap != .none
    let firstLabel = at
    var parts = 1
    var last = labelEnd(at)
    while let next = nextLabel(after: last, isLoose: isLoose, parts: parts) {
      last = labelEnd(next)
      parts += 1
    }
    let end = tokens[last]
    if parts > 1, end.kind == .word, end.count >= 2 { return last }
    // `@gmail`, or a typing error after the word that announces an address.
    if Self.providers.contains(tokens[firstLabel].hash) {
      // `arroba gmail com`
      let isSaid =
        isDictated && last + 1 < tokens.count && tokens[last + 1].hash == Self.com
        && tokens[last + 1].gap == .space
      return isSaid ? last + 1 : last
    }
    return contents.hasEmailLabels && label(before: sign - 1) == .email && end.kind == .word
      ? last : nil
  }

  /// Where the next label of a domain begins, past what stands for its dot.
  private func nextLabel(after last: Int, isLoose: Bool, parts: Int) -> Int? {
    let at = last + 1
    if let dot = dot(at: at), isDomainPart(dot + 1) {
      let next = tokens[dot + 1]
      let isKnown = Self.knownEnds.contains(next.hash) && next.letters == .lower
      if tokens[at].kind == .word || tokens[at].isSign("(") || tokens[at].isSign("[") {
        return isLoose || isKnown ? dot + 1 : nil
      }
      if tokens[at].gap == .none, next.gap == .none { return dot + 1 }
      // A sentence may end after a whole address, not after `joana@gmail`.
      return Self.knownEnds.contains(next.hash) && (isLoose || parts == 1 && isKnown)
        ? dot + 1 : nil
    }
    // `joana@gmail,com`
    guard parts == 1, at + 1 < tokens.count, tokens[at].isSign(","), tokens[at].gap == .none,
      tokens[at + 1].gap == .none, tokens[at + 1].hash == Self.com
    else { return nil }
    return at + 1
  }

  private func isDomainPart(_ index: Int) -> Bool {
    index < tokens.count && (tokens[index].kind == .word || tokens[index].kind == .number)
      && !isTaken(index)
  }

  /// The last token of the label that begins here: letters, digits and hyphens without a space.
  private func labelEnd(_ start: Int) -> Int {
    var last = start
    while last + 1 < tokens.count, tokens[last + 1].gap == .none {
      let next = tokens[last + 1]
      if next.kind == .word || next.kind == .number {
        last += 1
      } else if next.isSign("-"), last + 2 < tokens.count, tokens[last + 2].gap == .none,
        isDomainPart(last + 2)
      {
        last += 2
      } else {
        break
      }
    }
    return last
  }

  // MARK: - The local part

  private static let localSigns: SignSet = "._%+-'~!#$*"
  private static let lastSigns: SignSet = "_-+."

  /// The first token of what stands before the sign.
  private func localStart(before sign: Int, isDictated: Bool) -> Int? {
    var first = sign - 1
    guard first >= 0, tokens[first].kind == .word || tokens[first].kind == .number, !isTaken(first)
    else {
      return first >= 0 && Self.lastSigns.contains(tokens[first].sign) && tokens[sign].gap == .none
        ? writtenStart(first) : nil
    }
    if isDictated, let announced = announcedStart(before: sign) { return announced }
    first = namedStart(spelledStart(writtenStart(first)), isLoose: tokens[sign].gap == .space)
    while isDictated, first >= 2, Self.localJoints.contains(tokens[first - 1].hash),
      tokens[first - 2].kind != .sign
    {
      first = writtenStart(first - 2)
    }
    return first
  }

  /// Everything without a space, in the characters that people have in addresses.
  private func writtenStart(_ start: Int) -> Int {
    var first = start
    while first > 0, tokens[first].gap == .none, start - first < 64, !isTaken(first - 1) {
      let token = tokens[first - 1]
      guard token.kind == .word || token.kind == .number || Self.localSigns.contains(token.sign)
      else { break }
      first -= 1
    }
    return first
  }

  /// `maria silva @ …`: names before what has a space before its sign.
  private func namedStart(_ start: Int, isLoose: Bool) -> Int {
    var first = start
    let names: MaskWord.Traits = [.givenName, .surname]
    while isLoose, first > 0, start - first < 3, tokens[first].gap == .space,
      !isTaken(first - 1), !tokens[first - 1].word.traits.isDisjoint(with: names),
      !tokens[first - 1].word.traits.contains(.common)
    {
      first -= 1
    }
    return first
  }

  /// `j o a n a @ …`: letters spelled one by one, three at least.
  private func spelledStart(_ start: Int) -> Int {
    var first = start
    while first > 0, start - first < 64, tokens[first].gap == .space, tokens[first].count == 1,
      tokens[first - 1].kind == .word, tokens[first - 1].count == 1, !isTaken(first - 1)
    {
      first -= 1
    }
    return start - first > 1 ? first : start
  }

  /// `meu e-mail é maria silva arroba …`: all that stands between the announcement and the sign.
  private func announcedStart(before sign: Int) -> Int? {
    var at = sign - 1
    while at >= 0, sign - at < 10 {
      let token = tokens[at]
      if token.kind == .word, token.word.label == .email {
        var first = at + 1
        while first < sign - 1,
          tokens[first].kind == .sign || tokens[first].word.traits.contains(.filler)
        {
          first += 1
        }
        return first
      }
      if token.kind == .masked || token.isSign(";") || isTaken(at) { return nil }
      at -= 1
    }
    return nil
  }
}
