import ContactsCore

extension Keymap {
  /// The rows of the screens that supervisors and admins run the centre from, and the ways to them.
  static let ofOffice: [Binding] = [
    Binding(
      .office(.tour), in: everywhere, label: "Passeio", title: "Primeiros minutos",
      help:
        "Um passeio de sete passos com as suas teclas e uma pessoa inventada; nada fica gravado."),
    Binding(
      .save, keys: [.function(2)], in: [.transfer], label: "Exportar", title: "Exportar",
      help: "Grava o arquivo; fica na auditoria antes. Esc ou Ctrl-C interrompem.",
      permission: .exportMasked, prominent: true),
    Binding(
      .options, keys: [.function(4)], in: [.transfer], label: "Mudar", title: "Mudar a opção",
      help: "Passa à opção seguinte do campo; ← → e Espaço também mudam.", prominent: true),
    Binding(
      .office(.transfer), letters: ["5"], in: working.subtracting([.importer]), label: "Exportar",
      title: "Exportar e importar",
      help: "Grava pessoas e atendimentos num arquivo: Excel, JSON, CSV ou vCard.",
      permission: .exportMasked),
    Binding(
      .office(.transfer), keys: [.control("o")], in: [.importer], label: "Exportar",
      title: "Passar a exportar", help: "Vai à outra metade da tela.",
      permission: .exportMasked, prominent: true),
    Binding(
      .office(.importing), keys: [.control("o")], in: [.transfer], label: "Importar",
      title: "Passar a importar", help: "Vai à outra metade da tela.",
      permission: .importContacts, prominent: true),
    Binding(
      .office(.importing), in: working.subtracting([.transfer, .importer]), label: "Importar",
      title: "Importar de um arquivo",
      help: "Traz pessoas, atendimentos e textos de um arquivo CSV, JSON ou vCard.",
      permission: .importContacts),
    Binding(
      .save, keys: [.function(2)], in: [.importer], label: "Importar", title: "Importar",
      help: "Grava as linhas do arquivo aos poucos; Esc ou Ctrl-C interrompem, e F2 continua.",
      permission: .importContacts, prominent: true),
    Binding(
      .refresh, keys: [.function(5)], in: [.importer], label: "Ensaiar",
      title: "Ensaiar a importação",
      help:
        "Confere o arquivo inteiro sem gravar: o que entraria, o que seria recusado, quem já está aqui.",
      permission: .importContacts, prominent: true),
    Binding(
      .options, keys: [.function(4)], in: [.importer], label: "Mudar",
      title: "Mudar a opção ou o campo",
      help: "Mostra os arquivos da pasta, ou os campos em que a coluna pode entrar.",
      prominent: true),
    Binding(
      .history, keys: [.function(7)], in: [.importer], label: "Linhas",
      title: "Linhas do ensaio",
      help: "Mostra o que foi dito de cada linha: duplicados, o que mudaria, recusas.",
      prominent: true),
    Binding(
      .open, keys: [.enter], in: [.admin], label: "Mudar",
      title: "Mudar o ajuste, a pessoa ou a linha; cuidar do aviso",
      help:
        "Abre o que está escolhido para ser mudado, ou diz que você cuida do aviso; fica na auditoria.",
      permission: .readWarnings, prominent: true),
    Binding(
      .switchPane, keys: [.tab], in: [.admin], label: "Seção", title: "Passar à outra seção",
      help: "Passa das configurações às pessoas, aos catálogos e aos avisos, e volta.",
      prominent: true),
    Binding(
      .office(.addPerson), letters: ["a"], in: [.admin], label: "Incluir",
      title: "Incluir uma pessoa usuária, ou uma linha do catálogo",
      help:
        "Dá a alguém um nome de entrada e papéis; num catálogo, inclui um motivo, desfecho ou encaminhamento.",
      permission: .readCatalogues, prominent: true),
    Binding(
      .office(.admin), letters: ["8"], in: working, label: "Administração",
      title: "Administração",
      help: "Vai aos ajustes da central, às pessoas usuárias, aos catálogos e aos avisos.",
      permission: .readWarnings),
  ]
}
