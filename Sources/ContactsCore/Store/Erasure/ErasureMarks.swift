/// Keyed digests of erased values, by which they are found again without being kept anywhere.
///
/// The key and the digests are gone as soon as nothing is found any more. A beginning is 24 bits of a keyed product of the
/// first six bytes: it only says where the digest is worth computing.
struct ErasureMarks: Sendable {
  struct Mark: Hashable, Sendable {
    let digest: [UInt8]
    let beginning: UInt32
    let length: Int
  }

  static let window = ErasedValues.shortest
  static let keyLength = 32
  private static let digestLength = 16

  let key: [UInt8]
  let marks: [Mark]
  private let factor: UInt64
  private let mixer: UInt64
  private let byBeginning: [UInt32: [Mark]]
  /// One bit for the low 16 of each beginning, so that most places are passed over at once.
  private let bits: [UInt64]

  init(key: [UInt8], marks: [Mark]) {
    self.key = key
    self.marks = marks
    let material = KeyedHash.authenticate(Array("janela".utf8), key: key)
    factor = ErasureMarks.number(material[0..<8]) | 1
    mixer = ErasureMarks.number(material[8..<16])
    byBeginning = Dictionary(grouping: marks, by: \.beginning)
    var bits = [UInt64](repeating: 0, count: 1 << 10)
    for mark in marks {
      bits[Int(mark.beginning & 0xffff) >> 6] |= 1 << UInt64(mark.beginning & 63)
    }
    self.bits = bits
  }

  /// Marks of what is about to be erased.
  init(of values: ErasedValues, key: [UInt8]) {
    let empty = ErasureMarks(key: key, marks: [])
    self.init(
      key: key,
      marks: values.forms.sorted().map { form in
        let bytes = Array(form.utf8)
        return Mark(
          digest: empty.digest(bytes[...]),
          beginning: empty.beginning(
            bytes.prefix(ErasureMarks.window).reduce(0) { $0 << 8 | UInt64($1) }),
          length: bytes.count)
      })
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reduce(0) { $0 << 8 | UInt64($1) }
  }

  private func beginning(_ window: UInt64) -> UInt32 {
    UInt32(truncatingIfNeeded: ((window ^ mixer) &* factor) >> 40)
  }

  private func digest(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    Array(KeyedHash.authenticate(Array(bytes), key: key).prefix(ErasureMarks.digestLength))
  }

  /// Adds to `found` the marks whose value stands in `bytes`.
  func search(_ bytes: UnsafeRawBufferPointer, _ found: inout Set<Mark>) {
    guard !marks.isEmpty, bytes.count >= ErasureMarks.window else { return }
    bits.withUnsafeBufferPointer { bits in
      var window: UInt64 = 0
      for index in 0..<bytes.count {
        window = (window << 8 | UInt64(bytes[index])) & 0xffff_ffff_ffff
        guard index >= ErasureMarks.window - 1 else { continue }
        let beginning = UInt32(truncatingIfNeeded: ((window ^ mixer) &* factor) >> 40)
        if bits[Int(beginning & 0xffff) >> 6] & (1 << UInt64(beginning & 63)) == 0 { continue }
        guard let marks = byBeginning[beginning] else { continue }
        let start = index - ErasureMarks.window + 1
        for mark in marks where start + mark.length <= bytes.count && !found.contains(mark) {
          if digest(Array(bytes[start..<start + mark.length])[...]) == mark.digest {
            found.insert(mark)
          }
        }
      }
    }
  }

  /// The same key with some of the marks.
  func only(_ some: Set<Mark>) -> ErasureMarks { ErasureMarks(key: key, marks: Array(some)) }

  /// A text with each value in it covered; nil where there is none.
  func covering(_ text: String) -> String? {
    var found: Set<Mark> = []
    search(text, &found)
    guard !found.isEmpty else { return nil }
    let bytes = Array(text.utf8)
    var isCovered = [Bool](repeating: false, count: bytes.count)
    for mark in found where mark.length <= bytes.count {
      for start in 0...(bytes.count - mark.length)
      where digest(bytes[start..<start + mark.length]) == mark.digest {
        for index in start..<start + mark.length { isCovered[index] = true }
      }
    }
    var covered: [UInt8] = []
    for (index, byte) in bytes.enumerated() {
      if !isCovered[index] {
        covered.append(byte)
      } else if index == 0 || !isCovered[index - 1] {
        covered += Array("[omitido]".utf8)
      }
    }
    return String(decoding: covered, as: UTF8.self)
  }

  func search(_ text: String, _ found: inout Set<Mark>) {
    var copy = text
    copy.withUTF8 { search(UnsafeRawBufferPointer($0), &found) }
  }
}
