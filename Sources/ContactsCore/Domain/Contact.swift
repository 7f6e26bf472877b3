/// What is known of a person, all of it optional: people call without giving a name.
public struct ContactFields: Equatable, Sendable {
  public var name: Sensitive<String>?
  public var socialName: Sensitive<String>?
  public var phones: [Sensitive<PhoneNumber>]
  public var emails: [Sensitive<EmailAddress>]
  public var cpf: Sensitive<CPF>?
  public var birthDate: Sensitive<CivilDate>?
  public var city: Sensitive<String>?
  public var state: StateCode?
  public var notes: Sensitive<String>?
  /// Parent or guardian of a minor: LGPD article 14.
  public var guardian: Sensitive<String>?
  /// Where this person may be safely reached; answers and letters go nowhere else.
  public var safeChannel: Sensitive<String>?

  public init(
    name: Sensitive<String>? = nil, socialName: Sensitive<String>? = nil,
    phones: [Sensitive<PhoneNumber>] = [], emails: [Sensitive<EmailAddress>] = [],
    cpf: Sensitive<CPF>? = nil, birthDate: Sensitive<CivilDate>? = nil,
    city: Sensitive<String>? = nil,
    state: StateCode? = nil, notes: Sensitive<String>? = nil, guardian: Sensitive<String>? = nil,
    safeChannel: Sensitive<String>? = nil
  ) {
    self.name = name
    self.socialName = socialName
    self.phones = phones
    self.emails = emails
    self.cpf = cpf
    self.birthDate = birthDate
    self.city = city
    self.state = state
    self.notes = notes
    self.guardian = guardian
    self.safeChannel = safeChannel
  }

  public var isEmpty: Bool { self == ContactFields() }
}

/// A person in the store.
public struct Contact: Equatable, Sendable {
  public let uid: UID
  public let fields: ContactFields
  public let status: ContactStatus
  public let createdAt: Timestamp
  public let updatedAt: Timestamp
  /// Grows by one with each change: the second of two writers is shown both.
  public let version: Int

  public init(
    uid: UID, fields: ContactFields, status: ContactStatus, createdAt: Timestamp,
    updatedAt: Timestamp, version: Int
  ) {
    self.uid = uid
    self.fields = fields
    self.status = status
    self.createdAt = createdAt
    self.updatedAt = updatedAt
    self.version = version
  }
}

/// A contact with all that hangs on it, as **Ficha** shows it.
///
/// Whoever holds one has been audited for reading it.
public struct ContactRecord: Equatable, Sendable {
  public let contact: Contact
  /// Newest first.
  public let interactions: [Interaction]
  /// Newest first.
  public let consents: [Consent]
  /// Nil when the record is open to all who may read.
  public let restriction: Restriction?
  /// Those still to be made first.
  public let callbacks: [Callback]
  /// What is to be minded of the person's guardian; nil where nothing was noted.
  public let guardianCaution: GuardianCaution?
  /// Of a record of an export: its callbacks with all that is kept of them, in the order in which they were promised.
  public let promises: [KeptCallback]

  public init(
    contact: Contact, interactions: [Interaction], consents: [Consent],
    restriction: Restriction? = nil, callbacks: [Callback] = [],
    guardianCaution: GuardianCaution? = nil, promises: [KeptCallback] = []
  ) {
    self.contact = contact
    self.interactions = interactions
    self.consents = consents
    self.restriction = restriction
    self.callbacks = callbacks
    self.guardianCaution = guardianCaution
    self.promises = promises
  }
}

/// A row of a list: what may be shown without an audit entry.
public struct ContactSummary: Equatable, Sendable {
  public let uid: UID
  public let name: Sensitive<String>?
  /// Already masked.
  public let maskedPhone: String?
  /// Already masked.
  public let maskedEmail: String?
  /// Already masked.
  public let maskedCPF: String?
  public let city: String?
  public let state: StateCode?
  public let lastReason: String?
  public let lastUrgency: Urgency?
  public let interactionCount: Int
  public let updatedAt: Timestamp
  public let access: Access

  public enum Access: Equatable, Sendable {
    case open
    /// Closed to others than who sees this row.
    case restricted
    /// Closed to who sees this row, which says nothing of the person: `registro restrito`.
    case hidden
  }

  public init(
    uid: UID, name: Sensitive<String>?, maskedPhone: String?, maskedEmail: String?,
    maskedCPF: String?, city: String?,
    state: StateCode?, lastReason: String?, lastUrgency: Urgency?, interactionCount: Int,
    updatedAt: Timestamp, access: Access = .open
  ) {
    self.uid = uid
    self.name = name
    self.maskedPhone = maskedPhone
    self.maskedEmail = maskedEmail
    self.maskedCPF = maskedCPF
    self.city = city
    self.state = state
    self.lastReason = lastReason
    self.lastUrgency = lastUrgency
    self.interactionCount = interactionCount
    self.updatedAt = updatedAt
    self.access = access
  }

  /// What a list shows in the place of the name, whatever is known.
  public var shownName: String {
    access == .hidden ? "registro restrito" : name?.revealed(for: .screen) ?? "(sem nome)"
  }

  /// The row of a record that is closed to who sees it.
  init(hidden uid: UID, updatedAt: Timestamp) {
    self.init(
      uid: uid, name: nil, maskedPhone: nil, maskedEmail: nil, maskedCPF: nil, city: nil,
      state: nil, lastReason: nil, lastUrgency: nil, interactionCount: 0, updatedAt: updatedAt,
      access: .hidden)
  }
}
