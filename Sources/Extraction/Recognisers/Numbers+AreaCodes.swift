/// Area codes that stand apart from their numbers, and numbers of other countries.
extension Numbers {
  /// "98765-4321, DDD 11": the area code after its number.
  func areaCode(after unit: Int, _ phone: Phone) -> (phone: Phone, end: Int)? {
    guard unit < stream.units.count, stream.units[unit].digits.count == 2 else { return nil }
    let between = phone.tokens.upperBound..<stream.units[unit].tokens.lowerBound
    guard between.count <= 6, cues.contains(.areaCode, in: between) else { return nil }
    return joined(
      areaCode: unit, phone, tokens: phone.tokens.lowerBound..<stream.units[unit].tokens.upperBound
    )
    .map { ($0, unit + 1) }
  }

  /// "DDD 11, o número é 98765-4321": the area code before its number, with words between.
  mutating func areaCodeApart(at unit: Int) -> Int? {
    guard stream.units[unit].digits.count == 2, unit + 1 < stream.units.count else { return nil }
    let start = stream.units[unit].tokens.lowerBound
    guard let found = phone(at: unit + 1), !found.phone.shape.hasAreaCode,
      found.phone.shape >= .local8, found.phone.tokens.lowerBound - start <= 9,
      cues.contains(.areaCode, in: max(0, start - 3)..<min(start + 4, view.tokens.count))
        || isLed(unit, to: found.phone)
    else { return nil }
    guard
      let joined = joined(
        areaCode: unit, found.phone, tokens: start..<found.phone.tokens.upperBound)
    else { return nil }
    phones.append(joined)
    shared = unit
    return found.end
  }

  /// "meu número é noventa e um, que é daqui de Belém, depois nove oito um dois…": an area code and its number,
  /// with a remark between them, after a word that promises a telephone.
  private func isLed(_ unit: Int, to phone: Phone) -> Bool {
    let code = Array(stream.digits(ofUnits: unit..<unit + 1))
    let gap = stream.units[unit].tokens.upperBound..<phone.tokens.lowerBound
    guard PhoneShape.isAreaCode(code[0], code[1]), !view.breaksSentence(in: gap),
      !cues.starting(in: gap).contains(where: {
        $0.kind == .otherNumber || $0.kind == .cpf || $0.kind == .correction || $0.kind == .phone
      })
    else { return false }
    let start = stream.units[unit].tokens.lowerBound
    let floor = unit > 0 ? stream.units[unit - 1].tokens.upperBound : 0
    return cues.starting(in: max(floor, start - 4)..<start).contains {
      ($0.kind == .phone || $0.kind == .weakPhone) && $0.tokens.upperBound <= start
    }
  }

  /// "ddd 28: fixo 3522-9091, cel 99944-3120": the area code said once for all of a sentence.
  func sharedAreaCode(for phone: Phone) -> Phone? {
    guard let shared, let last = phones.last,
      !view.breaksSentence(in: last.tokens.upperBound..<phone.tokens.lowerBound)
    else { return nil }
    return joined(areaCode: shared, phone, tokens: phone.tokens)
  }

  /// "(27) 99821-4410 / 3333-4444": the area code of the number right before.
  func neighbouringAreaCode(for phone: Phone) -> Phone? {
    guard let last = phones.last, !last.isInternational, last.shape != .tollFree,
      last.shape >= .oldMobile, !phone.isService
    else { return nil }
    let gap = last.tokens.upperBound..<phone.tokens.lowerBound
    guard gap.count <= 4, !gap.isEmpty, view.isRow(gap)
    else { return nil }
    let local = last.shape == .mobile ? 9 : 8
    let digits = Array(last.digits.dropLast(local).suffix(2)) + phone.digits
    return PhoneShape(digits[...], isInternational: false).map {
      Phone(tokens: phone.tokens, digits: digits, isInternational: false, shape: $0)
    }
  }

  private func joined(areaCode unit: Int, _ phone: Phone, tokens: Range<Int>) -> Phone? {
    let digits = Array(stream.digits(ofUnits: unit..<unit + 1)) + phone.digits
    return PhoneShape(digits[...], isInternational: false).map {
      Phone(tokens: tokens, digits: digits, isInternational: false, shape: $0)
    }
  }

  /// `+351 912 345 678`, `00351…`: any country but Brazil.
  func foreignPhone(at unit: Int) -> (phone: Phone, end: Int)? {
    let first = stream.units[unit].tokens.lowerBound
    let plus = view.isSign(first - 1, UInt8(ascii: "+"))
    var end = unit
    var count = 0
    while end < stream.units.count, end == unit || gap(before: end) == .tight,
      count + stream.units[end].digits.count <= 17
    {
      count += stream.units[end].digits.count
      end += 1
    }
    guard end > unit else { return nil }
    let digits = stream.digits(ofUnits: unit..<end)
    if plus {
      guard !digits.starts(with: [5, 5]), (8...15).contains(digits.count) else { return nil }
    } else {
      guard digits.starts(with: [0, 0]), !digits.starts(with: [0, 0, 5, 5]), digits.count > 11
      else {
        return nil
      }
    }
    let start = plus ? first - 1 : first
    return (
      Phone(
        tokens: start..<stream.units[end - 1].tokens.upperBound, digits: Array(digits),
        isInternational: true, shape: .mobile), end
    )
  }
}
