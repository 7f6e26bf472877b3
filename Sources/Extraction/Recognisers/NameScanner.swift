/// Reads the name that begins at a token: capitals, or words known as names, with particles between.
struct NameScanner: Sendable {
  private let view: NoteView
  private let claims: Claims
  private let lexicon = Lexicon.shared

  init(_ view: NoteView, claims: Claims) {
    self.view = view
    self.claims = claims
  }

  /// The tokens of a name.
  ///
  /// - Parameters:
  ///   - first: its first token.
  ///   - needsKnown: whether one of its words must be known as a name.
  ///   - isStated: whether the note says that a name follows, so that unknown words in small letters may be one.
  /// - Returns: nil when no name begins there.
  func name(at first: Int, needsKnown: Bool, isStated: Bool) -> Range<Int>? {
    guard first < view.tokens.count else { return nil }
    // "me chamo lourdes lourdes ferreira": said again.
    let isRepeated =
      first + 1 < view.tokens.count && view.tokens[first + 1].hash == view.tokens[first].hash
    let start = isRepeated ? first + 1 : first
    guard isNameWord(start, isStated: isStated), !claims.contains(start) else { return nil }
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
        if isTown(end + 1) { break }
        end += 2
        continue
      }
      guard view.tokens[end].kind == .word, view.tokens[end].line == view.tokens[start].line else {
        break
      }
      var next = end
      while next < view.tokens.count, next < end + 2, isParticle(next) { next += 1 }
      guard next < view.tokens.count, view.tokens[next].kind == .word,
        view.tokens[next].line == view.tokens[start].line, !claims.contains(next),
        continues(
          next, afterParticle: next > end, particle: end, isCapitalised: isCapitalised,
          count: count)
      else { break }
      known = known || isGiven(next) || isFamily(next)
      end = next + 1
      count += 1
    }
    if needsKnown, !known { return nil }
    if end == start + 1, view.tokens[start].count == 1 { return nil }
    if !isCapitalised, !isGiven(start), !isStated { return nil }
    return start..<end
  }

  func isGiven(_ index: Int) -> Bool { lexicon.givenNames.contains(view.tokens[index].hash) }

  func isFamily(_ index: Int) -> Bool { lexicon.surnames.contains(view.tokens[index].hash) }

  /// How many words a name has, particles apart.
  func words(of tokens: Range<Int>) -> Int {
    tokens.count {
      view.tokens[$0].kind == .word && !NameWords.particles.contains(view.tokens[$0].hash)
    }
  }

  /// Whether the whole stretch names a municipality.
  func isPlace(_ tokens: Range<Int>) -> Bool {
    lexicon.places.longest(in: view, at: tokens.lowerBound)?.end == tokens.upperBound
  }

  private func isParticle(_ index: Int) -> Bool {
    let token = view.tokens[index]
    return NameWords.particles.contains(token.hash)
      && !(token.isCapitalised && token.count == 1 && !token.isAllCapitals
        && !view.isWord(index, "e"))
  }

  private func continues(
    _ index: Int, afterParticle: Bool, particle: Int, isCapitalised: Bool, count: Int
  ) -> Bool {
    let token = view.tokens[index]
    if NameWords.suffixes.contains(token.hash), !afterParticle {
      return token.isCapitalised || !isCapitalised
    }
    if NameWords.notNames.contains(token.hash), !isFamily(index), !isGiven(index) { return false }
    if NameWords.verbs.contains(token.hash) { return false }
    if afterParticle {
      // "Eunice do RH": a department.
      if token.isAllCapitals, token.count <= 3, !view.tokens[particle - 1].isAllCapitals {
        return false
      }
      // "Maria e João" are two people; "Souza e Silva" is one name.
      if view.isWord(particle, "e") {
        return isFamily(index) && isFamily(particle - 1) && !isGiven(index)
          && token.isCapitalised == isCapitalised
      }
      if isOrigin(index, after: particle) { return false }
      if NameWords.devotional.contains(token.hash) { return token.isCapitalised || !isCapitalised }
      return isCapitalised
        ? token.isCapitalised && (isFamily(index) || isGiven(index) || !beginsPlace(index))
        : isFamily(index)
    }
    if isCapitalised {
      // "Valdirene Cintra Goianésia": a town after the family name.
      if count >= 2, !isFamily(index), !isGiven(index), !PlaceWords.ordinary.contains(token.hash),
        beginsPlace(index)
      {
        return false
      }
      return token.isCapitalised || (isFamily(index) && !view.tokens[index - 1].isCapitalised)
    }
    return isFamily(index) || isGiven(index)
  }

  /// "Luzia Prado de Olinda", "Maria de Santos": a town after "de", where a family name would be "dos Santos".
  private func isOrigin(_ index: Int, after particle: Int) -> Bool {
    guard view.isWord(particle, "de"), view.tokens[index].isCapitalised,
      !NameWords.afterDe.contains(view.tokens[index].hash),
      let place = lexicon.places.longest(in: view, at: index)
    else { return false }
    // "Ana de Lourdes", "José de Sousa Filho": more of the name follows.
    return place.end >= view.tokens.count || view.tokens[place.end].kind != .word
      || !view.tokens[place.end].isCapitalised
      || view.tokens[place.end].line != view.tokens[index].line
  }

  /// "Vilmar Rezende-Rio Verde/GO": a town, told by its state or by being of several words, and no second family name.
  private func isTown(_ index: Int) -> Bool {
    guard let place = lexicon.places.longest(in: view, at: index) else { return false }
    return place.end > index + 1
      || place.end + 1 < view.tokens.count && view.tokens[place.end].kind == .sign
        && view.tokens[place.end + 1].isAllCapitals && view.tokens[place.end + 1].count == 2
  }

  private func beginsPlace(_ index: Int) -> Bool {
    lexicon.places.longest(in: view, at: index) != nil
  }

  private func isNameWord(_ index: Int, isStated: Bool) -> Bool {
    let token = view.tokens[index]
    guard token.kind == .word, token.count >= 2 || token.isCapitalised else { return false }
    let isKnown = isGiven(index)
    if NameWords.notNames.contains(token.hash) || NameWords.titles.contains(token.hash),
      !isKnown
    {
      return false
    }
    if NameWords.particles.contains(token.hash) { return false }
    if NameWords.verbs.contains(token.hash), !isKnown { return false }
    return token.isCapitalised || isKnown || isStated && token.count >= 3
  }
}
