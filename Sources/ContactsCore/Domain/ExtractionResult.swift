/// What an extraction found in a note: `Extraction` makes it, the screens show it.
public struct ExtractionResult: Equatable, Sendable {
  public var mode: Mode
  /// Nil when no model answered.
  public var model: String?
  public var modelDigest: String?
  public var promptVersion: String?
  public var fields: ExtractedFields
  public var warnings: [ExtractionWarning]
  /// Nil when no model answered, or its server measured nothing.
  public var usage: ModelUsage?

  public init(
    mode: Mode, model: String?, modelDigest: String?, promptVersion: String?,
    fields: ExtractedFields,
    warnings: [ExtractionWarning], usage: ModelUsage? = nil
  ) {
    self.mode = mode
    self.model = model
    self.modelDigest = modelDigest
    self.promptVersion = promptVersion
    self.fields = fields
    self.warnings = warnings
    self.usage = usage
  }

  public enum Mode: String, Sendable, Codable {
    case model = "llm"
    case rules = "regras"
  }
}

/// One value for each field of design: nil or empty when the note does not say.
public struct ExtractedFields: Equatable, Sendable {
  public var name: Suggestion<String>?
  /// The first is the number to call back.
  public var phones: [Suggestion<PhoneNumber>]
  public var emails: [Suggestion<EmailAddress>]
  public var cpf: Suggestion<CPF>?
  public var reason: Suggestion<SuggestedReason>?
  /// Never nil after an extraction; its span is nil when it is the default.
  public var urgency: Suggestion<Urgency>?
  public var date: Suggestion<SuggestedDate>?
  public var city: Suggestion<String>?
  public var state: Suggestion<StateCode>?

  public init(
    name: Suggestion<String>? = nil, phones: [Suggestion<PhoneNumber>] = [],
    emails: [Suggestion<EmailAddress>] = [], cpf: Suggestion<CPF>? = nil,
    reason: Suggestion<SuggestedReason>? = nil, urgency: Suggestion<Urgency>? = nil,
    date: Suggestion<SuggestedDate>? = nil, city: Suggestion<String>? = nil,
    state: Suggestion<StateCode>? = nil
  ) {
    self.name = name
    self.phones = phones
    self.emails = emails
    self.cpf = cpf
    self.reason = reason
    self.urgency = urgency
    self.date = date
    self.city = city
    self.state = state
  }
}

/// A proposed value, who proposed it, and where in the note it stands.
public struct Suggestion<Value: Equatable & Sendable>: Equatable, Sendable {
  public var value: Value
  public var origin: FieldOrigin
  /// `[start, end)` in Unicode scalars of the note; nil when the note does not say it.
  public var span: Range<Int>?
  /// Whether the value was found in the note.
  ///
  /// A value that was not is shown with `?` and never saved unconfirmed.
  public var isGrounded: Bool

  public init(value: Value, origin: FieldOrigin, span: Range<Int>?, isGrounded: Bool) {
    self.value = value
    self.origin = origin
    self.span = span
    self.isGrounded = isGrounded
  }
}

/// A reason as the note words it, and the catalogue's entry it points to, if any.
public struct SuggestedReason: Equatable, Sendable {
  public var text: String
  public var code: String?

  public init(text: String, code: String?) {
    self.text = text
    self.code = code
  }
}

/// A day, with a time when the note gives one.
public struct SuggestedDate: Equatable, Sendable {
  public var date: CivilDate
  /// Minutes after midnight in São Paulo.
  public var minutes: Int?

  public init(date: CivilDate, minutes: Int?) {
    self.date = date
    self.minutes = minutes
  }

  /// Reads what `iso8601` writes.
  public init?(iso8601 text: String) {
    guard let day = CivilDate(iso8601: String(text.prefix(10))) else { return nil }
    if text.utf8.count == 10 {
      self.init(date: day, minutes: nil)
    } else {
      guard let local = Timestamp(iso8601: text)?.local else { return nil }
      self.init(date: local.date, minutes: local.hour * 60 + local.minute)
    }
  }

  /// `2026-11-22`, or `2026-11-22T15:00-03:00` with a time.
  public var iso8601: String {
    guard let minutes else { return date.iso8601 }
    return "\(date.iso8601)T\(two(minutes / 60)):\(two(minutes % 60))-03:00"
  }
}

/// Something the attendant should know of an extraction.
public struct ExtractionWarning: Equatable, Sendable {
  public var code: Code
  /// In Portuguese; quotes nothing that a person said.
  public var message: String

  public init(code: Code, message: String) {
    self.code = code
    self.message = message
  }

  public enum Code: String, Sendable, Codable {
    case modelUnavailable = "llm_indisponivel"
    case modelMissing = "llm_modelo_ausente"
    case modelBusy = "llm_ocupado"
    case modelTimeout = "llm_tempo_esgotado"
    case modelBroken = "llm_resposta_invalida"
    case modelTruncated = "llm_resposta_incompleta"
    /// One field of the answer had a type or a value that was not asked for; the others stand.
    case modelFieldInvalid = "llm_campo_invalido"
    case modelFailed = "llm_falhou"
    case modelCancelled = "llm_cancelado"
    /// `OLLAMA_HOST` names no address.
    case modelAddressInvalid = "llm_endereco_invalido"
    /// The text would have left this machine.
    case modelRemote = "llm_remoto"
    /// It failed so often that it is left alone for a while.
    case modelResting = "llm_em_pausa"
    case valueNotInText = "valor_fora_do_texto"
    /// The model took a value that the rules read in the text and did not take.
    case modelDisagrees = "llm_divergente"
    /// The text gives orders to the model; they were read as text.
    case instructionsInText = "texto_com_instrucoes"
    case phoneMissingAreaCode = "telefone_sem_ddd"
    case phoneMissingNinthDigit = "telefone_sem_nono_digito"
    case phoneUnknownAreaCode = "telefone_ddd_inexistente"
    case phoneUnlikely = "telefone_improvavel"
    case cpfInvalid = "cpf_invalido"
    case emailInvalid = "email_invalido"
    case textTooLong = "texto_longo"
  }
}
