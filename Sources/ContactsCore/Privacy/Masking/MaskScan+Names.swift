/// Names of people: announced by a word such as `nome`, `sra.` or `agressor`, or recognised by the lists of names.
extension MaskScan {
  /// How much must be seen of a name before it is believed.
  enum NameTrust {
    /// Nothing announces it.
    case none
    /// A word for a person does: `cliente`, `vizinha`, `sra.`
    case person
    /// Such a word does, and a colon or an equals sign after it.
    case field
    /// The word for a name does: `nome`, `me chamo`.
    case name
  }

  mutating func findNames() {
    var at = 0
    while at < tokens.count {
      let token = tokens[at]
      guard token.kind == .word, !isTaken(at) else {
        at += 1
        continue
      }
      let traits = token.word.traits
      if !traits.isDisjoint(with: [.strongCue, .personCue, .title, .greeting]),
        let next = announcedName(at: at) ?? greetedName(at: at)
      {
        at = next
      } else if traits.contains(.surname), token.letters != .lower, let name = invertedName(at: at)
      {
        cover(name, as: .name)
        at = name.upperBound + 1
      } else if traits.contains(.place) {
        at = placeEnd(from: at)
      } else if let candidate = candidate(from: at, trust: .none), isName(candidate) {
        let last = afterParticle(candidate.last)
        cover(candidate.first...last, as: .name)
        at = last + 1
      } else {
        at += 1
      }
    }
  }

  // MARK: - Announced

  /// Covers the name that a word announces, and answers where looking goes on; nil when none follows.
  private mutating func announcedName(at cue: Int) -> Int? {
    guard !tokens[cue].word.traits.isDisjoint(with: [.strongCue, .personCue, .title]) else {
      return nil
    }
    var trust: NameTrust = tokens[cue].word.traits.contains(.strongCue) ? .name : .person
    var title = tokens[cue].word.traits.contains(.vocative) ? cue : nil
    let isPureTitle = tokens[cue].word.traits.contains(.title) && trust == .person
    var at = cue + 1
    var isDelimited = false
    while at < tokens.count, at < cue + 9, tokens[at].gap < .wide, !isTaken(at) {
      let token = tokens[at]
      if token.kind == .masked || token.kind == .number { return nil }
      if token.kind == .sign {
        guard MaskScan.afterCue.contains(token.sign) else { return nil }
        if token.isSign(":") || token.isSign("=") {
          isDelimited = true
          if trust == .person { trust = .field }
        }
        if token.isSign("."), token.gap == .none, isPureTitle || tokens[at - 1].count <= 4 {
          at += 1
          continue
        }
        if token.isSign(".") { return nil }
        at += 1
        continue
      }
      let traits = token.word.traits
      if traits.contains(.strongCue) {
        trust = .name
      } else if trust == .name, !isDelimited, traits.contains(.thing) {
        return nil
      } else if traits.contains(.title) || traits.contains(.personCue), !isListedName(token) {
        if traits.contains(.vocative) { title = at }
        if trust == .none { trust = .person }
      } else if !MaskScan.nameFillers.contains(token.hash) {
        break
      }
      at += 1
    }
    guard at < tokens.count, at < cue + 9, tokens[at].gap < .wide, tokens[at].kind == .word,
      !isTaken(at)
    else { return nil }
    if tokens[at].word.traits.contains(.place), tokens[at].letters != .lower { return nil }
    if let name = invertedName(at: at, isAnnounced: true) {
      cover(name, as: .name)
      return name.upperBound + 1
    }
    guard let candidate = candidate(from: at, trust: trust),
      isName(
        candidate, trust: trust, isDelimited: isDelimited, followsTitle: isPureTitle,
        followsSmall: tokens[cue].letters == .lower
          && !tokens[at - 1].word.traits.contains(.particle))
    else { return nil }
    let first = title.map { $0 == candidate.first - 1 ? $0 : candidate.first } ?? candidate.first
    let last = afterParticle(candidate.last)
    cover(first...last, as: .name)
    return last + 1
  }

  private static let afterCue: SignSet = ":=\"'.,_(-"
  private static let nameGlue: SignSet = "'-+_."

  /// Words between what announces a name and the name.
  private static let nameFillers: WordSet = [
    "e", "eh", "era", "o", "a", "os", "as", "da", "do", "de", "das", "dos", "se", "social",
    "completo", "completa", "civil", "dela", "dele", "meu", "minha", "registro", "informado",
    "informada", "que", "por", "como", "com", "para", "pra", "c", "p", "n", "sobrenome", "atual",
    "solteira", "casada", "verdadeiro", "foi", "mim", "aqui", "seu", "sua", "sou", "eu", "criado",
    "ligacao", "principal", "legal", "me",
  ]

  // MARK: - Candidates

  /// Words that could be one name.
  struct Candidate {
    var first: Int
    var last: Int
    /// Words that are no particles and no initials.
    var words = 0
    var initials = 0
    var given = 0
    var surnames = 0
    /// Those of the two that are words of the language too.
    var ambiguous = 0
    /// Words with a capital that mean something: not all the line is in capitals.
    var capitals = 0
    var startsGiven = false
    var startsProbable = false
    var startsAmbiguous = false
    var endsSurname = false
    var phrase = MaskLexicon.Hash()

    /// `Antônio Carlos` is a town, and more often a person.
    var isPersonal: Bool { startsGiven && !startsAmbiguous && given + surnames >= words }
  }

  /// The longest run of words from here on that could be a name.
  func candidate(from start: Int, trust: NameTrust) -> Candidate? {
    guard isNameWord(start, trust: trust, following: nil) else { return nil }
    var candidate = Candidate(first: start, last: start)
    add(start, to: &candidate)
    var at = start + 1
    while at < tokens.count, candidate.words < 9, let next = nextNameWord(at, trust, candidate) {
      for index in at..<next where tokens[index].kind == .word {
        addPhrase(index, to: &candidate)
      }
      add(next, to: &candidate)
      candidate.last = next
      at = next + 1
    }
    return candidate
  }

  /// The next word of a name, past particles, an apostrophe, the dot of an initial; nil when the name ends.
  private func nextNameWord(_ start: Int, _ trust: NameTrust, _ candidate: Candidate) -> Int? {
    var at = start
    var particles = 0
    // The dot of `M.`, and signs that stand for spaces in addresses and files: `maria.souza`, `Maria+Souza`.
    if tokens[at].kind == .sign {
      guard tokens[at].gap == .none, at + 1 < tokens.count, !isTaken(at + 1) else { return nil }
      let isInitial = tokens[at].isSign(".") && tokens[at - 1].count <= 2
      let isGlue =
        MaskScan.nameGlue.contains(tokens[at].sign) && tokens[at + 1].gap == .none
        && tokens[at + 1].kind == .word
      guard isInitial || isGlue else { return nil }
      at += 1
    }
    while at < tokens.count, tokens[at].kind == .word, tokens[at].gap < .wide, !isTaken(at) {
      let isParticle =
        tokens[at].word.traits.contains(.particle)
        && !(tokens[at].letters == .title && isListedName(tokens[at]) && tokens[at].count > 3)
      if isParticle, particles < 2, at + 1 < tokens.count {
        particles += 1
        at += 1
        if tokens[at].kind == .sign, MaskScan.nameGlue.contains(tokens[at].sign),
          tokens[at].gap == .none, at + 1 < tokens.count
        {
          at += 1
        }
        continue
      }
      guard isNameWord(at, trust: trust, following: candidate) else { return nil }
      // `e` joins two people as well as two names of one.
      return at
    }
    return nil
  }

  /// Whether a word may be part of a name.
  private func isNameWord(_ index: Int, trust: NameTrust, following: Candidate?) -> Bool {
    let token = tokens[index]
    guard token.kind == .word, !isTaken(index) else { return false }
    let isListed = isListedName(token)
    if token.word.label != .none, !isListed || token.letters == .lower { return false }
    if isCapital(token) {
      if token.count == 1 {
        return following != nil || trust != .none || startsInitials(index)
      }
      if isListed {
        return
          !(token.word.traits.contains(.common) && following == nil && isAmbiguous(token)
          && trust == .none && isAfterFullStop(index))
      }
      if trust == .name, following != nil, precedesSurname(index) { return true }
      return token.word.traits.isDisjoint(with: [.common, .place, .company])
    }
    if isListed {
      return following != nil || trust == .name || trust == .field || !isAmbiguous(token)
    }
    guard token.count > 1, !token.word.traits.contains(.common),
      token.word.traits.isDisjoint(with: [.place, .company, .filler, .unit, .personCue, .strongCue])
    else { return false }
    if trust == .name { return true }
    // `joana darc pereira`: one strange word between two known ones.
    guard following != nil, trust != .none || following?.given ?? 0 > 0, index + 1 < tokens.count
    else { return false }
    return tokens[index + 1].gap == .space && tokens[index + 1].word.traits.contains(.surname)
      && !isAmbiguous(tokens[index + 1])
  }

  /// Whether `J. R. da Silva` begins here, or `J. Souza`.
  private func startsInitials(_ index: Int) -> Bool {
    guard index + 2 < tokens.count, tokens[index + 1].isSign("."), tokens[index + 1].gap == .none,
      tokens[index + 2].kind == .word, tokens[index + 2].letters != .lower
    else { return false }
    return tokens[index + 2].count == 1 || tokens[index + 2].word.traits.contains(.surname)
  }

  /// `Azul Pereira`: a word of the language before a family name.
  private func precedesSurname(_ index: Int) -> Bool {
    index + 1 < tokens.count && tokens[index + 1].gap == .space && isCapital(tokens[index + 1])
      && tokens[index + 1].word.traits.contains(.surname)
  }

  private func add(_ index: Int, to candidate: inout Candidate) {
    let token = tokens[index]
    addPhrase(index, to: &candidate)
    guard token.count > 1 else {
      candidate.initials += 1
      return
    }
    let isFirst = candidate.words == 0
    candidate.words += 1
    let isGiven = token.word.traits.contains(.givenName)
    let isSurname = token.word.traits.contains(.surname)
    if isGiven { candidate.given += 1 }
    if isSurname { candidate.surnames += 1 }
    if isGiven || isSurname, isAmbiguous(token) { candidate.ambiguous += 1 }
    if isCapital(token) { candidate.capitals += 1 }
    candidate.endsSurname = isSurname
    if isFirst {
      candidate.startsGiven = isGiven
      candidate.startsAmbiguous = isAmbiguous(token) || token.word.traits.contains(.common)
      candidate.startsProbable = !isGiven && isCapital(token) && hasGivenEnding(token)
    }
  }

  private func addPhrase(_ index: Int, to candidate: inout Candidate) {
    if index > candidate.first { candidate.phrase.add(0x20) }
    addLetters(of: tokens[index], to: &candidate.phrase)
  }

  func addLetters(of token: MaskToken, to phrase: inout MaskLexicon.Hash) {
    for at in Int(token.start)..<Int(token.end) {
      let unit = line.units[at]
      phrase.add(unit >= 0x41 && unit <= 0x5a ? unit | 0x20 : unit)
    }
  }

  // MARK: - The decision

  /// Whether words that nothing announces are a name.
  private func isName(_ candidate: Candidate) -> Bool {
    if followsPlace(candidate.first) || precedesCompany(candidate.last) { return false }
    let isSubject = precedesVerb(candidate.last)
    if candidate.words + candidate.initials == 1 {
      return isSubject && candidate.startsGiven && !candidate.startsAmbiguous
        && candidate.capitals > 0
    }
    if MaskLexicon.shared.isPhrase(candidate.phrase.value), !(isSubject && candidate.isPersonal) {
      return false
    }
    guard candidate.words > 0 else { return false }
    let known = candidate.given + candidate.surnames
    let hasCapital = candidate.capitals > 0
    if candidate.initials > 0, candidate.endsSurname { return true }
    if isField(candidate.first...candidate.last) {
      let begins = candidate.startsGiven || candidate.startsProbable
      let sure = known - candidate.ambiguous > 0
      return sure ? begins || candidate.endsSurname : begins && known > 1 && hasCapital
    }
    if hasCapital {
      guard candidate.capitals == candidate.words else {
        // `Maria da silva`
        return candidate.startsGiven && known > 1
      }
      if candidate.startsGiven {
        if !candidate.startsAmbiguous { return true }
        return known > 1 && candidate.endsSurname
      }
      if candidate.startsProbable { return true }
      return candidate.surnames > 0 && candidate.endsSurname
        && (known - candidate.ambiguous > 0 || candidate.words > 2)
    }
    return candidate.startsGiven && !candidate.startsAmbiguous && known > 1
      && (candidate.endsSurname || known == candidate.words)
      && candidate.words - known <= 1
  }

  /// Whether words after an announcement are a name.
  private func isName(
    _ candidate: Candidate, trust: NameTrust, isDelimited: Bool, followsTitle: Bool,
    followsSmall: Bool
  ) -> Bool {
    if precedesCompany(candidate.last) { return false }
    let known = candidate.given + candidate.surnames
    switch trust {
    case .name:
      return candidate.words > 0
        && (isDelimited || candidate.capitals > 0 || known > 0 || candidate.words > 1)
    case .field where known > 1: return true
    case .person, .field, .none:
      if MaskLexicon.shared.isPhrase(candidate.phrase.value), !followsTitle, !candidate.isPersonal {
        return false
      }
      let sure = known - candidate.ambiguous
      if candidate.capitals > 0 {
        if followsTitle || isDelimited { return candidate.words > 0 }
        if candidate.words + candidate.initials > 1 { return true }
        let only = tokens[candidate.first]
        return sure > 0 || hasGivenEnding(only) || only.word == MaskWord() && followsSmall
      }
      return sure > 0 && (candidate.startsGiven || candidate.words > 1)
    }
  }

  private func isListedName(_ token: MaskToken) -> Bool {
    !token.word.traits.isDisjoint(with: [.givenName, .surname])
  }

  func isAmbiguous(_ token: MaskToken) -> Bool {
    !token.word.traits.isDisjoint(with: [.ambiguous, .common, .place])
  }

  /// A capital that means something: in a line all in capitals, and in `maria`, none does.
  private func isCapital(_ token: MaskToken) -> Bool {
    token.letters == .title || token.letters == .upper && !isShouted
  }

  private func isAfterFullStop(_ index: Int) -> Bool {
    index == 0 || tokens[index - 1].kind == .sign
  }

  /// `-ilda`, `-valdo`, `-neide`: how many names are made that no list has.
  private func hasGivenEnding(_ token: MaskToken) -> Bool {
    guard token.count > 4, token.word.traits.isDisjoint(with: [.common, .place]) else {
      return false
    }
    // The last eight letters, the last one lowest.
    var letters: UInt64 = 0
    for at in max(Int(token.start), Int(token.end) - 8)..<Int(token.end) {
      letters = letters << 8 | UInt64(line.units[at] | 0x20)
    }
    let count = token.count
    for ending in MaskScan.givenEndings
    where ending.count < count && letters & ending.mask == ending.letters {
      return true
    }
    return false
  }

  private static let givenEndings: [(letters: UInt64, mask: UInt64, count: Int)] = {
    let endings = [
      "valdo", "naldo", "nilda", "nildo", "zilda", "ivaldo", "valda", "nalva", "neide", "cleide",
      "leide", "lene", "nete", "zete", "ilson", "elson", "erson", "eson", "mir", "mira", "mara",
      "nalda", "ania", "iane", "ieli", "iely", "ielly", "elly", "eusa", "euza", "neia", "leia",
      "ivan", "isson", "isson", "ovaldo", "berto", "berta", "lindo", "linda", "celia", "eilson",
      "ailson", "enilson", "iomar", "ucimar", "imeire", "meire", "ileuza", "inez", "ayane", "ayara",
      "auane",
    ]
    return endings.map { ending in
      let count = ending.utf8.count
      return (
        ending.utf8.reduce(0) { $0 << 8 | UInt64($1) }, 1 << UInt64(8 * count) - 1, count
      )
    }
  }()

  // MARK: - What stands around

  /// `Rua …`, `Hospital …`, `Lei …`, also with a particle between.
  func followsPlace(_ start: Int) -> Bool {
    var at = start - 1
    var steps = 0
    while at >= 0, steps < 3, tokens[at + 1].gap < .wide {
      let token = tokens[at]
      if token.kind == .word {
        if token.word.traits.contains(.place) { return true }
        guard token.word.traits.contains(.particle) else { return false }
      } else if !token.isSign(".") {
        return false
      }
      at -= 1
      steps += 1
    }
    return false
  }

  /// The token after the name of a place that begins here.
  private func placeEnd(from start: Int) -> Int {
    var at = start + 1
    if at < tokens.count, tokens[at].isSign("."), tokens[at].gap == .none { at += 1 }
    let hasCapital = at < tokens.count && tokens[at].letters != .lower
    var words = 0
    while at < tokens.count, tokens[at].kind == .word, tokens[at].gap == .space, words < 6 {
      let token = tokens[at]
      let isPart =
        token.word.traits.contains(.particle) || isCapital(token)
        || !hasCapital && isListedName(token) && words < 4
      guard isPart, token.word.label == .none,
        !token.word.traits.contains(.strongCue),
        isCapital(token) || !token.word.traits.contains(.personCue)
      else { break }
      words += 1
      at += 1
    }
    return max(at, start + 1)
  }

  /// `SOUZA, ANA MARIA DE`: a particle that ends the field belongs to the name.
  func afterParticle(_ last: Int) -> Int {
    guard last + 1 < tokens.count, tokens[last + 1].word.traits.contains(.particle),
      tokens[last + 1].gap == .space, tokens[last + 1].letters == tokens[last].letters,
      last + 2 == tokens.count || tokens[last + 2].kind == .sign
    else { return last }
    return last + 1
  }

  /// Whether the name does something: `Maria ligou`.
  private func precedesVerb(_ last: Int) -> Bool {
    last + 1 < tokens.count && tokens[last + 1].gap == .space
      && tokens[last + 1].word.traits.contains(.verb) && tokens[last + 1].letters == .lower
  }

  func precedesCompany(_ last: Int) -> Bool {
    // The `S` of `S/A` was taken for an initial.
    var at = tokens[last].hash == MaskScan.corporation ? last : last + 1
    if at < tokens.count, tokens[at].isSign("&"), tokens[at].gap != .none { return true }
    if at < tokens.count, tokens[at].isSign(",") { at += 1 }
    guard at < tokens.count, tokens[at].kind == .word, tokens[at].gap == .space else {
      return false
    }
    return tokens[at].word.traits.contains(.company)
      && (tokens[at].letters != .lower || tokens[at].hash == MaskScan.limited)
      || tokens[at].hash == MaskScan.corporation && at + 2 < tokens.count
        && tokens[at + 1].kind == .sign && tokens[at + 2].hash == MaskScan.anonymous
  }

  private static let limited = MaskLexicon.Hash.of("ltda".utf8)
  // `S/A`, `S.A.`
  private static let corporation = MaskLexicon.Hash.of("s".utf8)
  private static let anonymous = MaskLexicon.Hash.of("a".utf8)
}
