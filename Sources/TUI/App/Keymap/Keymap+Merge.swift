import ContactsCore

extension Keymap {
  /// The rows of **Duplicados**, and the ways to it.
  static let ofMerge: [Binding] = [
    Binding(
      .duplicates, keys: [.function(8)], letters: ["d"],
      in: [.contactsSearch, .contactsList, .recordView, .history], label: "Duplicados",
      title: "Duplicados desta pessoa",
      help: "Procura outros registros da mesma pessoa, para comparar e unir.",
      permission: .mergeContacts),
    Binding(
      .open, keys: [.enter], in: [.mergeList], label: "Comparar", title: "Comparar os registros",
      help: "Abre os dois lado a lado; a leitura fica na auditoria.", permission: .mergeContacts,
      prominent: true),
    Binding(
      .options, keys: [.function(4), .character(" ")], in: [.mergeFields], label: "Escolher",
      title: "Escolher o valor do campo",
      help: "Troca de qual dos registros é o campo; o que está marcado com • fica.",
      prominent: true),
    Binding(
      .switchPane, keys: [.tab], in: [.mergeFields], label: "Inverter",
      title: "Inverter qual registro fica",
      help: "O identificador que fica passa a ser o do outro.",
      prominent: true),
    Binding(
      .save, keys: [.function(2)], in: [.mergeFields], label: "Unir", title: "Unir os registros",
      help: "Faz dos dois um só, depois de uma palavra; pode ser desfeito até o fim do dia.",
      permission: .mergeContacts, prominent: true),
    Binding(
      .confirm, keys: [.enter], in: [.mergeWord], label: "Confirmar", title: "Confirmar a união",
      help: "Une os dois registros, se a palavra estiver certa.", prominent: true),
    Binding(
      .people(.undoChange), letters: ["z"], in: [.recordView], label: "Desfazer",
      title: "Desfazer a última alteração",
      help: "A ficha volta ao que era antes da última alteração de hoje; outra vez, refaz.",
      permission: .registerContacts),
    Binding(
      .people(.undoMerge), in: [.recordView], label: "Desfazer união",
      title: "Desfazer a última união",
      help: "Faz de novo dois registros do que foi unido hoje.", permission: .mergeContacts),
  ]
}
