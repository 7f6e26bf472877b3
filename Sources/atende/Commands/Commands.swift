extension CommandTable {
  /// What this version can do.
  static let all = CommandTable(
    groups: [
      CommandGroup(name: "contact", summary: "cadastra, mostra, procura e altera pessoas"),
      CommandGroup(name: "audit", summary: "mostra e confere a auditoria"),
    ],
    commands: [
      .initialise, .extract, .mask, .contactAdd, .contactShow, .contactSearch, .contactEdit, .importFile,
      .doctor,
      .auditList,
      .auditVerify,
    ])
}
