import ContactsCore

extension Keymap {
  /// Where somebody is in view who can be called again.
  private static let people: Set<Place> = [
    .contactsSearch, .contactsList, .recordView, .history, .saved, .interactions,
  ]

  /// The rows of **Agenda** and **Atendimentos**, and what a shift does everywhere.
  static let ofShift: [Binding] = [
    Binding(
      .open, keys: [.enter], in: [.agenda, .interactions], label: "Ficha", title: "Abrir ficha",
      help: "Abre a ficha da pessoa escolhida; a leitura fica registrada na auditoria.",
      permission: .readContacts, prominent: true),
    Binding(
      .shift(.wrapUp), keys: [.control("t")], letters: ["c"], in: [.agenda], label: "Concluir",
      title: "Concluir o retorno",
      help: "Diz o que foi dele: feito, não encontrou a pessoa, ou não é mais preciso.",
      permission: .workShift, prominent: true),
    Binding(
      .shift(.schedule), keys: [.control("r")], letters: ["p"], in: [.agenda], label: "Adiar",
      title: "Adiar o retorno", help: "Passa o retorno para outro dia ou outra hora.",
      permission: .workShift, prominent: true),
    Binding(
      .options, keys: [.function(4), .character(" ")], in: [.agenda], label: "Mostrar",
      title: "Escolher o que mostrar",
      help: "Passa dos seus retornos aos de todos, e aos que já saíram da agenda.",
      permission: .workShift, prominent: true),
    Binding(
      .options, keys: [.function(4), .character(" ")], in: [.interactions], label: "Filtrar",
      title: "Filtrar os atendimentos",
      help: "Por atendente, situação, motivo, urgência ou período.", permission: .workShift,
      prominent: true),
    Binding(
      .shift(.take), letters: ["p"], in: [.interactions], label: "Pegar",
      title: "Pegar o atendimento", help: "O atendimento passa a ser seu, e fica em andamento.",
      permission: .workShift, prominent: true),
    Binding(
      .shift(.assign), letters: ["x"], in: [.interactions], label: "Passar",
      title: "Passar o atendimento a outra pessoa",
      help: "Diz quem fica com ele e por quê; fica na auditoria.", permission: .assignWork,
      prominent: true),
    Binding(
      .shift(.assign), letters: ["x"], in: [.agenda], label: "Passar",
      title: "Passar o retorno a outra pessoa",
      help: "Diz quem passa a fazê-lo e por quê: o seu, ou, para a supervisão, o de qualquer uma.",
      permission: .workShift, prominent: true),
    Binding(
      .shift(.wrapUp), keys: [.control("t")],
      in: form.union([.recordView, .history, .saved, .interactions]), label: "Encerrar",
      title: "Encerrar o atendimento",
      help: "Motivo e desfecho por números, nota, retorno; no formulário, salva antes.",
      permission: .workShift, prominence: [.recordView, .history, .saved, .interactions]),
    Binding(
      .shift(.schedule), keys: [.control("r")], in: people.union(form), label: "Retorno",
      title: "Agendar retorno",
      help: "Promete ligar de novo: “amanhã 15h”, “28/11 14:00”; no formulário, salva antes.",
      permission: .workShift, prominence: [.recordView, .history, .saved]),
    Binding(
      .shift(.agenda), letters: ["3"], in: working, label: "Agenda", title: "Agenda",
      help: "Vai aos retornos prometidos; um formulário aberto fica guardado como rascunho.",
      permission: .workShift),
    Binding(
      .shift(.interactions), letters: ["t"], in: working, label: "Atendimentos",
      title: "Atendimentos",
      help: "Vai à lista dos atendimentos: os seus de hoje, e os que se filtrar.",
      permission: .workShift),
    Binding(
      .shift(.alerts), letters: ["u"], in: working, label: "Riscos", title: "Alertas de risco",
      help: "Mostra os atendimentos críticos que ninguém assumiu; Enter assume e abre a ficha.",
      permission: .takeAlerts),
    Binding(
      .shift(.referrals), keys: [.control("g")], in: working, label: "Encaminhar",
      title: "Encaminhar quem corre perigo",
      help: "Mostra a quem a pessoa pode ligar agora: CVV, SAMU, Polícia e outros."),
  ]
}
