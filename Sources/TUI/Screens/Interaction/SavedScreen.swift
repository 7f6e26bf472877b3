import ContactsCore

/// What a save answered: the protocol, large enough to be read aloud.
struct SavedScreen: Equatable, Sendable {
  let uid: UID
  let protocolNumber: ProtocolNumber?
  let name: String
  /// Whether the text waits for the model.
  let isQueued: Bool
  let duplicateCount: Int
  let interaction: UID?
  /// What the person at the desk came to do, as far as the form says it.
  let work: Work
  /// What was asked for together with the save.
  let next: ShiftAction?

  /// What a wrap-up goes on from.
  struct Work: Equatable, Sendable {
    /// When the form was opened.
    var openedAt: Timestamp
    var reasonCode: String?
    var isCritical: Bool
  }

  init(_ receipt: Receipt, name: String, queued: Bool, work: Work, next: ShiftAction? = nil) {
    uid = receipt.uid
    interaction = receipt.interaction
    self.work = work
    self.next = next
    protocolNumber = receipt.protocolNumber
    self.name = name
    isQueued = queued
    duplicateCount = receipt.duplicates.count
  }
}
