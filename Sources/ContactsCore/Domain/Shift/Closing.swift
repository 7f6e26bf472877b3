/// How an interaction was ended, as it is read back with it.
///
/// Nil of an interaction that is not closed, or that nobody wrapped up: it came in a file, or is older than wrap-ups.
public struct Closing: Equatable, Sendable {
  public let at: Timestamp
  /// Login.
  public let by: String
  public let outcomeCode: String
  /// The catalogue's name of the outcome, also of one that is not offered any more.
  public let outcome: String
  /// The catalogue's name of the interaction's reason, which a wrap-up sets; nil where there is none.
  public let reason: String?
  public let note: Sensitive<String>?
  /// How long it took, from the opening of the form.
  public let handlingMilliseconds: Int64

  public init(
    at: Timestamp, by: String, outcomeCode: String, outcome: String, reason: String?,
    note: Sensitive<String>?, handlingMilliseconds: Int64
  ) {
    self.at = at
    self.by = by
    self.outcomeCode = outcomeCode
    self.outcome = outcome
    self.reason = reason
    self.note = note
    self.handlingMilliseconds = handlingMilliseconds
  }
}
