/// A setting of the centre: its raw value is its name in the store and in `atende config`.
public enum SettingKey: String, Sendable, CaseIterable {
  case organization = "centro.nome"
  case mode = "centro.modo"
  case dataProtectionOfficer = "encarregado.nome"
  case dataProtectionEmail = "encarregado.email"
  case dataProtectionSince = "encarregado.desde"
  case substituteOfficer = "encarregado.substituto"
  case substituteEmail = "encarregado.substituto_email"
  case substituteSince = "encarregado.substituto_desde"
  case smallAgent = "porte.pequeno"
  case riskScale = "porte.larga_escala"
  case riskEffect = "porte.afeta_direitos"
  case riskTechnology = "porte.tecnologia_nova"
  case riskSurveillance = "porte.vigilancia"
  case riskAutomation = "porte.decisao_automatizada"
  case riskSensitive = "porte.dados_sensiveis"
  case areaCode = "telefone.ddd"
  case defaultChannel = "atendimento.canal"
  case defaultConsent = "consentimento.decisao"
  case consentPurpose = "consentimento.finalidade"
  case consentBasis = "consentimento.base_legal"
  case consentText = "consentimento.texto"
  case consentTextVersion = "consentimento.versao"
  case modelConnectLimit = "modelo.limite_conexao_ms"
  case modelFirstTokenLimit = "modelo.limite_primeiro_token_ms"
  case modelLoadLimit = "modelo.limite_carga_ms"
  case modelTotalLimit = "modelo.limite_total_ms"
  case modelKeepAlive = "modelo.manter_carregado"
  case modelContext = "modelo.num_ctx"
  case modelNetwork = "modelo.rede_privada"
  case auditDays = "auditoria.dias"
  case modelHosts = "modelo.servidores"
  case modelConcurrency = "modelo.concorrencia"
  case queuePerMinute = "fila.por_minuto"
  case queueLease = "fila.arrendamento_s"
  case queueInScreens = "fila.nas_telas"
  case backupRecipient = "copia.destinatario"
  case backupFolder = "copia.pasta"
  case backupDays = "copia.dias"
  case signInMode = "entrada.modo"
  case screenLockDelay = "sessao.bloqueio_minutos"
  case sessionIdleLimit = "sessao.ociosa_minutos"
  case sessionLongest = "sessao.maxima_minutos"
  case fourEyes = "quatro_olhos.exigir"
  case fourEyesExportLimit = "quatro_olhos.exportacao_maximo"
  case keyProfile = "teclas.perfil"

  /// What values it takes.
  public enum Bounds: Equatable, Sendable {
    /// One line, or empty.
    case text(longest: Int)
    /// One line that says something.
    case name(longest: Int)
    /// As many lines as are needed, and not empty.
    case prose(longest: Int)
    case number(ClosedRange<Int>)
    case choice([String])
    /// Empty, or one of Brazil's area codes.
    case areaCode
    /// Empty, or an e-mail address.
    case email
    /// Empty, or a day as `2026-11-01`.
    case day
    /// Empty, or a public key of the age format.
    case recipient
    /// An article of `LegalBasis`.
    case legalBasis
    /// Empty, or addresses of the model's servers, separated by commas.
    case hosts
    /// A duration as Ollama reads it.
    case duration
    /// Empty, or the whole path of a folder.
    case folder
  }

  public var bounds: Bounds {
    switch self {
    case .dataProtectionOfficer, .substituteOfficer: .text(longest: 200)
    case .organization, .consentPurpose: .name(longest: 200)
    case .consentBasis: .legalBasis
    case .consentText: .prose(longest: 5000)
    case .consentTextVersion: .name(longest: 20)
    case .modelKeepAlive: .duration
    case .dataProtectionEmail, .substituteEmail: .email
    case .dataProtectionSince, .substituteSince: .day
    case .areaCode: .areaCode
    case .mode: .choice(["producao", "teste"])
    case .modelNetwork, .smallAgent: .choice(["nao", "sim"])
    case .riskScale, .riskEffect, .riskTechnology, .riskSurveillance, .riskAutomation,
      .riskSensitive:
      .choice(["sem_resposta", "nao", "sim"])
    case .defaultChannel: .choice(Channel.allCases.map(\.rawValue))
    case .defaultConsent: .choice(Consent.Decision.allCases.map(\.rawValue))
    case .modelConnectLimit: .number(100...60_000)
    case .modelFirstTokenLimit, .modelLoadLimit, .modelTotalLimit: .number(1000...3_600_000)
    case .modelContext: .number(2048...131_072)
    case .auditDays: .number(180...36_500)
    case .modelHosts: .hosts
    case .modelConcurrency: .number(1...16)
    case .queuePerMinute: .number(0...6000)
    case .queueLease: .number(1...3600)
    case .queueInScreens: .choice(["sim", "nao"])
    case .backupRecipient: .recipient
    case .backupFolder: .folder
    case .backupDays: .number(1...3650)
    case .signInMode: .choice(SignInMode.allCases.map(\.rawValue))
    case .screenLockDelay, .sessionIdleLimit: .number(1...60)
    case .sessionLongest: .number(10...720)
    case .fourEyes: .choice(["sim", "nao"])
    case .fourEyesExportLimit: .number(0...1_000_000)
    case .keyProfile: .choice(KeyProfile.allCases.map(\.rawValue))
    }
  }

  /// The value until somebody changes it.
  public var standard: String {
    switch self {
    case .organization: "Central de acolhimento"
    case .mode: "producao"
    case .dataProtectionOfficer, .dataProtectionEmail, .dataProtectionSince, .substituteOfficer,
      .substituteEmail, .substituteSince, .areaCode:
      ""
    case .smallAgent: "nao"
    case .riskScale, .riskEffect, .riskTechnology, .riskSurveillance, .riskAutomation,
      .riskSensitive:
      "sem_resposta"
    case .defaultChannel: Channel.phone.rawValue
    case .defaultConsent: Consent.Decision.notAsked.rawValue
    case .consentPurpose: "Acolhimento e acompanhamento da pessoa atendida"
    case .consentBasis: "art. 11, II, f"
    case .consentText:
      "Seus dados serão usados somente para o seu atendimento, ficam guardados nesta central e você "
        + "pode pedir acesso, correção ou eliminação a qualquer momento."
    case .consentTextVersion: "1"
    case .modelConnectLimit: "2000"
    case .modelFirstTokenLimit: "60000"
    case .modelLoadLimit: "120000"
    case .modelTotalLimit: "180000"
    case .modelKeepAlive: "30m"
    case .modelContext: "8192"
    case .modelNetwork: "nao"
    case .auditDays: "365"
    case .modelHosts: ""
    case .modelConcurrency: "1"
    case .queuePerMinute: "0"
    case .queueLease: "600"
    case .queueInScreens: "sim"
    case .backupRecipient, .backupFolder: ""
    case .backupDays: "90"
    case .signInMode: SignInMode.system.rawValue
    case .screenLockDelay: "5"
    case .sessionIdleLimit: "60"
    case .sessionLongest: "720"
    case .fourEyes: "sim"
    case .fourEyesExportLimit: "100"
    case .keyProfile: KeyProfile.standard.rawValue
    }
  }

  /// `meaning` with its point; questions have theirs.
  public var sentence: String { meaning.hasSuffix("?") ? meaning : meaning + "." }

  /// What it is for, in Portuguese.
  public var meaning: String {
    switch self {
    case .organization: "Nome da central"
    case .mode: "producao, ou teste para quem só experimenta com pessoas inventadas"
    case .dataProtectionOfficer: "Nome da pessoa encarregada (LGPD, art. 41)"
    case .dataProtectionEmail: "E-mail da pessoa encarregada"
    case .dataProtectionSince: "Data do ato que indicou a pessoa encarregada, como 2026-01-15"
    case .substituteOfficer: "Nome de quem substitui a pessoa encarregada"
    case .substituteEmail: "E-mail de quem substitui a pessoa encarregada"
    case .substituteSince: "Data do ato que indicou quem substitui, como 2026-01-15"
    case .smallAgent:
      "Se a central é agente de pequeno porte (Resolução CD/ANPD 2/2022); antes, responda às outras de porte"
    case .riskScale: "A central trata dados em larga escala?"
    case .riskEffect: "O tratamento pode afetar muito os interesses e direitos das pessoas?"
    case .riskTechnology: "Usa tecnologia emergente ou inovadora?"
    case .riskSurveillance: "Vigia ou controla lugares abertos ao público?"
    case .riskAutomation: "Decide só por meios automatizados?"
    case .riskSensitive: "Trata dados sensíveis, ou de crianças, adolescentes ou idosos?"
    case .areaCode: "DDD que completa os telefones informados sem DDD; vazio para não completar"
    case .defaultChannel: "Canal de um novo atendimento"
    case .defaultConsent: "Decisão de consentimento de um novo atendimento"
    case .consentPurpose: "Finalidade do tratamento registrada com o consentimento"
    case .consentBasis: "Base legal registrada com o consentimento"
    case .consentText: "Texto lido à pessoa"
    case .consentTextVersion: "Versão do texto lido à pessoa"
    case .modelConnectLimit: "Espera para conectar ao modelo, em milissegundos"
    case .modelFirstTokenLimit: "Espera pela primeira palavra do modelo, em milissegundos"
    case .modelLoadLimit: "Espera enquanto o modelo é carregado, em milissegundos"
    case .modelTotalLimit: "Espera total por uma extração, em milissegundos"
    case .modelKeepAlive: "Tempo que o modelo fica carregado depois de usado, como 30m"
    case .modelContext: "Tamanho do contexto do modelo, em tokens"
    case .modelNetwork:
      "sim permite um Ollama em outra máquina da rede privada da central, só por https (LGPD, art. 33)"
    case .auditDays: "Dias que a auditoria fica no cadastro antes de ser selada em arquivo"
    case .modelHosts:
      "Endereços do Ollama, separados por vírgula; vazio para usar o de OLLAMA_HOST"
    case .modelConcurrency: "Pedidos que cada endereço do Ollama atende ao mesmo tempo"
    case .queuePerMinute: "Textos da fila lidos por minuto, no máximo; 0 para não limitar"
    case .queueLease:
      "Segundos pelos quais um texto da fila fica reservado a quem o lê, renovados durante a leitura"
    case .queueInScreens: "Se as telas abertas também leem a fila quando a IA está livre"
    case .backupRecipient:
      "Chave pública do age (age1…) para que são cifradas as cópias de segurança"
    case .backupFolder: "Pasta das cópias de segurança; vazia para `seguranca`, na pasta de dados"
    case .backupDays: "Dias pelos quais uma cópia de segurança é guardada e pode ser restaurada"
    case .signInMode:
      "Como se entra: sistema (a conta da máquina) ou senha (nome e senha no programa)"
    case .screenLockDelay: "Minutos sem uso até a tela se bloquear"
    case .sessionIdleLimit: "Minutos sem uso até ser preciso entrar de novo"
    case .sessionLongest: "Minutos desde a entrada até ser preciso entrar de novo"
    case .fourEyes:
      "Se a eliminação e a exportação de muitos cadastros pedem a aprovação de outra pessoa"
    case .fourEyesExportLimit:
      "Cadastros completos que uma pessoa exporta sem a aprovação de outra"
    case .keyProfile:
      "Teclas das telas para quem não escolheu as suas (docs/keys.md)"
    }
  }
}

/// The settings of a centre: what was set, and the standard for the rest.
public struct Settings: Equatable, Sendable {
  private var values: [SettingKey: String] = [:]

  public init() {}

  public subscript(key: SettingKey) -> String {
    get { values[key] ?? key.standard }
    set { values[key] = newValue }
  }

  public var organization: String { self[.organization] }
  /// Whether the centre only tries the program out, with invented people.
  public var isTrial: Bool { self[.mode] == "teste" }
  public var dataProtectionOfficer: String { self[.dataProtectionOfficer] }
  public var dataProtectionEmail: String { self[.dataProtectionEmail] }
  /// The centre's own DDD; nil when it has set none.
  public var areaCode: String? { self[.areaCode].isEmpty ? nil : self[.areaCode] }
  public var defaultChannel: Channel { Channel(rawValue: self[.defaultChannel]) ?? .phone }
  public var defaultConsent: Consent.Decision {
    Consent.Decision(rawValue: self[.defaultConsent]) ?? .notAsked
  }
  public var consentPurpose: String { self[.consentPurpose] }
  public var consentBasis: String { self[.consentBasis] }
  public var consentText: String { self[.consentText] }
  public var consentTextVersion: String { self[.consentTextVersion] }
  /// Milliseconds.
  public var modelConnectLimit: Int { number(.modelConnectLimit) }
  /// Milliseconds.
  public var modelFirstTokenLimit: Int { number(.modelFirstTokenLimit) }
  /// Milliseconds.
  public var modelLoadLimit: Int { number(.modelLoadLimit) }
  /// Milliseconds.
  public var modelTotalLimit: Int { number(.modelTotalLimit) }
  /// As Ollama reads a duration: `30m`.
  public var modelKeepAlive: String { self[.modelKeepAlive] }
  /// Tokens.
  public var modelContext: Int { number(.modelContext) }
  /// How long entries of the audit stay in the store before they may be sealed.
  public var auditDays: Int { number(.auditDays) }
  /// As they were typed; empty when `OLLAMA_HOST` says where the model is.
  public var modelHosts: [String] {
    Settings.hosts(in: self[.modelHosts])
  }
  /// Requests that one host answers at a time.
  public var modelConcurrency: Int { number(.modelConcurrency) }
  /// Texts that the queue reads in a minute; nil for no limit.
  public var queuePerMinute: Int? {
    number(.queuePerMinute) == 0 ? nil : number(.queuePerMinute)
  }
  /// Milliseconds.
  public var queueLease: Int64 { Int64(number(.queueLease)) * 1000 }
  /// Whether open screens work through the queue too.
  public var queueInScreens: Bool { self[.queueInScreens] == "sim" }

  /// Whether the model's server may be another machine of the centre's private network.
  public var modelMayBeOnNetwork: Bool { self[.modelNetwork] == "sim" }
  /// Nil until one was chosen.
  public var backupRecipient: AgeRecipient? { AgeRecipient(self[.backupRecipient]) }
  public var backupDays: Int { number(.backupDays) }
  public var signInMode: SignInMode { SignInMode(rawValue: self[.signInMode]) ?? .system }
  /// Milliseconds.
  public var screenLockDelay: Int64 { Int64(number(.screenLockDelay)) * 60_000 }
  /// Milliseconds.
  public var sessionIdleLimit: Int64 { Int64(number(.sessionIdleLimit)) * 60_000 }
  /// Milliseconds.
  public var sessionLongest: Int64 { Int64(number(.sessionLongest)) * 60_000 }
  public var asksFourEyes: Bool { self[.fourEyes] != "nao" }
  /// Full records that one person may export alone.
  public var fourEyesExportLimit: Int { number(.fourEyesExportLimit) }

  public var keyProfile: KeyProfile { KeyProfile(rawValue: self[.keyProfile]) ?? .standard }

  private func number(_ key: SettingKey) -> Int {
    Int(self[key]) ?? Int(key.standard) ?? 0
  }
}

/// Who the centre is, as `init` is told.
public struct CentreProfile: Equatable, Sendable {
  public var organization: String?
  public var dataProtectionOfficer: String?
  public var dataProtectionEmail: String?
  /// Whether it only tries the program out, with invented people.
  public var isTrial: Bool

  public init(
    organization: String?, dataProtectionOfficer: String?, dataProtectionEmail: String?,
    isTrial: Bool = false
  ) {
    self.organization = organization
    self.dataProtectionOfficer = dataProtectionOfficer
    self.dataProtectionEmail = dataProtectionEmail
    self.isTrial = isTrial
  }

  /// What the profile sets.
  var settings: [SettingKey: String] {
    var settings: [SettingKey: String] = [:]
    settings[.organization] = organization
    settings[.dataProtectionOfficer] = dataProtectionOfficer
    settings[.dataProtectionEmail] = dataProtectionEmail
    if isTrial { settings[.mode] = "teste" }
    return settings
  }
}
