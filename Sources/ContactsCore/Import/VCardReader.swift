/// Reads cards of an address book, one at a time: vCard 3.0 and 4.0, and what telephones still write of 2.1.
///
/// Folded lines are put together, quoted-printable and its soft line ends are undone, escapes are resolved, and a text that
/// is no UTF-8 is read in the character set that its line names, else as Windows-1252.
public struct VCardReader {
  private let source: CSVReader.Source
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)
  private var place = 0
  private var end = 0
  /// Of the text that was put together last.
  private var line = 0
  private var physicalLine = 0
  /// A line that was read to see whether it goes on with the one before.
  private var ahead: [UInt8]?
  private var aheadLine = 0
  /// A whole text that is to be read again, as the beginning of a card.
  private var returned: [UInt8]?
  private var reachedEnd = false
  /// Bytes read so far, for a progress bar.
  public private(set) var consumed = 0

  public init(source: @escaping CSVReader.Source) {
    self.source = source
  }

  /// The next card; nil at the end.
  public mutating func next() throws -> VCardRecord? {
    var raw: [UInt8] = []
    var properties: [VCardProperty] = []
    var first: Int?
    var depth = 0
    while let text = try unfolded() {
      // Pictures are as long as they like, and are not read: a card is not refused for one.
      if first != nil, VCardReader.attachments.contains(VCardProperty.name(of: text)) { continue }
      guard raw.count + text.count <= CSVReader.longestRecord else {
        try skipToEnd()
        return VCardRecord(line: first ?? line, raw: [], properties: nil)
      }
      if first == nil, text.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { continue }
      let name = VCardProperty.name(of: text)
      if name == "BEGIN" {
        // A card that never ended is told, and the new one is read.
        if depth == 1, let first, VCardReader.isCard(text) {
          returned = text
          return VCardRecord(line: first, raw: raw, properties: nil)
        }
        depth += 1
        if depth == 1 { first = line }
      } else if first == nil {
        return VCardRecord(line: line, raw: text, properties: nil)
      }
      raw += text + [0x0a]
      if name == "END" {
        depth -= 1
        if depth <= 0 {
          return VCardRecord(line: first ?? line, raw: raw, properties: properties)
        }
      } else if name != "BEGIN", depth == 1, let property = VCardProperty(text) {
        properties.append(property)
      }
    }
    return first.map { VCardRecord(line: $0, raw: raw, properties: nil) }
  }

  private static let attachments: Set<String> = ["PHOTO", "LOGO", "SOUND", "KEY"]

  private static func isCard(_ text: [UInt8]) -> Bool {
    String(decoding: text, as: UTF8.self).uppercased().trimmed == "BEGIN:VCARD"
  }

  private mutating func skipToEnd() throws {
    while let text = try unfolded(), VCardProperty.name(of: text) != "END" {}
  }

  /// A line with those that go on with it.
  private mutating func unfolded() throws -> [UInt8]? {
    if let returned {
      self.returned = nil
      return returned
    }
    var text: [UInt8]
    if let ahead {
      text = ahead
      line = aheadLine
      self.ahead = nil
    } else {
      guard let next = try physical() else { return nil }
      text = next
      line = physicalLine
    }
    if line <= 1, text.starts(with: [0xef, 0xbb, 0xbf]) { text.removeFirst(3) }
    let isQuotedPrintable = VCardProperty.isQuotedPrintable(text)
    // What is too long is read to its end all the same, and no more of it kept than shows that.
    var goesOn = text.last == UInt8(ascii: "=")
    while let next = try physical() {
      let hasRoom = text.count <= CSVReader.longestRecord
      if isQuotedPrintable, goesOn {
        if hasRoom {
          text.removeLast()
          text += next
        }
        goesOn = next.last == UInt8(ascii: "=")
      } else if let first = next.first, first == 0x20 || first == 0x09, next.count > 1 {
        if hasRoom { text += next.dropFirst() }
        goesOn = next.last == UInt8(ascii: "=")
      } else {
        ahead = next
        aheadLine = physicalLine
        break
      }
    }
    return text
  }

  private mutating func physical() throws -> [UInt8]? {
    var text: [UInt8] = []
    var isAny = false
    while let byte = try take() {
      isAny = true
      if byte == 0x0a { break }
      if text.count <= CSVReader.longestRecord { text.append(byte) }
    }
    guard isAny else { return nil }
    physicalLine += 1
    if text.last == 0x0d { text.removeLast() }
    return text
  }

  private mutating func take() throws -> UInt8? {
    if place == end {
      if reachedEnd { return nil }
      end = try buffer.withUnsafeMutableBytes { try source($0) }
      place = 0
      reachedEnd = end == 0
      if reachedEnd { return nil }
    }
    defer { place += 1 }
    consumed += 1
    return buffer[place]
  }
}

/// One card of a file.
public struct VCardRecord: Equatable, Sendable {
  /// The line it begins on, or one of it; the first is 1.
  public let line: Int
  /// Its lines, each unfolded and ended by a line feed.
  public let raw: [UInt8]
  /// Nil for what is no card.
  public let properties: [VCardProperty]?
}

/// One line of a card.
public struct VCardProperty: Equatable, Sendable {
  /// In upper case, without its group.
  public let name: String
  /// Its parameters in upper case, as `TYPE=CELL` or `CELL`.
  public let parameters: [String]
  /// Decoded, but with the escapes of its parts.
  public let value: String

  init?(_ line: [UInt8]) {
    guard let colon = VCardProperty.colon(in: line) else { return nil }
    let head = String(decoding: line[..<colon], as: UTF8.self).uppercased()
    let parts = head.split(separator: ";", omittingEmptySubsequences: true).map(String.init)
    guard let first = parts.first else { return nil }
    name = first.split(separator: ".").last.map(String.init) ?? first
    parameters = Array(parts.dropFirst())
    var bytes = Array(line[(colon + 1)...])
    if VCardProperty.isQuotedPrintable(line) { bytes = VCardProperty.unquoted(bytes) }
    let isLatin = parameters.contains {
      $0.hasPrefix("CHARSET=ISO-8859") || $0.hasPrefix("CHARSET=WINDOWS")
    }
    value =
      isLatin
      ? LegacyEncoding.text(bytes)
      : String(validating: bytes, as: UTF8.self) ?? LegacyEncoding.text(bytes)
  }

  /// Pictures, sounds and keys: nothing that is read.
  var isBinary: Bool {
    parameters.contains { $0.hasSuffix("BASE64") || $0 == "ENCODING=B" }
  }

  /// The value with its escapes resolved.
  public var text: String { VCardProperty.unescaped(value[...]) }

  /// What stands between the semicolons of the value.
  public var components: [String] {
    var parts: [String] = []
    var start = value.startIndex
    var isEscaped = false
    for index in value.indices {
      if isEscaped {
        isEscaped = false
      } else if value[index] == "\\" {
        isEscaped = true
      } else if value[index] == ";" {
        parts.append(VCardProperty.unescaped(value[start..<index]))
        start = value.index(after: index)
      }
    }
    return parts + [VCardProperty.unescaped(value[start...])]
  }

  static func name(of line: [UInt8]) -> String {
    let head = line.prefix { $0 != UInt8(ascii: ":") && $0 != UInt8(ascii: ";") }
    let text = String(decoding: head, as: UTF8.self).uppercased()
    return text.split(separator: ".").last.map(String.init) ?? text
  }

  static func isQuotedPrintable(_ line: [UInt8]) -> Bool {
    guard let colon = colon(in: line) else { return false }
    return String(decoding: line[..<colon], as: UTF8.self).uppercased().contains("QUOTED-PRINTABLE")
  }

  /// The first colon that is not inside quotes.
  private static func colon(in line: [UInt8]) -> Int? {
    var isQuoted = false
    for (index, byte) in line.enumerated() {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if byte == UInt8(ascii: ":"), !isQuoted { return index }
    }
    return line.firstIndex(of: UInt8(ascii: ":"))
  }

  private static func unescaped(_ text: Substring) -> String {
    var result = ""
    var isEscaped = false
    for character in text {
      if isEscaped {
        result.append(character == "n" || character == "N" ? "\n" : character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else {
        result.append(character)
      }
    }
    return result
  }

  private static func unquoted(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "="), index + 2 < bytes.count,
        let value = [UInt8].decoding(
          hexadecimal: String(decoding: bytes[(index + 1)...(index + 2)], as: UTF8.self)
            .lowercased()
        )
      {
        result += value
        index += 3
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return result
  }
}

extension VCardRecord {
  /// The fields of the card, as a row of a table whose columns are named; nil for what is no card.
  public var fields: (columns: [FieldKey?], values: [String])? {
    guard let properties else { return nil }
    var columns: [FieldKey?] = []
    var values: [String] = []
    func add(_ field: FieldKey, _ value: String) {
      guard !value.isEmpty else { return }
      columns.append(field)
      values.append(value)
    }
    let known = properties.filter { !$0.isBinary }
    let civil = known.first { $0.name == "X-NOME-CIVIL" }?.text
    let full = known.first { $0.name == "FN" }?.text ?? ""
    let parts = known.first { $0.name == "N" }?.components ?? []
    let assembled = [3, 1, 2, 0, 4].compactMap { $0 < parts.count && $0 != 3 ? parts[$0] : nil }
      .filter { !$0.isEmpty }.joined(separator: " ")
    let shown = full == "(sem nome)" ? "" : full
    add(.name, civil ?? (shown.isEmpty ? assembled : shown))
    if civil != nil { add(.socialName, shown) }
    for property in known {
      switch property.name {
      case "NICKNAME" where civil == nil: add(.socialName, property.text)
      case "TEL":
        let text = property.text
        let number = text.lowercased().hasPrefix("tel:") ? String(text.dropFirst(4)) : text
        add(.phones, String(number.prefix { $0 != ";" }))
      case "EMAIL": add(.emails, property.text)
      case "BDAY": VCardRecord.day(property.text).map { add(.birthDate, $0) }
      case "ADR" where !columns.contains(.city):
        let parts = property.components
        if parts.count > 3 { add(.city, parts[3]) }
        if parts.count > 4, StateCode.named(parts[4]) != nil { add(.state, parts[4]) }
      case "NOTE": add(.notes, property.text)
      case "X-CPF": add(.cpf, property.text)
      case "X-RESPONSAVEL": add(.guardian, property.text)
      case "X-CANAL-SEGURO": add(.safeChannel, property.text)
      default: break
      }
    }
    return (columns, values)
  }

  /// `19900131` and `1990-01-31T…` as `1990-01-31`; nothing for a day without its year.
  private static func day(_ text: String) -> String? {
    let date = text.prefix { $0 != "T" }
    let digits = date.filter(\.isNumber)
    guard digits.count == 8, !date.hasPrefix("--") else { return nil }
    if date.contains("/") { return String(date) }
    return "\(digits.prefix(4))-\(digits.dropFirst(4).prefix(2))-\(digits.suffix(2))"
  }
}
