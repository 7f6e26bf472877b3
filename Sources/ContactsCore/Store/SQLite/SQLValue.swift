/// What a column or a parameter may hold.
enum SQLValue: Equatable, Sendable {
  case null
  case integer(Int64)
  case text(String)
  case blob([UInt8])
}

/// One row of an answer, read by position.
///
/// A value of another kind than asked for means that the file is not what this program wrote.
struct Row {
  let values: [SQLValue]

  func integer(_ index: Int) throws(StoreError) -> Int64 {
    guard case .integer(let value) = values[index] else { throw wrongKind(index) }
    return value
  }

  func int(_ index: Int) throws(StoreError) -> Int { Int(try integer(index)) }

  func optionalInt(_ index: Int) throws(StoreError) -> Int? {
    values[index] == .null ? nil : try int(index)
  }

  func text(_ index: Int) throws(StoreError) -> String {
    guard case .text(let value) = values[index] else { throw wrongKind(index) }
    return value
  }

  func optionalText(_ index: Int) throws(StoreError) -> String? {
    values[index] == .null ? nil : try text(index)
  }

  func blob(_ index: Int) throws(StoreError) -> [UInt8] {
    guard case .blob(let value) = values[index] else { throw wrongKind(index) }
    return value
  }

  func optionalBlob(_ index: Int) throws(StoreError) -> [UInt8]? {
    values[index] == .null ? nil : try blob(index)
  }

  func timestamp(_ index: Int) throws(StoreError) -> Timestamp {
    Timestamp(milliseconds: try integer(index))
  }

  func uid(_ index: Int) throws(StoreError) -> UID {
    guard let uid = UID(try text(index)) else { throw wrongKind(index) }
    return uid
  }

  /// A value of an enumeration whose raw value is stored.
  func choice<Choice: RawRepresentable<String>>(
    _ index: Int, of _: Choice.Type
  ) throws(StoreError) -> Choice {
    guard let choice = Choice(rawValue: try text(index)) else { throw wrongKind(index) }
    return choice
  }

  private func wrongKind(_ index: Int) -> StoreError {
    StoreError(.corrupt, detail: "column \(index) of a row holds another kind of value")
  }
}
