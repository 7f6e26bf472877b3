internal import ContactsCore

/// Reads the model's answer while it is still being written, and gives each field as soon as its value is complete.
///
/// The answer is one flat JSON object. Prose before it is skipped, what follows its closing brace is never read, and
/// every type is checked here: a grammar that the server ignored must not become a wrong field.
struct PartialAnswer {
  /// What has become of the answer.
  enum State: Equatable {
    /// No brace has come.
    case before
    case inside
    /// The closing brace has come.
    case complete
    case broken(Fault)
  }

  enum Fault: Equatable {
    /// Not what JSON allows at that place.
    case syntax
    /// Longer than any true answer, or white space without end.
    case runaway
    /// Nested deeper than any true answer.
    case depth
  }

  /// What the model said of one field.
  enum Field: Equatable {
    case null(ExtractedField)
    case text(ExtractedField, String)
    case list(ExtractedField, [String])
    /// A value of another type than was asked for; it is dropped.
    case wrongType(ExtractedField)

    var field: ExtractedField {
      switch self {
      case .null(let field), .text(let field, _), .list(let field, _), .wrongType(let field): field
      }
    }
  }

  private(set) var state = State.before
  private var expecting = Expectation.key
  private var key: [UInt8] = []
  private var value: [UInt8] = []
  /// Open brackets inside the value; 0 in a plain one.
  private var depth = 0
  private var inString = false
  private var escaped = false
  private var seen: Set<ExtractedField> = []
  private var count = 0
  private var blanks = 0

  private enum Expectation { case key, keyEnd, colon, valueStart, valueEnd, comma, keyAfterComma }

  /// Bytes of a whole answer: the longest note's fields fit ten times over.
  static let longest = 64 * 1024
  static let longestBlank = 512
  static let deepest = 16

  /// Takes the next piece of the answer and returns the fields that it completes.
  mutating func append(_ piece: some Collection<UInt8>) -> [Field] {
    var fields: [Field] = []
    for byte in piece {
      guard state == .before || state == .inside else { break }
      if let field = take(byte) { fields.append(field) }
    }
    return fields
  }

  private mutating func take(_ byte: UInt8) -> Field? {
    count += 1
    let blank = byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09
    blanks = blank ? blanks + 1 : 0
    if count > PartialAnswer.longest || blanks > PartialAnswer.longestBlank {
      state = .broken(.runaway)
      return nil
    }
    if state == .before {
      if byte == UInt8(ascii: "{") { state = .inside }
      return nil
    }
    switch expecting {
    case .keyEnd: takeInKey(byte)
    case .valueEnd: return takeInValue(byte)
    case _ where blank: break
    case .key, .keyAfterComma:
      if byte == UInt8(ascii: "\"") {
        key = [byte]
        expecting = .keyEnd
      } else if byte == UInt8(ascii: "}"), expecting == .key {
        state = .complete
      } else {
        state = .broken(.syntax)
      }
    case .colon:
      if byte == UInt8(ascii: ":") { expecting = .valueStart } else { state = .broken(.syntax) }
    case .valueStart:
      value = []
      depth = 0
      expecting = .valueEnd
      return takeInValue(byte)
    case .comma: takeAfterValue(byte)
    }
    return nil
  }

  private mutating func takeInKey(_ byte: UInt8) {
    key.append(byte)
    if escaped {
      escaped = false
    } else if byte == UInt8(ascii: "\\") {
      escaped = true
    } else if byte == UInt8(ascii: "\"") {
      expecting = .colon
    }
  }

  private mutating func takeAfterValue(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: ","): expecting = .keyAfterComma
    case UInt8(ascii: "}"): state = .complete
    default: state = .broken(.syntax)
    }
  }

  private mutating func takeInValue(_ byte: UInt8) -> Field? {
    if inString {
      value.append(byte)
      if escaped {
        escaped = false
      } else if byte == UInt8(ascii: "\\") {
        escaped = true
      } else if byte == UInt8(ascii: "\"") {
        inString = false
        return depth == 0 ? finish() : nil
      }
      return nil
    }
    switch byte {
    case UInt8(ascii: "\""):
      guard depth > 0 || value.isEmpty else { return fail(.syntax) }
      inString = true
    case UInt8(ascii: "["), UInt8(ascii: "{"):
      guard depth > 0 || value.isEmpty else { return fail(.syntax) }
      depth += 1
      if depth > PartialAnswer.deepest { return fail(.depth) }
    case UInt8(ascii: "]"), UInt8(ascii: "}"):
      if depth > 0 {
        value.append(byte)
        depth -= 1
        return depth == 0 ? finish() : nil
      }
      return endPlainValue(byte)
    case UInt8(ascii: ","):
      if depth == 0 { return endPlainValue(byte) }
    case 0x20, 0x0a, 0x0d, 0x09:
      if depth == 0 { return finish() }
    default: break
    }
    value.append(byte)
    return nil
  }

  /// A literal or number ends with the character after it, which belongs to the object.
  private mutating func endPlainValue(_ byte: UInt8) -> Field? {
    let field = finish()
    if state == .inside { takeAfterValue(byte) }
    return field
  }

  private mutating func fail(_ fault: Fault) -> Field? {
    state = .broken(fault)
    return nil
  }

  private mutating func finish() -> Field? {
    expecting = .comma
    guard case .string(let name)? = JSONValue(key), let parsed = JSONValue(value) else {
      return fail(.syntax)
    }
    guard let field = ExtractedField(rawValue: name), seen.insert(field).inserted else {
      return nil
    }
    return PartialAnswer.checked(parsed, for: field)
  }

  private static func checked(_ value: JSONValue, for field: ExtractedField) -> Field {
    switch (field, value) {
    case (_, .null):
      return .null(field)
    case (.phones, .array(let values)), (.emails, .array(let values)):
      let texts = values.compactMap(\.string).filter { plausible($0, for: field) }
      // An entry that is null says nothing; any other that is no text is a wrong type.
      let wrong = values.count { $0 != .null } != values.compactMap(\.string).count
      return wrong || values.count > 32 ? .wrongType(field) : .list(field, texts)
    case (.phones, _), (.emails, _):
      return .wrongType(field)
    case (_, .string(let text)):
      if text.unicodeScalars.allSatisfy({ $0.properties.isWhitespace }) { return .null(field) }
      return plausible(text, for: field) ? .text(field, text) : .wrongType(field)
    default:
      return .wrongType(field)
    }
  }

  /// Whether a text could be a value at all: not empty, not longer than a person would write it, and whole.
  private static func plausible(_ text: String, for field: ExtractedField) -> Bool {
    guard text.unicodeScalars.allSatisfy(isWritten) else { return false }
    let count = text.unicodeScalars.count
    return count > 0 && count <= (field == .reason ? 300 : field == .emails ? 254 : 120)
  }

  /// False for what broken bytes were replaced by, for control characters, and for marks that turn the direction of a line.
  private static func isWritten(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\u{fffd}", "\u{200e}", "\u{200f}", "\u{202a}"..."\u{202e}", "\u{2066}"..."\u{2069}": false
    case "\n", "\t", "\r": true
    default: scalar.properties.generalCategory != .control
    }
  }
}
