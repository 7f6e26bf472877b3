extension CommandTable {
  /// What this version can do.
  static let all = CommandTable(
    groups: [
      CommandGroup(name: "contact", summary: "cadastra, mostra, procura e altera pessoas"),
      CommandGroup(name: "queue", summary: "lê e cuida dos textos que esperam a IA"),
      CommandGroup(name: "model", summary: "mostra e instala o modelo de linguagem"),
      CommandGroup(name: "report", summary: "relatórios"),
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
      .queueList,
      .queueRun,
      .queueRetry,
      .queueDiscard,
      .queueBatches,
      .queuePause,
      .queueResume,
      .queueCancel,
      .modelStatus,
      .modelPull,
      .reportExtraction,
      .doctor,
      .auditList,
      .auditVerify,
      .auditExport,
      .auditCheckpoint,
      .auditSeal,
      .auditReplaceKey,
    ])
}
