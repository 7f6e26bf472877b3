import ContactsCore

/// **Exportar e importar** among the other screens.
extension AppModel {
  mutating func perform(_ action: OfficeAction) -> [AppEffect] {
    switch action {
    case .transfer: return goToTransfer()
    case .importing: return goToImport()
    case .admin: return goToAdmin()
    case .addPerson: return performOnScreen(.office(.addPerson))
    case .tour:
      dialogs.append(.tour(TourDialog(keys: desk.keys)))
      return []
    }
  }

  private mutating func goToTransfer() -> [AppEffect] {
    if case .transfer = screen { return [] }
    guard contacts != nil else { return [] }
    let effects = keepDrafts(leaving: true)
    popToContacts()
    let screen = TransferScreen(desk.session)
    desk.status = .plain(screen.form.focus.hint)
    push(.transfer(screen))
    return effects + updateTransfer { $0.look(&$1) }
  }

  mutating func updated(by message: ExportMessage) -> [AppEffect] {
    switch message {
    case .previewed(let request, let result):
      return updateTransfer { $0.previewed(request, result, &$1) }
    case .progressed(let request, let progress, let milliseconds):
      guard case .running(request, var running) = desk.exporting else { return [] }
      running.progress = progress
      running.milliseconds = milliseconds
      desk.exporting = .running(request, running)
      return []
    case .ended(let request, let end):
      return exportEnded(request, end)
    }
  }

  mutating func updateTransfer(
    _ change: (inout TransferScreen, inout Desk) -> [AppEffect]
  ) -> [AppEffect] {
    guard case .transfer(var transfer) = screen else { return [] }
    let effects = change(&transfer, &desk)
    screen = .transfer(transfer)
    return effects
  }

  /// What came of it is said on the screen it was asked from, and elsewhere in the status line, without getting in the way.
  private mutating func exportEnded(_ request: RequestID, _ end: ExportEnd) -> [AppEffect] {
    guard case .running(request, let running) = desk.exporting else { return [] }
    desk.exporting = .none
    var isHere = false
    var approvers: [String] = []
    if case .transfer(let transfer) = screen {
      isHere = dialogs.isEmpty
      approvers = transfer.approvers
    }
    switch end {
    case .written(let receipt, let path):
      desk.exporting = .written(running.request, receipt, path: path)
      desk.status =
        receipt.counts.isEmpty
        ? .warning("Ninguém correspondia aos filtros: o arquivo não traz ninguém.")
        : .success("Exportação pronta: \(running.request.words(of: receipt.counts)).")
      if isHere { dialogs.append(.said(SaidDialog(receipt, running.request, path))) }
    case .approvalNeeded(let code, let moment):
      desk.status = .warning("Nada foi exportado: falta a aprovação \(code), de outra pessoa.")
      if isHere {
        let notice = SaidDialog(approval: code, by: approvers, until: moment, desk.keys)
        dialogs.append(.said(notice))
      }
    case .cancelled:
      desk.status = .plain("Exportação interrompida: nenhum arquivo ficou. Está na auditoria.")
    case .failed(let failure):
      desk.status = .failure("Nada foi exportado. " + failure.message)
    }
    return []
  }
}

extension SaidDialog {
  fileprivate init(_ receipt: ExportReceipt, _ request: ExportRequest, _ path: String) {
    let isWorkbook = request.format == .workbook
    var paragraphs = [
      Paragraph(
        text: receipt.counts.isEmpty
          ? "Ninguém corresponde aos filtros. O arquivo:"
          : "\(request.words(of: receipt.counts)), em:",
        style: .heading),
      Paragraph(text: path), Paragraph(text: ""),
      Paragraph(text: isWorkbook ? "SHA-256 dos dados" : "SHA-256 do arquivo", style: .label),
      Paragraph(text: receipt.digest),
    ]
    if receipt.counts.closed > 0 {
      paragraphs.append(
        Paragraph(text: "Registros restritos deixados de fora: \(grouped(receipt.counts.closed))."))
    }
    if !request.isMasked, !receipt.counts.isEmpty {
      paragraphs += [
        Paragraph(text: ""),
        Paragraph(
          text: "O arquivo traz dados pessoais abertos: guarde-o cifrado e apague-o depois de"
            + " usar.",
          style: .warning),
      ]
    }
    self.init(heading: "Exportação pronta", paragraphs: paragraphs)
  }

  fileprivate init(
    approval code: String, by approvers: [String], until moment: Timestamp, _ keys: KeyLayout
  ) {
    let who = approvers.isEmpty ? "outra pessoa da supervisão, ou o encarregado" : either(approvers)
    self.init(
      heading: "Falta a aprovação de outra pessoa",
      paragraphs: [
        Paragraph(text: "Código \(code)", style: .heading), Paragraph(text: ""),
        Paragraph(text: "Quem pode aprovar: \(who), com o comando"),
        Paragraph(text: "  atende approval grant \(code)", style: .key), Paragraph(text: ""),
        Paragraph(
          text: "Vale até \(moment.local.display), e só para estes filtros e este formato. Depois"
            + " de aprovada, repita \(keys.reworded("F2", at: .transfer)) aqui. Nada foi exportado."
        ),
      ])
  }
}
