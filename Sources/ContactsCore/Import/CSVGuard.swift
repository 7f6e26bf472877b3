/// The apostrophes that an export of ours puts before what a spreadsheet would take for a formula.
public enum CSVGuard {
  /// A value as it was before it was exported: `'+x@y.exemplo` is `+x@y.exemplo`.
  ///
  /// Only where the export would have put one: before `=`, `+`, `-` or `@`, at the begin of the value or behind what could
  /// separate values.
  public static func removed(from text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "'")) else { return text }
    let bytes = Array(text.utf8)
    var kept: [UInt8] = []
    var isAtStart = true
    for (index, byte) in bytes.enumerated() {
      let isBeforeSign = index + 1 < bytes.count && "=+-@".utf8.contains(bytes[index + 1])
      if byte == UInt8(ascii: "'"), isAtStart, isBeforeSign { continue }
      kept.append(byte)
      switch byte {
      case 0x20, 0x22, 0x27, 0x09, 0x0d: break
      case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "|"), 0x0a: isAtStart = true
      default: isAtStart = false
      }
    }
    return String(decoding: kept, as: UTF8.self)
  }
}
