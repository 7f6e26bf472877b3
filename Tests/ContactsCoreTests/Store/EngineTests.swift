import Glibc
import TestSupport
import Testing

@testable import ContactsCore

@Suite("The SQLite engine")
struct EngineTests {
  let folder = TestFolder()

  private func connection() throws -> Connection {
    let path = folder.path + "/motor.db"
    close(open(path, O_CREAT | O_RDWR, 0o600))
    let connection = try Connection(path: path, access: .writing)
    try connection.run("PRAGMA journal_mode = WAL; CREATE TABLE things (id INTEGER PRIMARY KEY, v)")
    return connection
  }

  private func values(_ connection: Connection) throws -> [SQLValue] {
    try connection.rows("SELECT v FROM things ORDER BY id") { (row) throws(StoreError) in
      row.values[0]
    }
  }

  @Test(
    arguments: [
      .null, .integer(.min), .text(""), .text("a\0b"), .text("👩🏽‍⚕️ Zé"), .blob([]),
      .blob([0, 255]),
    ] as [SQLValue])
  func `a value comes back as it went in`(_ value: SQLValue) throws {
    let connection = try connection()
    try connection.execute("INSERT INTO things (v) VALUES (\(value))")
    #expect(try values(connection) == [value])
  }

  @Test func `a column of floating point is nothing this program wrote`() throws {
    let connection = try connection()
    try connection.run("INSERT INTO things (v) VALUES (1.5)")
    #expect(try values(connection) == [.null])
  }

  @Test func `reading a value as another kind says that the file is damaged`() throws {
    let row = Row(values: [.text("x"), .integer(1), .null])
    #expect(throws: StoreError(.corrupt)) { try row.integer(0) }
    #expect(throws: StoreError(.corrupt)) { try row.text(1) }
    #expect(throws: StoreError(.corrupt)) { try row.blob(1) }
    #expect(throws: StoreError(.corrupt)) { try row.uid(0) }
    #expect(throws: StoreError(.corrupt)) { try row.choice(0, of: Channel.self) }
    #expect(try row.optionalText(2) == nil)
    #expect(try row.optionalInt(1) == 1)
    #expect(try row.optionalBlob(2) == nil)
  }

  @Test func `a transaction that fails leaves nothing`() throws {
    let connection = try connection()
    #expect(throws: StoreError(.notFound)) {
      try connection.transaction(.writing) { () throws(StoreError) in
        try connection.execute("INSERT INTO things (v) VALUES (1)")
        throw StoreError(.notFound)
      }
    }
    #expect(try values(connection).isEmpty)
  }

  @Test func `a query may run inside the same query`() throws {
    let connection = try connection()
    try connection.run("INSERT INTO things (v) VALUES (1), (2)")
    let sql: SQL = "SELECT v FROM things ORDER BY id"
    let nested = try connection.rows(sql) { (row) throws(StoreError) in
      try connection.rows(sql) { (inner) throws(StoreError) in
        try inner.integer(0) * row.integer(0)
      }
    }
    #expect(nested == [[1, 2], [2, 4]])
  }

  @Test func `more statements than are kept still run`() throws {
    let connection = try connection()
    for number in 0..<300 {
      let sql = SQL(stringLiteral: "SELECT \(number)")
      #expect(try connection.number(sql) == Int64(number))
    }
  }

  @Test func `wrong SQL and wrong counts of parameters are our own fault`() throws {
    let connection = try connection()
    #expect(throws: StoreError(.internal)) { try connection.execute("SELEC 1") }
    #expect(throws: StoreError(.internal)) { try connection.execute("SELECT ?1, ?2") }
    #expect(throws: StoreError(.corrupt)) {
      try connection.number("SELECT id FROM things")
    }
  }

  @Test func `a reader is refused every change`() throws {
    let writing = try connection()
    let reading = try Connection(path: folder.path + "/motor.db", access: .reading)
    #expect(throws: StoreError(.noAccess)) { try reading.execute("DELETE FROM things") }
    try writing.execute("INSERT INTO things (v) VALUES (1)")
    #expect(try values(reading) == [.integer(1)])
  }

  @Test func `a query ends soon after it is called off`() throws {
    let connection = try connection()
    let endless: SQL = """
      WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n
      """
    var asked = 0
    #expect(throws: StoreError(.interrupted)) {
      try connection.cancellable(when: {
        asked += 1
        return asked > 3
      }) { () throws(StoreError) in try connection.number(endless) }
    }
    // The next query has nothing to do with it.
    #expect(try connection.number("SELECT 7") == 7)
    #expect(throws: StoreError(.interrupted)) {
      try connection.cancellable(when: { true }) { () throws(StoreError) in
        try connection.number("SELECT 7")
      }
    }
  }

  @Test func `a missing file is an error, and closing twice is none`() throws {
    #expect(throws: StoreError(.io)) {
      try Connection(path: folder.path + "/nada.db", access: .writing)
    }
    let connection = try connection()
    try connection.close(checkpointing: true)
    try connection.close(checkpointing: true)
    #expect(throws: StoreError(.closed)) { try connection.run("SELECT 1") }
  }

  @Test func `the log is counted and cut`() throws {
    let connection = try connection()
    try connection.execute("INSERT INTO things (v) VALUES (1)")
    #expect(connection.logPages > 0)
    try connection.checkpoint(.passive)
    #expect(connection.logPages > 0)
    try connection.checkpoint(.truncate)
    #expect(connection.logPages == 0)
    var status = stat()
    #expect(stat(folder.path + "/motor.db-wal", &status) == 0)
    #expect(status.st_size == 0)
  }

  @Test func `a reader in its transaction delays a checkpoint and does not fail it`() throws {
    let writing = try connection()
    let reading = try Connection(path: folder.path + "/motor.db", access: .reading)
    try reading.run("PRAGMA busy_timeout = 0")
    try writing.run("PRAGMA busy_timeout = 0")
    try reading.transaction(.reading) { () throws(StoreError) in
      _ = try reading.number("SELECT count(*) FROM things")
      try writing.execute("INSERT INTO things (v) VALUES (1)")
      try writing.checkpoint(.truncate)
      #expect(writing.logPages > 0)
    }
  }

  @Test func `a copy holds what was committed`() throws {
    let connection = try connection()
    try connection.execute("INSERT INTO things (v) VALUES (5)")
    let path = folder.path + "/copia.db"
    close(open(path, O_CREAT | O_RDWR, 0o600))
    try connection.copy(to: path)
    #expect(try values(Connection(path: path, access: .reading)) == [.integer(5)])
    #expect(throws: StoreError(.io)) { try connection.copy(to: folder.path + "/nada/copia.db") }
  }

  @Test func `statuses and errno say what happened to the disk`() {
    let reasons: [(Int32, Int32, StoreError.Reason)] = [
      (13, 0, .diskFull), (10 | 12 << 8, ENOSPC, .diskFull), (10, EIO, .io),
      (14, EDQUOT, .diskFull),
      (3, 0, .noAccess), (8, 0, .noAccess), (11, 0, .corrupt), (26, 0, .corrupt), (5, 0, .busy),
      (6, 0, .busy),
      (9, 0, .interrupted), (21, 0, .internal),
    ]
    for (status, code, reason) in reasons {
      #expect(StoreError.Reason(status: status, systemError: code) == reason, "\(status)")
    }
    #expect(StoreError(fileError: ENOSPC, "").reason == .diskFull)
    #expect(StoreError(fileError: EACCES, "").reason == .noAccess)
  }

  @Test func `conditions are joined so that none can escape its parentheses`() {
    let sql = SQL.all(["a = \(1)", "b = \("x") OR c"])
    #expect(sql.code(in: .sqlite) == "(a = ?1) AND (b = ?2 OR c)")
    #expect(sql.parameters == [.integer(1), .text("x")])
    #expect(SQL.all([]).code(in: .sqlite) == "1 = 1")
    #expect(("a" + "b" as SQL).code(in: .sqlite) == "ab")
  }
}
