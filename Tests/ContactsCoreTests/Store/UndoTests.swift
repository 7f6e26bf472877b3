import TestSupport
import Testing

@testable import ContactsCore

@Suite("Undoing the last change")
struct UndoTests {
  private func changed(_ desk: ShiftDesk) async throws -> UID {
    let uid = try await desk.register("Zilda Prado").uid
    _ = try await desk.book.update(
      uid, to: .person("Zilda Reis", phones: ["21988776655"]), version: 1, as: desk.bia)
    return uid
  }

  private func name(_ uid: UID, _ desk: ShiftDesk) async throws -> String? {
    try await desk.book.read(uid, after: nil, as: desk.bia).contact.fields.name?
      .revealed(for: .matching)
  }

  private func rows(_ desk: ShiftDesk) throws -> Int64 {
    try Connection(path: desk.centre.folder.data.database, access: .reading)
      .number("SELECT count(*) FROM contact_changes")
  }

  @Test func `the fields go back, the audit says so, and once more brings the change again`()
    async throws
  {
    let desk = try await ShiftDesk()
    let uid = try await changed(desk)
    let undone = try await desk.book.undoChange(of: uid, as: desk.bia)
    #expect(undone.fields == [.name, .phones])
    #expect(undone.contact.version == 3)
    #expect(try await name(uid, desk) == "Zilda Prado")
    let entry = try #require(try await desk.centre.entries(of: "UPDATE").last)
    #expect(entry.reason == "alteração desfeita")
    #expect(entry.fields == "nome telefones")
    for (text, count) in [("zilda prado", 1), ("reis", 0), ("98765", 1), ("98877", 0)] {
      let page = try await desk.book.search(text, after: nil, limit: 5, as: desk.bia)
      #expect(page.rows.count == count, "\(text)")
    }
    _ = try await desk.book.undoChange(of: uid, as: desk.bia)
    #expect(try await name(uid, desk) == "Zilda Reis")
  }

  @Test func `a change that nobody has seen yet is not undone, and whose it was is told`()
    async throws
  {
    let desk = try await ShiftDesk()
    let uid = try await changed(desk)
    do {
      _ = try await desk.book.undoChange(of: uid, at: 1, as: desk.bia)
      Issue.record("undone")
    } catch {
      guard case .conflict(let current) = error.reason else { throw error }
      #expect(current.version == 2)
    }
    #expect(try await name(uid, desk) == "Zilda Reis")
    let undone = try await desk.book.undoChange(of: uid, at: 2, as: desk.bia)
    #expect(undone.by == desk.bia.login)
    #expect(try await name(uid, desk) == "Zilda Prado")
  }

  @Test func `nothing is undone that is of yesterday, or that something else has changed since`()
    async throws
  {
    let desk = try await ShiftDesk()
    let fresh = try await desk.register("Rui Prado").uid
    await #expect(throws: StoreError(.invalid([.noChangeToUndo]))) {
      try await desk.book.undoChange(of: fresh, as: desk.bia)
    }
    let uid = try await changed(desk)
    let connection = try Connection(
      path: desk.centre.folder.data.database, access: .writing)
    try connection.run("UPDATE contacts SET version = version + 1")
    await #expect(throws: StoreError(.invalid([.changedSince]))) {
      try await desk.book.undoChange(of: uid, as: desk.bia)
    }
    try connection.run("UPDATE contacts SET version = version - 1")
    desk.centre.clock.advance(hours: 24)
    await #expect(throws: StoreError(.invalid([.noChangeToUndo]))) {
      try await desk.book.undoChange(of: uid, as: desk.bia)
    }
    #expect(try await name(uid, desk) == "Zilda Reis")
  }

  @Test func `what a record was is forgotten with the first save after midnight`() async throws {
    let desk = try await ShiftDesk()
    _ = try await changed(desk)
    #expect(try rows(desk) == 1)
    desk.centre.clock.advance(hours: 24)
    _ = try await desk.register("Rui Prado")
    #expect(try rows(desk) == 0)
  }
}
