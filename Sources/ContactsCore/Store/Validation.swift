extension ContactFields {
  /// Longest of a name, a city and the like, in Unicode scalars.
  static let longestLine = 500
  /// Most telephones, and most e-mails, of one person.
  static let mostOfAKind = 20

  /// Without blank lines around what was typed; what is blank altogether counts as not given.
  var normalised: ContactFields {
    var fields = self
    fields.name = name?.trimmed
    fields.socialName = socialName?.trimmed
    fields.city = city?.trimmed
    fields.notes = notes?.trimmed
    fields.guardian = guardian?.trimmed
    fields.safeChannel = safeChannel?.trimmed
    return fields
  }

  /// What keeps these fields from being saved.
  var problems: [FieldProblem] {
    let lines: [(FieldKey, Sensitive<String>?)] = [
      (.name, name), (.socialName, socialName), (.city, city), (.guardian, guardian),
      (.safeChannel, safeChannel),
    ]
    var problems = lines.compactMap { key, value in
      value?.problem(in: key, longest: ContactFields.longestLine)
    }
    notes?.problem(in: .notes, longest: InteractionFields.longestText)
      .map { problems.append($0) }
    if phones.count > ContactFields.mostOfAKind {
      problems.append(.tooMany(.phones, most: ContactFields.mostOfAKind))
    }
    if emails.count > ContactFields.mostOfAKind {
      problems.append(.tooMany(.emails, most: ContactFields.mostOfAKind))
    }
    return problems
  }

  /// Names of the fields that hold something.
  var keys: [FieldKey] { changes(from: ContactFields()) }

  /// Names of the fields that differ from `other`.
  func changes(from other: ContactFields) -> [FieldKey] {
    var keys: [FieldKey] = []
    if name != other.name { keys.append(.name) }
    if socialName != other.socialName { keys.append(.socialName) }
    if phones != other.phones { keys.append(.phones) }
    if emails != other.emails { keys.append(.emails) }
    if cpf != other.cpf { keys.append(.cpf) }
    if birthDate != other.birthDate { keys.append(.birthDate) }
    if city != other.city { keys.append(.city) }
    if state != other.state { keys.append(.state) }
    if notes != other.notes { keys.append(.notes) }
    if guardian != other.guardian { keys.append(.guardian) }
    if safeChannel != other.safeChannel { keys.append(.safeChannel) }
    return keys
  }

  /// Whether they are of somebody else: a CPF is one person's.
  func contradicts(_ other: ContactFields) -> Bool {
    guard let cpf, let theirs = other.cpf else { return false }
    return cpf != theirs
  }

  /// These fields, with what they lack taken from `other`; telephones and e-mails that are not there yet are appended.
  func completed(with other: ContactFields) -> ContactFields {
    var fields = self
    fields.name = name ?? other.name
    fields.socialName = socialName ?? other.socialName
    fields.cpf = cpf ?? other.cpf
    fields.birthDate = birthDate ?? other.birthDate
    fields.city = city ?? other.city
    // A state belongs to its city.
    fields.state = state ?? (city == nil || city == other.city ? other.state : nil)
    fields.notes = notes ?? other.notes
    fields.guardian = guardian ?? other.guardian
    fields.safeChannel = safeChannel ?? other.safeChannel
    var digits = Set(phones.map { $0.revealed(for: .matching).digits })
    fields.phones += other.phones.filter {
      digits.insert($0.revealed(for: .matching).digits).inserted
    }
    var keys = Set(emails.map { $0.revealed(for: .matching).key })
    fields.emails += other.emails.filter { keys.insert($0.revealed(for: .matching).key).inserted }
    return fields
  }
}

extension FieldProvenance {
  /// What became of it in a record that keeps what it has: a value that the record does not say was not used.
  func kept(of given: ContactFields, in record: ContactFields) -> FieldProvenance {
    guard review == .accepted || review == .edited, !field.isOfInteraction else { return self }
    let values = given.values(of: field)
    let blank = InteractionFields.blank
    guard values.isEmpty || !values.allSatisfy({ $0.isHeld(by: record, blank) }) else {
      return self
    }
    var provenance = self
    provenance.review = .unused
    return provenance
  }
}

extension ContactFields {
  /// The values of one field.
  fileprivate func values(of field: ExtractedField) -> [FieldValue] {
    switch field {
    case .name: [name].compactMap { $0.map { .name($0.revealed(for: .matching)) } }
    case .phones: phones.map { .phone($0.revealed(for: .matching)) }
    case .emails: emails.map { .email($0.revealed(for: .matching)) }
    case .cpf: [cpf].compactMap { $0.map { .cpf($0.revealed(for: .matching)) } }
    case .city: [city].compactMap { $0.map { .city($0.revealed(for: .matching)) } }
    case .state: [state].compactMap { $0.map { .state($0) } }
    case .reason, .urgency, .date: []
    }
  }
}

extension InteractionFields {
  /// An interaction that says nothing.
  fileprivate static var blank: InteractionFields {
    InteractionFields(
      channel: .phone, reasonCode: nil, reason: nil, urgency: .medium,
      occurredAt: Timestamp(milliseconds: 0), text: nil, extraction: .manual, provenance: [])
  }

  var normalised: InteractionFields {
    var fields = self
    fields.reason = reason?.trimmed
    if text?.trimmed == nil {
      fields.text = nil
      // There is nothing to read.
      if extraction == .pending { fields.extraction = .manual }
    }
    return fields
  }

  var problems: [FieldProblem] {
    [
      reason?.problem(in: .reason, longest: ContactFields.longestLine),
      text?.problem(in: .text, longest: InteractionFields.longestText),
    ].compactMap(\.self)
  }

  /// Whether it says anything at all: its channel, urgency and time are never empty.
  var isBlank: Bool { text == nil && reason == nil && reasonCode == nil && date == nil }

  var keys: [FieldKey] {
    var keys: [FieldKey] = [.channel, .urgency, .occurredAt]
    if reason != nil || reasonCode != nil { keys.append(.reason) }
    if date != nil { keys.append(.date) }
    if text != nil { keys.append(.text) }
    return keys
  }
}

extension Registration {
  var normalised: Registration {
    var registration = self
    registration.interaction = interaction?.normalised
    switch target {
    case .new(let fields): registration.target = .new(fields.normalised)
    case .existing(let uid, let fields):
      registration.target = .existing(uid, completing: fields.normalised)
    }
    return registration
  }

  var problems: [FieldProblem] {
    let fields: ContactFields
    var problems: [FieldProblem] = []
    switch target {
    case .new(let given):
      fields = given
      if given.isEmpty, interaction?.isBlank != false { problems.append(.nothingGiven) }
    case .existing(_, let given): fields = given
    }
    return problems + fields.problems + (interaction?.problems ?? [])
  }
}

extension FieldProblem {
  static let nothingGiven = FieldProblem(
    field: .form, message: "Preencha ao menos um campo.")
  static let unknownReason = FieldProblem(
    field: .reason, message: "O motivo não está no catálogo.")

  static func tooMany(_ field: FieldKey, most: Int) -> FieldProblem {
    FieldProblem(field: field, message: "\(field.label): no máximo \(most).")
  }
}

extension Sensitive<String> {
  /// Nil when nothing but white space is left.
  fileprivate var trimmed: Sensitive<String>? {
    let text = revealed(for: .storage)
    if !text.isEmpty, text.isTrimmed { return self }
    guard let first = text.firstIndex(where: { !$0.isWhitespace }),
      let last = text.lastIndex(where: { !$0.isWhitespace })
    else { return nil }
    return Sensitive(String(text[first...last]))
  }

  fileprivate func problem(in field: FieldKey, longest: Int) -> FieldProblem? {
    guard revealed(for: .matching).unicodeScalars.count > longest else { return nil }
    let limit = longest >= 1000 ? "\(longest / 1000).000" : "\(longest)"
    return FieldProblem(field: field, message: "\(field.label): no máximo \(limit) caracteres.")
  }
}
