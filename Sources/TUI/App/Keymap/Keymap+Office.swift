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
    Binding(
      .open, keys: [.enter], in: [.admin], label: "Mudar", title: "Mudar o ajuste ou a pessoa",
      help: "Abre o que está escolhido para ser mudado; fica na auditoria.",
      permission: .changeSettings, prominent: true),
    Binding(
      .switchPane, keys: [.tab], in: [.admin], label: "Seção", title: "Passar à outra seção",
      help: "Passa das configurações às pessoas, e volta.", prominent: true),
    Binding(
      .office(.addPerson), letters: ["a"], in: [.admin], label: "Pessoa nova",
      title: "Cadastrar uma pessoa usuária",
      help: "Dá a alguém um nome de entrada, papéis e um modo de entrar.",
      permission: .manageUsers, prominent: true),
    Binding(
      .office(.admin), letters: ["8"], in: working, label: "Administração",
      title: "Administração", help: "Vai aos ajustes da central e às pessoas usuárias.",
      permission: .changeSettings),
  ]
}
