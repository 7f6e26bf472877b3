/// Whose a number or an address is, and how much its owner wants it used, by the words around it.
struct Ownership: Sendable {
  enum Owner: Sendable { case caller, unsaid, other }

  var owner = Owner.unsaid
  /// 0 none, 1 "pode ligar no", 2 "prefiro".
  var preference = 0
  /// Whether what stands before takes back the value before it.
  var isCorrection = false
  /// Said to be out of use, or never to be called.
  var isObsolete = false
  /// "antigo": the one to call only when there is no other.
  var isOld = false
  /// Whether messages for the caller may be left there.
  var takesMessages = false
  /// A number that the caller dialled, or was called from.
  var isCalled = false

  private let view: NoteView
  private let cues: Cues
  private let people: People

  /// Reads the words from `floor`, the end of the value before this one, to `ceiling`, the start of the next.
  init(
    of tokens: Range<Int>, floor: Int, ceiling: Int, view: NoteView, cues: Cues, people: People
  ) {
    self.view = view
    self.cues = cues
    self.people = people
    readBefore(tokens.lowerBound, floor: floor)
    readAfter(tokens.upperBound, ceiling: ceiling)
  }
}

// MARK: - Before the value

extension Ownership {
  private mutating func readBefore(_ start: Int, floor: Int) {
    let window = max(floor, start - 16, 0)..<start
    var isSettled = false
    if let named = people.named(before: start, floor: window.lowerBound) {
      owner = named == .caller ? .caller : .other
      isSettled = true
    }
    for cue in cues.starting(in: window).reversed() where cue.tokens.upperBound <= start {
      let gap = cue.tokens.upperBound..<start
      if cue.kind == .correction {
        isCorrection = isCorrection || gap.count <= 10
        continue
      }
      if view.breaksSentence(in: gap) || view.startsNewField(in: gap, before: start) { continue }
      switch cue.kind {
      case .preference: preference = max(preference, 2)
      case .message: takesMessages = true
      case .callMe: preference = max(preference, 1)
      case .doNotCall: if !view.isBracketClosed(in: gap) { isObsolete = true }
      case .obsolete: if gap.count <= 5, !view.isBracketClosed(in: gap) { isObsolete = true }
      case .old: if gap.count <= 5 { isOld = true }
      case .calledThere:
        // "Ligou do 11…" in an attendant's note is where the caller called from.
        let isOwnCall = !people.isFirstPerson && view.isWord(cue.tokens.lowerBound, "ligou")
        if gap.count <= 5, !isOwnCall { isCalled = true }
      case .caller:
        guard !isSettled, !precedesPerson(cue) else { continue }
        owner = .caller
        isSettled = true
      case .kin, .trade, .institution, .pronoun:
        guard !isSettled, isOther(cue, before: start) else { continue }
        owner = .other
        isSettled = true
      default: continue
      }
    }
  }

  /// Whether a word for somebody else makes the value at `start` theirs.
  private func isOther(_ cue: Cue, before start: Int) -> Bool {
    if cue.kind == .pronoun, !people.isFirstPerson { return false }
    if people.describes(cue.tokens) || isCallersOwn(cue) { return false }
    let gap = cue.tokens.upperBound..<start
    let isTied = isTied(cue.tokens.lowerBound)
    switch cue.kind {
    case .institution: return isTied && (isTransparent(gap) || gap.count <= 3)
    case .trade where !isCertain(cue.tokens): return false
    default: break
    }
    return isTied && gap.count <= 8 || isTransparent(gap)
  }

  /// "sou a mãe do Pedro", "aqui é a diretora": the caller says what they are.
  private func isCallersOwn(_ cue: Cue) -> Bool {
    var index = cue.tokens.lowerBound - 1
    while index >= 0, Self.articles.contains(view.tokens[index].hash) { index -= 1 }
    if view.isWord(index, "e") || view.isWord(index, "eh") { index -= 1 }
    return index >= 0 && index >= cue.tokens.lowerBound - 4
      && Self.copulas.contains(view.tokens[index].hash)
  }

  /// "telefone da minha mãe", "CPF do titular": the value's name is tied to the person.
  private func isTied(_ start: Int) -> Bool {
    var index = start - 1
    while index >= 0, Self.determiners.contains(view.tokens[index].hash) { index -= 1 }
    guard index > 0, Self.ties.contains(view.tokens[index].hash) else { return false }
    let noun = view.tokens[index - 1]
    return noun.kind == .sign || noun.kind == .number || People.labels.contains(noun.hash)
      || Self.linked.contains(noun.hash)
  }

  /// "o técnico", "meu advogado", "técnico João": one certain person of a trade.
  private func isCertain(_ cue: Range<Int>) -> Bool {
    var next = cue.upperBound
    if view.isSign(next, UInt8(ascii: ".")) { next += 1 }
    if next < view.tokens.count, view.tokens[next].kind == .word, view.tokens[next].isCapitalised {
      return true
    }
    let before = cue.lowerBound - 1
    guard before >= 0, view.tokens[before].kind == .word else { return true }
    return Self.definite.contains(view.tokens[before].hash)
  }

  /// Whether nothing but names, labels and links stands between somebody and a value.
  private func isTransparent(_ gap: Range<Int>) -> Bool {
    gap.allSatisfy { index in
      let token = view.tokens[index]
      if token.kind != .word { return true }
      return token.isCapitalised || People.labels.contains(token.hash)
        || Self.links.contains(token.hash) || NameWords.particles.contains(token.hash)
        || NameWords.titles.contains(token.hash)
        || Lexicon.shared.givenNames.contains(token.hash)
        || Lexicon.shared.surnames.contains(token.hash)
        || Self.kinWords.contains(token.hash)
    }
  }

  /// Whether "meu" or "sou" only leads to somebody else: "meu pai".
  private func precedesPerson(_ cue: Cue) -> Bool {
    let next = cue.tokens.upperBound
    return cues.starting(in: next..<min(next + 2, view.tokens.count)).contains {
      switch $0.kind {
      case .kin, .trade, .institution, .pronoun: true
      default: false
      }
    }
  }

  private static let articles: WordSet = ["a", "o", "uma", "um", "as", "os"]
  private static let copulas: WordSet = ["sou", "somos", "aqui", "fala", "falando"]
  private static let determiners: WordSet = [
    "minha", "meu", "nossa", "nosso", "sua", "seu", "a", "o", "uma", "um",
  ]
  private static let ties: WordSet = ["da", "do", "de", "das", "dos"]
  private static let linked: WordSet = [
    "servico", "trabalho", "casa", "ramal", "pix", "chave", "so", "e", "eh",
  ]
  private static let definite: WordSet = [
    "o", "a", "do", "da", "ao", "pelo", "pela", "meu", "minha", "no", "na", "seu", "sua", "nosso",
    "nossa",
  ]
  private static let links: WordSet = [
    "atende", "tem", "usa", "pelo", "chama", "chamado", "chamada", "dele", "dela", "que", "esse",
    "este", "com", "novo", "pessoal", "comercial", "so", "mesmo", "direto", "dois", "uso", "ligou",
    "meu", "minha", "ligar", "ligue", "liga",
  ]
  private static let kinWords: WordSet = [
    "mae", "pai", "irma", "irmao", "filho", "filha", "marido", "esposa",
  ]
}

// MARK: - After the value

extension Ownership {
  private mutating func readAfter(_ end: Int, ceiling: Int) {
    let window = end..<min(ceiling, end + 8, view.tokens.count)
    for cue in cues.starting(in: window) {
      let gap = end..<cue.tokens.lowerBound
      guard !view.breaksSentence(in: gap) else { break }
      switch cue.kind {
      case .kin, .trade, .institution, .pronoun:
        guard gap.count <= 4, isOf(gap), !leadsToNext(cue, ceiling: ceiling) else { continue }
        if cue.kind == .pronoun, !people.isFirstPerson { continue }
        if people.describes(cue.tokens) { continue }
        if cue.kind == .institution { isCalled = true } else if owner != .caller { owner = .other }
      case .message: takesMessages = true
      case .old: if gap.count <= 2, view.isSign(end, UInt8(ascii: "(")) { isOld = true }
      case .preference:
        if gap.count <= 4, !belongsToNext(cue, end: end, ceiling: ceiling) {
          preference = max(preference, 2)
        }
      case .doNotCall:
        if view.isSign(end, UInt8(ascii: "(")), gap.count <= 2 { isObsolete = true }
      case .obsolete:
        if gap.count <= 4, !belongsToNext(cue, end: end, ceiling: ceiling) { isObsolete = true }
      default: continue
      }
    }
  }

  /// "3222-1010 mas prefiro o 98877-1020": the words lead to the next value, unless a bracket opens before them.
  private func belongsToNext(_ cue: Cue, end: Int, ceiling: Int) -> Bool {
    guard ceiling < view.tokens.count, ceiling - cue.tokens.upperBound <= 7,
      !view.isSign(end, UInt8(ascii: "("))
    else { return false }
    return !view.breaksSentence(in: cue.tokens.upperBound..<ceiling)
  }

  /// "720.836.149-50 (o dela: 039…": the person of the next value.
  private func leadsToNext(_ cue: Cue, ceiling: Int) -> Bool {
    guard ceiling < view.tokens.count else { return false }
    let gap = cue.tokens.upperBound..<max(cue.tokens.upperBound, ceiling)
    return gap.count <= 5 && !view.breaksSentence(in: gap) && isTransparent(gap)
      && !view.isBracketClosed(in: gap)
  }

  /// Whether "(", "-", "é da minha" or the like ties what follows to what stands before.
  private func isOf(_ range: Range<Int>) -> Bool {
    guard let first = range.first, !range.contains(where: { view.isWord($0, "falar") }) else {
      return false
    }
    return view.isSign(first, UInt8(ascii: "(")) || view.isSign(first, UInt8(ascii: "-"))
      || Self.ofWords.contains(view.tokens[first].hash)
      || view.isSign(first, UInt8(ascii: ",")) && range.count > 1
        && Self.ofWords.contains(view.tokens[first + 1].hash)
  }

  private static let ofWords: WordSet = ["da", "do", "de", "das", "dos", "e", "eh"]
}

extension NoteView {
  /// Whether a line begins between a cue and its value, and not right at the value.
  fileprivate func startsNewField(in gap: Range<Int>, before start: Int) -> Bool {
    for index in gap where index > 0 && tokens[index].line != tokens[index - 1].line { return true }
    guard start > 0, start < tokens.count else { return false }
    return tokens[start].line != tokens[start - 1].line && !isSign(start - 1, UInt8(ascii: ":"))
  }

  /// Whether a bracket ends in a gap that did not begin there.
  fileprivate func isBracketClosed(in gap: Range<Int>) -> Bool {
    var depth = 0
    for index in gap {
      if isSign(index, UInt8(ascii: "(")) { depth += 1 }
      if isSign(index, UInt8(ascii: ")")) {
        depth -= 1
        if depth < 0 { return true }
      }
    }
    return false
  }
}
