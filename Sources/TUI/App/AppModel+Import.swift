import ContactsCore

/// The importing half of **Exportar e importar** among the other screens.
extension AppModel {
  mutating func goToImport() -> [AppEffect] {
    if case .importer = screen { return [] }
    guard contacts != nil else { return [] }
    let effects = keepDrafts(leaving: true)
    popToContacts()
    let screen = ImportScreen()
    desk.status = .plain(screen.form.focus.hint)
    push(.importer(screen))
    return effects
  }

  mutating func updated(by message: ImportMessage) -> [AppEffect] {
    switch message {
    case .completed(let request, let paths):
      guard dialogs.isEmpty else { return [] }
      return follow(updateImport { $0.completed(request, paths, &$1) } ?? .stay)
    case .looked(let request, let result):
      updateImport { $0.looked(request, result, &$1) }
      return []
    case .progressed(let request, let rows, let percent):
      guard var job = desk.importing, job.request == request else { return [] }
      job.rows = rows
      job.percent = percent
      desk.importing = job
      return []
    case .ended(let request, let end):
      return importEnded(request, end)
    }
  }

  @discardableResult
  mutating func updateImport<Answer>(
    _ change: (inout ImportScreen, inout Desk) -> Answer
  ) -> Answer? {
    guard case .importer(var screen) = screen else { return nil }
    let answer = change(&screen, &desk)
    self.screen = .importer(screen)
    return answer
  }

  /// What came of it is said on the screen it was asked from, and elsewhere in the status line, without getting in the way.
  private mutating func importEnded(_ request: RequestID, _ end: ImportEnd) -> [AppEffect] {
    guard let job = desk.importing, job.request == request else { return [] }
    desk.importing = nil
    let isHere = dialogs.isEmpty && isImporter
    switch end {
    case .done(let tally):
      tell(tally, job)
      desk.status = .success(
        job.isRehearsal ? "Ensaio pronto: nada foi gravado." : "Importação pronta.")
      if isHere, job.isRehearsal, !tally.lines.isEmpty {
        dialogs.append(.lines(ImportLinesDialog(tally)))
      }
      if isHere, !job.isRehearsal { dialogs.append(.said(SaidDialog(tally, desk.keys))) }
    case .already(let moment):
      desk.status = .warning(
        "Este arquivo já foi importado inteiro em \(moment.local.display).")
      updateImport { screen, _ in screen.wasImported(at: moment) }
    case .cancelled(let tally):
      tell(tally, job)
      desk.status = .plain(
        job.isRehearsal
          ? "Ensaio interrompido." : "Importação interrompida: F2 continua de onde parou.")
    case .failed(let failure, let tally):
      if let tally { tell(tally, job) }
      desk.status = .failure(
        (tally.map { $0.accepted > 0 } == true ? "Importação interrompida. " : "Nada foi gravado. ")
          + failure.message)
    }
    guard !job.isRehearsal else { return [] }
    return updateContacts { $0.reload(&$1) } + [.count]
  }

  private mutating func tell(_ tally: ImportTally, _ job: ImportJob) {
    updateImport { screen, _ in screen.ended(tally, isRehearsal: job.isRehearsal) }
  }

  private var isImporter: Bool {
    if case .importer = screen { true } else { false }
  }
}

extension SaidDialog {
  fileprivate init(_ tally: ImportTally, _ keys: KeyLayout) {
    var paragraphs = [Paragraph(text: tally.words(false), style: .heading)]
    if tally.queued > 0 {
      let commands = keys.reworded("Ctrl-P", at: .importer)
      paragraphs.append(
        Paragraph(
          text: tally.queued == 1
            ? "1 texto está na fila da IA: \(commands), Fila, o mostra."
            : "\(grouped(tally.queued)) textos estão na fila da IA: \(commands), Fila, os mostra."))
    }
    if let path = tally.refusedPath {
      paragraphs += [
        Paragraph(text: ""), Paragraph(text: "Linhas recusadas, com o motivo:", style: .label),
        Paragraph(text: path),
        Paragraph(
          text: "O arquivo traz dados pessoais: corrija, importe e apague-o.", style: .warning),
      ]
    }
    if tally.duplicates > 0 {
      paragraphs += [
        Paragraph(text: ""),
        Paragraph(
          text: keys.reworded("F7", at: .importer)
            + " mostra as linhas que podem ser de quem já estava aqui; na Ficha, "
            + keys.reworded("F8", at: .recordView) + " compara e une."),
      ]
    }
    self.init(heading: "Importação pronta", paragraphs: paragraphs)
  }
}
