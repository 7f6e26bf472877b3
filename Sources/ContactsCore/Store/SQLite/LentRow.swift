internal import CSQLite

/// A row where the engine holds it: good until the statement moves on, so only inside the visit it is lent to.
struct LentRow {
  fileprivate let handle: OpaquePointer

  init(handle: OpaquePointer) {
    self.handle = handle
  }

  /// The row in memory of its own.
  var copied: Row {
    Row(values: (0..<sqlite3_column_count(handle)).map(value))
  }

  /// Nil when the column holds another kind of value.
  func integer(_ index: Int32) -> Int64? {
    guard sqlite3_column_type(handle, index) == SQLITE_INTEGER else { return nil }
    return sqlite3_column_int64(handle, index)
  }

  func isNull(_ index: Int32) -> Bool { sqlite3_column_type(handle, index) == SQLITE_NULL }

  /// The bytes of a text in UTF-8; nil when the column holds another kind of value.
  func text(_ index: Int32) -> UnsafeRawBufferPointer? {
    guard sqlite3_column_type(handle, index) == SQLITE_TEXT else { return nil }
    let start = sqlite3_column_text(handle, index)
    return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, index)))
  }

  /// Nil when the column holds another kind of value.
  func blob(_ index: Int32) -> UnsafeRawBufferPointer? {
    guard sqlite3_column_type(handle, index) == SQLITE_BLOB else { return nil }
    // A zero-length blob has no pointer.
    let start = sqlite3_column_blob(handle, index)
    return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, index)))
  }

  private func value(_ index: Int32) -> SQLValue {
    switch sqlite3_column_type(handle, index) {
    case SQLITE_INTEGER: .integer(sqlite3_column_int64(handle, index))
    case SQLITE_TEXT: .text(text(index).map { String(decoding: $0, as: UTF8.self) } ?? "")
    case SQLITE_BLOB: .blob(blob(index).map { Array($0) } ?? [])
    // The schema has no column of floating point.
    default: .null
    }
  }
}
