/// What was said in one call, message or visit.
public struct InteractionFields: Equatable, Sendable {
  public var channel: Channel
  /// A code of the reason catalogue.
  public var reasonCode: String?
  /// The reason in free words.
  public var reason: Sensitive<String>?
  public var urgency: Urgency
  public var occurredAt: Timestamp
  /// The day asked for or the deadline, else when the matter happened: what the form calls `data`.
  public var date: SuggestedDate?
  /// What the attendant typed or pasted, at most 100,000 Unicode scalars.
  public var text: Sensitive<String>?
  public var extraction: ExtractionState
  public var provenance: [FieldProvenance]

  public init(
    channel: Channel, reasonCode: String?, reason: Sensitive<String>?, urgency: Urgency,
    occurredAt: Timestamp, date: SuggestedDate? = nil,
    text: Sensitive<String>?, extraction: ExtractionState, provenance: [FieldProvenance]
  ) {
    self.channel = channel
    self.reasonCode = reasonCode
    self.reason = reason
    self.urgency = urgency
    self.occurredAt = occurredAt
    self.date = date
    self.text = text
    self.extraction = extraction
    self.provenance = provenance
  }

  /// The longest text kept, in Unicode scalars.
  public static let longestText = 100_000
}

/// An interaction in the store.
public struct Interaction: Equatable, Sendable {
  public let uid: UID
  public let protocolNumber: ProtocolNumber
  public let fields: InteractionFields
  /// Login of who registered it.
  public let attendant: String
  public let createdAt: Timestamp
  public let state: InteractionState
  /// Login of who works on it; nil while nobody does.
  public let assignee: String?
  /// Nil until somebody has wrapped it up.
  public let closing: Closing?

  public init(
    uid: UID, protocolNumber: ProtocolNumber, fields: InteractionFields, attendant: String,
    createdAt: Timestamp, state: InteractionState = .closed, assignee: String? = nil,
    closing: Closing? = nil
  ) {
    self.uid = uid
    self.protocolNumber = protocolNumber
    self.fields = fields
    self.attendant = attendant
    self.createdAt = createdAt
    self.state = state
    self.assignee = assignee
    self.closing = closing
  }
}

/// Where the value of one field came from, and what a person did with it: LGPD article 20.
public struct FieldProvenance: Equatable, Sendable {
  public var field: ExtractedField
  public var origin: FieldOrigin
  /// Name of the model; nil unless `origin` is `.model`.
  public var model: String?
  /// Digest of the model's weights as its server gives it.
  public var modelDigest: String?
  public var promptVersion: String?
  /// Where the value stands in the text, in Unicode scalars.
  public var span: Range<Int>?
  public var review: Review

  public init(
    field: ExtractedField, origin: FieldOrigin, model: String?, modelDigest: String?,
    promptVersion: String?,
    span: Range<Int>?, review: Review
  ) {
    self.field = field
    self.origin = origin
    self.model = model
    self.modelDigest = modelDigest
    self.promptVersion = promptVersion
    self.span = span
    self.review = review
  }

  public enum Review: String, Sendable {
    case accepted = "aceito"
    case edited = "editado"
    case rejected = "rejeitado"
    /// Stands in the record, and nobody has looked at it yet.
    case unreviewed = "a_revisar"
    /// In the form when it was saved, and not written: the record kept its own, or was of somebody else.
    case unused = "nao_usado"
  }
}

/// Who proposed a value.
public enum FieldOrigin: String, Sendable, Codable {
  case rule = "regra"
  case model = "llm"
  case manual
}

/// A field that an extraction may fill; the raw value is its key in JSON.
public enum ExtractedField: String, Sendable, CaseIterable, Codable {
  case name = "nome"
  case phones = "telefones"
  case emails
  case cpf
  case reason = "motivo"
  case urgency = "urgencia"
  case date = "data"
  case city = "cidade"
  case state = "uf"
}
