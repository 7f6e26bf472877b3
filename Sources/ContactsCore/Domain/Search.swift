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
  }
}

/// What to look for duplicates with.
public struct DuplicateProbe: Equatable, Sendable {
  public var name: Sensitive<String>?
  public var phones: [Sensitive<PhoneNumber>]
  public var emails: [Sensitive<EmailAddress>]
  public var cpf: Sensitive<CPF>?

  public init(
    name: Sensitive<String>?, phones: [Sensitive<PhoneNumber>], emails: [Sensitive<EmailAddress>],
    cpf: Sensitive<CPF>?
  ) {
    self.name = name
    self.phones = phones
    self.emails = emails
    self.cpf = cpf
  }

  public init(_ fields: ContactFields) {
    self.init(name: fields.name, phones: fields.phones, emails: fields.emails, cpf: fields.cpf)
  }
}
