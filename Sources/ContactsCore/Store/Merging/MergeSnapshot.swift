internal import FoundationEssentials

/// Two records as they were before they became one, and the one as it was made: kept until the day ends, to undo it.
struct MergeSnapshot: Codable {
  var kept: Side
  var gone: Side
  var made: Fields

  /// A record.
  struct Side: Codable {
    var uid: String
    var fields: Fields
    var createdAt, updatedAt: Int64
    var version: Int
    var salt: String?
    var closing: Closing?
  }

  /// To whom it was closed.
  struct Closing: Codable {
    var readers: [String]
    var reason, by: String
    var since: Int64
  }

  struct Fields: Codable {
    var name, socialName, cpf, birthDate, city, state, notes, guardian, safeChannel: String?
    var phones: [Phone]
    var emails: [String]
  }

  struct Phone: Codable {
    var value, national, kind, typed: String
    var issue: String?
    var isComplete: Bool
  }

  func text() throws(StoreError) -> String {
    do {
      return String(decoding: try JSONEncoder().encode(self), as: UTF8.self)
    } catch {
      throw StoreError(.internal, detail: "a snapshot cannot be written")
    }
  }

  init(kept: Side, gone: Side, made: Fields) {
    self.kept = kept
    self.gone = gone
    self.made = made
  }

  init(_ text: String) throws(StoreError) {
    do {
      self = try JSONDecoder().decode(MergeSnapshot.self, from: Data(text.utf8))
    } catch {
      throw StoreError(.corrupt, detail: "a snapshot cannot be read")
    }
  }
}

extension MergeSnapshot.Side {
  init(_ found: ContactTable.Found, _ restriction: Restriction?) {
    uid = found.contact.uid.text
    fields = MergeSnapshot.Fields(found.contact.fields)
    createdAt = found.contact.createdAt.milliseconds
    updatedAt = found.contact.updatedAt.milliseconds
    version = found.contact.version
    salt = found.salt?.hexadecimal
    closing = restriction.map {
      MergeSnapshot.Closing(
        readers: $0.readers, reason: $0.reason.revealed(for: .storage), by: $0.by,
        since: $0.since.milliseconds)
    }
  }

  var restriction: Restriction? {
    closing.map {
      Restriction(
        readers: $0.readers, reason: Sensitive($0.reason), by: $0.by,
        since: Timestamp(milliseconds: $0.since))
    }
  }
}

extension MergeSnapshot.Fields {
  func text() throws(StoreError) -> String {
    do {
      return String(decoding: try JSONEncoder().encode(self), as: UTF8.self)
    } catch {
      throw StoreError(.internal, detail: "a snapshot cannot be written")
    }
  }

  init(text: String) throws(StoreError) {
    do {
      self = try JSONDecoder().decode(MergeSnapshot.Fields.self, from: Data(text.utf8))
    } catch {
      throw StoreError(.corrupt, detail: "a snapshot cannot be read")
    }
  }

  init(_ fields: ContactFields) {
    name = fields.name?.revealed(for: .storage)
    socialName = fields.socialName?.revealed(for: .storage)
    cpf = fields.cpf?.revealed(for: .storage).digits
    birthDate = fields.birthDate?.revealed(for: .storage).iso8601
    city = fields.city?.revealed(for: .storage)
    state = fields.state?.rawValue
    notes = fields.notes?.revealed(for: .storage)
    guardian = fields.guardian?.revealed(for: .storage)
    safeChannel = fields.safeChannel?.revealed(for: .storage)
    phones = fields.phones.map { phone in
      let phone = phone.revealed(for: .storage)
      return MergeSnapshot.Phone(
        value: phone.value, national: phone.national, kind: phone.kind.rawValue,
        typed: phone.typed, issue: phone.issue?.rawValue, isComplete: phone.isComplete)
    }
    emails = fields.emails.map { $0.revealed(for: .storage).text }
  }

  var fields: ContactFields {
    ContactFields(
      name: name.map(Sensitive.init), socialName: socialName.map(Sensitive.init),
      phones: phones.map { phone in
        Sensitive(
          PhoneNumber(
            value: phone.value, national: phone.national, isComplete: phone.isComplete,
            kind: PhoneNumber.Kind(rawValue: phone.kind) ?? .unknown,
            issue: phone.issue.flatMap(PhoneNumber.Issue.init), typed: phone.typed))
      },
      emails: emails.map { Sensitive(EmailAddress(stored: $0)) },
      cpf: cpf.flatMap(CPF.init).map(Sensitive.init),
      birthDate: birthDate.flatMap(CivilDate.init(iso8601:)).map(Sensitive.init),
      city: city.map(Sensitive.init), state: state.flatMap(StateCode.init),
      notes: notes.map(Sensitive.init), guardian: guardian.map(Sensitive.init),
      safeChannel: safeChannel.map(Sensitive.init))
  }
}
