/// What a key asks for.
///
/// Which key asks for it, and where, is the keymap's business.
enum Action: Equatable, Sendable {
  case help, save, search, options, refresh, newInteraction, history, duplicates, extract, commands
  case back, quit
  case open, confirm, edit, nextField, previousField, switchPane
  case moveUp, moveDown, pageUp, pageDown, moveToTop, moveToBottom, nextMatch, previousMatch
  case contacts, drafts
  case redraw, suspend, cancel
  case queue(QueueAction)
  /// Goes to **Painel**.
  case panel
  case people(PeopleAction)
  case shift(ShiftAction)
  case office(OfficeAction)
  case rights(RightsAction)
}

/// Where the focus is, as far as keys are concerned.
enum Place: String, Equatable, Sendable, CaseIterable {
  case contactsSearch, contactsList, note, textField, choiceField, recordView, history, recordField
  case recordClosed, saved, queue, review, agenda, interactions, panel, transfer, importer, admin,
    audit, auditEntry, firstStart, mergeList, mergeFields, mergeWord, rights, request, consents
  case holds, incidents, incident
  case signIn, passwordChange, locked

  /// The heading of this place in the help and in the manual of keys.
  var title: String {
    switch self {
    case .contactsSearch: "Contatos: busca"
    case .contactsList: "Contatos: lista"
    case .note: "Novo atendimento: texto"
    case .textField: "Novo atendimento: campo"
    case .choiceField: "Novo atendimento: campo de escolha"
    case .recordView: "Ficha"
    case .history: "Ficha: histórico"
    case .recordField: "Ficha: edição"
    case .recordClosed: "Ficha: registro restrito"
    case .audit: "Auditoria"
    case .auditEntry: "Auditoria: um registro"
    case .saved: "Atendimento salvo"
    case .queue: "Fila"
    case .review: "Revisão"
    case .agenda: "Agenda"
    case .interactions: "Atendimentos"
    case .panel: "Painel"
    case .rights: "LGPD"
    case .request: "LGPD: um pedido"
    case .consents: "Consentimentos"
    case .holds: "LGPD: retenções"
    case .incidents: "LGPD: incidentes"
    case .incident: "LGPD: um incidente"
    case .mergeList: "Duplicados: quem pode ser"
    case .mergeFields: "Duplicados: lado a lado"
    case .mergeWord: "Duplicados: confirmação"
    case .transfer: "Exportar e importar"
    case .importer: "Exportar e importar: importar"
    case .admin: "Administração"
    case .firstStart: "Primeiro uso"
    case .signIn: "Entrada"
    case .passwordChange: "Senha nova"
    case .locked: "Tela bloqueada"
    }
  }

  /// Whether letters are text here, and so never commands.
  var takesText: Bool {
    switch self {
    case .contactsSearch, .note, .textField, .choiceField, .recordField, .review, .transfer,
      .importer, .firstStart, .signIn, .passwordChange, .locked, .mergeWord:
      true
    case .contactsList, .recordView, .history, .recordClosed, .saved, .queue, .agenda,
      .interactions, .panel, .admin, .audit, .auditEntry, .mergeList, .mergeFields, .rights,
      .request, .consents, .holds, .incidents, .incident:
      false
    }
  }
}
