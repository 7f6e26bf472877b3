/// A taxpayer's number whose check digits hold.
public struct CPF: Hashable, Sendable {
  /// Eleven digits.
  public let digits: String

  /// Reads eleven digits with any punctuation between them; refuses wrong check digits and eleven equal digits.
  public init?(_ text: String) {
    var digits: [Int] = []
    for scalar in text.unicodeScalars {
      if let digit = scalar.asciiDigit {
        digits.append(digit)
      } else if !CPF.separators.contains(scalar) {
        return nil
      }
      guard digits.count <= 11 else { return nil }
    }
    guard digits.count == 11, Set(digits).count > 1,
      CPF.checkDigit(digits[..<9]) == digits[9], CPF.checkDigit(digits[..<10]) == digits[10]
    else { return nil }
    self.digits = digits.map(String.init).joined()
  }

  /// `529.982.247-25`.
  public var formatted: String {
    let all = Array(digits)
    return
      "\(String(all[0..<3])).\(String(all[3..<6])).\(String(all[6..<9]))-\(String(all[9..<11]))"
  }

  /// `***.982.247-**`, as lists show it.
  public var masked: String {
    let all = Array(digits.utf8)
    return "***.\(String(decoding: all[3..<6], as: UTF8.self))."
      + "\(String(decoding: all[6..<9], as: UTF8.self))-**"
  }

  private static let separators: Set<Unicode.Scalar> = [
    ".", "-", " ", "/", ",", "\u{a0}", "\u{2013}",
  ]

  /// Weights 10 to 2 (then 11 to 2); a remainder below 2 gives 0.
  private static func checkDigit(_ digits: ArraySlice<Int>) -> Int {
    var sum = 0
    for (offset, digit) in digits.enumerated() { sum += digit * (digits.count + 1 - offset) }
    let remainder = sum % 11
    return remainder < 2 ? 0 : 11 - remainder
  }
}

extension Unicode.Scalar {
  /// 0 to 9 for an ASCII digit.
  public var asciiDigit: Int? {
    (0x30...0x39).contains(value) ? Int(value) - 0x30 : nil
  }
}
