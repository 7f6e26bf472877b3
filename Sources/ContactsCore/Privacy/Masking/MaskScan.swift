/// One pass over one line: what was found so far, and which tokens it took.
struct MaskScan {
  private(set) var line: NormalisedLine
  private(set) var tokens: [MaskToken]
  /// Today, for the age that a date of birth would mean.
  let today: CivilDate
  /// Whether most words are in capitals, which then say nothing.
  var isShouted: Bool { contents.shouted * 2 > contents.words }
  private(set) var contents = Contents()
  private(set) var found: [Found] = []
  /// Where names end, in units.
  private(set) var nameEnds: Set<Int> = []

  /// Units of the line, and what they are.
  struct Found {
    var range: Range<Int>
    var kind: MaskKind
  }

  init(_ line: NormalisedLine, today: CivilDate) {
    self.line = line
    self.today = today
    tokens = line.tokens()
    for token in tokens { contents.add(token) }
  }

  /// What is in the line at all: most steps have nothing to do in most lines.
  struct Contents {
    var hasDigits = false
    var hasNumberWords = false
    var hasMonths = false
    var hasAtSigns = false
    var hasEmailLabels = false
    /// Or a long word that no list has, and that may be one with a typing error.
    var hasBirthLabels = false
    var words = 0
    var shouted = 0

    mutating func add(_ token: MaskToken) {
      switch token.kind {
      case .masked: break
      case .number: hasDigits = true
      case .sign: if token.isSign("@") { hasAtSigns = true }
      case .word:
        if token.word.number >= 0 { hasNumberWords = true }
        if token.word.traits.contains(.month) { hasMonths = true }
        if MaskScan.isSpokenAt(token) || MaskScan.isEnglishAt(token) { hasAtSigns = true }
        switch token.word.label {
        case .nascimento: hasBirthLabels = true
        case .email: hasEmailLabels = true
        case .none where token.count > 8 && token.word == MaskWord(): hasBirthLabels = true
        default: break
        }
        if token.count > 2 {
          words += 1
          if token.letters == .upper { shouted += 1 }
        }
      }
    }
  }

  /// Puts a label's token in the place of each value found since `earlier`, as if the masked line were read again.
  mutating func collapse(since earlier: Int) {
    let ranges = found[earlier...].map(\.range).sorted { $0.lowerBound < $1.lowerBound }
    var rest: [MaskToken] = []
    rest.reserveCapacity(tokens.count)
    var next = 0
    for token in tokens {
      while next < ranges.count, ranges[next].upperBound <= Int(token.start) { next += 1 }
      guard next < ranges.count, ranges[next].lowerBound <= Int(token.start) else {
        rest.append(token)
        rest[rest.count - 1].isTaken = false
        continue
      }
      if ranges[next].lowerBound == Int(token.start) || rest.last?.kind != .masked {
        rest.append(
          MaskToken(start: token.start, end: token.end, kind: .masked, gap: token.gap))
      } else {
        rest[rest.count - 1].end = token.end
      }
    }
    for range in ranges { line.blank(range) }
    tokens = rest
    contents = Contents()
    for token in tokens { contents.add(token) }
  }

  /// Whether anything is left that could be a value, now that other values around it are labels.
  var hasCandidates: Bool {
    tokens.contains { token in
      switch token.kind {
      case .masked: false
      case .number: true
      case .sign: token.isSign("@")
      case .word:
        token.word.number >= 0 || !token.word.traits.contains(.common)
          || !token.word.traits.isDisjoint(with: [.givenName, .surname, .month])
      }
    }
  }

  func isTaken(_ token: Int) -> Bool { tokens[token].isTaken }

  /// Covers the units from one token to another, both included.
  mutating func cover(_ range: ClosedRange<Int>, as kind: MaskKind) {
    found.append(
      Found(
        range: Int(tokens[range.lowerBound].start)..<Int(tokens[range.upperBound].end), kind: kind))
    if kind == .name { nameEnds.insert(Int(tokens[range.upperBound].end)) }
    for token in range { tokens[token].isTaken = true }
  }

  /// Keeps later steps from looking at tokens again, without covering them.
  mutating func pass(_ range: ClosedRange<Int>) {
    for token in range { tokens[token].isTaken = true }
  }

  // MARK: - What stands around a token

  /// Whether the tokens are a whole field: the line, or what stands between its `;`, `|` or tabulators.
  func isField(_ range: ClosedRange<Int>) -> Bool {
    var first = range.lowerBound
    while first > 0, tokens[first].gap < .wide, isMargin(tokens[first - 1]) { first -= 1 }
    var last = range.upperBound
    while last + 1 < tokens.count, tokens[last + 1].gap < .wide, isMargin(tokens[last + 1]) {
      last += 1
    }
    let begins = first == 0 || tokens[first].gap == .wide || isBorder(first - 1)
    let ends =
      last + 1 == tokens.count || tokens[last + 1].gap == .wide || isBorder(last + 1)
    return begins && ends
  }

  /// What may stand around a value in its field: quotes, brackets, a bullet.
  private func isMargin(_ token: MaskToken) -> Bool {
    token.kind == .sign && MaskScan.margins.contains(token.sign)
  }

  private static let margins: SignSet = "\"'()[]<>*-."

  private func isBorder(_ index: Int) -> Bool {
    let token = tokens[index]
    if token.isSign(";") || token.isSign("|") { return true }
    // A comma parts fields when no space follows it, and it is no decimal one.
    guard token.isSign(","), token.gap == .none, index > 0, index + 1 < tokens.count,
      tokens[index + 1].gap == .none
    else { return false }
    let isDecimal = tokens[index - 1].kind == .number && tokens[index + 1].kind == .number
    return !isDecimal || tokens[index - 1].count > 4
  }

  /// Whether a letter is written against the token on its left, or on its right: a piece of a longer code.
  func isEmbedded(_ range: ClosedRange<Int>) -> Bool {
    if range.lowerBound > 0, tokens[range.lowerBound].gap == .none {
      let left = tokens[range.lowerBound - 1]
      if left.kind == .word, left.word == MaskWord() { return true }
    }
    let after = range.upperBound + 1
    if after < tokens.count, tokens[after].gap == .none, tokens[after].kind == .word {
      return tokens[after].word == MaskWord() || tokens[after].count < 3
    }
    return false
  }

  // MARK: - Labels

  /// What is announced before a token, if anything near enough is.
  func label(before start: Int) -> MaskWord.Label {
    var at = start - 1
    var strangers = 0
    var steps = 0
    var numbers = 0
    // `número` says little: a word before it may say more.
    var found = MaskWord.Label.none
    while at >= 0, steps < 14 {
      let token = tokens[at]
      if tokens[at + 1].gap == .wide, at + 1 < start { return found }
      switch token.kind {
      case .masked: return found
      case .number:
        // `fone 2: …`, `telefone 0 operadora 0 15 …`
        guard token.count <= 2, numbers < 2, !isTaken(at) else { return found }
        numbers += 1
      case .word:
        if token.word.label == .numero {
          found = .numero
        } else if token.word.label != .none {
          return found == .none || token.word.label != .negativo ? token.word.label : found
        }
        if token.word.number >= 0 { return found }
        if strangers == 0, let label = misspeltLabel(token) { return label }
        if !token.word.traits.contains(.filler) {
          strangers += 1
          if strangers > 2 { return found }
        }
      case .sign:
        if !passes(token, at: at) { return found }
      }
      if isTaken(at) { return found }
      at -= 1
      steps += 1
    }
    return found
  }

  /// Whether a label may be looked for beyond this sign.
  private func passes(_ token: MaskToken, at index: Int) -> Bool {
    switch Unicode.Scalar(token.sign) {
    case ";", "|", "!", "}", "&", "$": return false
    case "?": return index + 1 < tokens.count && tokens[index + 1].gap != .none
    case ".":
      guard index + 1 < tokens.count, tokens[index + 1].gap != .none, index > 0 else { return true }
      // A full stop ends the sentence, unless it belongs to a label or an abbreviation: `RG. 52…`, `n. 54…`.
      let before = tokens[index - 1]
      return before.kind == .word
        && (before.word.label != .none || before.count <= 2
          || before.word.traits.contains(.filler) && before.count <= 4)
    default: return true
    }
  }

  /// What is said right after a value: `529… é meu cpf`, `(cpf)`.
  func label(after end: Int) -> MaskWord.Label {
    var at = end + 1
    var steps = 0
    while at < tokens.count, steps < 4 {
      let token = tokens[at]
      guard token.gap < .wide, !isTaken(at) else { return .none }
      switch token.kind {
      case .masked, .number: return .none
      case .sign:
        guard MaskScan.leading.contains(token.sign) else { return .none }
      case .word:
        if token.word.label != .none {
          // A label with a value of its own announces that one.
          let next = at + 1
          let announces =
            next < tokens.count
            && (tokens[next].kind == .number || tokens[next].isSign(":")
              || tokens[next].isSign("="))
          return announces ? .none : token.word.label
        }
        guard token.word.traits.contains(.filler), token.word.number < 0 else { return .none }
      }
      at += 1
      steps += 1
    }
    return .none
  }

  private static let leading: SignSet = "(-,="

  /// Whether a unit follows: so many lines, days, kilometres.
  func isQuantity(_ range: ClosedRange<Int>) -> Bool {
    if range.lowerBound > 0,
      tokens[range.lowerBound - 1].isSign("$")
        || tokens[range.lowerBound - 1].isSign("#")
    {
      return true
    }
    let after = range.upperBound + 1
    guard after < tokens.count, tokens[after].gap < .wide else { return false }
    if tokens[after].isSign("%") { return true }
    return tokens[after].kind == .word && tokens[after].word.traits.contains(.unit)
  }
}
