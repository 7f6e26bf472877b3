/// A page of a list, and where the next begins.
public struct SearchPage: Equatable, Sendable {
  public let rows: [ContactSummary]
  /// Nil on the last page.
  public let next: SearchCursor?

  public init(rows: [ContactSummary], next: SearchCursor?) {
    self.rows = rows
    self.next = next
  }
}

/// A place in a list: the key of its last row, so that a page costs the same wherever it lies.
public struct SearchCursor: Equatable, Sendable {
  let key: String
  let id: Int64

  init(key: String, id: Int64) {
    self.key = key
    self.id = id
  }
}

/// A contact that may be the same person, and why.
public struct DuplicateMatch: Equatable, Sendable {
  public let summary: ContactSummary
  public let rule: Rule

  public init(summary: ContactSummary, rule: Rule) {
    self.summary = summary
    self.rule = rule
  }

  public enum Rule: String, Sendable {
    case cpf
    case phone = "telefone"
    case email
    /// The same name without accents, case and particles.
    case name = "nome"
    /// The same telephone, and a name that is nearly the same.
    case phoneAndName = "telefone_nome"
    /// A name that is nearly the same, in the same city.
    case cityAndName = "cidade_nome"
    /// A name that is nearly the same, and an e-mail of the same domain, which is not one of the big providers.
    case domainAndName = "dominio_nome"

    /// As shown to people.
    public var label: String {
      switch self {
      case .cpf: "mesmo CPF"
      case .phone: "mesmo telefone"
      case .email: "mesmo e-mail"
      case .name: "mesmo nome"
      case .phoneAndName: "mesmo telefone, nome parecido"
      case .cityAndName: "nome parecido, mesma cidade"
      case .domainAndName: "nome parecido, e-mail da mesma casa"
      }
    }
  }
}

/// What to look for duplicates with.
public struct DuplicateProbe: Equatable, Sendable {
  public var name: Sensitive<String>?
  public var phones: [Sensitive<PhoneNumber>]
  public var emails: [Sensitive<EmailAddress>]
  public var cpf: Sensitive<CPF>?
  /// Where a near name is looked for.
  public var city: Sensitive<String>?
  /// Two people of one name have two.
  public var birthDate: Sensitive<CivilDate>?

  public init(
    name: Sensitive<String>?, phones: [Sensitive<PhoneNumber>], emails: [Sensitive<EmailAddress>],
    cpf: Sensitive<CPF>?, city: Sensitive<String>? = nil, birthDate: Sensitive<CivilDate>? = nil
  ) {
    self.name = name
    self.phones = phones
    self.emails = emails
    self.cpf = cpf
    self.city = city
    self.birthDate = birthDate
  }

  public init(_ fields: ContactFields) {
    self.init(
      name: fields.name, phones: fields.phones, emails: fields.emails, cpf: fields.cpf,
      city: fields.city, birthDate: fields.birthDate)
  }
}
