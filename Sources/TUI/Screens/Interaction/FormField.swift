import ContactsCore

/// A field that a form shows.
///
/// The raw value names it in drafts.
enum FormField: String, Equatable, Sendable, CaseIterable, Codable {
  case name = "nome"
  case socialName = "nome_social"
  case phone = "telefone"
  case email
  case cpf
  case birthDate = "nascimento"
  case city = "cidade"
  case state = "uf"
  case reason = "motivo"
  case urgency = "urgencia"
  case channel = "canal"
  case date = "data"
  case consent = "consentimento"
  case notes = "observacoes"
  case guardian = "responsavel"
  case safeChannel = "canal_seguro"

  /// The fields of **Novo atendimento**, top to bottom.
  static let ofInteraction: [FormField] = [
    .name, .phone, .email, .cpf, .birthDate, .city, .state, .reason, .urgency, .channel, .date,
    .consent, .notes,
  ]

  /// The fields of **Ficha**, top to bottom.
  static let ofRecord: [FormField] = [
    .name, .socialName, .phone, .email, .cpf, .birthDate, .city, .state, .guardian, .safeChannel,
    .notes,
  ]

  var label: String {
    switch self {
    case .name: "Nome"
    case .socialName: "Nome social"
    case .phone: "Telefone"
    case .email: "E-mail"
    case .cpf: "CPF"
    case .birthDate: "Nascimento"
    case .city: "Cidade"
    case .state: "UF"
    case .reason: "Motivo"
    case .urgency: "Urgência"
    case .channel: "Canal"
    case .date: "Data"
    case .consent: "Consentimento"
    case .notes: "Observações"
    case .guardian: "Responsável"
    case .safeChannel: "Canal seguro"
    }
  }

  /// What the status line says while the field has the focus.
  var hint: String {
    switch self {
    case .name: "Nome como a pessoa disse; pode ficar vazio."
    case .socialName: "Como a pessoa quer ser chamada."
    case .phone: "Telefone com DDD; ponto e vírgula acrescenta outro."
    case .email: "E-mail; ponto e vírgula acrescenta outro."
    case .cpf: "CPF: onze dígitos, com ou sem pontuação."
    case .birthDate: "Nascimento: dd/mm/aaaa."
    case .city: "Cidade de quem fala ou do atendimento."
    case .state: "UF: duas letras; F4 mostra as opções."
    case .reason: "Motivo: F4 mostra o catálogo; texto livre também vale."
    case .urgency: "Urgência: ← → ou F4 escolhe."
    case .channel: "Canal: ← → ou F4 escolhe."
    case .date: "Data pedida, prazo ou quando aconteceu: dd/mm/aaaa, com hora se houver."
    case .consent: "Consentimento: ← → ou F4 escolhe."
    case .notes: "O que convém saber da pessoa em qualquer atendimento."
    case .guardian: "Pai, mãe ou responsável, se for menor de idade."
    case .safeChannel: "Onde é seguro responder a esta pessoa, e só ali."
    }
  }

  /// Whether the value is one of a few: no free text, arrows choose.
  var isChoice: Bool {
    switch self {
    case .urgency, .channel, .consent: true
    case .name, .socialName, .phone, .email, .cpf, .birthDate, .city, .state, .reason, .date,
      .notes, .guardian, .safeChannel:
      false
    }
  }

  /// Whether a form may hold several of it.
  var isRepeated: Bool { self == .phone || self == .email }

  /// The field of an extraction that fills it.
  var extracted: ExtractedField? {
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
    case .socialName, .birthDate, .channel, .consent, .notes, .guardian, .safeChannel: nil
    }
  }

  /// What `F4` offers; empty when the field has no options.
  func options(reasons: [Reason]) -> [String] {
    switch self {
    case .urgency: Urgency.allCases.map(\.label)
    case .channel: Channel.allCases.map(\.label)
    case .consent: Consent.Decision.allCases.map(\.label)
    case .reason: reasons.map(\.name)
    case .state: StateCode.allCases.map(\.rawValue)
    case .name, .socialName, .phone, .email, .cpf, .birthDate, .city, .date, .notes, .guardian,
      .safeChannel:
      []
    }
  }
}
