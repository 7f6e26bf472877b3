/// What the codes of the store mean, for whoever reads a copy of their own data.
enum CodeWords {
  /// The codes of a column, each with its meaning; empty where there are none.
  static func meanings(in entry: DataCatalogue.Entry) -> [(code: String, words: String)] {
    switch (entry.table, entry.column) {
    case ("interactions", "state"): InteractionState.allCases.map { ($0.rawValue, $0.label) }
    case ("interactions", "extraction"): ExtractionState.allCases.map { ($0.rawValue, $0.words) }
    case ("callbacks", "state"): CallbackState.allCases.map { ($0.rawValue, $0.label) }
    case ("requests", "state"): RequestState.allCases.map { ($0.rawValue, $0.label) }
    case ("requests", "identity_check"): IdentityCheck.all.map { ($0.code, $0.name) }
    case ("requests", "asker"):
      [("titular", "a própria pessoa"), ("representante", "quem representa a pessoa")]
    case ("holds", "kind"): DatumKind.holdable.map { ($0.rawValue, $0.label) }
    case ("contacts", "status"): ContactStatus.allCases.map { ($0.rawValue, $0.rawValue) }
    case ("consents", "decision"): Consent.Decision.allCases.map { ($0.rawValue, $0.label) }
    case (_, "channel"): Channel.allCases.map { ($0.rawValue, $0.label) }
    case (_, "urgency"): Urgency.allCases.map { ($0.rawValue, $0.label) }
    // A suggestion of any field stands in one column.
    case ("suggestions", "value"): Urgency.allCases.map { ($0.rawValue, $0.label) }
    case (_, "field"):
      ExtractedField.allCases.map { ($0.rawValue, AccessReport.name(of: $0)) }
    case ("field_provenance", "review"): reviews
    case (_, "origin"):
      [
        ("regra", "reconhecido no texto por regra fixa"), ("llm", "sugerido pela IA local"),
        ("manual", "digitado por uma pessoa da central"),
      ]
    default: []
    }
  }

  static func meaning(of code: String, in entry: DataCatalogue.Entry) -> String? {
    meanings(in: entry).first { $0.code == code }?.words
  }

  /// Whether a column holds a day without an hour.
  static func holdsDay(_ entry: DataCatalogue.Entry) -> Bool {
    entry.column.hasSuffix("_on") || entry.column.hasSuffix("_date")
      || (entry.table == "suggestions" && entry.column == "value")
  }

  private static let reviews = [
    ("aceito", "aceito por uma pessoa"), ("editado", "corrigido por uma pessoa"),
    ("rejeitado", "recusado por uma pessoa"),
    ("a_revisar", "ainda não revisto por uma pessoa"), ("nao_usado", "não usado"),
  ]

  // MARK: - The audit

  /// What something was done to, as the audit names it.
  static func entity(_ name: String) -> String {
    switch AuditEntity(rawValue: name) {
    case .contact: "cadastro"
    case .settings: "configuração"
    case .user: "pessoa usuária"
    case .session: "sessão"
    case .report: "relatório"
    case .approval: "aprovação"
    case .erasure: "eliminação"
    case .hold: "retenção"
    case .backup: "cópia de segurança"
    case .interaction, .draft, .search, .audit, .key, .queue, .batch, .notice, .callback, .risk,
      .request, .incident, nil:
      plain(name)
    }
  }

  /// What was concerned, as the audit names it: a field, a kind of datum or a word for what was done.
  static func field(_ name: String) -> String {
    if let key = FieldKey(rawValue: name) { return key.label }
    if let kind = DatumKind(rawValue: name) { return kind.label }
    if let request = RequestKind(rawValue: name) { return request.label }
    return others[name] ?? plain(name)
  }

  private static let others = [
    "protecao": "proteção", "quebra_de_vidro": "abertura em emergência",
    "retencao": "retenção", "nota": "nota", "quando": "quando", "desfecho": "desfecho",
  ]

  private static func plain(_ name: String) -> String { name.replacing("_", with: " ") }
}

extension ExtractionState {
  fileprivate var words: String {
    switch self {
    case .manual: "digitado, sem IA"
    case .pending: "à espera da IA ou de revisão"
    case .extracted: "lido pela IA local"
    case .failed: "não pôde ser lido"
    }
  }
}
