import CSQLite
import ContactsCore
import Extraction
import Glibc

/// What is measured inside one process: search, opening, saving, recognising.
struct StoreScenarios {
  let book: ContactBook
  let actor: Actor
  let folder: String
  let size: Int
  let surroundings: Surroundings

  /// Queries as attendants type them, with the kind each stands for.
  static let queries: [(kind: String, text: String)] = [
    ("one letter", "m"),
    ("two common words, prefixes", "maria sil"),
    ("two words without accents", "conceicao ara"),
    ("three words in any order", "souza ana lima"),
    ("4 digits inside a phone", "9887"),
    ("3 digits inside a phone", "987"),
    ("digits with punctuation", "(21) 98"),
    ("an e-mail", "pessoa4242@exemplo.com.br"),
    ("no match", "xilofone quartzo"),
    ("everything, newest first", ""),
  ]

  func search(into table: inout Table) async throws {
    for (kind, text) in StoreScenarios.queries {
      _ = try await book.search(text, after: nil, limit: 50, as: actor)
      let ours = try await measured(200) { _ in
        _ = try await book.search(text, after: nil, limit: 50, as: actor)
      }
      let row = Row(
        scenario: "search \(size): \(kind)", ours: ours,
        beside: .limit(milliseconds: 5))
      table.add(row)
    }
  }

  func openRecord(into table: inout Table) async throws {
    let page = try await book.search("", after: nil, limit: 50, as: actor)
    let ours = try await measured(page.rows.count) { index in
      _ = try await book.read(page.rows[index].uid, after: nil, as: actor)
    }
    let bare = try await bareWrites(50, bytes: 8192)
    let row = Row(
      scenario: "open a record \(size), audited", ours: ours,
      beside: .peer(name: "bare synced write of 8 kB", bare, times: nil))
    table.add(row)
  }

  func save(into table: inout Table) async throws {
    let count = 200
    let before = written
    let ours = try await measured(count) { index in
      let number = 50_000_000 + size + index
      _ = try await book.register(
        Invented.registration(number * 4, at: surroundings.now(), key: surroundings.newUID()),
        as: actor)
    }
    let bytes = max(4096, Int(written - before) / count)
    let bare = try await bareWrites(count, bytes: bytes)
    let commits = try await bareCommits(count, bytes: bytes)
    let name = "save \(size): contact, interaction, consent, audit, durable"
    table.add(
      Row(
        scenario: name, ours: ours,
        beside: .peer(name: "bare synced write of \(bytes / 1024) kB", bare, times: 2)))
    table.add(
      Row(
        scenario: name, ours: ours,
        beside: .peer(
          name: "SQLite committing one value of \(bytes / 1024) kB, synced", commits, times: nil)))
  }

  /// As many bytes as a value of one row, committed as durably as ours.
  private func bareCommits(_ count: Int, bytes: Int) async throws -> Measurement {
    let path = folder + "/bare-commit.db"
    var database: OpaquePointer?
    defer {
      sqlite3_close(database)
      for end in ["", "-wal", "-shm"] { unlink(path + end) }
    }
    guard sqlite3_open(path, &database) == SQLITE_OK,
      sqlite3_exec(
        database,
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0; "
          + "CREATE TABLE bare (value BLOB)", nil, nil, nil) == SQLITE_OK
    else { throw Failure("a bare store cannot be made") }
    return try await measured(count) { _ in
      let sql = "INSERT INTO bare VALUES (zeroblob(\(bytes)))"
      guard sqlite3_exec(database, sql, nil, nil, nil) == SQLITE_OK else {
        throw Failure("a bare commit failed")
      }
    }
  }

  /// Bytes this process has handed to the kernel for writing, by its own count.
  private var written: Int64 {
    guard let file = fopen("/proc/self/io", "r") else { return 0 }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 128)
    while fgets(&line, CInt(line.count), file) != nil {
      let text = String(
        decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      if text.hasPrefix("wchar:") { return Int64(text.filter(\.isNumber)) ?? 0 }
    }
    return 0
  }

  private func bareWrites(_ count: Int, bytes: Int) async throws -> Measurement {
    let bare = try BareWrite(folder: folder)
    defer { bare.remove() }
    return try await measured(count) { _ in try bare.append(bytes: bytes) }
  }
}

/// The recognisers on a note of about 2,000 characters.
func measureRecognisers(now: Timestamp, into table: inout Table) async {
  let part = """
    Oi, bom dia! Aqui é a Maria Aparecida dos Santos, falo de Campinas-SP. Meu telefone é (19) 98877-6655 mas \
    prefiro que liguem no 19 3232-4545 depois das 15h. Meu e-mail é maria.santos@exemplo.com.br e o CPF \
    529.982.247-25. Preciso de orientação jurídica sobre a pensão do meu filho, não é urgente, mas queria resolver \
    até sexta. Minha vizinha, dona Lúcia, disse que ligaram do 11 99231-0000 ontem à tarde. Obrigada.

    """
  let note = String(String(repeating: part, count: 6).prefix(2000))
  let context = NoteContext(now: now.local, areaCode: "11", reasons: ReasonCatalogue.initial)
  _ = Recognisers.extract(note, in: context)
  let ours = await measured(500) { _ in _ = Recognisers.extract(note, in: context) }
  let row = Row(
    scenario: "recognisers, 2,000 characters", ours: ours,
    beside: .limit(milliseconds: 2))
  table.add(row)
}
