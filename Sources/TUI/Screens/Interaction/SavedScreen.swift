import ContactsCore

/// What a save answered: the protocol, large enough to be read aloud.
struct SavedScreen: Equatable, Sendable {
  let uid: UID
  let protocolNumber: ProtocolNumber?
  let name: String
  /// Whether the text waits for the model.
  let isQueued: Bool
  let duplicateCount: Int

  init(_ receipt: Receipt, name: String, queued: Bool) {
    uid = receipt.uid
    protocolNumber = receipt.protocolNumber
    self.name = name
    isQueued = queued
    duplicateCount = receipt.duplicates.count
  }
}
