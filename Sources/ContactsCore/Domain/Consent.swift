/// One line of the append-only ledger of consents: LGPD articles 7, 8 and 11.
public struct Consent: Equatable, Sendable {
  public let purpose: String
  /// An article and item of the law, such as `art. 7º, I`.
  public let legalBasis: String
  public let textVersion: String
  /// SHA-256 of the text that was read to the person, in hexadecimal.
  public let textHash: String
  public let channel: Channel
  public let decision: Decision
  public let recordedAt: Timestamp
  /// Login of who recorded it.
  public let recordedBy: String
  /// Whether the notice was read to the person.
  public let noticeRead: Bool

  public init(
    purpose: String, legalBasis: String, textVersion: String, textHash: String, channel: Channel,
    decision: Decision,
    recordedAt: Timestamp, recordedBy: String, noticeRead: Bool = false
  ) {
    self.purpose = purpose
    self.legalBasis = legalBasis
    self.textVersion = textVersion
    self.textHash = textHash
    self.channel = channel
    self.decision = decision
    self.recordedAt = recordedAt
    self.recordedBy = recordedBy
    self.noticeRead = noticeRead
  }

  public enum Decision: String, Sendable, CaseIterable {
    case given = "dado"
    case refused = "recusado"
    case revoked = "revogado"
    /// The person was not asked; the centre's default purpose and basis serve.
    case notAsked = "nao_solicitado"

    /// As shown to people.
    public var label: String {
      self == .notAsked ? "não solicitado" : rawValue
    }
  }
}
