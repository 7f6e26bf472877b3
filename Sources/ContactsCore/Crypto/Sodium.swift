internal import CSodium

/// The library's one-time initialisation, which picks the fastest code for this processor.
enum Sodium {
  /// Every user of the library reads this first.
  static let isReady: Bool = {
    precondition(sodium_init() >= 0, "libsodium cannot find a source of randomness")
    return true
  }()
}

/// As many unpredictable bytes as asked for, from the kernel's generator.
public func unpredictableBytes(_ count: Int) -> [UInt8] {
  precondition(Sodium.isReady)
  var bytes = [UInt8](repeating: 0, count: count)
  randombytes_buf(&bytes, count)
  return bytes
}

extension Sequence<UInt8> {
  /// Two digits a byte, in lower case.
  public var hexadecimal: String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in self { text += [digits[Int(byte >> 4)], digits[Int(byte & 15)]] }
    return String(decoding: text, as: UTF8.self)
  }
}

extension [UInt8] {
  /// Reads two digits a byte, in either case; nil for anything else.
  public static func decoding(hexadecimal text: some StringProtocol) -> [UInt8]? {
    let digits = [UInt8](text.utf8)
    guard digits.count.isMultiple(of: 2) else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(digits.count / 2)
    for index in stride(from: 0, to: digits.count, by: 2) {
      guard let high = digits[index].hexadecimalDigit,
        let low = digits[index + 1].hexadecimalDigit
      else { return nil }
      bytes.append(high << 4 | low)
    }
    return bytes
  }
}

extension UInt8 {
  /// What an ASCII digit of base 16 is worth.
  fileprivate var hexadecimalDigit: UInt8? {
    switch self {
    case 0x30...0x39: self - 0x30
    case 0x41...0x46: self - 0x41 + 10
    case 0x61...0x66: self - 0x61 + 10
    default: nil
    }
  }
}
