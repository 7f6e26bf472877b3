/// How soon somebody must act.
public enum Urgency: String, Sendable, CaseIterable, Codable {
  /// No hurry, or pure information, praise, suggestion.
  case low = "baixa"
  case medium = "media"
  /// Said to be urgent, or due now.
  case high = "alta"
  /// Risk to life or safety, or a fraud under way.
  case critical = "critica"

  /// As shown to people.
  public var label: String {
    switch self {
    case .low: "baixa"
    case .medium: "média"
    case .high: "alta"
    case .critical: "crítica"
    }
  }
}

/// How the person reached the centre.
public enum Channel: String, Sendable, CaseIterable, Codable {
  case phone = "telefone"
  case whatsapp
  case email
  case chat
  case inPerson = "presencial"

  /// As shown to people.
  public var label: String {
    switch self {
    case .phone: "telefone"
    case .whatsapp: "WhatsApp"
    case .email: "e-mail"
    case .chat: "chat"
    case .inPerson: "presencial"
    }
  }
}

/// What has become of the extraction from an interaction's text.
public enum ExtractionState: String, Sendable, CaseIterable, Codable {
  /// Typed by a person; the model was not asked.
  case manual
  /// Waits for the model, or for review.
  case pending = "pendente"
  case extracted = "extraido"
  case failed = "falhou"
}

/// Whether a contact may be worked with.
public enum ContactStatus: String, Sendable, CaseIterable, Codable {
  case active = "ativo"
  case blocked = "bloqueado"
  case anonymised = "anonimizado"
}
