/// What is pasted between the terminal's two markers.
struct PasteBuffer: Sendable {
  private var bytes: [UInt8] = []
  /// How many bytes of the end marker have just come.
  private var matched = 0

  private static let end: [UInt8] = Array("\u{1b}[201~".utf8)
  /// What is pasted beyond is dropped: four times the longest text, in its widest form.
  private static let longest = 1_600_000

  /// Takes a byte; true when it ended the paste.
  mutating func take(_ byte: UInt8) -> Bool {
    if byte == PasteBuffer.end[matched] {
      matched += 1
      return matched == PasteBuffer.end.count
    }
    if matched > 0 {
      // Only the first byte of the marker can begin it anew.
      keep(PasteBuffer.end[..<matched])
      matched = 0
      if byte == PasteBuffer.end[0] {
        matched = 1
        return false
      }
    }
    keep(CollectionOfOne(byte))
    return false
  }

  /// The text, and an empty buffer: newlines are `\n`, other control characters but the tab are gone.
  mutating func finish() -> String {
    defer { self = PasteBuffer() }
    var clean: [UInt8] = []
    clean.reserveCapacity(bytes.count)
    var afterReturn = false
    for byte in bytes {
      switch byte {
      case 0x0d: clean.append(0x0a)
      case 0x0a: if !afterReturn { clean.append(byte) }
      case 0x09: clean.append(byte)
      case 0x00..<0x20, 0x7f: break
      default: clean.append(byte)
      }
      afterReturn = byte == 0x0d
    }
    let text = String(decoding: clean, as: UTF8.self)
    // The controls from U+0080 to U+009F take two bytes each.
    guard text.unicodeScalars.contains(where: { (0x80..<0xa0).contains($0.value) }) else {
      return text
    }
    var kept = String.UnicodeScalarView()
    for scalar in text.unicodeScalars where !(0x80..<0xa0).contains(scalar.value) {
      kept.append(scalar)
    }
    return String(kept)
  }

  private mutating func keep(_ more: some Collection<UInt8>) {
    if bytes.count + more.count <= PasteBuffer.longest { bytes.append(contentsOf: more) }
  }
}
