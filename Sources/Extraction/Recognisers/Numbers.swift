internal import ContactsCore

/// The telephones, CPFs, CNPJs and CEPs of a note, told apart by form, check digits and the words beside them.
struct Numbers: Sendable {
  struct Phone: Sendable {
    /// From the first unit, its bracket or plus sign, to the last.
    var tokens: Range<Int>
    var digits: [UInt8]
    var isInternational: Bool
    var shape: PhoneShape

    /// `0800…`, `4004-…`: a company's line for those who call it, no person's.
    var isService: Bool {
      if shape == .tollFree { return true }
      return shape == .local8
        && (digits.starts(with: [4, 0, 0]) || digits.starts(with: [3, 0, 0, 3])
          || digits.starts(with: [4, 0, 2, 0]))
    }
  }

  struct Document: Sendable {
    let tokens: Range<Int>
    /// Nil when the check digits do not hold.
    let cpf: CPF?
  }

  var phones: [Phone] = []
  var cpfs: [Document] = []
  /// Token ranges of numbers that are no telephone: dates and prices must not look there either.
  var others: [Range<Int>] = []

  let view: NoteView
  let cues: Cues
  let stream: DigitStream
  /// Units that are part of nothing.
  private(set) var free: Set<Int> = []
  /// The unit of an area code that was said before its numbers.
  var shared: Int?
  /// Whether something is called a telephone that has too few digits to be one, or too many.
  private(set) var hasMiscounted = false

  init(_ view: NoteView, cues: Cues, claims: Claims, dates: [Range<Int>]) {
    self.view = view
    self.cues = cues
    let companies = CompanyNumbers(view, claims: claims)
    stream = DigitStream(
      view, skipping: Claims.joined(Claims.joined(claims.ranges, companies.ranges), dates))
    others = companies.ranges
    var unit = 0
    while unit < stream.units.count { unit = recognise(at: unit) }
    mend()
  }

  /// Takes what begins at a unit and returns the unit after it.
  private mutating func recognise(at unit: Int) -> Int {
    var label = label(ofUnit: unit)
    // "segunda via do CPF - 31 98811-2020": no CPF is written so.
    if label == .cpf, let found = phone(at: unit),
      isUnmistakable(unit..<found.end, found.phone.shape), !hasEleven(from: unit)
    {
      label = nil
    }
    if let end = takeCPF(at: unit, label: label) { return end }
    let isFar = label == .otherNumber && isWrittenPhone(at: unit)
    if label == .cpf || label == .cnpj || label == .cep || label == .otherNumber && !isFar {
      return takeOther(at: unit)
    }
    if !isShortMobile(at: unit), let end = takeFormattedOther(at: unit) { return end }
    // "9090 99812-7705": a call that the other side pays.
    if unit + 1 < stream.units.count, !stream.units[unit].isSpoken,
      stream.digits(ofUnits: unit..<unit + 1).elementsEqual([9, 0, 9, 0]),
      gap(before: unit + 1) == .tight, let found = phone(at: unit + 1),
      !found.phone.shape.hasAreaCode, let end = takePhone(at: unit + 1, isLabelled: true)
    {
      return end
    }
    if let end = takePhone(at: unit, isLabelled: label == .phone || label == .weakPhone) {
      return end
    }
    if let end = miscountedEnd(at: unit) {
      hasMiscounted = true
      others.append(stream.tokens(ofUnits: unit..<end))
      return end
    }
    free.insert(unit)
    return unit + 1
  }

  /// "quero a segunda via da fatura atrasada (31) 98811-2020": in a telephone's form, and not right after the word.
  private func isWrittenPhone(at unit: Int) -> Bool {
    let first = stream.units[unit].tokens.lowerBound
    guard let found = phone(at: unit), found.end > unit + 1, found.phone.shape >= .landline,
      !(unit..<found.end).contains(where: { stream.units[$0].isSpoken }),
      isFormatted(found.phone, found.end, from: unit)
    else { return false }
    if isUnmistakable(unit..<found.end, found.phone.shape) { return true }
    let near = max(0, first - 2)..<first
    return first > 1
      && !cues.starting(in: max(0, first - 4)..<first).contains {
        $0.kind == .otherNumber && $0.tokens.upperBound > near.lowerBound - 1
      } && near.allSatisfy { view.tokens[$0].kind == .word || view.isSign($0, UInt8(ascii: "(")) }
  }

  /// "boleto 11.98420-7713": no bill is written with a DDD, a mobile's nine and a hyphen before the last four.
  private func isUnmistakable(_ units: Range<Int>, _ shape: PhoneShape) -> Bool {
    let counts = units.map { stream.units[$0].digits.count }
    return shape == .mobile && counts == [2, 5, 4] && standsAlone(units.upperBound - 1)
      && sign(before: units.upperBound - 1) == UInt8(ascii: "-")
      && !isNumbered(stream.units[units.lowerBound].tokens.lowerBound)
  }

  /// "compra nº 453…", "OS 455…": the number of a thing, and not "telefone nº".
  func isNumbered(_ first: Int) -> Bool {
    var index = first - 1
    while index > 0, view.isSign(index, UInt8(ascii: ":")) || view.isSign(index, UInt8(ascii: "."))
    { index -= 1 }
    guard index >= 0 else { return false }
    if view.isWord(index, "os") { return view.tokens[index].isAllCapitals }
    guard index > 0, view.tokens[index].count == 2, view.isWord(index, "no"),
      view.text(ofTokens: index..<index + 1).unicodeScalars.last.map({ $0.value > 0x7f }) == true,
      view.tokens[index - 1].kind == .word
    else { return false }
    let noun = max(0, index - 4)..<index
    // "Ezequiel Braga nº 9 8812…".
    let isSurname =
      view.tokens[index - 1].isCapitalised
      && Lexicon.shared.surnames.contains(view.tokens[index - 1].hash)
    return !isSurname && !People.labels.contains(view.tokens[index - 1].hash)
      && !Self.determiners.contains(view.tokens[index - 1].hash)
      && !cues.starting(in: noun).contains { Self.isContact($0.kind) }
  }

  private func isPlace(of cue: Cue, floor: Int) -> Bool {
    let link = cue.tokens.lowerBound - 1
    guard link > floor, Self.links.contains(view.tokens[link].hash) else { return false }
    return cues.starting(in: max(floor, link - 3)..<link).contains {
      Self.isContact($0.kind) && $0.tokens.upperBound == link
    }
  }

  private static let links: WordSet = ["na", "no", "da", "do"]

  private static func isContact(_ kind: Cue.Kind) -> Bool {
    kind == .phone || kind == .weakPhone || kind == .cpf
  }

  private static let onlys: WordSet = ["so", "somente", "apenas"]
  private static let determiners: WordSet = ["meu", "o", "esse", "este", "novo", "seu", "outro"]

  /// What the words before a number, or right after it, say that it is.
  private func label(ofUnit unit: Int) -> Cue.Kind? {
    let first = stream.units[unit].tokens.lowerBound
    let floor = max(
      unit > 0 ? stream.units[unit - 1].tokens.upperBound : 0, first - 9, 0)
    if isNumbered(first) { return .otherNumber }
    var weak: Cue.Kind?
    var thing: Int?
    for cue in cues.starting(in: floor..<first).reversed() where cue.tokens.upperBound <= first {
      guard
        !view.breaksSentence(in: cue.tokens.upperBound..<first)
          || view.asks(cue.tokens.upperBound, answeredAt: first)
      else { break }
      switch cue.kind {
      case .otherNumber where view.hasComma(in: cue.tokens.upperBound..<first): continue
      // "CPF na nota: 706…": where it is written, and not what it is.
      case .otherNumber where isPlace(of: cue, floor: floor): continue
      // "código de área".
      case .otherNumber where cues.contains(.areaCode, in: cue.tokens): continue
      // "o CPF do titular da conta é 453…": what it is may be said before what it is for.
      case .otherNumber where hasEleven(from: unit):
        thing = cue.tokens.lowerBound
        continue
      case .cpf where !isCard(cue, of: unit): continue
      // "não tenho CPF ainda, só o protocolo 453…".
      case .cpf where thing.map { !isMissing(cue, before: $0) } ?? false: return .cpf
      case _ where thing != nil: continue
      case .phone, .otherNumber, .cpf, .cnpj, .cep:
        if let weak, first - cue.tokens.upperBound > 6 { return weak }
        return cue.kind
      case .callMe: return .phone
      // "CPF do titular (só números): 029…": how it is to be typed.
      case .weakPhone
      where view.isWord(cue.tokens.lowerBound, "numeros")
        && Self.onlys.contains(view.tokens[max(0, cue.tokens.lowerBound - 1)].hash):
        continue
      case .weakPhone: weak = weak ?? .weakPhone
      default: continue
      }
    }
    if thing != nil { return .otherNumber }
    return weak
  }
}

extension NoteView {
  /// "A: número do protocolo? C: é o 19102888106": the question says what the answer is.
  func asks(_ end: Int, answeredAt start: Int) -> Bool {
    guard start - end <= 10,
      let mark = (end..<start).last(where: { isSign($0, UInt8(ascii: "?")) }), mark - end <= 4
    else { return false }
    let answer = mark + 1..<start
    return answer.count <= 6 && !breaksSentence(in: answer)
      && answer.allSatisfy { tokens[$0].kind != .number }
  }

  /// Whether a comma parts a word from the number after it: "ajuda com o boleto, 11 98765-4321".
  func hasComma(in gap: Range<Int>) -> Bool {
    gap.contains { isSign($0, UInt8(ascii: ",")) }
  }
}

// MARK: - Other numbers

extension Numbers {
  /// Passes over a labelled number whole, so that no part of it becomes a telephone.
  mutating func takeOther(at unit: Int) -> Int {
    var end = unit + 1
    var count = stream.units[unit].digits.count
    while end < stream.units.count, gap(before: end) == .tight || gap(before: end) == .slash,
      count + stream.units[end].digits.count <= 50
    {
      // A number in the form of a telephone after a space is a telephone again.
      if let next = phone(at: end), next.phone.shape >= .oldMobile, spaced(end),
        isFormatted(next.phone, next.end, from: end),
        count >= 4
      {
        break
      }
      count += stream.units[end].digits.count
      end += 1
    }
    others.append(stream.tokens(ofUnits: unit..<end))
    return end
  }

  /// CEP `01310-100`, RG `12.345.678-9`, an amount `1.234,56`.
  private mutating func takeFormattedOther(at unit: Int) -> Int? {
    let counts = stream.units[unit...].prefix(4).map { $0.digits.count }
    let signs = (unit + 1..<min(unit + 4, stream.units.count)).map { sign(before: $0) }
    let hyphen = UInt8(ascii: "-")
    let dot = UInt8(ascii: ".")
    var length: Int?
    if counts.starts(with: [5, 3]), signs.first == hyphen { length = 2 }
    if counts.starts(with: [2, 3, 3]), signs.starts(with: [dot, hyphen]) { length = 3 }
    if counts.starts(with: [2, 3, 3, 1]), signs.starts(with: [dot, dot, hyphen]) { length = 4 }
    if counts.starts(with: [2, 3, 3]), signs.starts(with: [dot, dot]), length == nil {
      length = 3
    }
    if counts.count >= 2, counts[1] == 2, signs.first == UInt8(ascii: ",") { length = 2 }
    guard let length else { return nil }
    others.append(stream.tokens(ofUnits: unit..<unit + length))
    return unit + length
  }

  /// The one sign that alone stands between a unit and the one before it.
  func sign(before unit: Int) -> UInt8? {
    let gap = stream.units[unit - 1].tokens.upperBound..<stream.units[unit].tokens.lowerBound
    guard gap.count == 1, view.tokens[gap.lowerBound].kind == .sign, !spaced(unit),
      !view.tokens[gap.lowerBound].followsSpace
    else { return nil }
    return view.byte(of: view.tokens[gap.lowerBound])
  }

  private func spaced(_ unit: Int) -> Bool {
    view.tokens[stream.units[unit].tokens.lowerBound].followsSpace
      || view.isSign(stream.units[unit].tokens.lowerBound - 1, UInt8(ascii: "("))
  }
}

// MARK: - Telephones

extension Numbers {
  private mutating func takePhone(at unit: Int, isLabelled: Bool) -> Int? {
    if hidesPhone(at: unit) { return nil }
    if let foreign = foreignPhone(at: unit) {
      phones.append(foreign.phone)
      return foreign.end
    }
    if var found = phone(at: unit),
      isAccepted(found.phone, unit..<found.end, isLabelled: isLabelled)
    {
      var end = found.end
      if !found.phone.shape.hasAreaCode, let joined = areaCode(after: found.end, found.phone) {
        found.phone = joined.phone
        end = joined.end
      } else if !found.phone.shape.hasAreaCode,
        let shared = sharedAreaCode(for: found.phone) ?? neighbouringAreaCode(for: found.phone)
      {
        found.phone = shared
      }
      phones.append(found.phone)
      return takeTails(of: found.phone, from: end)
    }
    return areaCodeApart(at: unit)
  }

  /// The best reading of the digits from a unit on, and the unit after it.
  func phone(at unit: Int) -> (phone: Phone, end: Int)? {
    let first = stream.units[unit].tokens.lowerBound
    let plus = view.isSign(first - 1, UInt8(ascii: "+"))
    var best: (phone: Phone, end: Int)?
    var count = 0
    var end = unit
    while end < stream.units.count {
      if end > unit {
        let gap = gap(before: end)
        let isJoined =
          gap == .tight || gap == .loose
          || (gap == .slash && count == 2 && stream.units[end].digits.count >= 4)
          || (gap == .slash && count == 7 && isSlashed(end))
        guard isJoined, stream.units[end - 1].digits.count < 8, !isComplete(unit..<end) else {
          break
        }
      }
      count += stream.units[end].digits.count
      guard count <= 16 else { break }
      end += 1
      let digits = stream.digits(ofUnits: unit..<end)
      guard let shape = PhoneShape(digits, isInternational: plus) else { continue }
      // Said without a pause, eleven digits are one number, even if no DDD begins it.
      let isWhole = shape == .unknownAreaCode && digits.count == 11 && stream.units[unit].isSpoken
      if best.map({ shape >= $0.phone.shape || isWhole && !$0.phone.shape.hasAreaCode }) ?? true {
        var start = first
        if plus { start -= 1 }
        if view.isSign(start - 1, UInt8(ascii: "(")), closesBracket(unit..<end) { start -= 1 }
        let tokens = start..<stream.units[end - 1].tokens.upperBound
        best = (
          Phone(tokens: tokens, digits: Array(digits), isInternational: plus, shape: shape), end
        )
      }
    }
    return best
  }

  /// "11 98876/8103": a bar in the place of the hyphen.
  private func isSlashed(_ unit: Int) -> Bool {
    stream.units[unit].digits.count == 4 && stream.units[unit - 1].digits.count == 5
      && stream.digits(ofUnits: unit - 1..<unit).first == 9
  }

  /// Whether units end in `9999-8888`: what follows is another number.
  private func isComplete(_ units: Range<Int>) -> Bool {
    guard units.count >= 2 else { return false }
    let counts = units.suffix(2).map { stream.units[$0].digits.count }
    return counts[1] == 4 && (counts[0] == 4 || counts[0] == 5)
      && sign(before: units.upperBound - 1) == UInt8(ascii: "-")
  }

  private func closesBracket(_ units: Range<Int>) -> Bool {
    let tokens = stream.tokens(ofUnits: units)
    return tokens.contains { view.isSign($0, UInt8(ascii: ")")) }
  }

  private func isAccepted(_ phone: Phone, _ units: Range<Int>, isLabelled: Bool) -> Bool {
    let spoken = units.count { stream.units[$0].isSpoken }
    let isSpoken = spoken > 0
    if !phone.shape.hasAreaCode, !isComplete(units), isCut(before: units.upperBound) {
      return false
    }
    if isSpoken, spoken < 3, units.count < 4 { return false }
    let isLoose = units.dropFirst().contains { gap(before: $0) == .loose }
    let formatted = isFormatted(phone, units.upperBound, from: units.lowerBound)
    let isBare = units.count == 1
    let follows =
      units.lowerBound > 0 && gap(before: units.lowerBound) == .tight
      && !isLabelled && !takenBefore(units.lowerBound)
    switch phone.shape {
    case .tollFree, .mobile, .landline, .oldMobile:
      if isSpoken || isLoose {
        return isLabelled || phone.shape >= .landline && units.count > 4
          || phone.shape == .mobile && spoken == 4 && units.count == 4
      }
      if follows, !formatted || isBare { return false }
      return isLabelled || formatted
    case .local9: return isLabelled || !isSpoken && !follows && (formatted || isBare)
    case .local8:
      return isLabelled && !isTooLoose(units) || !isSpoken && !follows && formatted && !isBare
    case .unknownAreaCode: return isLabelled || !isSpoken && !follows && formatted && !isBare
    case .odd: return isLabelled && !isSpoken && (formatted || isBare || isOddGrouping(units))
    }
  }

  /// "21 9876 432": a DDD and two groups, one of them too short.
  private func isOddGrouping(_ units: Range<Int>) -> Bool {
    let counts = units.map { stream.units[$0].digits.count }
    return counts.count == 3 && counts[0] == 2 && counts[1] + counts[2] == 7
  }

  private func isTooLoose(_ units: Range<Int>) -> Bool {
    units.dropFirst().contains { gap(before: $0) == .loose && !stream.units[$0].isSpoken }
  }

  private func takenBefore(_ unit: Int) -> Bool {
    let before = stream.units[unit - 1].tokens.upperBound
    return phones.last?.tokens.upperBound == before || others.last?.upperBound == before
  }

  /// Whether the groups are those in which people write numbers: `11 98765 4321`, `(11) 9 8765-4321`, `11987654321`.
  func isFormatted(_ phone: Phone, _ end: Int, from unit: Int) -> Bool {
    let counts = (unit..<end).map { stream.units[$0].digits.count }
    if counts.count == 1 { return true }
    if counts == [7, 4], phone.shape == .mobile { return true }
    if counts.last == 4, counts.count >= 2, [4, 5].contains(counts[counts.count - 2]) {
      return true
    }
    if counts.last.map({ $0 >= 8 }) ?? false { return true }
    if view.isSign(phone.tokens.lowerBound, UInt8(ascii: "(")) || phone.isInternational {
      return true
    }
    return phone.shape == .tollFree || counts.suffix(3) == [3, 3, 3]
  }
}

// MARK: - Between two units

extension Numbers {
  enum Gap { case tight, loose, slash, broken }

  /// What stands between a unit and the one before it.
  func gap(before unit: Int) -> Gap {
    let left = stream.units[unit - 1]
    let right = stream.units[unit]
    let tokens = left.tokens.upperBound..<right.tokens.lowerBound
    let isSpoken = left.isSpoken || right.isSpoken
    guard tokens.count <= (isSpoken ? 6 : 4) else { return .broken }
    if view.tokens[left.tokens.upperBound - 1].line != view.tokens[right.tokens.lowerBound].line {
      return isWrapped(before: unit) ? .tight : .broken
    }
    var gap = Gap.tight
    for index in tokens {
      let token = view.tokens[index]
      switch token.kind {
      case .number: return .broken
      case .word:
        guard Self.fillers.contains(token.hash) else { return .broken }
        gap = .loose
      case .sign:
        switch view.byte(of: token) {
        case UInt8(ascii: "-"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "_"): break
        case UInt8(ascii: "]"):
          guard left.digits.count == 2, view.isSign(left.tokens.lowerBound - 1, UInt8(ascii: "["))
          else { return .broken }
        case UInt8(ascii: "."):
          let isPause =
            tokens.count == 3 && view.isEllipsis(endingAt: tokens.upperBound - 1)
          let ends = view.tokens[index + 1].followsSpace && !isPause
          if isPause { gap = .loose }
          if ends, !isSpoken { return .broken }
          if ends { gap = .loose }
        case UInt8(ascii: ","):
          guard isSpoken || right.digits.count >= 4 && left.digits.count <= 5 else {
            return .broken
          }
          gap = .loose
        case UInt8(ascii: "/"):
          guard tokens.count == 1 else { return .broken }
          return .slash
        default: return .broken
        }
      }
    }
    return gap
  }

  /// "81 98811⏎4422", "(81)⏎98811-4422": one number that a narrow page breaks in two.
  private func isWrapped(before unit: Int) -> Bool {
    let (left, right) = (stream.units[unit - 1], stream.units[unit])
    let tokens = left.tokens.upperBound..<right.tokens.lowerBound
    guard unit > 0, !left.isSpoken, !right.isSpoken, tokens.count <= 1,
      view.tokens[right.tokens.lowerBound].line == view.tokens[left.tokens.upperBound - 1].line + 1
    else { return false }
    if left.digits.count == 2, tokens.count == 1, isBracketed(left) {
      return unit + 1 < stream.units.count && [4, 5].contains(right.digits.count)
        && gap(before: unit + 1) == .tight && stream.units[unit + 1].digits.count == 4
    }
    guard right.digits.count == 4, [4, 5].contains(left.digits.count), unit > 1,
      tokens.allSatisfy({ view.isSign($0, UInt8(ascii: "-")) }),
      stream.units[unit - 2].digits.count == 2, gap(before: unit - 1) == .tight
    else { return false }
    let code = Array(stream.digits(ofUnits: unit - 2..<unit - 1))
    let next = right.tokens.upperBound
    let isAlone =
      next == view.tokens.count || view.tokens[next].followsSpace
      || !view.isSign(next, UInt8(ascii: "-")) && view.tokens[next].kind == .sign
    return PhoneShape.isAreaCode(code[0], code[1]) && isAlone
  }

  private func isBracketed(_ unit: DigitStream.Unit) -> Bool {
    view.isSign(unit.tokens.lowerBound - 1, UInt8(ascii: "("))
      && view.isSign(unit.tokens.upperBound, UInt8(ascii: ")"))
  }

  static let fillers: WordSet = [
    "e", "depois", "traco", "hifen", "ponto", "espaco", "final", "finalzinho", "ai", "dai", "entao",
    "parenteses", "barra", "mais", "seguido", "de", "ne", "hum", "ah", "eh", "deixa", "eu", "ver",
    "ta", "viu", "certo", "isso", "anota", "anotou", "pera",
  ]
}
