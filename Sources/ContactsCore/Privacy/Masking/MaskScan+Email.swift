extension MaskScan {
  /// Covers addresses: written, with spaces around their signs, or dictated with `arroba` and `ponto`.
  mutating func findEmails() {
    for at in tokens.indices where !isTaken(at) {
      guard let sign = atSign(at) else { continue }
      // `joana@@exemplo.com` is no address.
      if sign.lowerBound > 0, tokens[sign.lowerBound - 1].isSign("@") { continue }
      guard let last = domainEnd(after: sign.upperBound, isDictated: !tokens[at].isSign("@")),
        let first = localStart(before: sign.lowerBound, isDictated: !tokens[at].isSign("@"))
      else { continue }
      cover(first...last, as: .email)
    }
  }

  /// The tokens of an `@`, an `arroba`, an `(at)`.
  private func atSign(_ index: Int) -> ClosedRange<Int>? {
    let token = tokens[index]
    if token.isSign("@") { return index...index }
    guard token.kind == .word, token.hash == Self.spokenAt || token.hash == Self.englishAt else {
      return nil
    }
    let isBracketed =
      index > 0 && index + 1 < tokens.count
      && (tokens[index - 1].isSign("(") && tokens[index + 1].isSign(")")
        || tokens[index - 1].isSign("[") && tokens[index + 1].isSign("]"))
    if isBracketed { return (index - 1)...(index + 1) }
    return token.hash == Self.spokenAt ? index...index : nil
  }

  static let spokenAt = MaskLexicon.Hash.of("arroba".utf8)
  static let englishAt = MaskLexicon.Hash.of("at".utf8)
  private static let dot = MaskLexicon.Hash.of("ponto".utf8)
  private static let localJoints: Set<UInt64> = Set(
    ["ponto", "underline", "underscore", "andeline", "traco", "hifen", "menos", "sublinhado"]
      .map { MaskLexicon.Hash.of($0.utf8) })
  /// Ends of a domain that are believed with spaces around them.
  private static let knownEnds: Set<UInt64> = Set(
    ["com", "br", "org", "net", "gov", "edu", "info", "jus", "leg", "mil", "pt", "io", "co", "me"]
      .map { MaskLexicon.Hash.of($0.utf8) })
  /// Providers that people name without their `.com`.
  private static let providers: Set<UInt64> = Set(
    ["gmail", "hotmail", "outlook", "yahoo", "icloud", "uol", "bol", "terra", "ig", "live", "msn"]
      .map { MaskLexicon.Hash.of($0.utf8) })

  // MARK: - The domain

  /// The last token of the domain that begins after the sign.
  private func domainEnd(after sign: Int, isDictated: Bool) -> Int? {
    var at = sign + 1
    guard at < tokens.count, tokens[at].gap < .wide, isDomainPart(at) else { return nil }
    if tokens[at].isSign("@") { return nil }
    let isLoose = isDictated || tokens[sign].gap != .none || tokens[at].gap != .none
    let firstLabel = at
    var parts = 1
    var last = labelEnd(at)
    while true {
      at = last + 1
      guard at + 1 < tokens.count, tokens[at].gap < .wide,
        tokens[at].isSign(".") || isDictated && tokens[at].hash == Self.dot
          || isLoose && tokens[at].hash == Self.dot,
        isDomainPart(at + 1)
      else { break }
      let isTight = tokens[at].gap == .none && tokens[at + 1].gap == .none
      if !isTight, !(isLoose && Self.knownEnds.contains(tokens[at + 1].hash)),
        !(tokens[at].hash == Self.dot)
      {
        break
      }
      last = labelEnd(at + 1)
      parts += 1
    }
    let end = tokens[last]
    if parts > 1, end.kind == .word, end.count >= 2 { return last }
    // `@gmail`, or a typing error after the word that announces an address.
    if Self.providers.contains(tokens[firstLabel].hash) { return last }
    return label(before: sign - 1) == .email && end.kind == .word ? last : nil
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
    first = writtenStart(first)
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
