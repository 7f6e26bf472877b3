/// A contact and its first interaction as texts give them: the one place where a script's or a file's words become values.
public struct RegistrationForm: Equatable, Sendable {
  public private(set) var contact = ContactFields()
  public private(set) var channel: Channel?
  public private(set) var reasonCode: String?
  public private(set) var reason: Sensitive<String>?
  public private(set) var urgency: Urgency?
  public private(set) var occurredAt: Timestamp?
  public private(set) var text: Sensitive<String>?

  private let context: Context

  /// What the centre's settings say about reading a value.
  public struct Context: Equatable, Sendable {
    /// Completes numbers that have no DDD.
    public let areaCode: String?
    public let today: CivilDate
    private let reasons: [String: String]

    public init(areaCode: String?, today: CivilDate, reasons: [Reason]) {
      self.areaCode = areaCode
      self.today = today
      var codes: [String: String] = [:]
      for reason in reasons {
        codes[folded(reason.name)] = reason.code
        codes[reason.code] = reason.code
      }
      self.reasons = codes
    }

    func code(of reason: String) -> String? {
      reasons[folded(reason)]
    }
  }

  public init(context: Context) {
    self.context = context
  }

  /// Whether it says nothing that would be worth saving.
  public var isEmpty: Bool { contact.isEmpty && reason == nil && reasonCode == nil && text == nil }

  /// Whether anything in it belongs to an interaction.
  public var hasInteraction: Bool {
    channel != nil || reason != nil || reasonCode != nil || urgency != nil || occurredAt != nil
      || text != nil
  }

  /// What would keep it from being saved.
  public var problems: [FieldProblem] {
    contact.normalised.problems
      + interaction(channel: .phone, now: Timestamp(milliseconds: 0)).normalised.problems
  }

  /// Takes a value for a field; an empty text changes nothing.
  ///
  /// Phones and e-mails are added to those there are.
  /// - Returns: what is wrong with it, if something is.
  public mutating func fill(_ field: FieldKey, with typed: String) -> FieldProblem? {
    let value = typed.trimmed
    guard !value.isEmpty else { return nil }
    if value.unicodeScalars.contains("\0") {
      return FieldProblem(field: field, message: "\(field.label): contém um caractere nulo.")
    }
    return take(value, for: field)
      ? nil : FieldProblem(field: field, message: RegistrationForm.complaint(about: field))
  }

  private mutating func take(_ value: String, for field: FieldKey) -> Bool {
    switch field {
    case .name: contact.name = Sensitive(value)
    case .socialName: contact.socialName = Sensitive(value)
    case .city: contact.city = Sensitive(value)
    case .guardian: contact.guardian = Sensitive(value)
    case .safeChannel: contact.safeChannel = Sensitive(value)
    case .text: text = Sensitive(value)
    case .notes:
      let earlier = contact.notes.map { $0.revealed(for: .storage) + "\n" } ?? ""
      contact.notes = Sensitive(earlier + value)
    case .phones:
      guard let phone = PhoneNumber(value, areaCode: context.areaCode) else { return false }
      contact.phones.append(Sensitive(phone))
    case .emails:
      guard let email = EmailAddress(value) else { return false }
      contact.emails.append(Sensitive(email))
    case .cpf:
      guard let cpf = CPF(value) else { return false }
      contact.cpf = Sensitive(cpf)
    case .birthDate:
      guard let date = CivilDate(iso8601: value) ?? CivilDate(brazilian: value),
        date <= context.today, date.year > context.today.year - 130
      else { return false }
      contact.birthDate = Sensitive(date)
    case .state:
      guard let state = StateCode.named(value) else { return false }
      contact.state = state
    case .reason:
      if let code = context.code(of: value) {
        reasonCode = code
      } else {
        reason = Sensitive(value)
      }
    case .channel:
      guard let found = Channel.named(value) else { return false }
      channel = found
    case .urgency:
      guard let found = Urgency(rawValue: folded(value)) else { return false }
      urgency = found
    case .occurredAt:
      guard let moment = Timestamp(iso8601: value) ?? Timestamp(brazilian: value),
        moment.local.date <= context.today, moment.local.date.year > context.today.year - 100
      else { return false }
      occurredAt = moment
    case .status, .date, .consent, .setting, .login, .roles, .password, .justification,
      .restriction, .form:
      return false
    }
    return true
  }

  private static func complaint(about field: FieldKey) -> String {
    switch field {
    case .phones: "Telefone: não dá para ler o número."
    case .emails: "E-mail: não é um endereço válido."
    case .cpf: "CPF: os dígitos verificadores não conferem."
    case .birthDate: "Nascimento: use uma data como 31/12/1990 ou 1990-12-31, que já tenha passado."
    case .state: "UF: não é um estado do Brasil."
    case .channel:
      "Canal: use \(Channel.allCases.map(\.rawValue).joined(separator: ", "))."
    case .urgency:
      "Urgência: use \(Urgency.allCases.map(\.rawValue).joined(separator: ", "))."
    case .occurredAt:
      "Data: use 31/12/2025, 31/12/2025 14:30 ou 2025-12-31T14:30, de um dia que já tenha chegado."
    default: "\(field.label): valor inválido."
    }
  }
}

extension String {
  /// Without spaces, tabs and line ends around it.
  var trimmed: String {
    if isTrimmed { return self }
    let isSpace: (Character) -> Bool = { $0.isWhitespace }
    return String(drop(while: isSpace).reversed().drop(while: isSpace).reversed())
  }

  /// Whether it is plain to see, from its first and last byte, that nothing stands around it; most values of a file.
  var isTrimmed: Bool {
    guard let first = utf8.first, let last = utf8.last else { return true }
    return (0x21...0x7e).contains(first) && (0x21...0x7e).contains(last)
  }
}
