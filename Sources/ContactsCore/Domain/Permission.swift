/// Something a role may or may not do.
///
/// The table below is the only one: the contact book checks it, the help shows it, `docs/papeis.md` is written from it.
public enum Permission: String, Sendable, CaseIterable {
  case registerContacts
  case mergeContacts
  case searchContacts
  case readContacts
  case importContacts
  case exportContacts
  case exportMasked
  case keepDrafts
  case restrictContacts
  case breakGlass
  case eraseContacts
  case holdData
  case blockContacts
  case runRetention
  case approveErasures
  case approveExports
  case readApprovals
  case readNotices
  case readAudit
  case verifyAudit
  case sealAudit
  case replaceKeys
  case keepBackups
  case changeSettings
  case readWarnings
  case readCatalogues
  case editCatalogues
  case editReferrals
  case manageUsers
  case workQueue
  case manageQueue
  case readReports
  case workShift
  case assignWork
  case takeAlerts
  case handleRequests
  case recordConsents
  case noteGuardians

  /// The roles that may do it; whoever holds one of them may.
  public var roles: Set<Role> {
    switch self {
    case .registerContacts, .mergeContacts, .keepDrafts: [.attendant, .supervisor]
    case .searchContacts, .readContacts, .breakGlass, .recordConsents, .noteGuardians:
      [.attendant, .supervisor, .dataProtectionOfficer]
    case .workQueue, .workShift: [.attendant, .supervisor]
    case .importContacts, .exportContacts, .manageQueue, .assignWork, .takeAlerts,
      .editCatalogues:
      [.supervisor]
    case .readCatalogues: [.supervisor, .admin]
    case .readWarnings: [.supervisor, .dataProtectionOfficer, .admin]
    case .readReports: [.supervisor, .dataProtectionOfficer, .admin]
    case .exportMasked, .restrictContacts, .approveErasures, .approveExports, .readApprovals:
      [.supervisor, .dataProtectionOfficer]
    case .eraseContacts, .holdData, .blockContacts, .readNotices, .readAudit, .handleRequests:
      [.dataProtectionOfficer]
    // An admin sees that the audit holds, and none of it.
    case .verifyAudit, .sealAudit, .runRetention: [.dataProtectionOfficer, .admin]
    case .keepBackups, .changeSettings, .editReferrals, .manageUsers, .replaceKeys: [.admin]
    }
  }

  /// What it is, in Portuguese.
  public var label: String {
    switch self {
    case .registerContacts: "Cadastrar e alterar pessoas e atendimentos"
    case .mergeContacts: "Varrer duplicados, unificar dois cadastros e desfazer no mesmo dia"
    case .searchContacts: "Procurar pessoas (lista mascarada)"
    case .readContacts: "Abrir um cadastro completo"
    case .importContacts: "Importar planilhas"
    case .exportContacts: "Pedir exportação de cadastros completos"
    case .exportMasked: "Exportar com os dados das pessoas mascarados"
    case .keepDrafts: "Guardar rascunhos"
    case .restrictContacts: "Restringir um registro a pessoas nomeadas"
    case .breakGlass: "Abrir um registro restrito em emergência, com motivo"
    case .eraseContacts: "Pedir eliminação de dados"
    case .holdData: "Reter um tipo de dado de uma pessoa, com o artigo, e liberá-lo"
    case .blockContacts: "Bloquear um cadastro a todos os outros papéis, e desbloqueá-lo"
    case .runRetention: "Ver o que passou do prazo do catálogo, e eliminá-lo"
    case .approveErasures: "Aprovar a eliminação pedida por outra pessoa"
    case .approveExports: "Aprovar a exportação pedida por outra pessoa"
    case .readApprovals: "Ver o que espera a aprovação de uma segunda pessoa"
    case .workQueue: "Trabalhar a fila de textos: extrair e revisar"
    case .manageQueue: "Pausar, retomar e cancelar lotes da fila"
    case .readReports: "Ver relatórios, sem dado de ninguém"
    case .workShift: "Assumir e encerrar atendimentos, agendar e fazer retornos"
    case .assignWork: "Passar atendimentos, com os retornos deles, de uma pessoa a outra"
    case .takeAlerts: "Ver e assumir os alertas de risco"
    case .recordConsents: "Anotar e retirar consentimentos"
    case .noteGuardians: "Anotar o cuidado com o responsável por uma pessoa (art. 14)"
    case .handleRequests: "Registrar e responder os pedidos de titulares (LGPD)"
    case .readNotices: "Ler os avisos ao encarregado"
    case .readAudit: "Ler a auditoria"
    case .verifyAudit: "Conferir a corrente da auditoria e assinar onde ela está"
    case .sealAudit: "Selar a auditoria antiga"
    case .replaceKeys: "Trocar as chaves de assinatura"
    case .keepBackups: "Fazer e ver cópias de segurança cifradas"
    case .changeSettings: "Mudar as configurações da central"
    case .readWarnings: "Ver os avisos da central e dizer que cuida deles: disco, prazos, cópias"
    case .readCatalogues: "Ver os catálogos da central, com o que saiu de uso"
    case .editCatalogues: "Mudar os catálogos de motivos e de desfechos"
    case .editReferrals: "Mudar os encaminhamentos de quem corre perigo"
    case .manageUsers: "Cadastrar e desativar pessoas usuárias, mudar papéis e senhas"
    }
  }

  public func isGranted(to actor: Actor) -> Bool {
    !roles.isDisjoint(with: actor.roles)
  }

  /// The table as text: a line for each permission, a column for each role.
  public static var matrix: [(permission: Permission, granted: [(role: Role, isGranted: Bool)])] {
    allCases.map { permission in
      (permission, Role.allCases.map { ($0, permission.roles.contains($0)) })
    }
  }
}

// MARK: - For people

extension Role {
  /// As a heading.
  public var label: String {
    switch self {
    case .attendant: "Atendente"
    case .supervisor: "Supervisor"
    case .dataProtectionOfficer: "Encarregado"
    case .admin: "Admin"
    }
  }
}

extension Permission {
  /// `docs/papeis.md`.
  static var page: String {
    var lines = [
      "# Papéis",
      "",
      "O que cada papel pode fazer. Esta página é escrita a partir da mesma tabela que o programa confere (`Permission`); um",
      "teste compara as duas. Uma pessoa pode ter vários papéis: basta um deles. Uma tentativa recusada fica na auditoria.",
      "",
      "| | " + Role.allCases.map(\.label).joined(separator: " | ") + " |",
      "| --- |" + Role.allCases.map { _ in " :-: |" }.joined(),
    ]
    for (permission, granted) in matrix {
      let marks = granted.map { $0.isGranted ? "sim" : "–" }
      lines.append("| \(permission.label) | " + marks.joined(separator: " | ") + " |")
    }
    lines += [
      "",
      "Quem administra a máquina não vê nenhum cadastro, e o encarregado não cadastra pessoas usuárias: são funções separadas.",
      "Quem executa `atende init` recebe os quatro papéis, e pode depois repartir com `atende user role`.",
      "",
    ]
    return lines.joined(separator: "\n")
  }
}
