/// A company's number whose check digits hold: fourteen digits, or letters and digits as issued since July 2026.
public struct CNPJ: Hashable, Sendable {
  /// Twelve letters or digits and two check digits.
  public let code: String

  /// Reads fourteen letters and digits with any of `. - /` and spaces between them; refuses wrong check digits.
  ///
  /// A letter counts as its ASCII code less 48, so that digits keep their own value (IN RFB 2.229/2024).
  public init?(_ text: String) {
    var bytes: [UInt8] = []
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x30...0x39, 0x41...0x5a: bytes.append(UInt8(scalar.value))
      case 0x61...0x7a: bytes.append(UInt8(scalar.value) - 0x20)
      case 0x20, 0x2d, 0x2e, 0x2f, 0xa0, 0x2013: continue
      default: return nil
      }
      guard bytes.count <= 14 else { return nil }
    }
    guard bytes.count == 14, Set(bytes).count > 1,
      bytes[12...].allSatisfy({ (0x30...0x39).contains($0) }),
      CNPJ.checkDigit(bytes[..<12]) == Int(bytes[12]) - 48,
      CNPJ.checkDigit(bytes[..<13]) == Int(bytes[13]) - 48
    else { return nil }
    code = String(decoding: bytes, as: UTF8.self)
  }

  /// `12.ABC.345/01DE-35`.
  public var formatted: String {
    let all = Array(code)
    return "\(String(all[0..<2])).\(String(all[2..<5])).\(String(all[5..<8]))"
      + "/\(String(all[8..<12]))-\(String(all[12..<14]))"
  }

  /// Weights 2 to 9 from the right, over and over; a remainder below 2 gives 0.
  private static func checkDigit(_ bytes: ArraySlice<UInt8>) -> Int {
    var sum = 0
    for (offset, byte) in bytes.reversed().enumerated() {
      sum += (Int(byte) - 48) * (offset % 8 + 2)
    }
    let remainder = sum % 11
    return remainder < 2 ? 0 : 11 - remainder
  }
}
