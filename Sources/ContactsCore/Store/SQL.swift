/// A statement whose interpolated values are parameters, so that no text of a person is ever SQL.
///
/// `let sql: SQL = "SELECT id FROM contacts WHERE uid = \(uid)"`
struct SQL: ExpressibleByStringInterpolation {
  fileprivate enum Piece {
    case code(String)
    case value(SQLValue)
  }

  private var pieces: [Piece] = []

  init(stringLiteral code: String) {
    pieces = [.code(code)]
  }

  init(stringInterpolation: StringInterpolation) {
    pieces = stringInterpolation.pieces
  }

  /// The statement as `dialect` spells its parameters.
  func code(in dialect: Dialect) -> String {
    var code = ""
    code.reserveCapacity(
      pieces.reduce(0) { if case .code(let text) = $1 { $0 + text.utf8.count } else { $0 + 3 } })
    var count = 0
    for piece in pieces {
      switch piece {
      case .code(let text): code += text
      case .value:
        count += 1
        code += dialect.parameter(count)
      }
    }
    return code
  }

  var parameters: [SQLValue] {
    pieces.compactMap { if case .value(let value) = $0 { value } else { nil } }
  }

  static func + (left: SQL, right: SQL) -> SQL { "\(left)\(right)" }

  /// The conditions that must all hold, each in parentheses.
  static func all(_ conditions: [SQL]) -> SQL {
    conditions.dropFirst().reduce(conditions.first.map { "(\($0))" } ?? "1 = 1") {
      "\($0) AND (\($1))"
    }
  }

  struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var pieces: [Piece] = []

    init(literalCapacity: Int, interpolationCount: Int) {
      pieces.reserveCapacity(2 * interpolationCount + 1)
    }

    mutating func appendLiteral(_ literal: String) {
      if !literal.isEmpty { pieces.append(.code(literal)) }
    }

    mutating func appendInterpolation(_ fragment: SQL) { pieces += fragment.pieces }
    mutating func appendInterpolation(_ value: SQLValue) { pieces.append(.value(value)) }
    mutating func appendInterpolation(_ text: String?) {
      pieces.append(.value(text.map(SQLValue.text) ?? .null))
    }
    mutating func appendInterpolation(_ number: Int64?) {
      pieces.append(.value(number.map(SQLValue.integer) ?? .null))
    }
    mutating func appendInterpolation(_ number: Int?) {
      appendInterpolation(number.map(Int64.init))
    }
    mutating func appendInterpolation(_ bytes: [UInt8]?) {
      pieces.append(.value(bytes.map(SQLValue.blob) ?? .null))
    }
    mutating func appendInterpolation(_ moment: Timestamp) {
      appendInterpolation(moment.milliseconds)
    }
    mutating func appendInterpolation(_ uid: UID) { appendInterpolation(uid.text) }
  }
}
