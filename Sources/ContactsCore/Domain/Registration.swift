/// All that `F2` saves, in one transaction.
public struct Registration: Equatable, Sendable {
  public var target: Target
  /// Nil registers a contact alone.
  public var interaction: InteractionFields?
  public var consent: Consent.Decision
  /// The same key saves once, however often it is sent: a retry after a crash gets the first receipt.
  public var idempotencyKey: UID
  /// The draft this came from, removed in the same transaction.
  public var draft: UID?
  /// Somebody has said that the data are of the person of the record, although the CPF is another.
  public var isSamePerson = false
  /// Somebody who was erased has come back herself and wants to be registered again.
  public var hasReturned = false
  /// It is somebody else, with the telephone of somebody who was erased.
  public var isOtherPerson = false

  public init(
    target: Target, interaction: InteractionFields?, consent: Consent.Decision, idempotencyKey: UID,
    draft: UID?
  ) {
    self.target = target
    self.interaction = interaction
    self.consent = consent
    self.idempotencyKey = idempotencyKey
    self.draft = draft
  }

  public enum Target: Equatable, Sendable {
    case new(ContactFields)
    /// An existing contact. Fields that are empty in the record take the given value, new phones and e-mails are
    /// appended, and nothing that is already there is overwritten. With another CPF than the record's nothing is added,
    /// unless the registration says that it is the same person.
    case existing(UID, completing: ContactFields)

    var fields: ContactFields {
      switch self {
      case .new(let fields), .existing(_, completing: let fields): fields
      }
    }
  }
}

/// What a save answers.
public struct Receipt: Equatable, Sendable {
  public let uid: UID
  public let protocolNumber: ProtocolNumber?
  /// Contacts that may be the same person; never a reason to refuse.
  public let duplicates: [UID]
  /// The interaction, if one was saved.
  public let interaction: UID?

  public init(
    uid: UID, protocolNumber: ProtocolNumber?, duplicates: [UID], interaction: UID? = nil
  ) {
    self.uid = uid
    self.protocolNumber = protocolNumber
    self.duplicates = duplicates
    self.interaction = interaction
  }
}

/// An unsaved form, kept as it is typed so that a crash loses nothing.
public struct Draft: Equatable, Sendable {
  public let uid: UID
  public var contents: Sensitive<String>
  public let updatedAt: Timestamp

  public init(uid: UID, contents: Sensitive<String>, updatedAt: Timestamp) {
    self.uid = uid
    self.contents = contents
    self.updatedAt = updatedAt
  }
}

/// A reason of the catalogue.
public struct Reason: Equatable, Sendable {
  /// Stable, in lower case ASCII with underscores.
  public let code: String
  /// As shown.
  public let name: String
  /// Words and phrases that point to it, as people say them.
  public let cues: [String]

  public init(code: String, name: String, cues: [String]) {
    self.code = code
    self.name = name
    self.cues = cues
  }
}
