/// The forms in which numbers of Brazil are written, each a list of how many digits its groups have.
extension MaskScan {
  /// Reads the groups from `group` on by their form and check digits alone.
  func unlabelledValue(at group: Int, in run: DigitRun) -> NumberReading? {
    guard group == 0 || !run.groups[group].joint.isTight else { return nil }
    if isAddress(at: group, in: run) { return nil }
    var best: NumberReading?
    var form = NumberForm()
    for index in group..<min(run.groups.count, group + NumberForm.mostGroups) {
      form.add(run.groups[index])
      if form.sum > 19 { break }
      // What follows without a space belongs to the same writing.
      if index + 1 < run.groups.count, run.groups[index + 1].joint.isTight { continue }
      guard form.sum > 4, let reading = reading(of: group..<index + 1, in: run, form) else {
        continue
      }
      let isWhole = group == 0 && index + 1 == run.groups.count
      if reading.strength > .possible || isWhole,
        best.map({ $0.strength <= reading.strength }) ?? true
      {
        best = reading
      }
    }
    return best
  }

  /// Whether four groups are an IP address, which is nobody's.
  private func isAddress(at group: Int, in run: DigitRun) -> Bool {
    let end = min(run.groups.count, group + 4)
    guard end - group == 4, end == run.groups.count || !run.groups[end].joint.isTight else {
      return false
    }
    for index in group..<end {
      let current = run.groups[index]
      guard index == group || current.joint == .dot, current.count <= 3 else { return false }
      let value = run.digits(index..<index + 1).reduce(0) { $0 * 10 + Int($1) }
      guard value <= 255 else { return false }
    }
    return true
  }

  private func reading(
    of groups: Range<Int>, in run: DigitRun, _ form: NumberForm
  ) -> NumberReading? {
    func value(_ kind: MaskKind, _ strength: NumberStrength) -> NumberReading {
      NumberReading(groups: groups.count, kind: kind, strength: strength)
    }
    if form.isSpoken {
      return form.sum >= 8 && form.sum <= 15 && form.count >= 4 ? value(.document, .likely) : nil
    }
    if form.has(.word) || form.has(.looseComma) { return nil }
    if form.areSingle, !areAllSingle(groups, in: run) { return nil }
    if form.has(.odd), !NumberForm.isOdd(form.lengths) { return nil }
    let digits = run.digits(groups)
    let first = run.groups[groups.lowerBound].tokens.lowerBound
    if form.areSingle {
      return singleDigits(form, digits).map { value($0.kind, $0.strength) }
    }
    if let strength = phone(form, digits, first: first) { return value(.phone, strength) }
    switch form.sum {
    case 8:
      if form.lengths == 0x233 || form.lengths == 0x8,
        endsInCheckLetter(run.groups[groups.upperBound - 1].tokens.upperBound)
      {
        return value(.identityCard, form.lengths == 0x8 ? .likely : .certain)
      }
      if form.lengths == 0x8 || form.lengths == 0x53, !isDay(digits), followsStreet(first) {
        return value(.postalCode, .likely)
      }
      if form.lengths == 0x53 || form.lengths == 0x233, form.last == .hyphen {
        return value(.postalCode, .likely)
      }
      if form.lengths == 0x1331, form.last == .hyphen { return value(.identityCard, .likely) }
      if form.lengths == 0x8 { return value(.postalCode, .possible) }
    case 9:
      if form.lengths == 0x2331, form.last == .hyphen { return value(.identityCard, .certain) }
      if form.lengths == 0x81, form.last == .hyphen {
        let isValid = CheckDigits.isIdentityCard(digits) || CheckDigits.isAccount(digits)
        return value(.account, isValid ? .likely : .possible)
      }
      if form.lengths == 0x9 { return value(.identityCard, .possible) }
    case 10:
      if form.lengths == 0xa { return isMoment(digits) ? nil : value(.phone, .possible) }
    case 11:
      if let found = elevenDigits(form, digits) { return value(found.kind, found.strength) }
    case 12:
      if NumberForm.isVoterCard(form.lengths), CheckDigits.isVoterCard(digits) {
        return value(.voterCard, .likely)
      }
      if form.lengths == 0xc || form.lengths == 0x444 { return value(.voterCard, .possible) }
    case 13:
      if form.lengths == 0xd { return isMoment(digits) ? nil : value(.phone, .possible) }
    case 14:
      if form.lengths == 0x23342, form.has(.slash) { return value(.cnpj, .certain) }
      if form.lengths == 0x86 || form.lengths == 0xe, isDay(digits.prefix(8)) { return nil }
      if CheckDigits.isCNPJ(digits) { return value(.cnpj, form.count == 1 ? .likely : .certain) }
      if form.lengths == 0x842, form.has(.slash) { return value(.cnpj, .likely) }
      return form.lengths == 0xe ? value(.cnpj, .possible) : nil
    case 15:
      if form.lengths == 0x3444, CheckDigits.beginsHealthCard(digits) {
        return value(.healthCard, .likely)
      }
      if form.count != 2, CheckDigits.isHealthCard(digits) { return value(.healthCard, .likely) }
      return form.count == 1 ? value(.healthCard, .possible) : nil
    case 16...19:
      return form.count == 1 || form.lengths == 0x4444
        ? (CheckDigits.isPaymentCard(digits) ? value(.paymentCard, .likely) : nil) : nil
    default: break
    }
    return isAccount(form) ? value(.account, .possible) : nil
  }

  /// Whether no single digit stands on either side of these.
  private func areAllSingle(_ groups: Range<Int>, in run: DigitRun) -> Bool {
    (groups.lowerBound == 0 || run.groups[groups.lowerBound - 1].count > 1)
      && (groups.upperBound == run.groups.count || run.groups[groups.upperBound].count > 1)
  }

  /// `1 1 9 8 7 6 5 4 3 2 1`: each digit for itself.
  private func singleDigits(
    _ form: NumberForm, _ digits: ArraySlice<UInt8>
  ) -> (kind: MaskKind, strength: NumberStrength)? {
    if form.sum == 11, CheckDigits.isCPF(digits) { return (.cpf, .certain) }
    if form.sum == 14, CheckDigits.isCNPJ(digits) { return (.cnpj, .certain) }
    guard (10...13).contains(form.sum), let core = DialledDigits.core(of: digits) else {
      return form.sum == 9 && digits.first == 9 ? (.phone, .possible) : nil
    }
    if DialledDigits.isMobile(core) { return (.phone, .likely) }
    return DialledDigits.isNumber(digits) ? (.phone, .possible) : nil
  }

  /// Whether `-X` is written against the token before, and nothing against it.
  private func endsInCheckLetter(_ next: Int) -> Bool {
    guard next + 1 < tokens.count, tokens[next].isSign("-"), tokens[next].gap == .none,
      tokens[next + 1].hash == MaskScan.checkLetter, tokens[next + 1].gap == .none
    else { return false }
    return next + 2 == tokens.count || tokens[next + 2].gap != .none
      || tokens[next + 2].kind == .sign
  }

  /// Whether a street is named shortly before: `Rua das Flores, 123, 01310100`.
  private func followsStreet(_ first: Int) -> Bool {
    tokens[max(0, first - 14)..<first].contains { $0.word.traits.contains(.street) }
  }

  private func elevenDigits(
    _ form: NumberForm, _ digits: ArraySlice<UInt8>
  ) -> (kind: MaskKind, strength: NumberStrength)? {
    let endsInTwo = form.last == .hyphen || form.last == .slash || form.last == .looseHyphen
    if form.lengths == 0x3332, endsInTwo { return (.cpf, .certain) }
    if form.lengths == 0x3521, form.last == .hyphen { return (.socialIntegration, .certain) }
    if form.lengths == 0x92, endsInTwo { return (.cpf, .certain) }
    if form.lengths == 0xa1, form.last == .hyphen { return (.socialIntegration, .likely) }
    let isCPF = CheckDigits.isCPF(digits)
    if form.count > 1 {
      if isCPF { return (.cpf, .certain) }
      return form.lengths == 0x3521 && CheckDigits.isPIS(digits)
        ? (.socialIntegration, .likely) : nil
    }
    if isCPF { return (.cpf, .likely) }
    if CheckDigits.isCNH(digits) { return (.driverLicence, .likely) }
    if CheckDigits.isPIS(digits) { return (.socialIntegration, .likely) }
    return (.document, .possible)
  }

  /// `4404 / 97423-2`, `12345-6`: a branch and an account, or an account alone.
  private func isAccount(_ form: NumberForm) -> Bool {
    guard form.last == .hyphen, form.lengths & 0xf == 1 else { return false }
    if form.count == 2 { return form.lengths >= 0x41 }
    let branch = form.lengths >> 8
    return form.count == 3 && (3...5).contains(branch) && form.lengths >> 4 & 0xf >= 4
      && (form.has(.slash) || form.has(.looseSlash) || form.has(.space))
  }

  /// How surely groups are a telephone's; nil when they are not one.
  private func phone(
    _ form: NumberForm, _ digits: ArraySlice<UInt8>, first: Int
  ) -> NumberStrength? {
    guard form.sum >= 8, form.sum <= 15, !form.has(.comma), !DialledDigits.isCompanyLine(digits)
    else { return nil }
    if first > 0,
      tokens[first - 1].isSign("+")
        || first > 1 && tokens[first - 1].isSign("(") && tokens[first - 2].isSign("+")
    {
      return .certain
    }
    if form.has(.slash) {
      // `11/98765-4321`, and no notice `12/2026-1234`
      guard form.lengths == 0x254 || form.lengths == 0x244, form.last == .hyphen,
        !isYear(digits.dropFirst(2).prefix(4))
      else { return nil }
    }
    if form.count == 1 {
      guard form.sum > 9, form.sum < 14, let core = DialledDigits.core(of: digits) else {
        return nil
      }
      if DialledDigits.isMobile(core) { return .likely }
      return form.sum != 11 && DialledDigits.isNumber(digits) ? .possible : nil
    }
    let tail = form.lengths & 0xf
    guard tail == 4 || tail == 8 || tail == 9 || tail == 3 && form.sum >= 11 else { return nil }
    if let core = DialledDigits.core(of: digits), DialledDigits.isNumber(digits) {
      if form.has(.parenthesis) { return .certain }
      if DialledDigits.isMobile(core) { return .likely }
      return form.last == .hyphen || form.count > 2 ? .likely : .possible
    }
    guard form.last == .hyphen || form.last == .space && form.count == 3 else { return nil }
    if form.lengths == 0x54 || form.lengths == 0x144 { return digits.first == 9 ? .likely : nil }
    if form.lengths == 0x44, let start = digits.first, start >= 2 {
      return isYear(digits.prefix(4)) ? nil : .likely
    }
    return nil
  }

  private func isYear(_ digits: ArraySlice<UInt8>) -> Bool {
    digits.head(2) == 0x19 || digits.head(2) == 0x20
  }

  /// `20261121`: a day of these years, as protocols and files begin.
  private func isDay(_ digits: ArraySlice<UInt8>) -> Bool {
    let number = digits.reduce(0) { $0 * 10 + Int($1) }
    return (2000...2099).contains(number / 10000)
      && CivilDate(year: number / 10000, month: number / 100 % 100, day: number % 100) != nil
  }

  /// Seconds or milliseconds since 1970, of the years 2017 to 2033.
  private func isMoment(_ digits: ArraySlice<UInt8>) -> Bool {
    (0x15...0x18).contains(digits.head(2))
  }
}

/// How digits are grouped: the lengths and joints of up to fifteen groups, four bits each, so that `0x3332` is a CPF's.
struct NumberForm {
  static let mostGroups = 15

  private(set) var lengths = 0
  private(set) var count = 0
  private(set) var sum = 0
  private(set) var last = DigitGroup.Joint.none
  private(set) var isSpoken = false
  private var longest = 0
  private var joints: UInt16 = 0

  static func isVoterCard(_ lengths: Int) -> Bool {
    switch lengths {
    case 0xc, 0x444, 0x822, 0x84, 0xa2: true
    default: false
    }
  }

  /// The forms that are believed with signs between that few write there.
  static func isOdd(_ lengths: Int) -> Bool {
    switch lengths {
    case 0x3332, 0x92, 0x23342: true
    case 0x254, 0x244, 0x2144, 0x1254, 0x1244, 0x2254, 0x2244, 0x22144: true
    default: false
    }
  }
  var areSingle: Bool { longest == 1 }

  mutating func add(_ group: DigitGroup) {
    lengths = lengths << 4 | min(group.count, 15)
    sum += group.count
    longest = max(longest, group.count)
    if group.isSpoken { isSpoken = true }
    if count > 0 {
      last = group.joint
      joints |= 1 << UInt16(group.joint.rawValue)
    }
    count += 1
  }

  func has(_ joint: DigitGroup.Joint) -> Bool { joints & 1 << UInt16(joint.rawValue) != 0 }
}
