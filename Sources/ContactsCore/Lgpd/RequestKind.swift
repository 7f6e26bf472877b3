/// A right that a person of the records may use: LGPD articles 18 and 20.
///
/// What it is called, on which article it stands and how long the centre has is in `data/lgpd/direitos.csv`.
public enum RequestKind: String, Sendable, CaseIterable {
  case confirmation = "confirmacao"
  case simpleAccess = "acesso_simplificado"
  case fullAccess = "acesso_completo"
  case correction = "correcao"
  case anonymisation = "anonimizacao"
  case blocking = "bloqueio"
  case erasure = "eliminacao"
  case portability = "portabilidade"
  case sharing = "compartilhamento"
  case consentRefusal = "recusa_consentimento"
  case revocation = "revogacao"
  case opposition = "oposicao"
  case review = "revisao"

  struct Row: Sendable {
    let name, article, summary: String
    let period: LegalPeriod
  }

  static let table: [RequestKind: Row] = Dictionary(
    EmbeddedFile.rights.rows.compactMap { columns in
      guard columns.count == 6, let kind = RequestKind(rawValue: columns[0]),
        let number = Int(columns[3]), let unit = LegalPeriod.Unit(rawValue: columns[4])
      else { return nil }
      return (
        kind,
        Row(
          name: columns[1], article: columns[2], summary: columns[5],
          period: LegalPeriod(number, unit))
      )
    }, uniquingKeysWith: { first, _ in first })

  /// As shown to people.
  public var label: String { Self.table[self]?.name ?? rawValue }
  /// Such as `art. 18, II, e art. 19, I`.
  public var article: String { Self.table[self]?.article ?? "" }
  /// What the centre has to do, in a sentence without a beginning.
  public var summary: String { Self.table[self]?.summary ?? "" }
  public var period: LegalPeriod { Self.table[self]?.period ?? LegalPeriod(0, .calendarDays) }
}

/// How the identity of who asks was checked: the least data that suffices, and never a copy.
public struct IdentityCheck: Equatable, Sendable {
  /// Stable, in lower case ASCII with underscores.
  public let code: String
  /// As shown.
  public let name: String
  /// How it is done with care, in a sentence.
  public let hint: String

  public static let all: [IdentityCheck] = EmbeddedFile.identityChecks.rows.compactMap { columns in
    columns.count == 3
      ? IdentityCheck(code: columns[0], name: columns[1], hint: columns[2]) : nil
  }

  /// Those that can be made of somebody: nobody is called at a telephone that the centre does not have.
  public static func possible(
    hasRecord: Bool, hasPhone: Bool, hasSafeChannel: Bool, isRepresented: Bool
  ) -> [IdentityCheck] {
    all.filter { check in
      switch check.code {
      case "retorno": hasRecord && hasPhone
      case "dados": hasRecord
      case "canal": hasRecord && hasSafeChannel
      case "procuracao": isRepresented
      default: true
      }
    }
  }

  public static func named(_ code: String) -> IdentityCheck? { all.first { $0.code == code } }
}

/// An article on which a request may be refused.
public struct RefusalGround: Equatable, Sendable {
  /// Such as `art. 16, I`.
  public let article: String
  /// What it says, in a clause without a beginning.
  public let reason: String

  public static let all: [RefusalGround] = EmbeddedFile.refusals.rows.compactMap { columns in
    columns.count == 2 ? RefusalGround(article: columns[0], reason: columns[1]) : nil
  }

  /// The ground of an article, however it was typed: `Art 16 I` is `art. 16, I`.
  public static func named(_ article: String) -> RefusalGround? {
    let wanted = plain(article)
    return all.first { plain($0.article) == wanted }
  }

  /// Letters and digits alone: marks, punctuation and the ordinal sign are written in many ways.
  static func plain(_ article: String) -> String {
    let bare = String(
      String.UnicodeScalarView(article.unicodeScalars.filter { $0 != "º" && $0 != "°" }))
    return foldedWords(bare).joined()
  }
}
