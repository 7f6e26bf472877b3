import ContactsCore

extension Keymap {
  /// The rows of **LGPD** and **Consentimentos**, and the ways to them.
  static let ofRights: [Binding] = [
    Binding(
      .open, keys: [.enter], in: [.rights], label: "Abrir", title: "Abrir o pedido",
      help: "Mostra o prazo e os passos do pedido; a leitura fica na auditoria.",
      permission: .handleRequests, prominent: true),
    Binding(
      .options, keys: [.function(4), .character(" ")], in: [.rights], label: "Abertos/todos",
      title: "Mostrar também os fechados",
      help: "Passa dos pedidos abertos a todos, e volta.", permission: .handleRequests,
      prominent: true),
    Binding(
      .rights(.new), keys: [.function(6)], letters: ["a"], in: [.rights], label: "Pedido novo",
      title: "Pedido de quem não tem cadastro",
      help: "Registra um pedido de alguém de quem nada foi encontrado; o de quem tem cadastro"
        + " começa na ficha.", permission: .handleRequests, prominent: true),
    Binding(
      .switchPane, keys: [.tab], in: [.rights], label: "Retenções", title: "Ver as retenções",
      help: "Passa ao que fica guardado apesar de tudo; Tab de novo, aos incidentes.",
      permission: .holdData, prominent: true),
    Binding(
      .open, keys: [.enter], in: [.request], label: "Fazer o passo", title: "Fazer o passo",
      help: "Anota o passo com o que o mostra, ou faz o que é do programa: a resposta, a"
        + " revogação, a eliminação.", permission: .handleRequests, prominent: true),
    Binding(
      .save, keys: [.function(2)], in: [.request], label: "Concluir", title: "Concluir o pedido",
      help: "Fecha o pedido, se nenhum passo falta.", permission: .handleRequests,
      prominent: true),
    Binding(
      .rights(.refuse), letters: ["x"], in: [.request], label: "Recusar",
      title: "Recusar o pedido",
      help: "Fecha o pedido com o artigo da lei, e mostra ou grava a carta.",
      permission: .handleRequests, prominent: true),
    Binding(
      .rights(.record), letters: ["v"], in: [.request], label: "Ficha",
      title: "Ficha de quem pede", help: "Abre a ficha; a leitura fica na auditoria.",
      permission: .readContacts, prominent: true),
    Binding(
      .rights(.consents), letters: ["c"], in: [.recordView, .history, .request],
      label: "Consentimentos", title: "Consentimentos desta pessoa",
      help: "Mostra o que a pessoa decidiu em cada finalidade, e o aviso a ler em voz alta.",
      permission: .recordConsents, prominence: [.request]),
    Binding(
      .open, keys: [.enter], in: [.consents], label: "Ler o aviso", title: "Ler o aviso",
      help: "Mostra o aviso a ler em voz alta, e anota que foi lido e o que a pessoa disse.",
      permission: .recordConsents, prominent: true),
    Binding(
      .rights(.revoke), letters: ["x"], in: [.consents], label: "Retirar tudo",
      title: "Retirar os consentimentos",
      help: "Retira de uma vez o que a pessoa consentiu, e oferece a eliminação.",
      permission: .recordConsents, prominent: true),
    Binding(
      .rights(.new), letters: ["l"], in: [.contactsList, .recordView, .history, .consents],
      label: "Pedido LGPD", title: "Pedido LGPD desta pessoa",
      help: "Registra o que a pessoa pede pela lei, e começa a contar o prazo.",
      permission: .handleRequests, prominence: [.consents]),
    Binding(
      .rights(.show), letters: ["6"], in: working, label: "LGPD", title: "LGPD",
      help: "Vai aos pedidos de titulares, o primeiro a vencer primeiro.",
      permission: .handleRequests),
  ]
}
