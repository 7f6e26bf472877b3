/// One value of one field, as an extraction proposes it and a person decides on it.
public enum FieldValue: Equatable, Sendable {
  case name(String)
  case phone(PhoneNumber)
  case email(EmailAddress)
  case cpf(CPF)
  case reason(SuggestedReason)
  case urgency(Urgency)
  case date(SuggestedDate)
  case city(String)
  case state(StateCode)

  public var field: ExtractedField {
    switch self {
    case .name: .name
    case .phone: .phones
    case .email: .emails
    case .cpf: .cpf
    case .reason: .reason
    case .urgency: .urgency
    case .date: .date
    case .city: .city
    case .state: .state
    }
  }
}

/// A value that an extraction found, who proposed it and where it stands.
public struct ExtractedValue: Equatable, Sendable {
  public var value: FieldValue
  public var origin: FieldOrigin
  /// `[start, end)` in Unicode scalars of the note.
  public var span: Range<Int>?
  public var isGrounded: Bool

  init<Value>(_ suggestion: Suggestion<Value>, _ value: (Value) -> FieldValue) {
    self.value = value(suggestion.value)
    origin = suggestion.origin
    span = suggestion.span
    isGrounded = suggestion.isGrounded
  }
}

extension ExtractedFields {
  /// All that was found, one value at a time; an urgency that is only the usual one was not.
  public var values: [ExtractedValue] {
    var values: [ExtractedValue] = []
    if let name { values.append(ExtractedValue(name, FieldValue.name)) }
    values += phones.map { ExtractedValue($0, FieldValue.phone) }
    values += emails.map { ExtractedValue($0, FieldValue.email) }
    if let cpf { values.append(ExtractedValue(cpf, FieldValue.cpf)) }
    if let reason { values.append(ExtractedValue(reason, FieldValue.reason)) }
    if let urgency, urgency.span != nil || urgency.origin == .model {
      values.append(ExtractedValue(urgency, FieldValue.urgency))
    }
    if let date { values.append(ExtractedValue(date, FieldValue.date)) }
    if let city { values.append(ExtractedValue(city, FieldValue.city)) }
    if let state { values.append(ExtractedValue(state, FieldValue.state)) }
    return values
  }
}

// MARK: - In a record

extension FieldValue {
  /// Whether a record already says this.
  func isHeld(by contact: ContactFields, _ interaction: InteractionFields) -> Bool {
    switch self {
    case .name(let name):
      FieldValue.same(name, contact.name) || FieldValue.same(name, contact.socialName)
    case .phone(let phone):
      contact.phones.contains { $0.revealed(for: .matching).digits == phone.digits }
    case .email(let email):
      contact.emails.contains { $0.revealed(for: .matching).key == email.key }
    case .cpf(let cpf): contact.cpf?.revealed(for: .matching) == cpf
    case .reason(let reason):
      FieldValue.same(reason.text, interaction.reason)
        || (interaction.reason == nil && reason.code != nil
          && reason.code == interaction.reasonCode)
    case .urgency(let urgency): interaction.urgency == urgency
    case .date(let date): interaction.date == date
    case .city(let city): FieldValue.same(city, contact.city)
    case .state(let state): contact.state == state
    }
  }

  /// Puts it into a record: in the place of what is there, or behind the telephones and e-mails there are.
  func put(into contact: inout ContactFields, _ interaction: inout InteractionFields) {
    guard !isHeld(by: contact, interaction) else { return }
    switch self {
    case .name(let name): contact.name = Sensitive(name)
    case .phone(let phone): contact.phones.append(Sensitive(phone))
    case .email(let email): contact.emails.append(Sensitive(email))
    case .cpf(let cpf): contact.cpf = Sensitive(cpf)
    case .reason(let reason):
      interaction.reason = Sensitive(reason.text)
      interaction.reasonCode = reason.code
    case .urgency(let urgency): interaction.urgency = urgency
    case .date(let date): interaction.date = date
    case .city(let city): contact.city = Sensitive(city)
    case .state(let state): contact.state = state
    }
  }

  /// Takes it out of a record again, if it still stands there; an urgency becomes the usual one.
  func remove(from contact: inout ContactFields, _ interaction: inout InteractionFields) {
    guard isHeld(by: contact, interaction) else { return }
    switch self {
    case .name: contact.name = nil
    case .phone(let phone):
      contact.phones.removeAll { $0.revealed(for: .matching).digits == phone.digits }
    case .email(let email):
      contact.emails.removeAll { $0.revealed(for: .matching).key == email.key }
    case .cpf: contact.cpf = nil
    case .reason:
      interaction.reason = nil
      interaction.reasonCode = nil
    case .urgency: interaction.urgency = .medium
    case .date: interaction.date = nil
    case .city: contact.city = nil
    case .state: contact.state = nil
    }
  }

  /// Whether it is too long to be kept.
  var isOverlong: Bool {
    switch self {
    case .name(let text), .city(let text):
      text.unicodeScalars.count > ContactFields.longestLine
    case .reason(let reason): reason.text.unicodeScalars.count > ContactFields.longestLine
    case .phone, .email, .cpf, .urgency, .date, .state: false
    }
  }

  private static func same(_ text: String, _ other: Sensitive<String>?) -> Bool {
    guard let other = other?.revealed(for: .matching) else { return false }
    return text == other || foldedWords(text) == foldedWords(other)
  }
}

// MARK: - In the store

extension FieldValue {
  /// Between the parts of a telephone's `detail`: stands in no number.
  private static let separator: Character = "\u{1f}"

  var stored: (value: String, detail: String?) {
    switch self {
    case .name(let text), .city(let text): (text, nil)
    case .phone(let phone):
      (
        phone.value,
        [
          phone.national, phone.isComplete ? "1" : "0", phone.kind.rawValue,
          phone.issue?.rawValue ?? "", phone.typed,
        ].joined(separator: String(FieldValue.separator))
      )
    case .email(let email): (email.text, nil)
    case .cpf(let cpf): (cpf.digits, nil)
    case .reason(let reason): (reason.text, reason.code)
    case .urgency(let urgency): (urgency.rawValue, nil)
    case .date(let date): (date.date.iso8601, date.minutes.map(String.init))
    case .state(let state): (state.rawValue, nil)
    }
  }

  /// Nil for what no version has written.
  init?(_ field: ExtractedField, stored value: String, detail: String?) {
    switch field {
    case .name: self = .name(value)
    case .city: self = .city(value)
    case .emails: self = .email(EmailAddress(stored: value))
    case .reason: self = .reason(SuggestedReason(text: value, code: detail))
    case .cpf:
      guard let cpf = CPF(value) else { return nil }
      self = .cpf(cpf)
    case .urgency:
      guard let urgency = Urgency(rawValue: value) else { return nil }
      self = .urgency(urgency)
    case .state:
      guard let state = StateCode(rawValue: value) else { return nil }
      self = .state(state)
    case .date:
      guard let date = CivilDate(iso8601: value) else { return nil }
      self = .date(SuggestedDate(date: date, minutes: detail.flatMap { Int($0) }))
    case .phones:
      let parts = (detail ?? "").split(
        separator: FieldValue.separator, maxSplits: 4, omittingEmptySubsequences: false
      ).map(String.init)
      guard parts.count == 5, let kind = PhoneNumber.Kind(rawValue: parts[2]) else { return nil }
      self = .phone(
        PhoneNumber(
          value: value, national: parts[0], isComplete: parts[1] == "1", kind: kind,
          issue: PhoneNumber.Issue(rawValue: parts[3]), typed: parts[4]))
    }
  }
}
