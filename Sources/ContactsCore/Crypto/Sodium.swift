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
