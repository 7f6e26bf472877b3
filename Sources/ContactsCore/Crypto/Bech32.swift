/// The text form of keys in the age format (BIP 173): a word, `1`, and 32 letters' worth of five bits each, six of which are
/// a check.
enum Bech32 {
  private static let letters = Array("qpzry9x8gf2tvdw0s3jn54khce6mua7l".utf8)

  static func encode(_ word: String, _ bytes: [UInt8]) -> String {
    let data = regroup(bytes, from: 8, to: 5, pads: true) ?? []
    let expanded = expand(word) + data + [0, 0, 0, 0, 0, 0]
    let check = polymod(expanded) ^ 1
    let sum = (0..<6).map { UInt8(check >> (5 * (5 - UInt32($0))) & 31) }
    return word + "1" + String(decoding: (data + sum).map { letters[Int($0)] }, as: UTF8.self)
  }

  /// The bytes under `word`; nil for any other text, and for mixed case.
  static func decode(_ word: String, _ text: String) -> [UInt8]? {
    guard text == text.lowercased() || text == text.uppercased() else { return nil }
    let lower = Array(text.lowercased().utf8)
    let head = Array("\(word)1".utf8)
    guard lower.starts(with: head) else { return nil }
    var data: [UInt8] = []
    for byte in lower.dropFirst(head.count) {
      guard let value = letters.firstIndex(of: byte) else { return nil }
      data.append(UInt8(value))
    }
    guard data.count > 6, polymod(expand(word) + data) == 1 else { return nil }
    return regroup(Array(data.dropLast(6)), from: 5, to: 8, pads: false)
  }

  private static func expand(_ word: String) -> [UInt8] {
    word.utf8.map { $0 >> 5 } + [0] + word.utf8.map { $0 & 31 }
  }

  private static func polymod(_ values: [UInt8]) -> UInt32 {
    let generator: [UInt32] = [0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3]
    var check: UInt32 = 1
    for value in values {
      let top = check >> 25
      check = (check & 0x1ff_ffff) << 5 ^ UInt32(value)
      for bit in 0..<5 where top >> UInt32(bit) & 1 == 1 { check ^= generator[bit] }
    }
    return check
  }

  private static func regroup(_ values: [UInt8], from: UInt32, to: UInt32, pads: Bool) -> [UInt8]? {
    var (pool, bits): (UInt32, UInt32) = (0, 0)
    var result: [UInt8] = []
    for value in values {
      pool = (pool << from | UInt32(value)) & 0xffff
      bits += from
      while bits >= to {
        bits -= to
        result.append(UInt8(pool >> bits & (1 << to - 1)))
      }
    }
    let rest = pool & (1 << bits - 1)
    if pads {
      if bits > 0 { result.append(UInt8(rest << (to - bits))) }
    } else if bits >= from || rest != 0 {
      return nil
    }
    return result
  }
}
