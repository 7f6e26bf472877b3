import CSQLite
import CSodium
import ContactsCore

/// The check of the whole audit, beside a bare loop over the same rows that hashes as many bytes.
struct AuditScenario {
  let book: ContactBook
  let folder: DataFolder

  func verify(into table: inout Table) async throws {
    guard case .intact(let count) = try await book.verifyAudit(as: nil) else {
      throw Failure("the audit of the benchmark is broken")
    }
    let ours = try await measured(5) { _ in _ = try await book.verifyAudit(as: nil) }
    let bare = try await measured(5) { _ in try bareLoop() }
    let row = Row(
      scenario: "verify the audit, \(count) entries", ours: ours,
      beside: .peer(name: "sqlite step + SHA-256 of as many bytes", bare, times: 2))
    table.add(row)
  }

  /// Steps over all columns of all entries, and hashes as many bytes of each row as a check must.
  private func bareLoop() throws(Failure) {
    var database: OpaquePointer?
    var statement: OpaquePointer?
    defer {
      sqlite3_finalize(statement)
      sqlite3_close(database)
    }
    let sql = "SELECT * FROM audit_entries ORDER BY seq"
    guard sqlite3_open_v2(folder.database, &database, SQLITE_OPEN_READWRITE, nil) == SQLITE_OK,
      sqlite3_prepare_v2(database, sql, -1, &statement, nil) == SQLITE_OK
    else { throw Failure("the store cannot be opened") }
    let columns = sqlite3_column_count(statement)
    var digest = [UInt8](repeating: 0, count: Int(crypto_hash_sha256_BYTES))
    let bytes = [UInt8](repeating: 7, count: 1 << 16)
    while sqlite3_step(statement) == SQLITE_ROW {
      var length = 0
      for column in 0..<columns {
        switch sqlite3_column_type(statement, column) {
        case SQLITE_INTEGER: length += 8
        case SQLITE_TEXT: length += 4 + Int(sqlite3_column_bytes(statement, column))
        case SQLITE_NULL: length += 4
        default: length += 32
        }
      }
      // Of the two digests of a row only the one before is hashed.
      crypto_hash_sha256(&digest, bytes, UInt64(max(0, min(length, bytes.count) - 32)))
    }
  }
}
