internal import CSQLite

/// A prepared statement; nothing else touches its pointer.
final class Statement {
  private let handle: OpaquePointer
  /// Whether a query goes through its rows.
  var isTaken = false

  /// Prepares the one statement of `code`.
  init(_ code: String, on connection: OpaquePointer) throws(SQLiteFailure) {
    var handle: OpaquePointer?
    var copy = code
    let status = copy.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        sqlite3_prepare_v3(
          connection, characters.baseAddress, Int32(characters.count),
          UInt32(SQLITE_PREPARE_PERSISTENT), &handle, nil)
      }
    }
    guard status == SQLITE_OK, let handle else { throw SQLiteFailure(status: status) }
    self.handle = handle
  }

  deinit { sqlite3_finalize(handle) }

  func bind(_ parameters: [SQLValue]) throws(SQLiteFailure) {
    guard parameters.count == Int(sqlite3_bind_parameter_count(handle)) else {
      throw SQLiteFailure(status: SQLITE_RANGE)
    }
    for (index, value) in zip(Int32(1)..., parameters) {
      let status = bind(value, at: index)
      guard status == SQLITE_OK else { throw SQLiteFailure(status: status) }
    }
  }

  /// Moves to the next row; nil after the last.
  func step() throws(SQLiteFailure) -> LentRow? {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return LentRow(handle: handle)
    case SQLITE_DONE: return nil
    case let status: throw SQLiteFailure(status: status)
    }
  }

  /// Ends the answer and forgets the parameters, so that nothing of a person stays in a cached statement.
  func reset() {
    // Repeats the status that `step` has already thrown.
    sqlite3_reset(handle)
    sqlite3_clear_bindings(handle)
  }

  private func bind(_ value: SQLValue, at index: Int32) -> Int32 {
    switch value {
    case .null: return sqlite3_bind_null(handle, index)
    case .integer(let number): return sqlite3_bind_int64(handle, index, number)
    case .text(var text):
      // The byte count is given, because a text may hold a zero byte.
      return text.withUTF8 { bytes in
        guard let base = bytes.baseAddress else {
          return atende_bind_text(handle, index, "", 0)
        }
        return base.withMemoryRebound(to: CChar.self, capacity: bytes.count) {
          atende_bind_text(handle, index, $0, UInt64(bytes.count))
        }
      }
    case .blob(let bytes):
      // A nil pointer would bind NULL.
      guard !bytes.isEmpty else { return sqlite3_bind_zeroblob(handle, index, 0) }
      return atende_bind_blob(handle, index, bytes, UInt64(bytes.count))
    }
  }
}

/// A status of the engine that is not success.
struct SQLiteFailure: Error {
  let status: Int32
}
