/// A field by the name it has in JSON, in spreadsheets and in the audit.
public enum FieldKey: String, Sendable, CaseIterable, Codable {
  case name = "nome"
  case socialName = "nome_social"
  case phones = "telefones"
  case emails
  case cpf
  case birthDate = "nascimento"
  case city = "cidade"
  case state = "uf"
  case notes = "observacoes"
  case guardian = "responsavel"
  case safeChannel = "canal_seguro"
  case status = "situacao"
  case channel = "canal"
  case reason = "motivo"
  case urgency = "urgencia"
  case occurredAt = "ocorrido_em"
  case date = "data"
  case text = "texto"
  case consent = "consentimento"
  case setting = "configuracao"
  case login = "usuario"
  case roles = "perfis"
  case password = "senha"
  /// Why something out of the ordinary was done.
  case justification = "justificativa"
  case restriction = "restricao"
  /// The form as a whole.
  case form = "formulario"

  /// As shown to people.
  public var label: String {
    switch self {
    case .name: "Nome"
    case .socialName: "Nome social"
    case .phones: "Telefone"
    case .emails: "E-mail"
    case .cpf: "CPF"
    case .birthDate: "Nascimento"
    case .city: "Cidade"
    case .state: "UF"
    case .notes: "Observações"
    case .guardian: "Responsável"
    case .safeChannel: "Canal seguro"
    case .status: "Situação"
    case .channel: "Canal"
    case .reason: "Motivo"
    case .urgency: "Urgência"
    case .occurredAt: "Ocorrido em"
    case .date: "Data"
    case .text: "Texto"
    case .consent: "Consentimento"
    case .setting: "Configuração"
    case .login: "Pessoa usuária"
    case .roles: "Perfis"
    case .password: "Senha"
    case .justification: "Motivo"
    case .restriction: "Restrição"
    case .form: "Formulário"
    }
  }
}
