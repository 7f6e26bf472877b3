import ContactsCore

extension Keymap {
  /// The rows of **Painel**, and the way to it.
  static let ofPanel: [Binding] = [
    Binding(
      .options, keys: [.function(4), .character(" ")], in: [.panel], label: "Período",
      title: "Mudar o período", help: "Passa de hoje a 7 dias, 30 dias e desde o início.",
      permission: .readReports, prominent: true),
    Binding(
      .panel, letters: ["4"], in: working, label: "Painel", title: "Painel",
      help: "Vai aos números: atendimentos, retornos, IA, fila e sugestões aceitas.",
      permission: .readReports),
  ]
}
