/// Cuts one record out of the bytes at hand.
struct CSVRecordParser {
  let separator: UInt8
  /// Whether no bytes follow those given.
  let isLast: Bool
  private(set) var fields: [String] = []
  /// How many values were no UTF-8.
  private(set) var legacyValues = 0

  enum Outcome: Equatable {
    /// Bytes of the record with its line ending, and how many lines it covers.
    case record(length: Int, lines: Int)
    case broken(CSVRecord.Defect)
    /// The record may not end with these bytes.
    case needsMore
  }

  init(separator: UInt8, isLast: Bool) {
    self.separator = separator
    self.isLast = isLast
  }

  mutating func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> Outcome {
    var position = 0
    var lines = 0
    while true {
      let isQuoted = position < bytes.count && bytes[position] == 0x22
      if isQuoted {
        guard let closing = closingQuote(in: bytes, from: position + 1) else {
          return isLast ? .broken(.openQuote) : .needsMore
        }
        let inside = UnsafeBufferPointer(rebasing: bytes[(position + 1)..<closing.index])
        lines += closing.lines
        fields.append(closing.isDoubled ? text(undoubled(inside)) : text(inside))
        position = closing.index + 1
      } else {
        var stop = position
        while stop < bytes.count, bytes[stop] != separator, bytes[stop] != 0x0a, bytes[stop] != 0x0d
        {
          stop += 1
        }
        if stop == bytes.count, !isLast { return .needsMore }
        fields.append(text(UnsafeBufferPointer(rebasing: bytes[position..<stop])))
        position = stop
      }
      guard position < bytes.count else {
        return isLast ? .record(length: position, lines: lines) : .needsMore
      }
      switch bytes[position] {
      case separator: position += 1
      case 0x0a: return .record(length: position + 1, lines: lines + 1)
      case 0x0d:
        guard position + 1 < bytes.count || isLast else { return .needsMore }
        let isPair = position + 1 < bytes.count && bytes[position + 1] == 0x0a
        return .record(length: position + (isPair ? 2 : 1), lines: lines + 1)
      default: return .broken(.textAfterQuote)
      }
    }
  }

  /// The quote that is not doubled, the line feeds before it, and whether there are doubled ones before it.
  private func closingQuote(in bytes: UnsafeBufferPointer<UInt8>, from start: Int)
    -> (index: Int, lines: Int, isDoubled: Bool)?
  {
    var index = start
    var lines = 0
    var isDoubled = false
    while index < bytes.count {
      if bytes[index] == 0x0a { lines += 1 }
      if bytes[index] == 0x22 {
        if index + 1 < bytes.count, bytes[index + 1] == 0x22 {
          isDoubled = true
          index += 1
        } else if index + 1 < bytes.count || isLast {
          return (index, lines, isDoubled)
        }
      }
      index += 1
    }
    return nil
  }

  private func undoubled(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var afterQuote = false
    for byte in bytes {
      if byte == 0x22, afterQuote {
        afterQuote = false
        continue
      }
      afterQuote = byte == 0x22
      result.append(byte)
    }
    return result
  }

  private mutating func text(_ bytes: [UInt8]) -> String {
    bytes.withUnsafeBufferPointer { text($0) }
  }

  private mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    if bytes.isEmpty { return "" }
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    legacyValues += 1
    return LegacyEncoding.text(bytes)
  }
}

/// Windows-1252, which covers what ISO 8859-1 can show.
enum LegacyEncoding {
  static func text(_ bytes: some Sequence<UInt8>) -> String {
    var scalars = String.UnicodeScalarView()
    for byte in bytes {
      let isMoved = (0x80..<0xa0).contains(byte)
      scalars.append(isMoved ? moved[Int(byte) - 0x80] : Unicode.Scalar(byte))
    }
    return String(scalars)
  }

  /// What 0x80 to 0x9f mean; the five that mean nothing become U+FFFD.
  private static let moved = Array(
    "€\u{fffd}‚ƒ„…†‡ˆ‰Š‹Œ\u{fffd}Ž\u{fffd}\u{fffd}‘’“”•–—˜™š›œ\u{fffd}žŸ".unicodeScalars)
}
