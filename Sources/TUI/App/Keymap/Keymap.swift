import ContactsCore

/// The one table of keys.
///
/// The help, the line of keys, the palette and `docs/keys.md` are made from it.
enum Keymap {
  /// Where nobody has come in, or comes back: the keys of the screens mean nothing there.
  static let gate: Set<Place> = [.signIn, .passwordChange, .locked]
  static let everywhere = Set(Place.allCases).subtracting(gate)
  static let working = everywhere.subtracting([.firstStart])
  static let lists: Set<Place> = [
    .contactsList, .history, .queue, .agenda, .interactions, .panel, .admin, .audit, .mergeList,
    .mergeFields, .rights, .request, .consents, .holds, .incidents, .incident,
  ]
  static let form: Set<Place> = [.note, .textField, .choiceField]
  static let fields: Set<Place> = [
    .textField, .choiceField, .recordField, .review, .transfer, .importer, .firstStart,
  ]

  static let bindings =
    ofDesk + ofQueue + ofShift + ofPeople + ofPanel + ofOffice + ofMerge
    + ofRights + ofKept

  private static let ofDesk: [Binding] = [
    Binding(
      .help, keys: [.function(1)], letters: ["?"], in: everywhere, label: "Ajuda", title: "Ajuda",
      help: "Mostra as teclas, primeiro as desta tela; digite para procurar.", prominent: true),
    Binding(
      .save, keys: [.function(2)], in: form.union([.recordField, .review, .firstStart]),
      label: "Salvar",
      title: "Salvar", help: "Salva o que está na tela; basta um campo preenchido.",
      prominent: true),
    Binding(
      .search, keys: [.function(3)], letters: ["/"], in: working, label: "Buscar",
      title: "Buscar contatos",
      help: "Busca por parte do telefone, nome sem acentos, e-mail, CPF ou protocolo.",
      permission: .searchContacts,
      prominence: [.contactsSearch, .contactsList, .recordView, .history, .recordClosed, .saved]),
    Binding(
      .options, keys: [.function(4)], in: form.union([.recordField, .review]), label: "Opções",
      title: "Opções do campo",
      help:
        "Mostra as opções do campo: motivos, urgência, canal. No texto, os rascunhos guardados.",
      prominent: true),
    Binding(
      .options, keys: [.character(" ")], in: [.choiceField], label: "Opções",
      title: "Opções do campo", help: "Mostra as opções do campo."),
    Binding(
      .refresh, keys: [.function(5)], letters: ["r"],
      in: [
        .contactsSearch, .contactsList, .recordView, .history, .recordClosed, .queue, .agenda,
        .interactions, .panel, .transfer, .admin, .audit, .rights, .request, .consents,
        .holds, .incidents, .incident,
      ],
      label: "Atualizar",
      title: "Atualizar", help: "Lê de novo o que está na tela."),
    Binding(
      .newInteraction, keys: [.function(6)], letters: ["a"],
      in: [
        .contactsSearch, .contactsList, .recordView, .history, .saved, .queue, .agenda, .panel,
      ], label: "Novo",
      title: "Novo atendimento",
      help: "Abre um atendimento; na Ficha, para a mesma pessoa. Usa o texto colado, se houver.",
      permission: .registerContacts,
      prominence: [.contactsSearch, .contactsList, .recordView, .history, .saved]),
    Binding(
      .edit, keys: [.enter], in: [.recordView], label: "Editar",
      title: "Editar ficha", help: "Abre os dados da ficha para correção.",
      permission: .registerContacts, prominent: true),
    Binding(
      .history, keys: [.function(7)], letters: ["h"], in: [.recordView, .history],
      label: "Histórico", title: "Histórico",
      help: "Percorre os atendimentos da pessoa, com protocolo, motivo e texto.", prominent: true),
    Binding(
      .duplicates, keys: [.function(8)], letters: ["d"], in: form, label: "Duplicados",
      title: "Usar cadastro existente",
      help: "Mostra quem já está cadastrado com estes dados e usa o cadastro escolhido.",
      prominent: true),
    Binding(
      .extract, keys: [.function(9)], in: form, label: "Extrair", title: "Extrair de novo",
      help: "Pede ao modelo local que leia o texto outra vez.", prominent: true),
    Binding(
      .switchPane, keys: [.control("o")], in: form.union([.review]), label: "Texto/Ficha",
      title: "Alternar entre texto e formulário",
      help: "Passa do texto ao formulário e volta; numa janela estreita, troca o painel à vista.",
      prominent: false),
    Binding(
      .switchPane, keys: [.tab], in: [.contactsSearch, .contactsList], label: "Busca/lista",
      title: "Alternar entre busca e lista",
      help: "Passa da busca à lista, sem apagar o que se buscou, e volta."),
    Binding(
      .open, keys: [.enter], in: [.contactsSearch, .contactsList, .saved], label: "Abrir",
      title: "Abrir ficha",
      help: "Abre a ficha da pessoa escolhida; a leitura fica registrada na auditoria.",
      permission: .readContacts, prominent: true),
    Binding(
      .drafts, letters: ["b"], in: [.contactsSearch, .contactsList], label: "Rascunhos",
      title: "Rascunhos guardados",
      help: "Mostra os formulários não salvos, para recuperar ou descartar.",
      permission: .keepDrafts),
    Binding(
      .confirm, keys: [.enter], in: fields, label: "Confirmar",
      title: "Confirmar campo",
      help: "Confirma o valor do campo, mesmo o marcado com ?, e passa ao seguinte."),
    Binding(
      .nextField, keys: [.tab], in: fields.union([.note]), label: "Próximo campo",
      title: "Próximo campo", help: "Passa ao campo seguinte; do texto, ao formulário."),
    Binding(
      .nextField, keys: [.down], in: fields, label: "Próximo campo",
      title: "Próximo campo", help: "Passa ao campo seguinte."),
    Binding(
      .previousField, keys: [.backTab], in: fields.union([.note]), label: "Campo anterior",
      title: "Campo anterior", help: "Volta ao campo anterior; do primeiro campo, ao texto."),
    Binding(
      .previousField, keys: [.up], in: fields, label: "Campo anterior",
      title: "Campo anterior", help: "Volta ao campo anterior."),
    Binding(
      .moveDown, keys: [.down], letters: ["j"], in: lists.union([.contactsSearch]),
      label: "Descer", title: "Descer na lista", help: "Passa à linha de baixo."),
    Binding(
      .moveUp, keys: [.up], letters: ["k"], in: lists.union([.contactsSearch]), label: "Subir",
      title: "Subir na lista", help: "Passa à linha de cima."),
    Binding(
      .pageDown, keys: [.pageDown], in: lists.union([.contactsSearch, .recordView, .review]),
      label: "Página abaixo", title: "Página abaixo", help: "Desce uma tela."),
    Binding(
      .pageUp, keys: [.pageUp], in: lists.union([.contactsSearch, .recordView, .review]),
      label: "Página acima", title: "Página acima", help: "Sobe uma tela."),
    Binding(
      .moveToTop, keys: [.home], letters: ["g"], in: lists, label: "Início",
      title: "Início da lista", help: "Vai à primeira linha."),
    Binding(
      .moveToBottom, keys: [.end], letters: ["G"], in: lists, label: "Fim", title: "Fim da lista",
      help: "Vai à última linha carregada e busca as seguintes."),
    Binding(
      .nextMatch, letters: ["n"], in: lists, label: "Próximo", title: "Próximo resultado",
      help: "Passa ao resultado seguinte da busca."),
    Binding(
      .previousMatch, letters: ["N"], in: lists, label: "Anterior", title: "Resultado anterior",
      help: "Volta ao resultado anterior da busca."),
    Binding(
      .contacts, letters: ["1"], in: working, label: "Contatos", title: "Contatos",
      help: "Vai à tela Contatos; um formulário aberto fica guardado como rascunho.",
      permission: .searchContacts),
    Binding(
      .commands, keys: [.function(10), .control("p")], letters: [":"], in: everywhere,
      label: "Comandos", title: "Comandos",
      help: "Todas as ações pelo nome, filtradas enquanto você digita.", prominent: true),
    Binding(
      .back, keys: [.escape, .function(12)], letters: [], in: everywhere, label: "Voltar",
      title: "Voltar",
      help: "Volta um nível; um formulário aberto fica guardado como rascunho.", prominent: true),
    Binding(
      .back, letters: ["q"],
      in: [
        .recordView, .history, .recordClosed, .saved, .queue, .agenda, .interactions, .panel,
        .admin, .audit, .auditEntry, .mergeList, .mergeFields, .rights, .request, .consents,
        .holds, .incidents, .incident,
      ],
      label: "Voltar",
      title: "Voltar", help: "Volta um nível."),
    Binding(
      .quit, letters: ["q"], in: [.contactsList], label: "Sair", title: "Sair",
      help: "Sai do programa sem perguntar; os rascunhos ficam guardados.", prominent: true),
    Binding(
      .cancel, keys: [.control("c")], in: everywhere, label: "Cancelar", title: "Cancelar",
      help: "Interrompe a extração em andamento ou fecha a janela aberta; nunca sai do programa."),
    Binding(
      .redraw, keys: [.control("l")], in: everywhere.union(gate), label: "Redesenhar",
      title: "Redesenhar a tela", help: "Pinta a tela de novo."),
    Binding(
      .suspend, keys: [.control("z")], in: everywhere, label: "Suspender",
      title: "Suspender o programa", help: "Volta ao terminal; fg retorna."),
  ]
}
