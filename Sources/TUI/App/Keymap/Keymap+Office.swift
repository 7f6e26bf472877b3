import ContactsCore

extension Keymap {
  /// The rows of the screens that supervisors and admins run the centre from, and the ways to them.
  static let ofOffice: [Binding] = [
    Binding(
      .save, keys: [.function(2)], in: [.transfer], label: "Exportar", title: "Exportar",
      help: "Grava o arquivo; fica na auditoria antes. Esc ou Ctrl-C interrompem.",
      permission: .exportMasked, prominent: true),
    Binding(
      .options, keys: [.function(4)], in: [.transfer], label: "Mudar", title: "Mudar a opção",
      help: "Passa à opção seguinte do campo; ← → e Espaço também mudam.", prominent: true),
    Binding(
      .office(.transfer), letters: ["5"], in: working, label: "Exportar",
      title: "Exportar e importar",
      help: "Grava pessoas e atendimentos num arquivo: Excel, JSON, CSV ou vCard.",
      permission: .exportMasked),
  ]
}
