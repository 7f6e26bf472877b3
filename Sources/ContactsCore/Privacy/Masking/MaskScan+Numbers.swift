/// How surely digits are somebody's, by their form alone.
enum NumberStrength: Int, Comparable {
  /// Only where nothing else stands in the field.
  case possible
  /// In a sentence, unless something says that it is not.
  case likely
  /// Even after a word such as `pedido`.
  case certain

  static func < (left: NumberStrength, right: NumberStrength) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// The first groups of a stretch of digits, read as one value.
struct NumberReading {
  /// How many groups it takes.
  var groups: Int
  var kind: MaskKind
  var strength: NumberStrength
}

extension MaskScan {
  /// Covers the numbers of the line.
  mutating func findNumbers() {
    var run = DigitRun()
    var at = 0
    while at < tokens.count {
      guard !isTaken(at), isDigits(at), read(&run, at: at) else {
        at += 1
        continue
      }
      at = findValues(in: &run)
    }
    if found.contains(where: { $0.kind == .account }) {
      findCompanions(of: .account, after: MaskScan.branch, digits: 3...5)
    }
    if found.contains(where: { $0.kind == .phone }) {
      findCompanions(of: .phone, after: MaskScan.areaCode, digits: 2...3)
    }
  }

  /// `ag 0435 cc 01234-5`, `ddd 11 número 98765-4321`: alone they are nobody's, beside an account or a telephone they are.
  private mutating func findCompanions(
    of kind: MaskKind, after words: WordSet, digits: ClosedRange<Int>
  ) {
    for at in tokens.indices where words.contains(tokens[at].hash) {
      var next = at + 1
      while next < tokens.count, next < at + 4, tokens[next].gap < .wide,
        tokens[next].kind == .sign || tokens[next].word.label == .numero
          || tokens[next].kind == .word && tokens[next].count <= 2
      {
        next += 1
      }
      guard next < tokens.count, tokens[next].kind == .number, !isTaken(next),
        digits.contains(tokens[next].count)
      else { continue }
      cover(next...(kind == .account ? afterDigit(next) : next), as: kind)
    }
  }

  /// `0435-1`: one more digit.
  private func afterDigit(_ index: Int) -> Int {
    guard index + 2 < tokens.count, tokens[index + 1].isSign("-"), tokens[index + 1].gap == .none,
      tokens[index + 2].kind == .number, tokens[index + 2].count == 1,
      tokens[index + 2].gap == .none
    else { return afterCheckLetter(index, .account) }
    return index + 2
  }

  private static let areaCode: WordSet = ["ddd"]
  private static let branch: WordSet = ["ag", "agencia", "agenc"]

  /// Covers the values of one run, and answers the token where looking goes on.
  private mutating func findValues(in run: inout DigitRun) -> Int {
    var label = label(before: run.groups[0].tokens.lowerBound)
    var group = 0
    while group < run.groups.count {
      let token = run.groups[group].tokens.lowerBound
      if group > 0, run.groups[group].joint != .space, label != .negativo { label = .none }
      let reading = value(at: group, in: run, label: label)
      guard let reading else {
        // A label says what the first value is; a list goes on with the same.
        if group > 0 || run.groups[group].count > 3 { label = label == .negativo ? label : .none }
        group += 1
        continue
      }
      let last = run.groups[group + reading.groups - 1].tokens.upperBound - 1
      cover(opening(token, reading.kind)...afterCheckLetter(last, reading.kind), as: reading.kind)
      group += reading.groups
      // `conta 01234 5`
      if reading.kind == .account, group + 1 == run.groups.count, run.groups[group].count == 1,
        !run.groups[group].isSpoken, isFieldEnd(run.groups[group].tokens.upperBound)
      {
        cover(
          run.groups[group].tokens.lowerBound...run.groups[group].tokens.lowerBound, as: .account)
        group += 1
      }
      label = reading.kind == .phone ? .telefone : .none
      // `98765-4321/3232-4545`: what follows a value is another.
      if group < run.groups.count, run.groups[group].joint == .slash {
        run.groups[group].joint = .space
      }
    }
    // The words of a number that was not covered may hold another: `um`, `e dois`.
    guard let last = run.groups.last else { return 0 }
    var next = last.tokens.upperBound
    if label == .telefone { next = listContinues(at: next) }
    return next
  }

  private func isFieldEnd(_ next: Int) -> Bool {
    next == tokens.count || tokens[next].gap == .wide || tokens[next].kind == .sign
  }

  /// A parenthesis or a plus sign before a telephone belongs to it, and the letters of `MG-12.345.678` to an RG.
  private func opening(_ token: Int, _ kind: MaskKind) -> Int {
    var first = token
    if kind == .identityCard || kind == .document {
      if first > 0, tokens[first - 1].isSign("-"), tokens[first].gap == .none { first -= 1 }
      if first > 0, tokens[first].gap == .none, tokens[first - 1].kind == .word,
        tokens[first - 1].count <= 2, tokens[first - 1].word.label == .none
      {
        return first - 1
      }
      return token
    }
    if first > 0, tokens[first].gap == .none,
      tokens[first - 1].isSign("(") || tokens[first - 1].isSign("[")
    {
      first -= 1
    }
    if first > 0, tokens[first - 1].isSign("+") { first -= 1 }
    return first
  }

  /// `12.345.678-X` and `1234-X`: the letter is the check digit.
  private func afterCheckLetter(_ last: Int, _ kind: MaskKind) -> Int {
    if kind == .identityCard || kind == .account, last + 1 < tokens.count,
      tokens[last + 1].hash == MaskScan.checkLetter, tokens[last + 1].gap == .none
    {
      return last + 1
    }
    guard last + 1 < tokens.count else { return last }
    // `RG 12 345 678 X`
    if kind == .identityCard, tokens[last + 1].hash == MaskScan.checkLetter,
      tokens[last + 1].gap == .space, isFieldEnd(last + 2) || tokens[last + 1].letters == .title
    {
      return last + 1
    }
    guard last + 2 < tokens.count, tokens[last + 2].hash == MaskScan.checkLetter,
      tokens[last + 1].isSign("-") || kind == .identityCard && checkSigns(tokens[last + 1].sign),
      tokens[last + 1].gap == .none && tokens[last + 2].gap == .none
        || kind == .identityCard && tokens[last + 2].gap < .wide && isFieldEnd(last + 3)
    else { return last }
    return last + 2
  }

  private func checkSigns(_ sign: UInt8) -> Bool {
    sign == UInt8(ascii: "/") || sign == UInt8(ascii: ".")
  }

  static let checkLetter = MaskLexicon.Hash.of("x".utf8)

  /// `98765-4321 ou 3232-4545`: the second number needs no label of its own.
  private mutating func listContinues(at next: Int) -> Int {
    guard next + 1 < tokens.count, !isTaken(next), isDigits(next + 1), !isTaken(next + 1),
      tokens[next].kind == .word
        ? tokens[next].hash == MaskScan.and || tokens[next].hash == MaskScan.or
        : tokens[next].isSign("/") || tokens[next].isSign(",")
    else { return next }
    var run = DigitRun()
    guard read(&run, at: next + 1) else { return next }
    guard let reading = labelledValue(at: 0, in: run, label: .telefone) else { return next }
    let last = run.groups[reading.groups - 1].tokens.upperBound - 1
    cover(opening(next + 1, .phone)...last, as: .phone)
    return last + 1
  }

  private static let or = MaskLexicon.Hash.of("ou".utf8)

  // MARK: - One value

  private mutating func value(
    at group: Int, in run: DigitRun, label: MaskWord.Label
  ) -> NumberReading? {
    let first = run.groups[group].tokens.lowerBound
    if label == .nascimento { return nil }
    if label != .none, label != .negativo,
      let reading = labelledValue(at: group, in: run, label: label)
    {
      return reading
    }
    guard let reading = unlabelledValue(at: group, in: run) else { return nil }
    let last = run.groups[group + reading.groups - 1].tokens.upperBound - 1
    let range = first...last
    if label == .negativo || isQuantity(range) {
      return reading.strength == .certain ? reading : nil
    }
    if isEmbedded(range), reading.strength < .certain { return nil }
    switch reading.strength {
    case .certain, .likely: return reading
    case .possible:
      if isField(range) || reading.kind == .account && followsBank(first) { return reading }
      let announced = self.label(after: last)
      return announced != .none && announced != .negativo && label == .none ? reading : nil
    }
  }

  private func followsBank(_ first: Int) -> Bool {
    tokens[max(0, first - 6)..<first].contains { $0.word.traits.contains(.bank) }
  }

  /// Reads the value that a label announces: the right count of digits if there is one, else what is written together.
  func labelledValue(
    at group: Int, in run: DigitRun, label: MaskWord.Label
  ) -> NumberReading? {
    guard let expected = ExpectedDigits.of(label) else { return nil }
    let rest = group..<run.groups.count
    if DialledDigits.isCompanyLine(run.digits(rest)), label != .conta { return nil }
    let first = run.groups[group].tokens.lowerBound
    let isForeign = expected.kind == .phone && first > 0 && tokens[first - 1].isSign("+")
    var sum = 0
    var exact: Int?
    var together = group
    var togetherDigits = 0
    var widest: Int?
    for index in rest {
      let current = run.groups[index]
      if index > group, current.joint == .looseComma, current.count > 3 { break }
      sum += current.count
      if index == together || index > group && current.joint.isTight && together == index - 1 {
        together = index
        togetherDigits = sum
      }
      if expected.exact.contains(sum), exact == nil || expected.prefersLongest,
        expected.accepts(run.digits(group..<index + 1))
      {
        exact = index
      }
      if sum >= expected.least, sum <= expected.most {
        widest = index
        if isForeign { exact = index }
      }
      if sum > expected.most { break }
    }
    let kind = expected.kind
    if let exact {
      // What is written together is not cut: `98765-4321` is not the nine digits of an RG.
      let end = exact < together && togetherDigits <= expected.most ? together : exact
      return NumberReading(groups: end - group + 1, kind: kind, strength: .certain)
    }
    if togetherDigits >= expected.least, togetherDigits <= 20 {
      return NumberReading(groups: together - group + 1, kind: kind, strength: .certain)
    }
    guard let widest, expected.takesLoose else { return nil }
    return NumberReading(groups: widest - group + 1, kind: kind, strength: .certain)
  }
}

/// How many digits the value after a label has.
struct ExpectedDigits {
  let kind: MaskKind
  /// In a well-formed value.
  let exact: Set<Int>
  /// A typing error takes or adds a digit; Excel drops a leading zero.
  let least: Int
  let most: Int
  var prefersLongest = false
  /// Whether groups with spaces between are one value even when their count is wrong.
  var takesLoose = true

  func accepts(_ digits: ArraySlice<UInt8>) -> Bool {
    guard kind == .phone, digits.count > 9 else { return true }
    return DialledDigits.isNumber(digits)
  }

  static func of(_ label: MaskWord.Label) -> ExpectedDigits? {
    table[Int(label.rawValue)]
  }

  private static let table: [ExpectedDigits?] = (0...MaskWord.Label.negativo.rawValue).map { raw in
    switch MaskWord.Label(rawValue: raw) {
    case .cpf: ExpectedDigits(kind: .cpf, exact: [11], least: 8, most: 12)
    case .cnpj: ExpectedDigits(kind: .cnpj, exact: [14], least: 11, most: 15)
    case .rg:
      ExpectedDigits(kind: .identityCard, exact: [9, 10, 11], least: 5, most: 11)
    case .cnh: ExpectedDigits(kind: .driverLicence, exact: [11], least: 8, most: 12)
    case .titulo: ExpectedDigits(kind: .voterCard, exact: [12], least: 9, most: 13)
    case .pis: ExpectedDigits(kind: .socialIntegration, exact: [11], least: 8, most: 12)
    case .cns: ExpectedDigits(kind: .healthCard, exact: [15], least: 11, most: 16)
    case .telefone:
      ExpectedDigits(
        kind: .phone, exact: [8, 9, 10, 11, 12, 13, 14, 15], least: 7, most: 15,
        prefersLongest: true)
    case .numero:
      ExpectedDigits(
        kind: .phone, exact: [8, 9, 10, 11, 12, 13], least: 8, most: 13, prefersLongest: true,
        takesLoose: false)
    case .cep: ExpectedDigits(kind: .postalCode, exact: [8], least: 6, most: 9)
    case .pix, .chave:
      ExpectedDigits(kind: .pix, exact: [11, 14, 13], least: 8, most: 15, takesLoose: false)
    case .conta: ExpectedDigits(kind: .account, exact: [], least: 5, most: 20)
    case .documento:
      ExpectedDigits(kind: .document, exact: [11, 14], least: 5, most: 15)
    case .cartao:
      ExpectedDigits(kind: .paymentCard, exact: [16, 15], least: 11, most: 19)
    default: nil
    }
  }
}
