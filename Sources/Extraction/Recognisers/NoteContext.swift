public import ContactsCore

/// What a recogniser must know besides the note: nothing else from outside changes its answer.
public struct NoteContext: Sendable {
  /// What "amanhã" is counted from.
  public var now: LocalTime
  /// The centre's own DDD, if it has set one: completes a phone that has none.
  public var areaCode: String?
  /// The reason catalogue in force.
  public var reasons: [Reason]

  public init(now: LocalTime, areaCode: String?, reasons: [Reason]) {
    self.now = now
    self.areaCode = areaCode
    self.reasons = reasons
  }
}
