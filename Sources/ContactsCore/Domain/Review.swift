/// A text that was read, with what was found in it, opened by the person who decides.
///
/// Whoever holds one has been audited for reading it.
public struct ReviewItem: Equatable, Sendable {
  public let state: QueueState
  public let failure: QueueFailure?
  public let contact: Contact
  public let interaction: Interaction
  /// What is still to be decided, in the order of the form.
  public let entries: [ReviewEntry]

  public init(
    state: QueueState, failure: QueueFailure?, contact: Contact, interaction: Interaction,
    entries: [ReviewEntry]
  ) {
    self.state = state
    self.failure = failure
    self.contact = contact
    self.interaction = interaction
    self.entries = entries
  }
}

/// One value to decide on.
public struct ReviewEntry: Equatable, Sendable {
  public let id: Int
  public let value: Sensitive<FieldValue>
  public let origin: FieldOrigin
  public let model: String?
  public let promptVersion: String?
  /// Where it stands in the text, in Unicode scalars.
  public let span: Range<Int>?
  /// Whether the text has it; otherwise it is shown with `?`.
  public let isGrounded: Bool
  /// Whether it already stands in the record, because the field was empty.
  public let isApplied: Bool

  public init(
    id: Int, value: Sensitive<FieldValue>, origin: FieldOrigin, model: String?,
    promptVersion: String?, span: Range<Int>?, isGrounded: Bool, isApplied: Bool
  ) {
    self.id = id
    self.value = value
    self.origin = origin
    self.model = model
    self.promptVersion = promptVersion
    self.span = span
    self.isGrounded = isGrounded
    self.isApplied = isApplied
  }
}

/// What a person makes of a suggestion.
public enum ReviewDecision: Equatable, Sendable {
  case accept
  /// Takes this value instead, which is of the same field.
  case edit(Sensitive<FieldValue>)
  case reject
}

/// What a review answers.
public struct ReviewReceipt: Equatable, Sendable {
  public let contact: Contact
  /// Entries still to be decided.
  public let left: Int

  public init(
    contact: Contact, left: Int
  ) {
    self.contact = contact
    self.left = left
  }
}

/// How often people kept what was suggested for a field: precision as it is in production.
public struct Acceptance: Equatable, Sendable {
  public let field: ExtractedField
  public let origin: FieldOrigin
  /// Nil for what the rules suggested.
  public let model: String?
  public let promptVersion: String?
  public let accepted: Int
  public let edited: Int
  public let rejected: Int

  public init(
    field: ExtractedField, origin: FieldOrigin, model: String?, promptVersion: String?,
    accepted: Int, edited: Int, rejected: Int
  ) {
    self.field = field
    self.origin = origin
    self.model = model
    self.promptVersion = promptVersion
    self.accepted = accepted
    self.edited = edited
    self.rejected = rejected
  }

  public var suggested: Int { accepted + edited + rejected }
  /// Of a thousand suggestions; nil without any.
  public var acceptedPerMille: Int? {
    suggested == 0 ? nil : (accepted * 2000 + suggested) / (suggested * 2)
  }
}
