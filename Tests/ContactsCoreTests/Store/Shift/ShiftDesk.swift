import TestSupport

@testable import ContactsCore

/// A centre with one attendant, one supervisor, and the first person, whose work a shift does.
struct ShiftDesk {
  let centre: Centre
  /// Holds all roles.
  let ana: Actor
  let bia: Actor
  let sara: Actor

  init() async throws {
    centre = try await Centre(.system)
    ana = try await centre.arrive()
    bia = try await centre.person("bia", [.attendant], by: ana)
    sara = try await centre.person("sara", [.supervisor], by: ana)
  }

  var book: ContactBook { centre.book }
  var now: Timestamp { centre.clock.now }

  func later(minutes: Int64) -> Timestamp { now.adding(milliseconds: minutes * 60_000) }

  /// Registers somebody with one interaction.
  func register(
    _ name: String = "Zilda Prado", urgency: Urgency = .medium, by actor: Actor? = nil
  ) async throws -> Receipt {
    var fields = InteractionFields.note("quer falar do segredo")
    fields.urgency = urgency
    fields.reasonCode = "saude"
    fields.occurredAt = now
    return try await book.register(
      Registration(
        target: .new(.person(name, phones: ["11987654321"])), interaction: fields,
        consent: .notAsked, idempotencyKey: centre.surroundings.newUID(), draft: nil),
      as: actor ?? bia)
  }

  func interaction(_ receipt: Receipt) throws -> UID {
    guard let uid = receipt.interaction else { throw StoreError(.notFound) }
    return uid
  }

  /// Promises a call.
  func schedule(
    _ contact: UID, minutes: Int64 = 60, note: String? = nil, for login: String? = nil,
    by actor: Actor? = nil
  ) async throws -> UID {
    try await book.schedule(
      NewCallback(
        contact: contact, interaction: nil, dueAt: later(minutes: minutes),
        note: note.map(Sensitive.init), attendant: login), as: actor ?? bia)
  }

  func agenda(_ filter: CallbackFilter = CallbackFilter(), as actor: Actor? = nil) async throws
    -> [CallbackSummary]
  {
    try await book.callbacks(filter, limit: 100, as: actor ?? bia)
  }

  func list(_ filter: InteractionFilter = InteractionFilter(), as actor: Actor? = nil) async throws
    -> [InteractionSummary]
  {
    try await book.interactions(filter, after: nil, limit: 100, as: actor ?? bia).rows
  }

  func wrapUp(
    _ receipt: Receipt, outcome: String = "resolvido", reason: String? = nil, note: String? = nil,
    openedAt: Timestamp? = nil, callback: WrapUp.Promise? = nil, as actor: Actor? = nil
  ) async throws -> WrapUpReceipt {
    try await book.wrapUp(
      WrapUp(
        interaction: try interaction(receipt), outcomeCode: outcome, reasonCode: reason,
        note: note.map(Sensitive.init), openedAt: openedAt ?? now, callback: callback),
      as: actor ?? bia)
  }

  /// Closes a record to all but the supervisor.
  func close(_ contact: UID) async throws {
    try await book.restrict(
      contact, to: ["sara"], reason: Sensitive("colega desta central"), as: ana)
  }
}
