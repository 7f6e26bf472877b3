/// How an interaction ended, as its catalogue says it.
public struct Outcome: Equatable, Sendable {
  /// Stable, in lower case ASCII with underscores.
  public let code: String
  /// As shown.
  public let name: String

  public init(code: String, name: String) {
    self.code = code
    self.name = name
  }
}

/// Where somebody in danger is sent.
public struct Referral: Equatable, Sendable {
  /// Stable, in lower case ASCII with underscores.
  public let code: String
  /// As shown.
  public let name: String
  /// As it is dialled.
  public let number: String
  /// When it is the right one, in a sentence to be read during a call.
  public let occasion: String

  public init(code: String, name: String, number: String, occasion: String) {
    self.code = code
    self.name = name
    self.number = number
    self.occasion = occasion
  }
}

/// The outcomes that a store begins with.
enum OutcomeCatalogue {
  static let initial: [Outcome] = EmbeddedFile.outcomes.rows.compactMap { columns in
    columns.count == 2 ? Outcome(code: columns[0], name: columns[1]) : nil
  }
}

/// The referrals that a store begins with.
enum ReferralCatalogue {
  static let initial: [Referral] = EmbeddedFile.referrals.rows.compactMap { columns in
    guard columns.count == 4 else { return nil }
    return Referral(
      code: columns[0], name: columns[1], number: columns[2], occasion: columns[3])
  }
}
