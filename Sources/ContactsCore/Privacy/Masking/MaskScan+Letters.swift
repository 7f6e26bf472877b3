/// Names as letters and lists have them: after a greeting, in a signature, with the family name first.
extension MaskScan {
  /// Covers the name after a word such as `oi`, `prezada`, `att`, `abraços`, `sou a`; answers where looking goes on.
  mutating func greetedName(at cue: Int) -> Int? {
    guard tokens[cue].word.traits.contains(.greeting), let start = afterGreeting(cue),
      tokens[start].letters != .lower
    else { return nil }
    if let name = invertedName(at: start, isAnnounced: true) {
      cover(name, as: .name)
      return name.upperBound + 1
    }
    guard let candidate = candidate(from: start, trust: .person), candidate.words > 0,
      !precedesCompany(candidate.last)
    else { return nil }
    let only = tokens[candidate.first]
    let isUnknown = only.word == MaskWord() && only.letters == .title && only.count > 1
    guard
      candidate.startsGiven || only.word.traits.contains(.vocative)
        || isUnknown && endsClause(candidate.last)
          && !MaskLexicon.shared.isPhrase(candidate.phrase.value)
    else { return nil }
    let last = afterParticle(candidate.last)
    cover(candidate.first...last, as: .name)
    return last + 1
  }

  /// The word that a greeting is said to: past a comma, a dash, `é a`.
  private func afterGreeting(_ cue: Int) -> Int? {
    // `bom dia, Ana`; `falta um dia, Ana` is no greeting.
    if MaskScan.timesOfDay.contains(tokens[cue].hash) {
      guard cue > 0, MaskScan.good.contains(tokens[cue - 1].hash) else { return nil }
    }
    // `aqui é a Nair`; after `aqui a` comes anything.
    if tokens[cue].hash == MaskScan.here {
      guard cue + 1 < tokens.count, tokens[cue + 1].hash == MaskScan.and else { return nil }
    }
    // `sou de Minas` says where from.
    let fillers =
      MaskScan.ownWords.contains(tokens[cue].hash)
      ? MaskScan.articles : MaskScan.greetingFillers
    var at = cue + 1
    var isParted = false
    while at < tokens.count, at < cue + 7, tokens[at].gap < .wide, !isTaken(at) {
      let token = tokens[at]
      if token.kind == .sign {
        guard MaskScan.afterGreetings.contains(token.sign) else { return nil }
        isParted = true
      } else if token.kind != .word {
        return nil
      } else if token.letters != .lower || !fillers.contains(token.hash),
        !(token.word.traits.contains(.title) && token.letters == .lower)
      {
        break
      }
      at += 1
    }
    guard at < tokens.count, at < cue + 7, tokens[at].kind == .word, tokens[at].gap < .wide,
      !isTaken(at),
      isParted || at > cue + 1 || tokens[cue].word.traits.contains(.title)
        || MaskScan.direct.contains(tokens[cue].hash)
    else { return nil }
    return at
  }

  private static let afterGreetings: SignSet = ",.:;-!("
  private static let greetingFillers: WordSet = [
    "e", "o", "a", "os", "as", "eu", "sou", "aqui", "quem", "fala", "falando", "de", "do", "da",
    "seu", "sua", "minha", "meu", "amiga", "amigo", "dona", "tudo", "bem", "com", "carinho",
  ]
  /// What a name follows without a sign: `Prezada Marluce`, `Olá Iracema`.
  private static let direct: WordSet = [
    "prezada", "prezado", "prezadas", "prezados", "cara", "caro", "querida", "querido", "ola", "oi",
    "oie", "att", "atte", "ass", "estimada", "estimado", "bjs", "bj", "beijos", "abs", "abcs",
    "abracos",
  ]
  private static let ownWords: WordSet = ["sou", "aqui", "fala", "falando"]
  private static let articles: WordSet = ["e", "o", "a", "eu", "quem", "fala"]
  private static let timesOfDay: WordSet = ["dia", "tarde", "noite"]
  private static let good: WordSet = ["bom", "boa"]
  private static let here = MaskLexicon.Hash.of("aqui".utf8)

  private func endsClause(_ last: Int) -> Bool {
    last + 1 == tokens.count || tokens[last + 1].kind != .word || tokens[last + 1].gap == .wide
  }

  /// `Silva, Maria Aparecida da`: up to four family names, a comma, a name that begins with a given one.
  func invertedName(at start: Int, isAnnounced: Bool = false) -> ClosedRange<Int>? {
    var at = start
    var sure = 0
    var phrase = MaskLexicon.Hash()
    while at < tokens.count, at < start + 6, tokens[at].kind == .word, !isTaken(at),
      at == start || tokens[at].gap == .space
    {
      let token = tokens[at]
      if at > start { phrase.add(0x20) }
      addLetters(of: token, to: &phrase)
      if !token.word.traits.contains(.particle) {
        guard token.letters != .lower, token.word.traits.contains(.surname) else { break }
        if !isAmbiguous(token) { sure += 1 }
      }
      at += 1
    }
    guard at > start, !tokens[at - 1].word.traits.contains(.particle), at + 1 < tokens.count,
      tokens[at].isSign(","), tokens[at].gap == .none, tokens[at + 1].gap == .space,
      tokens[at + 1].letters != .lower, !followsPlace(start),
      isAnnounced || followsParticle(start) && beginsClause(start)
        || !MaskLexicon.shared.isPhrase(phrase.value),
      let rest = candidate(from: at + 1, trust: .person), rest.startsGiven,
      sure > 0 || !rest.startsAmbiguous && (isAnnounced || beginsClause(start)),
      !precedesCompany(rest.last)
    else { return nil }
    // `dos Santos, Ana`
    let first = followsParticle(start) && beginsClause(start) ? start - 1 : start
    let last = rest.last
    guard last + 1 < tokens.count, tokens[last + 1].word.traits.contains(.particle),
      tokens[last + 1].gap == .space, tokens[last + 1].hash != MaskScan.and,
      last + 2 == tokens.count || tokens[last + 2].letters == .lower
        || tokens[last + 2].kind != .word
    else { return first...last }
    return first...last + 1
  }

  private func followsParticle(_ start: Int) -> Bool {
    start > 0 && tokens[start].gap == .space && tokens[start - 1].hash != MaskScan.and
      && tokens[start - 1].word.traits.contains(.particle)
  }

  /// Whether nothing stands before, or a sign, or a particle that does.
  private func beginsClause(_ start: Int) -> Bool {
    var at = start
    if at > 0, tokens[at - 1].word.traits.contains(.particle) { at -= 1 }
    return at == 0 || tokens[at].gap == .wide || tokens[at - 1].kind != .word
  }
}
