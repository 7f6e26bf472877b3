import TestSupport
import Testing

@testable import ContactsCore

/// What is kept of somebody who went stays common while those who are registered change.
@Suite("Changes beside what is kept of people who went")
struct AnonymisingChangesTests {
  /// What happens to a record, so that one person fewer shares a combination.
  enum Change: String, CaseIterable, Sendable {
    case moved, correctionUndone, becameOne, mergeUndone, cameForSomethingElse
  }

  @Test(arguments: Change.allCases)
  func `a change that makes a combination rare makes it more general, in the same transaction`(
    _ change: Change
  ) async throws {
    var desk = try await AnonymisingDesk()
    try await desk.add(4, in: "Recife")
    try await desk.add(6, in: "Olinda")
    // The fifth of Recife, who will not be one when the change has come.
    let fifth = try await arrange(change, &desk)
    let kept = try await desk.leave(desk.people[0]).statistics?.kept
    #expect(kept?.map(\.level) == [.day] && kept?.map(\.smallestGroup) == [5])
    try await make(change, of: fifth, &desk)
    #expect(try desk.rare() == [])
    #expect(try desk.kept().map(\.cell.level) == [.state])
    #expect(try desk.kept().map(\.cell.city) == [""])
    let words = try await desk.centre.entries(of: "UPDATE").compactMap(\.reason)
    #expect(!words.contains { $0.contains("estatística") })
    #expect(try await desk.book.verifyAudit(as: desk.ana).isIntact)
  }

  @Test func `a change that leaves five of them leaves what is kept as it is`() async throws {
    var desk = try await AnonymisingDesk()
    try await desk.add(6, in: "Recife")
    _ = try await desk.leave(desk.people[0])
    let before = try desk.kept()
    try await move(desk.people[1], to: "Olinda", desk)
    #expect(try desk.kept() == before && before.map(\.cell.city) == ["Recife"])
    try await move(desk.people[2], to: "Olinda", desk)
    #expect(try desk.kept().map(\.cell.city) == [""])
  }

  // MARK: - The changes

  private func arrange(_ change: Change, _ desk: inout AnonymisingDesk) async throws -> Int {
    let fifth = desk.people.count
    switch change {
    case .moved, .cameForSomethingElse, .becameOne:
      try await desk.add(1, in: "Recife")
    case .correctionUndone:
      try await desk.add(1, in: "Olinda")
      try await move(desk.people[fifth], to: "Recife", desk)
    case .mergeUndone:
      // The one of Recife had come for something else; what the other came for is theirs until the merge is undone.
      try await desk.add(1, in: "Recife", reason: "andamento")
      try await desk.add(1, in: "Olinda")
      _ = try await desk.book.merge(
        Merge(kept: desk.people[fifth], gone: desk.people[fifth + 1]), as: desk.ana)
    }
    return fifth
  }

  private func make(
    _ change: Change, of person: Int, _ desk: inout AnonymisingDesk
  ) async throws {
    let uid = desk.people[person]
    switch change {
    case .moved: try await move(uid, to: "Olinda", desk)
    case .correctionUndone: _ = try await desk.book.undoChange(of: uid, as: desk.ana)
    case .becameOne:
      _ = try await desk.book.merge(Merge(kept: desk.people[1], gone: uid), as: desk.ana)
    case .mergeUndone: _ = try await desk.book.undoMerge(of: uid, as: desk.ana)
    case .cameForSomethingElse:
      _ = try await desk.book.wrapUp(
        WrapUp(
          interaction: desk.interactions[person], outcomeCode: "encaminhado",
          reasonCode: "andamento", note: nil, openedAt: desk.centre.clock.now, callback: nil),
        as: desk.ana)
    }
  }

  private func move(_ uid: UID, to city: String, _ desk: AnonymisingDesk) async throws {
    let contact = try await desk.book.read(uid, after: nil, as: desk.ana).contact
    var fields = contact.fields
    fields.city = Sensitive(city)
    _ = try await desk.book.update(uid, to: fields, version: contact.version, as: desk.ana)
  }
}
