internal import ContactsCore

/// Telephones with a digit missing or one too many: said as they stand, and never cut to what fits.
extension Numbers {
  /// "celular 98765-432": in the form of a CEP, right after the word for a telephone.
  func isShortMobile(at unit: Int) -> Bool {
    let counts = stream.units[unit...].prefix(2).map { $0.digits.count }
    return counts == [5, 3] && stream.digits(ofUnits: unit..<unit + 1).first == 9
      && isNamedPhone(unit)
  }

  /// The end of what is called a telephone, and cannot be kept as one: "fone 9876-543", seven digits, or twelve.
  func miscountedEnd(at unit: Int) -> Int? {
    guard isNamedPhone(unit), let end = wholeRun(at: unit) else { return nil }
    let counts = (unit..<end).map { stream.units[$0].digits.count }
    return [[4, 3], [3, 4], [7]].contains(counts) || isOverlong(unit..<end) ? end : nil
  }

  /// "(11) 998877-6655", "11 98765-43210": twelve digits, and no shorter number among them.
  private func isOverlong(_ units: Range<Int>) -> Bool {
    let digits = Array(stream.digits(ofUnits: units))
    let counts = units.map { stream.units[$0].digits.count }
    return digits.count == 12 && PhoneShape.isAreaCode(digits[0], digits[1])
      && !digits.starts(with: [5, 5]) && (counts.count == 1 || counts.count == 3 && counts[0] == 2)
  }

  /// "a cobrar 90 94 99120-3344", "casa 3 11 98765-4321": a number of one or two digits in front of a whole telephone.
  func hidesPhone(at unit: Int) -> Bool {
    guard unit + 1 < stream.units.count, !stream.units[unit].isSpoken,
      stream.units[unit].digits.count <= 2, gap(before: unit + 1) == .tight,
      !view.isSign(stream.units[unit].tokens.lowerBound - 1, UInt8(ascii: "+"))
    else { return false }
    let own = phone(at: unit)
    guard own.map({ !$0.phone.shape.hasAreaCode }) ?? true, let next = phone(at: unit + 1),
      next.phone.shape >= .landline, next.phone.shape != .tollFree,
      next.end > unit + 3, next.end >= own?.end ?? 0
    else { return false }
    return stream.units[unit + 1].digits.count == 2
      && isFormatted(next.phone, next.end, from: unit + 1)
  }

  /// Whether a hyphen joins what stands before a unit to it: a number that ended there would be cut.
  func isCut(before unit: Int) -> Bool {
    unit < stream.units.count && !stream.units[unit].isSpoken
      && sign(before: unit) == UInt8(ascii: "-")
  }

  /// The end of the written digits that begin at a unit, if a hyphen joins the last of several groups to the rest.
  private func wholeRun(at unit: Int) -> Int? {
    var end = unit + 1
    while end < stream.units.count, !stream.units[end].isSpoken, gap(before: end) == .tight {
      end += 1
    }
    guard !stream.units[unit].isSpoken, end - unit <= 3, end == unit + 1 || isCut(before: end - 1)
    else { return nil }
    return end
  }

  /// Whether the word for a telephone stands right before, with no more than a sign or a small word between.
  private func isNamedPhone(_ unit: Int) -> Bool {
    let first = stream.units[unit].tokens.lowerBound
    return cues.starting(in: max(0, first - 5)..<first).contains {
      $0.kind == .phone && $0.tokens.upperBound <= first && first - $0.tokens.upperBound <= 2
        && !view.breaksSentence(in: $0.tokens.upperBound..<first)
    }
  }
}
