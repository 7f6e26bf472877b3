import ContactsCore

extension DialogView {
  func draw(_ dialog: QueueDialog, in frame: inout Frame) {
    switch dialog {
    case .filter(let filter):
      let inside = box("Mostrar na fila", rows: filter.chooser.items.count + 2, in: &frame)
      draw(filter.chooser, in: &frame, inside)
    case .discard(let discard): draw(discard, in: &frame)
    case .batches(let batches): draw(batches, in: &frame)
    case .cancelBatch(let cancel): draw(cancel, in: &frame)
    }
  }

  private func draw(_ discard: DiscardTextDialog, in frame: inout Frame) {
    let question = wrapped(
      "O texto sai da fila e a IA não o lerá. Para descartar, escreva o motivo:",
      to: insideColumns)
    let count = discard.chooser.items.count
    let inside = box("Descartar texto", rows: question.count + count + 4, in: &frame)
    frame.write(
      discard.title, row: inside.row, column: inside.column, width: inside.columns,
      style: .heading)
    for (offset, line) in question.enumerated() {
      frame.write(
        line, row: inside.row + 1 + offset, column: inside.column, width: inside.columns,
        style: .warning)
    }
    draw(
      discard.chooser, in: &frame, inside.inset(top: question.count + 2), label: "Motivo")
  }

  private func draw(_ batches: BatchesDialog, in frame: inout Frame) {
    let inside = box("Lotes", rows: min(batches.chooser.items.count, 12) + 2, in: &frame)
    frame.writeWrapped(
      batches.batches.isEmpty
        ? "Nenhum lote em andamento. Importar textos cria um lote."
        : "Textos que chegaram juntos.", in: inside.top(1), style: .muted)
    draw(batches.chooser, in: &frame, inside.inset(top: 2), filters: false)
  }

  private func draw(_ cancel: CancelBatchDialog, in frame: inout Frame) {
    let inside = box("Cancelar lote", rows: 7, in: &frame)
    frame.write(
      "\(cancel.glance.batch.label) · \(cancel.glance.progress.label)", row: inside.row,
      column: inside.column, width: inside.columns, style: .heading)
    frame.writeWrapped(
      "O que ainda não foi lido sai da fila de uma vez; o que já foi lido fica. Os textos"
        + " continuam nas fichas. Para cancelar, escreva: \(CancelBatchDialog.word)",
      in: inside.inset(top: 2).top(3), style: .warning)
    frame.write(
      cancel.input, row: inside.endRow - 1, column: inside.column,
      width: min(20, inside.columns), isFocused: true)
  }
}
