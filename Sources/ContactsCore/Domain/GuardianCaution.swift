/// What is noted of the guardian of somebody who is a minor, or has one (LGPD, article 14).
public struct GuardianCaution: Equatable, Sendable {
  /// Whether the guardian may be who the person is to be protected from.
  public let mayBeAggressor: Sensitive<Bool>
  /// What is best for the person, in the words of who noted it.
  public let bestInterest: Sensitive<String>?
  /// Login.
  public let notedBy: String
  public let notedAt: Timestamp

  public init(
    mayBeAggressor: Sensitive<Bool>, bestInterest: Sensitive<String>?, notedBy: String,
    notedAt: Timestamp
  ) {
    self.mayBeAggressor = mayBeAggressor
    self.bestInterest = bestInterest
    self.notedBy = notedBy
    self.notedAt = notedAt
  }

  /// Said wherever somebody might call, write or answer.
  public static let warning =
    "ATENÇÃO: o responsável pode ser o agressor. Não ligue, não escreva nem entregue nada a ele, e confira quem "
    + "atende antes de dizer de onde fala."

  /// The same, where there is room for few words.
  public static let shortWarning = "responsável pode ser o agressor"
}

/// A caution as somebody notes it.
public struct NewGuardianCaution: Equatable, Sendable {
  public var contact: UID
  public var mayBeAggressor: Sensitive<Bool>
  /// Nil leaves the note that is there; one without words ends it.
  public var bestInterest: Sensitive<String>?

  public init(
    contact: UID, mayBeAggressor: Sensitive<Bool>, bestInterest: Sensitive<String>?
  ) {
    self.contact = contact
    self.mayBeAggressor = mayBeAggressor
    self.bestInterest = bestInterest
  }

  /// The longest note, in Unicode scalars.
  public static let longestNote = 500
}
