public import ContactsCore

/// The line before the model that all processes of a machine share, and the answers that it has given before.
///
/// Nothing here fails: a line that cannot be kept must not cost an attendant the model, nor a memory that cannot be read.
public protocol ModelDoor: Sendable {
  func newTicket(_ kind: ModelTicket.Kind) -> ModelTicket

  /// Joins the line or keeps the place in it; of equal hosts the first is preferred.
  func ask(_ ticket: ModelTicket, hosts: [String]) async -> Admission

  /// Keeps an admitted ticket alive; called every few seconds while an answer comes.
  func keep(_ ticket: ModelTicket) async -> ModelStanding

  /// Ends a ticket, whether it waits or was admitted.
  func leave(_ ticket: ModelTicket, _ outcome: ModelOutcome) async

  /// What was found before in the same note by the same model with the same prompt.
  func answer(to question: ModelQuestion) async -> CachedAnswer?

  func keep(_ answer: CachedAnswer, to question: ModelQuestion) async

  /// How each host does; empty when none was asked yet.
  func health() async -> [ModelHostHealth]
}

/// What an answer depends on: asked again, it would be the same.
public struct ModelQuestion: Equatable, Sendable {
  /// Of the model's weights.
  public let digest: String
  public let promptVersion: String
  public let note: Sensitive<String>
}
