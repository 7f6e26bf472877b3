/// A statement whose interpolated values are parameters, so that no text of a person is ever SQL.
///
/// `let sql: SQL = "SELECT id FROM contacts WHERE uid = \(uid)"`
struct SQL: ExpressibleByStringInterpolation {
  /// The pieces of the statement in order; an empty one stands for the next parameter.
  private var pieces: [String] = []
  private(set) var parameters: [SQLValue] = []

  init(stringLiteral code: String) {
    pieces = code.isEmpty ? [] : [code]
  }

  init(stringInterpolation: StringInterpolation) {
    pieces = stringInterpolation.pieces
    parameters = stringInterpolation.parameters
  }

  /// The statement as `dialect` spells its parameters.
  func code(in dialect: Dialect) -> String {
    var code = ""
    code.reserveCapacity(pieces.reduce(0) { $0 + max($1.utf8.count, 3) })
    var count = 0
    for piece in pieces {
      if piece.isEmpty {
        count += 1
        code += dialect.parameter(count)
      } else {
        code += piece
      }
    }
    return code
  }

  /// What is the same for two statements that differ in their parameters alone.
  var shape: Shape { Shape(pieces: pieces) }

  /// Known without spelling the statement: an import looks hundreds of thousands up.
  struct Shape: Hashable {
    fileprivate let pieces: [String]

    /// By lengths alone, which are at hand; the pieces of one statement lie in one place, so they are equal at a glance.
    func hash(into hasher: inout Hasher) {
      for piece in pieces { hasher.combine(piece.utf8.count) }
    }
  }

  static func + (left: SQL, right: SQL) -> SQL { "\(left)\(right)" }

  /// The conditions that must all hold, each in parentheses.
  static func all(_ conditions: [SQL]) -> SQL {
    conditions.dropFirst().reduce(conditions.first.map { "(\($0))" } ?? "1 = 1") {
      "\($0) AND (\($1))"
    }
  }

  struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var pieces: [String] = []
    fileprivate var parameters: [SQLValue] = []

    init(literalCapacity: Int, interpolationCount: Int) {
      pieces.reserveCapacity(2 * interpolationCount + 1)
      parameters.reserveCapacity(interpolationCount)
    }

    mutating func appendLiteral(_ literal: String) {
      if !literal.isEmpty { pieces.append(literal) }
    }

    mutating func appendInterpolation(_ fragment: SQL) {
      pieces += fragment.pieces
      parameters += fragment.parameters
    }
    mutating func appendInterpolation(_ value: SQLValue) {
      pieces.append("")
      parameters.append(value)
    }
    mutating func appendInterpolation(_ text: String?) {
      appendInterpolation(text.map(SQLValue.text) ?? .null)
    }
    mutating func appendInterpolation(_ number: Int64?) {
      appendInterpolation(number.map(SQLValue.integer) ?? .null)
    }
    mutating func appendInterpolation(_ number: Int?) {
      appendInterpolation(number.map(Int64.init))
    }
    mutating func appendInterpolation(_ bytes: [UInt8]?) {
      appendInterpolation(bytes.map(SQLValue.blob) ?? .null)
    }
    mutating func appendInterpolation(_ moment: Timestamp) {
      appendInterpolation(moment.milliseconds)
    }
    mutating func appendInterpolation(_ uid: UID) { appendInterpolation(uid.text) }
  }
}
