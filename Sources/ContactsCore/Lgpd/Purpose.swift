/// What data serve, and what is read aloud before they are taken: LGPD articles 8 and 9.
public struct Purpose: Equatable, Sendable {
  /// Stable, in lower case ASCII with underscores.
  public let code: String
  /// As shown, and as the ledger names it.
  public let name: String
  /// An article of `LegalBasis`.
  public let legalBasis: String
  /// Whether it takes sensitive data, for which legitimate interest is no basis.
  public let isSensitive: Bool
  public let textVersion: String
  /// To be read aloud, on the telephone too.
  public let notice: String
  /// What happens to who says no.
  public let refusal: String

  public static let all: [Purpose] = EmbeddedFile.purposes.rows.compactMap { columns in
    guard columns.count == 7 else { return nil }
    return Purpose(
      code: columns[0], name: columns[1], legalBasis: columns[2], isSensitive: columns[3] == "sim",
      textVersion: columns[4], notice: columns[5], refusal: columns[6])
  }

  /// SHA-256 of the notice, in hexadecimal.
  public var noticeHash: String { SHA256.digest(of: notice).hexadecimal }

  /// For which the centre calls or writes to somebody.
  static let callingBack = named("retorno")

  /// The one of this code or name.
  public static func named(_ text: String) -> Purpose? {
    all.first { $0.code == text || $0.name == text }
  }
}

/// A basis of the law: articles 7 and 11.
public struct LegalBasis: Equatable, Sendable {
  /// Such as `art. 11, II, f`.
  public let article: String
  public let name: String
  /// Whether it is of article 11, for sensitive data.
  public let isForSensitive: Bool
  public let isConsent: Bool

  public static let all: [LegalBasis] = EmbeddedFile.legalBases.rows.compactMap { columns in
    guard columns.count == 4 else { return nil }
    return LegalBasis(
      article: columns[0], name: columns[1], isForSensitive: columns[2] == "sim",
      isConsent: columns[3] == "sim")
  }

  public static func named(_ article: String) -> LegalBasis? {
    all.first { $0.article == article }
  }

  /// The basis of an article, however it was typed: `Art. 11, i` is `art. 11, I`.
  public static func read(_ article: String) -> LegalBasis? {
    let wanted = RefusalGround.plain(article)
    return named(article) ?? all.first { RefusalGround.plain($0.article) == wanted }
  }
}
