/// What the tables ask of a database: the border behind which another engine may stand one day.
///
/// Statements are written in what SQLite 3.35 and PostgreSQL 14 both understand; what differs is a method of `Dialect`.
protocol Database: AnyObject {
  var dialect: Dialect { get }

  /// Runs a statement and answers how many rows it changed.
  @discardableResult
  func execute(_ sql: SQL) throws(StoreError) -> Int

  /// Hands each row to `visit` as it is found, so that an answer of any length takes the memory of one row.
  func query(_ sql: SQL, visit: (Row) throws(StoreError) -> Void) throws(StoreError)

  /// Like `query`, but lends each row where it stands instead of copying it.
  func scan(_ sql: SQL, visit: (LentRow) throws(StoreError) -> Void) throws(StoreError)

  /// Begins an answer that the caller walks, so that several can be walked side by side.
  func cursor(_ sql: SQL) throws(StoreError) -> any RowCursor

  /// All that `body` writes is kept together, or, when it throws, none of it.
  func transaction<Value>(
    _ kind: TransactionKind, _ body: () throws(StoreError) -> Value
  ) throws(StoreError) -> Value
}

/// An answer, walked row by row.
protocol RowCursor: AnyObject {
  /// Moves on; nil after the last row. What was lent before is then gone.
  func next() throws(StoreError) -> LentRow?
}

enum TransactionKind: Sendable {
  /// A steady view of the store.
  case reading
  /// Takes the store's write lock at once, not at the first change.
  case writing
}

extension Database {
  func rows<Value>(
    _ sql: SQL, _ read: (Row) throws(StoreError) -> Value
  ) throws(StoreError) -> [Value] {
    var values: [Value] = []
    try query(sql) { (row) throws(StoreError) in values.append(try read(row)) }
    return values
  }

  /// The only row, or nil when there is none.
  func row<Value>(
    _ sql: SQL, _ read: (Row) throws(StoreError) -> Value
  ) throws(StoreError) -> Value? {
    var value: Value?
    try query(sql) { (row) throws(StoreError) in if value == nil { value = try read(row) } }
    return value
  }

  /// The first column of the only row, which must exist: a counter, or what `RETURNING` answers.
  func number(_ sql: SQL) throws(StoreError) -> Int64 {
    guard let number = try row(sql, { (row) throws(StoreError) in try row.integer(0) }) else {
      throw StoreError(.corrupt, detail: "a row that must exist is missing")
    }
    return number
  }
}
