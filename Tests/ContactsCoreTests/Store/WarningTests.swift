import Glibc
import TestSupport
import Testing

@testable import ContactsCore

@Suite("What somebody should see to")
struct WarningTests {
  private let roomy = MachineState(freeBytes: 60, diskBytes: 100)
  private let full = MachineState(freeBytes: 9, diskBytes: 100)
  private static let hour: Int64 = 3_600_000

  private func codes(_ warnings: [CentreWarning]) -> [CentreWarning.Code] {
    warnings.filter { $0.endedAt == nil }.map(\.code)
  }

  @Test func `a new centre has nothing to see to`() async throws {
    let desk = try await ShiftDesk()
    #expect(try await desk.book.watch(on: roomy, as: desk.sara).isEmpty)
    #expect(
      try await desk.book.watch(on: MachineState(freeBytes: nil, diskBytes: 0), as: desk.sara)
        .isEmpty)
    #expect(
      try await desk.book.watch(on: MachineState(freeBytes: 10, diskBytes: 100), as: desk.sara)
        .isEmpty)
  }

  @Test func `what begins, ends and begins again is one warning that counts two`() async throws {
    let desk = try await ShiftDesk()
    let began = desk.now
    #expect(codes(try await desk.book.watch(on: full, as: desk.sara)) == [.disk])
    desk.centre.clock.advance(hours: 1)
    let later = try #require(try await desk.book.watch(on: full, as: desk.sara).first)
    #expect(later.count == 1)
    #expect(later.first.milliseconds - began.milliseconds < Self.hour)
    #expect(later.last.milliseconds - began.milliseconds >= Self.hour)
    #expect(later.message == "Restam 9% do disco da pasta de dados.")
    let ended = try #require(try await desk.book.watch(on: roomy, as: desk.sara).first)
    #expect(ended.endedAt != nil)
    #expect(!ended.isOpen)
    let again = try #require(try await desk.book.watch(on: full, as: desk.sara).first)
    #expect(again.count == 2)
    #expect(again.first == later.first)
    #expect(again.endedAt == nil)
  }

  @Test func `who takes care of it is known, until it ends and begins again`() async throws {
    let desk = try await ShiftDesk()
    await #expect(throws: StoreError(.notFound)) {
      try await desk.book.acknowledgeWarning(.disk, as: desk.sara)
    }
    _ = try await desk.book.watch(on: full, as: desk.sara)
    try await desk.book.acknowledgeWarning(.disk, as: desk.sara)
    let entry = try #require(try await desk.centre.entries().last)
    #expect(entry.action == "CONFIG")
    #expect(entry.fields == "aviso")
    #expect(entry.reason == "disco")
    desk.centre.clock.advance(hours: 1)
    let kept = try #require(try await desk.book.watch(on: full, as: desk.ana).first)
    #expect(kept.seenBy == "sara")
    #expect(!kept.isOpen)
    await #expect(throws: StoreError(.notFound)) {
      try await desk.book.acknowledgeWarning(.disk, as: desk.ana)
    }
    _ = try await desk.book.watch(on: roomy, as: desk.sara)
    let again = try #require(try await desk.book.watch(on: full, as: desk.sara).first)
    #expect(again.isOpen)
  }

  @Test func `a callback is missed half an hour after its time`() async throws {
    let desk = try await ShiftDesk()
    let receipt = try await desk.register()
    let callback = try await desk.schedule(receipt.uid, minutes: 10)
    desk.centre.clock.advance(minutes: 35)
    #expect(try await desk.book.watch(on: roomy, as: desk.sara).isEmpty)
    desk.centre.clock.advance(minutes: 10)
    let found = try await desk.book.watch(on: roomy, as: desk.sara)
    #expect(codes(found) == [.callbacks])
    #expect(found.first?.message.hasPrefix("1 retorno") == true)
    try await desk.book.endCallback(callback, as: .done, as: desk.bia)
    #expect(codes(try await desk.book.watch(on: roomy, as: desk.sara)).isEmpty)
  }

  @Test func `two days without a safe copy are said`() async throws {
    let desk = try await ShiftDesk()
    desk.centre.clock.advance(hours: 47)
    #expect(try await desk.book.warnings(on: roomy).isEmpty)
    desk.centre.clock.advance(hours: 2)
    let found = try await desk.book.warnings(on: roomy)
    #expect(codes(found) == [.backup])
    #expect(found.first?.message == "Ainda não há nenhuma cópia de segurança.")
  }

  @Test func `a request past its day is said, and a text that waits too long`() async throws {
    let desk = try await ShiftDesk()
    let receipt = try await desk.register()
    _ = try await desk.book.newRequest(
      NewRequest(kind: .confirmation, contact: receipt.uid), as: desk.ana)
    var fields = InteractionFields.note("à espera da IA")
    fields.extraction = .pending
    _ = try await desk.book.register(
      Registration(
        target: .new(.person("Rui Prado")), interaction: fields, consent: .notAsked,
        idempotencyKey: desk.centre.surroundings.newUID(), draft: nil), as: desk.bia)
    desk.centre.clock.advance(hours: 90 * 24)
    let found = codes(try await desk.book.warnings(on: roomy))
    #expect(found.contains(.requests))
    #expect(found.contains(.queue))
  }

  @Test func `an incident past its term is said, of what has to be told, and not for ever`()
    async throws
  {
    let desk = try await ShiftDesk()
    for risk in [Incident.Risk.low, .relevant] {
      _ = try await desk.book.newIncident(
        NewIncident(
          summary: Sensitive("planilha perdida"), risk: risk, knownAt: desk.centre.clock.now,
          scope: nil), as: desk.ana)
    }
    func found() async throws -> CentreWarning? {
      try await desk.book.warnings(on: roomy).first { $0.code == .incidents }
    }
    #expect(try await found() == nil)
    desk.centre.clock.advance(hours: 12 * 24)
    #expect(try await found()?.message.hasPrefix("1 incidente passou do prazo") == true)
    desk.centre.clock.advance(hours: 90 * 24)
    #expect(try await found() == nil)
  }

  @Test func `a signing key that is gone is said`() async throws {
    let desk = try await ShiftDesk()
    let keys = "\(desk.centre.folder.data.path)/chaves"
    for file in TestFolder.entries(of: keys) { unlink("\(keys)/\(file)") }
    #expect(codes(try await desk.book.warnings(on: roomy)).contains(.audit))
  }
}
