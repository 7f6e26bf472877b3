public import ContactsCore

/// The line as the centre's store keeps it.
public struct StoreDoor: ModelDoor {
  private let book: ContactBook
  private let actor: Actor
  private let surroundings: Surroundings

  public init(_ book: ContactBook, as actor: Actor, surroundings: Surroundings) {
    self.book = book
    self.actor = actor
    self.surroundings = surroundings
  }

  public func newTicket(_ kind: ModelTicket.Kind) -> ModelTicket {
    ModelTicket(uid: surroundings.newUID(), kind: kind)
  }

  public func ask(_ ticket: ModelTicket, hosts: [String]) async -> Admission {
    do throws(StoreError) {
      return try await book.askModel(ticket, hosts: hosts, as: actor)
    } catch {
      // A store that fails says so where something is saved; the model is asked out of turn.
      return .admitted(host: hosts[0])
    }
  }

  public func keep(_ ticket: ModelTicket) async -> ModelStanding {
    // See above: out of turn, too, an answer may be waited for.
    (try? await book.keepModel(ticket.uid, as: actor)) ?? .held
  }

  public func leave(_ ticket: ModelTicket, _ outcome: ModelOutcome) async {
    // A ticket that could not be given back is given up for lost after some seconds.
    try? await book.leaveModel(ticket.uid, outcome: outcome, as: actor)
  }

  public func answer(to question: ModelQuestion) async -> CachedAnswer? {
    // Without its memory the model is simply asked.
    guard let key = try? await key(of: question) else { return nil }
    return (try? await book.cachedAnswer(key)) ?? nil
  }

  public func keep(_ answer: CachedAnswer, to question: ModelQuestion) async {
    guard let key = try? await key(of: question) else { return }
    // What could not be kept is asked for again.
    try? await book.keepAnswer(key, answer)
  }

  public func health() async -> [ModelHostHealth] {
    // Shown beside what the servers say themselves; nothing hangs on it.
    (try? await book.modelHealth()) ?? []
  }

  private func key(of question: ModelQuestion) async throws(StoreError) -> [UInt8] {
    try await book.answerKey(
      digest: question.digest, prompt: question.promptVersion, note: question.note)
  }
}
