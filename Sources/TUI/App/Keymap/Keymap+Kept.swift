import ContactsCore

extension Keymap {
  /// The rows of the other two lists of **LGPD**: what is kept although it should go, and what went wrong.
  static let ofKept: [Binding] = [
    Binding(
      .open, keys: [.enter], in: [.holds], label: "Ficha", title: "Ficha de quem tem a retenção",
      help: "Abre a ficha; a leitura fica na auditoria.", permission: .readContacts,
      prominent: true),
    Binding(
      .switchPane, keys: [.tab], in: [.holds], label: "Incidentes", title: "Ver os incidentes",
      help: "Passa ao registro de incidentes com dados pessoais.", permission: .handleRequests,
      prominent: true),
    Binding(
      .rights(.release), letters: ["x"], in: [.holds], label: "Liberar",
      title: "Liberar a retenção",
      help: "Termina a retenção, com o motivo; uma eliminação que esperava por ela continua.",
      permission: .holdData, prominent: true),
    Binding(
      .rights(.hold), keys: [.function(6)], letters: ["a", "m"], in: [.holds],
      label: "Reter mais", title: "Reter outro dado desta pessoa",
      help: "Retém outro tipo de dado da mesma pessoa, com o artigo da lei.",
      permission: .holdData, prominent: true),
    Binding(
      .options, keys: [.function(4), .character(" ")], in: [.holds], label: "Valem/todas",
      title: "Mostrar também as que terminaram",
      help: "Passa das retenções que valem a todas, e volta.", permission: .holdData,
      prominent: true),
    Binding(
      .rights(.hold), letters: ["m"], in: [.contactsList, .recordView, .history, .request],
      label: "Reter", title: "Reter um dado desta pessoa",
      help: "Guarda um tipo de dado apesar de um pedido de eliminação, com o artigo da lei.",
      permission: .holdData, prominence: [.request]),
    Binding(
      .open, keys: [.enter], in: [.incidents], label: "Abrir", title: "Abrir o incidente",
      help: "Mostra os prazos e as pessoas atingidas; a leitura fica na auditoria.",
      permission: .handleRequests, prominent: true),
    Binding(
      .switchPane, keys: [.tab], in: [.incidents], label: "Pedidos", title: "Ver os pedidos",
      help: "Volta aos pedidos dos titulares.", permission: .handleRequests, prominent: true),
    Binding(
      .rights(.incident), keys: [.function(6)], letters: ["a"], in: [.incidents],
      label: "Registrar", title: "Registrar um incidente",
      help: "Começa a contar os prazos e acha na auditoria as pessoas atingidas.",
      permission: .handleRequests, prominent: true),
    Binding(
      .open, keys: [.enter], in: [.incident], label: "Ficha", title: "Ficha da pessoa atingida",
      help: "Abre a ficha; a leitura fica na auditoria.", permission: .readContacts,
      prominent: true),
  ]
}
