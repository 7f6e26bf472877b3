import ContactsCore

extension ContactFields {
  /// The values of a field as a form shows them; empty when there is none.
  func texts(of field: FormField) -> [String] {
    func one(_ value: Sensitive<String>?) -> [String] {
      value.map { [$0.revealed(for: .screen)] } ?? []
    }
    return switch field {
    case .name: one(name)
    case .socialName: one(socialName)
    case .phone: phones.map { $0.revealed(for: .screen).national }
    case .email: emails.map { $0.revealed(for: .screen).text }
    case .cpf: cpf.map { [$0.revealed(for: .screen).formatted] } ?? []
    case .birthDate: birthDate.map { [$0.revealed(for: .screen).display] } ?? []
    case .city: one(city)
    case .state: state.map { [$0.rawValue] } ?? []
    case .guardian: one(guardian)
    case .safeChannel: one(safeChannel)
    case .notes: one(notes)
    case .reason, .urgency, .channel, .date, .consent: []
    }
  }

  /// The value of a field in one line; empty when there is none.
  func line(of field: FormField) -> String {
    texts(of: field).joined(separator: "; ")
  }

  /// Takes the value of one field from another version of the same contact.
  mutating func take(_ field: FormField, from other: ContactFields) {
    switch field {
    case .name: name = other.name
    case .socialName: socialName = other.socialName
    case .phone: phones = other.phones
    case .email: emails = other.emails
    case .cpf: cpf = other.cpf
    case .birthDate: birthDate = other.birthDate
    case .city: city = other.city
    case .state: state = other.state
    case .guardian: guardian = other.guardian
    case .safeChannel: safeChannel = other.safeChannel
    case .notes: notes = other.notes
    case .reason, .urgency, .channel, .date, .consent: break
    }
  }
}
