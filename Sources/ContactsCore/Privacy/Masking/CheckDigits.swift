/// Whether the check digits of an identifier hold; the arguments are digits 0 to 9.
enum CheckDigits {
  typealias Digits = ArraySlice<UInt8>

  static func isCPF(_ digits: Digits) -> Bool {
    guard digits.count == 11, !isUniform(digits) else { return false }
    let start = digits.startIndex
    return elevenLessRemainder(digits.prefix(9), weights: 2...10) == digits[start + 9]
      && elevenLessRemainder(digits.prefix(10), weights: 2...11) == digits[start + 10]
  }

  /// Also of the alphanumeric kind: the values are ASCII codes less 48.
  static func isCNPJ(_ values: Digits) -> Bool {
    guard values.count == 14, !isUniform(values) else { return false }
    let start = values.startIndex
    return elevenLessRemainder(values.prefix(12), weights: 2...9) == values[start + 12]
      && elevenLessRemainder(values.prefix(13), weights: 2...9) == values[start + 13]
  }

  static func isPIS(_ digits: Digits) -> Bool {
    guard digits.count == 11, !isUniform(digits) else { return false }
    return elevenLessRemainder(digits.prefix(10), weights: 2...9) == digits[digits.startIndex + 10]
  }

  static func isCNH(_ digits: Digits) -> Bool {
    guard digits.count == 11, !isUniform(digits) else { return false }
    let start = digits.startIndex
    var first = 0
    var second = 0
    for index in 0..<9 {
      first += Int(digits[start + index]) * (9 - index)
      second += Int(digits[start + index]) * (index + 1)
    }
    first %= 11
    second %= 11
    if first == 10 {
      first = 0
      second -= 2
      if second < 0 { second += 11 }
    }
    return first == Int(digits[start + 9])
      && (second == 10 ? 0 : second) == Int(digits[start + 10])
  }

  static func isVoterCard(_ digits: Digits) -> Bool {
    guard digits.count == 12 else { return false }
    let all = digits.map(Int.init)
    let state = all[8] * 10 + all[9]
    guard (1...28).contains(state) else { return false }
    var sum = 0
    for index in 0..<8 { sum += all[index] * (index + 2) }
    var first = sum % 11
    // São Paulo and Minas Gerais write 1 for a remainder of 0.
    let replacesZero = state == 1 || state == 2
    if first == 10 { first = 0 } else if first == 0, replacesZero { first = 1 }
    var second = (all[8] * 7 + all[9] * 8 + first * 9) % 11
    if second == 10 { second = 0 } else if second == 0, replacesZero { second = 1 }
    return first == all[10] && second == all[11]
  }

  static func isHealthCard(_ digits: Digits) -> Bool {
    guard digits.count == 15, beginsHealthCard(digits) else { return false }
    var sum = 0
    for (index, digit) in digits.enumerated() { sum += Int(digit) * (15 - index) }
    return sum % 11 == 0
  }

  static func beginsHealthCard(_ digits: Digits) -> Bool {
    switch digits.first {
    case 1, 2, 7, 8, 9: true
    default: false
    }
  }

  /// The RG of São Paulo; `X` is 10.
  static func isIdentityCard(_ digits: Digits) -> Bool {
    guard digits.count == 9 else { return false }
    var sum = 0
    for (index, digit) in digits.enumerated() {
      sum += Int(digit) * (index == 8 ? 100 : index + 2)
    }
    return sum % 11 == 0
  }

  /// An account of Banco do Brasil, whose check digit is taken over weights 2 to 9 from the right.
  static func isAccount(_ digits: Digits) -> Bool {
    guard digits.count >= 5, let last = digits.last else { return false }
    var sum = 0
    for (offset, digit) in digits.dropLast().reversed().enumerated() {
      sum += Int(digit) * (offset % 8 + 2)
    }
    let check = 11 - sum % 11
    return UInt8(check == 11 ? 0 : check) == last
  }

  /// Luhn's sum, of payment cards.
  static func isPaymentCard(_ digits: Digits) -> Bool {
    guard (13...19).contains(digits.count), !isUniform(digits) else { return false }
    var sum = 0
    for (offset, digit) in digits.reversed().enumerated() {
      let doubled = Int(digit) * (offset % 2 + 1)
      sum += doubled > 9 ? doubled - 9 : doubled
    }
    return sum % 10 == 0
  }

  static func isUniform(_ digits: Digits) -> Bool {
    digits.allSatisfy { $0 == digits.first }
  }

  /// Modulus 11 with the least weight at the right and over again; a remainder below 2 gives 0.
  private static func elevenLessRemainder(_ digits: Digits, weights: ClosedRange<Int>) -> UInt8 {
    var sum = 0
    var weight = weights.lowerBound
    var at = digits.endIndex
    while at > digits.startIndex {
      at -= 1
      sum += Int(digits[at]) * weight
      weight = weight == weights.upperBound ? weights.lowerBound : weight + 1
    }
    let remainder = sum % 11
    return remainder < 2 ? 0 : UInt8(11 - remainder)
  }
}

/// What Brazil's numbering plan says of digits.
enum DialledDigits {
  /// Whether digits are a Brazilian number with what people write before it: `+55`, a zero, a carrier.
  static func isNumber(_ digits: ArraySlice<UInt8>) -> Bool {
    guard let core = core(of: digits) else { return false }
    return isMobile(core) || isLandline(core) || isOldMobile(core)
  }

  /// DDD and subscriber: 10 or 11 digits.
  static func core(of digits: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    var rest = digits
    if rest.count >= 14, rest.head(4) == 0x0055 { rest = rest.dropFirst(4) }
    if rest.count >= 12, rest.head(2) == 0x55 { rest = rest.dropFirst(2) }
    if rest.count >= 11, rest.first == 0 {
      rest = rest.dropFirst()
      if rest.count == 12 || rest.count == 13 { rest = rest.dropFirst(2) }
    }
    return rest.count == 10 || rest.count == 11 ? rest : nil
  }

  static func isMobile(_ core: ArraySlice<UInt8>) -> Bool {
    core.count == 11 && startsWithAreaCode(core) && core[core.startIndex + 2] == 9
      && core[core.startIndex + 3] >= 4
  }

  static func isLandline(_ core: ArraySlice<UInt8>) -> Bool {
    core.count == 10 && startsWithAreaCode(core) && (2...5).contains(core[core.startIndex + 2])
  }

  /// A mobile number of before 2016, without its ninth digit.
  static func isOldMobile(_ core: ArraySlice<UInt8>) -> Bool {
    core.count == 10 && startsWithAreaCode(core) && core[core.startIndex + 2] >= 6
  }

  private static func startsWithAreaCode(_ core: ArraySlice<UInt8>) -> Bool {
    areaCodes[Int(core[core.startIndex]) * 10 + Int(core[core.startIndex + 1])]
  }

  /// `0800`, `0300`, `0500` and `4004`, `3003`: the number of a company.
  static func isCompanyLine(_ digits: ArraySlice<UInt8>) -> Bool {
    if digits.count == 8 { return digits.head(4) == 0x4004 || digits.head(4) == 0x3003 }
    guard digits.count >= 10, digits.first == 0 else { return false }
    let head = digits.head(4)
    return head == 0x0800 || head == 0x0300 || head == 0x0500
  }

  private static let areaCodes: [Bool] = (0..<100).map { AreaCodes.all.contains(String($0)) }
}

extension ArraySlice<UInt8> {
  /// The first digits, four bits each, so that `0x0800` is a company's; fewer when there are fewer.
  func head(_ count: Int) -> Int {
    var head = 0
    for index in startIndex..<Swift.min(endIndex, startIndex + count) {
      head = head << 4 | Int(self[index])
    }
    return head
  }
}
