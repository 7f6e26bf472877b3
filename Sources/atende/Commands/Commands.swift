extension CommandTable {
  /// What this version can do.
  static let all = CommandTable(
    groups: [
      CommandGroup(name: "contact", summary: "cadastra, mostra, procura e altera pessoas"),
      CommandGroup(name: "model", summary: "mostra e instala o modelo de linguagem"),
      CommandGroup(name: "audit", summary: "mostra, confere, assina e sela a auditoria"),
    ],
    commands: [
      .initialise,
      .extract,
      .mask,
      .contactAdd,
      .contactShow,
      .contactSearch,
      .contactEdit,
      .importFile,
      .modelStatus,
      .modelPull,
      .doctor,
      .auditList,
      .auditVerify,
      .auditExport,
      .auditCheckpoint,
      .auditSeal,
      .auditReplaceKey,
    ])
}
