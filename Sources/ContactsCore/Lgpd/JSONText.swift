/// A JSON document that keeps the order of its keys, for files that people of the records are handed.
enum JSONText: Equatable, Sendable {
  case null
  case bool(Bool)
  case integer(Int64)
  case string(String)
  case array([JSONText])
  case object([Member])

  struct Member: Equatable, Sendable {
    let key: String
    let value: JSONText
  }

  static func members(_ members: KeyValuePairs<String, JSONText>) -> JSONText {
    .object(members.map { Member(key: $0.key, value: $0.value) })
  }

  static func optional(_ text: String?) -> JSONText { text.map(JSONText.string) ?? .null }

  /// Indented by two spaces, with a line feed at its end.
  var text: String {
    var text = ""
    write(to: &text, depth: 0)
    return text + "\n"
  }

  private func write(to text: inout String, depth: Int) {
    let margin = "\n" + String(repeating: "  ", count: depth + 1)
    let end = "\n" + String(repeating: "  ", count: depth)
    switch self {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .integer(let value): text += String(value)
    case .string(let value): JSONText.quote(value, to: &text)
    case .array(let values):
      guard !values.isEmpty else { return text += "[]" }
      for (index, value) in values.enumerated() {
        text += (index == 0 ? "[" : ",") + margin
        value.write(to: &text, depth: depth + 1)
      }
      text += end + "]"
    case .object(let members):
      guard !members.isEmpty else { return text += "{}" }
      for (index, member) in members.enumerated() {
        text += (index == 0 ? "{" : ",") + margin
        JSONText.quote(member.key, to: &text)
        text += ": "
        member.value.write(to: &text, depth: depth + 1)
      }
      text += end + "}"
    }
  }

  /// Escapes what JSON must, and what would act in a terminal.
  private static func quote(_ value: String, to text: inout String) {
    text += "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      default:
        if scalar.actsInPlainText {
          let digits = String(scalar.value, radix: 16)
          text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        } else {
          text.unicodeScalars.append(scalar)
        }
      }
    }
    text += "\""
  }
}

extension Unicode.Scalar {
  /// Whether it is a control, turns the direction of a text, or ends a line: all below U+10000.
  var actsInPlainText: Bool {
    switch value {
    case 0..<0x20, 0x7f..<0xa0, 0x2028...0x202e, 0x2066...0x2069, 0x200e, 0x200f, 0xfeff: true
    default: false
    }
  }
}
