/// A callback as an export tells it: all that is kept of it, so that it comes back whole.
public struct KeptCallback: Equatable, Sendable {
  public let uid: UID
  /// Of the interaction it was agreed in; nil when in none.
  public let protocolNumber: ProtocolNumber?
  public let dueAt: Timestamp
  public let note: Sensitive<String>?
  /// Login of who calls.
  public let attendant: String
  public let state: CallbackState
  /// How often it was put off.
  public let postponed: Int
  public let created: Mark
  /// Nil while it is still to be made.
  public let ended: Mark?

  /// By whom, and when.
  public struct Mark: Equatable, Sendable {
    /// Login.
    public let by: String
    public let at: Timestamp

    public init(by: String, at: Timestamp) {
      self.by = by
      self.at = at
    }
  }

  public init(
    uid: UID, protocolNumber: ProtocolNumber?, dueAt: Timestamp, note: Sensitive<String>?,
    attendant: String, state: CallbackState, postponed: Int, created: Mark, ended: Mark?
  ) {
    self.uid = uid
    self.protocolNumber = protocolNumber
    self.dueAt = dueAt
    self.note = note
    self.attendant = attendant
    self.state = state
    self.postponed = postponed
    self.created = created
    self.ended = ended
  }

  /// Whether it could have been made here: an end belongs to all but those that are still to be made.
  var isSound: Bool {
    let length = note?.revealed(for: .storage).unicodeScalars.count ?? 0
    return (state == .open) == (ended == nil)
      && (0...KeptCallback.mostPostponed).contains(postponed)
      && length <= NewCallback.longestNote
      // They go into the audit as they are.
      && [attendant, created.by, ended?.by ?? attendant].allSatisfy(NewUser.isLogin)
  }

  /// More than anybody puts a call off; past what a counter holds, the row could not be read any more.
  private static let mostPostponed = 10_000
}
