/// Numbers of one line said by their ends alone: "3456-7788/7789", "3241-7788/89".
extension Numbers {
  /// Appends what stands after the bars, and returns the unit after it.
  mutating func takeTails(of phone: Phone, from unit: Int) -> Int {
    var end = unit
    guard !phone.isInternational, phone.shape != .tollFree, phone.shape >= .local8,
      isWritten(before: unit)
    else { return end }
    while end < stream.units.count, gap(before: end) == .slash || isSpacedBar(before: end),
      !stream.units[end].isSpoken, standsAlone(end)
    {
      let tail = stream.digits(ofUnits: end..<end + 1)
      // "3105-7788 / 11 98101-3344": a whole number follows.
      if tail.count == 2, let next = self.phone(at: end), next.phone.shape >= .oldMobile { break }
      let digits = phone.digits.dropLast(tail.count) + tail
      guard isNear(tail, to: phone.digits.suffix(tail.count)),
        let shape = PhoneShape(digits[...], isInternational: false), shape == phone.shape
      else { break }
      phones.append(
        Phone(
          tokens: stream.tokens(ofUnits: end..<end + 1), digits: Array(digits),
          isInternational: false, shape: shape))
      end += 1
    }
    return takeSaidTail(of: phone, from: end)
  }

  /// "98 98122-2010 ou com final 2011": another number of the same person by its end.
  private mutating func takeSaidTail(of phone: Phone, from unit: Int) -> Int {
    guard unit < stream.units.count, !stream.units[unit].isSpoken, standsAlone(unit) else {
      return unit
    }
    let gap = stream.units[unit - 1].tokens.upperBound..<stream.units[unit].tokens.lowerBound
    let tail = stream.digits(ofUnits: unit..<unit + 1)
    guard (2...5).contains(gap.count), (2...4).contains(tail.count),
      view.isWord(gap.lowerBound, "ou") || view.isWord(gap.lowerBound, "e"),
      gap.allSatisfy({ Self.alternatives.contains(view.tokens[$0].hash) }),
      gap.contains(where: { view.isWord($0, "final") || view.isWord($0, "termina") })
    else { return unit }
    let digits = Array(phone.digits.dropLast(tail.count) + tail)
    guard let shape = PhoneShape(digits[...], isInternational: false), shape == phone.shape,
      digits != phone.digits
    else { return unit }
    phones.append(
      Phone(
        tokens: stream.tokens(ofUnits: unit..<unit + 1), digits: digits, isInternational: false,
        shape: shape))
    return unit + 1
  }

  private static let alternatives: WordSet = [
    "ou", "e", "com", "o", "de", "do", "final", "termina", "em", "outro", "mesmo",
  ]

  /// Two digits of any value; more only when they begin like those that they stand for, so that no year is one.
  private func isNear(_ tail: ArraySlice<UInt8>, to last: ArraySlice<UInt8>) -> Bool {
    switch tail.count {
    case 2: tail != last
    case 3, 4: tail.first == last.first && tail != last && tail.dropLast(2) == last.dropLast(2)
    default: false
    }
  }

  private func isWritten(before unit: Int) -> Bool {
    guard unit > 0, stream.units[unit - 1].digits.count >= 4 else { return false }
    return !stream.units[unit - 1].isSpoken
  }

  private func isSpacedBar(before unit: Int) -> Bool {
    let gap = stream.units[unit - 1].tokens.upperBound..<stream.units[unit].tokens.lowerBound
    return gap.count == 1 && view.isSign(gap.lowerBound, UInt8(ascii: "/"))
  }

  /// Whether the digits are no part of a longer number: "7788/9984-1203".
  func standsAlone(_ unit: Int) -> Bool {
    let next = stream.units[unit].tokens.upperBound
    guard next < view.tokens.count, !view.tokens[next].followsSpace else { return true }
    return
      !(view.isSign(next, UInt8(ascii: "-"))
      || view.isSign(next, UInt8(ascii: "."))
        && next + 1 < view.tokens.count && view.tokens[next + 1].kind == .number
        && !view.tokens[next + 1].followsSpace)
  }
}
