/// A value that a person told us.
///
/// Whatever prints, mirrors or encodes it shows a mask; to read it takes a call that says what for, so that every
/// such place can be found and reviewed.
public struct Sensitive<Value: Sendable>: Sendable {
  private let value: Value

  public init(_ value: Value) {
    self.value = value
  }

  /// The value itself.
  public func revealed(for purpose: Disclosure) -> Value { value }

  public func map<Other: Sendable>(_ transform: (Value) -> Other) -> Sensitive<Other> {
    Sensitive<Other>(transform(value))
  }
}

/// Why a sensitive value is read.
public enum Disclosure: Sendable {
  /// Shown to an actor whose reading is audited, or masked before it is shown.
  case screen
  /// Written to or searched in the store.
  case storage
  /// Printed by a command or written to a file on an audited request.
  case output
  /// Compared with another value, and nothing else.
  case matching
  /// Sent to the local model.
  case model
}

extension Sensitive: Equatable where Value: Equatable {}
extension Sensitive: Hashable where Value: Hashable {}

extension Sensitive: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  public var description: String { "•••" }
  public var debugDescription: String { "•••" }
  public var customMirror: Mirror { Mirror(self, children: []) }
}

extension Sensitive: Encodable {
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
