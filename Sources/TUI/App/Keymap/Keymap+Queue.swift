import ContactsCore

extension Keymap {
  /// The rows of **Fila**, and the ways to it.
  static let ofQueue: [Binding] = [
    Binding(
      .open, keys: [.enter], in: [.queue], label: "Revisar", title: "Revisar texto",
      help: "Abre o texto com o que foi achado; a leitura fica registrada na auditoria.",
      permission: .workQueue, prominent: true),
    Binding(
      .options, keys: [.function(4), .character(" ")], in: [.queue], label: "Mostrar",
      title: "Escolher o que mostrar",
      help: "Mostra só os textos de uma situação: a revisar, com falha, revisados.",
      permission: .workQueue, prominent: true),
    Binding(
      .extract, keys: [.function(9)], letters: ["e"], in: [.queue], label: "Tentar",
      title: "Tentar de novo", help: "Faz o texto voltar a ser lido pela IA agora.",
      permission: .workQueue, prominent: true),
    Binding(
      .queue(.batches), letters: ["l"], in: [.queue], label: "Lotes", title: "Lotes",
      help: "Mostra os lotes em andamento: pausar, retomar, cancelar, tentar os que falharam.",
      permission: .workQueue, prominent: true),
    Binding(
      .queue(.discard), letters: ["x"], in: [.queue], label: "Descartar", title: "Descartar texto",
      help: "Tira o texto da fila; pede o motivo, escrito.", permission: .workQueue,
      prominent: true),
    Binding(
      .queue(.show), letters: ["2"], in: working, label: "Fila", title: "Fila",
      help:
        "Vai aos textos que esperam pela IA ou por revisão; um formulário aberto fica guardado.",
      permission: .workQueue),
    Binding(
      .queue(.pullModel), in: working, label: "Baixar IA", title: "Baixar o modelo da IA",
      help: "Pede ao Ollama que busque o modelo na internet; mostra o andamento.",
      permission: .changeSettings),
  ]
}
