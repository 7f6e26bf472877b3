/// Three letters and four digits, or three letters, a digit, a letter and two digits: a plate of before 2018, and since.
///
/// One space, sign or both may stand between any two of them.
struct PlateForm {
  let end: Int
  let isNew: Bool
  /// Between the letters and the digits.
  let hasSpace: Bool
  let hasSign: Bool
  /// Whether something stands elsewhere, or a sign that few write there.
  let isBroken: Bool

  init?(at start: Int, in units: [UInt8]) {
    var at = start
    var hasSpace = false
    var hasSign = false
    var isBroken = false
    var isNew = false
    for position in 0..<7 {
      if position > 0 {
        var spaces = 0
        var signs = 0
        while at < units.count, spaces < 2, signs < 2 {
          if units[at] == 0x20 {
            spaces += 1
          } else if PlateForm.isSign(units[at]) {
            if units[at] != UInt8(ascii: "-") { isBroken = true }
            signs += 1
          } else {
            break
          }
          at += 1
        }
        if position == 3 {
          hasSpace = spaces > 0
          hasSign = signs > 0
        } else if spaces + signs > 0 {
          isBroken = true
        }
      }
      guard at < units.count else { return nil }
      let folded = units[at] | 0x20
      let isLetter = folded >= 0x61 && folded <= 0x7a
      let isDigit = units[at] >= 0x30 && units[at] <= 0x39
      if position < 3 {
        guard isLetter else { return nil }
      } else if position == 4, isLetter {
        isNew = true
      } else {
        guard isDigit else { return nil }
      }
      at += 1
    }
    end = at
    self.isNew = isNew
    self.hasSpace = hasSpace
    self.hasSign = hasSign
    self.isBroken = isBroken
  }

  @inline(__always)
  private static func isSign(_ unit: UInt8) -> Bool {
    unit == UInt8(ascii: "-") || unit == UInt8(ascii: ".") || unit == UInt8(ascii: "_")
      || unit == UInt8(ascii: "/")
  }
}

/// An IBAN: two letters for the country, two check digits, then letters and digits, all written in groups of four or
/// without spaces.
struct BankNumber {
  let end: Int

  private static let lengths = 15...34

  /// Takes the longest beginning whose check digits hold: a word of capitals may follow.
  init?(at start: Int, in units: [UInt8]) {
    guard start + 15 <= units.count, BankNumber.isLetter(units[start]),
      BankNumber.isLetter(units[start + 1]), BankNumber.isDigit(units[start + 2]),
      BankNumber.isDigit(units[start + 3])
    else { return nil }
    var values: [UInt8] = []
    var end: Int?
    var at = start
    while at < units.count, values.count < BankNumber.lengths.upperBound {
      let unit = units[at]
      if unit == 0x20 {
        guard values.count % 4 == 0 else { break }
      } else if BankNumber.isDigit(unit) {
        values.append(unit - 0x30)
      } else if BankNumber.isLetter(unit) {
        values.append((unit & 0xdf) - 0x37)
      } else {
        break
      }
      at += 1
      if unit != 0x20, values.count >= BankNumber.lengths.lowerBound, BankNumber.holds(values) {
        end = at
      }
    }
    guard let end else { return nil }
    self.end = end
  }

  /// ISO 7064, modulus 97-10, with the first four characters last.
  private static func holds(_ values: [UInt8]) -> Bool {
    var rest = 0
    for index in 0..<values.count {
      let value = Int(values[(index + 4) % values.count])
      rest = (rest * (value > 9 ? 100 : 10) + value) % 97
    }
    return rest == 1
  }

  private static func isLetter(_ unit: UInt8) -> Bool { unit >= 0x41 && unit <= 0x5a }
  private static func isDigit(_ unit: UInt8) -> Bool { unit >= 0x30 && unit <= 0x39 }
}
