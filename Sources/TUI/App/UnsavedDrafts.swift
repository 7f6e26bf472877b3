import ContactsCore

/// Drafts on their way to the store, and those that it could not take: kept here until it says that it has them.
struct UnsavedDrafts: Equatable, Sendable {
  /// Newest first.
  private(set) var items: [Item] = []
  /// Somebody has been told, at the gate, that leaving now loses them.
  var isWarned = false

  struct Item: Equatable, Sendable {
    let draft: Draft
    /// Login of whose it is: it is offered to nobody else, and written for nobody else.
    let owner: String
    /// The writing under way.
    fileprivate(set) var reply: Awaiting
    /// Why the last writing failed; nil while none has.
    fileprivate(set) var failure: Failure?
    /// Nobody typed anything for this writing.
    fileprivate(set) var isRetry = false
    /// What is said once the store has it.
    fileprivate(set) var announcement: String?
  }

  var isEmpty: Bool { items.isEmpty }
  var hasFailed: Bool { items.contains { $0.failure != nil } }
  /// Whether some writing is not answered yet.
  var isAwaiting: Bool { items.contains { $0.reply != .nothing } }

  /// How far what has been typed is kept, for a screen that hides it.
  var keeping: Keeping { hasFailed ? .failed(isWarned: isWarned) : isAwaiting ? .underway : .kept }

  enum Keeping: Equatable, Sendable {
    case kept, underway
    /// Somebody may have been told that leaving now loses it.
    case failed(isWarned: Bool)
  }

  func of(_ owner: String) -> [Item] { items.filter { $0.owner == owner } }

  /// A writing begins; what was here of the same draft is older.
  mutating func begin(
    _ draft: Draft, of owner: String, _ request: RequestID, announcing sentence: String?
  ) {
    let failure = items.first { $0.draft.uid == draft.uid }?.failure
    forget(draft.uid)
    items.insert(
      Item(
        draft: draft, owner: owner, reply: .reply(request), failure: failure,
        announcement: sentence), at: 0)
  }

  /// Writes once more what could not be written.
  mutating func retry(of owner: String, _ requests: inout RequestCounter) -> [AppEffect] {
    var effects: [AppEffect] = []
    for index in items.indices where items[index].owner == owner && items[index].reply == .nothing {
      let request = requests.next()
      items[index].reply = .reply(request)
      items[index].isRetry = true
      effects.append(.saveDraft(items[index].draft.uid, items[index].draft.contents, request))
    }
    return effects
  }

  /// What a writing was of, and that it is over; nil when a newer one has overtaken it.
  mutating func ended(_ request: RequestID, _ failure: Failure?) -> Item? {
    guard let index = items.firstIndex(where: { $0.reply.isFor(request) }) else { return nil }
    let item = items[index]
    if let failure {
      items[index].reply = .nothing
      items[index].failure = failure
    } else {
      items.remove(at: index)
      if items.isEmpty { isWarned = false }
    }
    return item
  }

  /// Saved as what it was a draft of, or thrown away by a word.
  mutating func forget(_ draft: UID) {
    items.removeAll { $0.draft.uid == draft }
  }
}

extension Desk {
  /// Forms of this person that are not saved: what the store does not have yet, then what it has, newest first.
  var drafts: [Draft] {
    guard let owner = session.actor?.login else { return session.drafts }
    let here = unsaved.of(owner).map(\.draft)
    let uids = Set(here.map(\.uid))
    return here + session.drafts.filter { !uids.contains($0.uid) }
  }

  /// The drafts that only this program has.
  var unkept: Set<UID> {
    Set(unsaved.items.filter { $0.failure != nil }.map(\.draft.uid))
  }

  mutating func forgetDraft(_ draft: UID) {
    session.drafts.removeAll { $0.uid == draft }
    unsaved.forget(draft)
    if held?.names?.draft == draft { held = nil }
  }

  /// Stands in the title bar for as long as the store lacks a draft.
  var unsavedLabel: String { unsaved.hasFailed ? "! rascunho não guardado" : "" }
}

extension Status {
  /// Until the store has answered.
  static let keepingDraft = Status.plain("Guardando o rascunho…")
}
