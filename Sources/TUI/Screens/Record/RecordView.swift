import ContactsCore

/// Draws **Ficha**: the data, the history, the consents; or the form that corrects them.
struct RecordView {
  let screen: RecordScreen
  let desk: Desk
  let layout: Layout
  let isActive: Bool

  func draw(in frame: inout Frame) {
    let body = layout.body.inset(left: 1, right: 1)
    switch screen.phase {
    case .loading:
      frame.write(
        "Abrindo a ficha; a leitura fica registrada na auditoria…", row: body.row + 1,
        column: body.column, width: body.columns, style: .muted)
    case .failed(.restricted):
      drawClosed(in: &frame, body)
    case .failed(let failure):
      frame.writeWrapped(failure.message, in: body.inset(top: 1), style: .error)
    case .shown(let record, .viewing(let top)):
      drawData(of: record, top: top, in: &frame, body)
    case .shown(let record, .browsing(let index, let top)):
      HistoryView(
        record: record, reasons: desk.session.reasons, index: index, top: top, isActive: isActive
      )
      .draw(in: &frame, body)
    case .shown(_, .editing(let editing)):
      frame.write("Edição da ficha", row: body.row, column: body.column, style: .heading)
      FormView(
        form: editing.form, reader: desk.reader, hasFocus: isActive, keys: layout.keys
      )
      .draw(in: &frame, body.inset(top: 2))
    }
  }

  private func drawData(
    of record: ContactRecord, top: Int, in frame: inout Frame, _ body: Region
  ) {
    let isWide = layout.hasPreview
    let left = isWide ? body.left(body.columns / 2 - 1) : body
    let data =
      guardianLines(of: record, width: left.columns)
      + restrictionLines(of: record, width: left.columns)
      + dataLines(of: record.contact, width: left.columns)
    let right = historyLines(of: record, width: isWide ? body.columns - left.columns - 3 : 0)
    let narrow = historyLines(of: record, width: body.columns)
    let lines = isWide ? data : data + [RecordLine()] + narrow
    let last = max(0, lines.count - left.rows)
    draw(Array(lines.dropFirst(min(top, last))), in: &frame, left)
    if isWide {
      frame.verticalLine(row: body.row, column: left.endColumn + 1, length: body.rows)
      draw(right, in: &frame, body.right(body.columns - left.columns - 3))
    }
    if lines.count > left.rows, top < last {
      frame.write("↓ PgDn", row: body.endRow - 1, endingAt: body.endColumn, style: .muted)
    }
  }

  /// Says nothing of the person, and what can be done.
  private func drawClosed(in frame: inout Frame, _ body: Region) {
    frame.write("Registro restrito", row: body.row + 1, column: body.column, style: .heading)
    let emergency =
      desk.session.may(.breakGlass)
      ? " Numa emergência, Enter abre assim mesmo: pede o motivo e avisa o encarregado." : ""
    frame.writeWrapped(
      "Só as pessoas nomeadas podem abrir esta ficha. A sua tentativa ficou registrada."
        + emergency, in: body.inset(top: 3).left(72))
  }

  private func guardianLines(of record: ContactRecord, width: Int) -> [RecordLine] {
    guard let caution = record.guardianCaution else { return [] }
    var lines = [RecordLine(heading: "Cuidado com o responsável")]
    if caution.mayBeAggressor.revealed(for: .screen) {
      for part in wrapped(GuardianCaution.warning, to: max(width - RecordLine.labelWidth, 10)) {
        lines.append(RecordLine(text: part, .warning))
      }
    }
    let since = caution.notedAt.local
    let texts = [
      ("O que é melhor", caution.bestInterest?.revealed(for: .screen) ?? ""),
      ("Anotado por", "\(caution.notedBy), \(since.date.display) \(since.clock)"),
    ]
    for (label, text) in texts where !text.isEmpty {
      for (offset, part) in wrapped(text, to: max(width - RecordLine.labelWidth, 10)).enumerated() {
        lines.append(RecordLine(label: offset == 0 ? label : "", text: part))
      }
    }
    return lines + [RecordLine()]
  }

  private func restrictionLines(of record: ContactRecord, width: Int) -> [RecordLine] {
    guard let restriction = record.restriction else { return [] }
    let since = restriction.since.local
    let texts = [
      ("Aberta só a", restriction.readers.joined(separator: ", ")),
      ("Motivo", restriction.reason.revealed(for: .screen)),
      ("Restrita por", "\(restriction.by), \(since.date.display) \(since.clock)"),
    ]
    var lines = [RecordLine(heading: "Registro restrito")]
    for (label, text) in texts {
      let parts = wrapped(text, to: max(width - RecordLine.labelWidth, 10))
      for (offset, part) in parts.enumerated() {
        lines.append(RecordLine(label: offset == 0 ? label : "", text: part, .warning))
      }
    }
    return lines + [RecordLine()]
  }

  private func draw(_ lines: [RecordLine], in frame: inout Frame, _ region: Region) {
    for (offset, line) in lines.prefix(region.rows).enumerated() {
      let row = region.row + offset
      frame.write(
        line.label, row: row, column: region.column, width: region.columns,
        style: line.isHeading ? .heading : .label)
      frame.write(
        line.text, row: row, column: region.column + line.indent,
        width: region.columns - line.indent, style: line.style)
    }
  }

  private func dataLines(of contact: Contact, width: Int) -> [RecordLine] {
    var lines = [RecordLine(heading: "Dados")]
    for field in FormField.ofRecord {
      for (index, text) in contact.fields.texts(of: field).enumerated() {
        let parts = wrapped(text, to: max(width - RecordLine.labelWidth, 10))
        for (offset, part) in parts.enumerated() {
          let label = index > 0 || offset > 0 ? "" : field.label
          lines.append(RecordLine(label: label, text: part))
        }
      }
    }
    if lines.count == 1 { lines.append(RecordLine(text: "Nenhum dado pessoal informado.", .muted)) }
    let created = contact.createdAt.local
    let updated = contact.updatedAt.local
    lines += [
      RecordLine(label: "Situação", text: contact.status.rawValue),
      RecordLine(label: "Criada em", text: "\(created.date.display) \(created.clock)"),
      RecordLine(
        label: "Atualizada em",
        text: "\(updated.date.display) \(updated.clock) (versão \(contact.version))"),
    ]
    return lines
  }

  /// What this person was promised, as it was typed; nothing where nothing was.
  private func callbackLines(of record: ContactRecord, width: Int) -> [RecordLine] {
    guard !record.callbacks.isEmpty else { return [] }
    var lines = [RecordLine(), RecordLine(heading: "Retornos")]
    for callback in record.callbacks.prefix(20) {
      lines.append(
        RecordLine(
          wholeLine:
            "\(callback.dueAt.local.display)  \(callback.state.label) · \(callback.attendant)"))
      if let note = callback.note?.revealed(for: .screen) {
        lines += wrapped(note, to: max(width - 4, 10)).map { RecordLine(wholeLine: "  \($0)") }
      }
    }
    return lines
  }

  private func historyLines(of record: ContactRecord, width: Int) -> [RecordLine] {
    var lines = [RecordLine(heading: "Atendimentos (\(grouped(record.interactions.count)))")]
    if record.interactions.isEmpty { lines.append(RecordLine(text: "Nenhum até agora.", .muted)) }
    lines += record.interactions.prefix(50).map {
      RecordLine(wholeLine: HistoryView.line($0, reasons: desk.session.reasons))
    }
    lines += callbackLines(of: record, width: width)
    lines += [RecordLine(), RecordLine(heading: "Consentimentos")]
    if record.consents.isEmpty { lines.append(RecordLine(text: "Nenhum registrado.", .muted)) }
    for consent in record.consents {
      let day = consent.recordedAt.local.date.display
      lines.append(RecordLine(wholeLine: "\(day)  \(consent.decision.label)"))
      lines += wrapped("\(consent.purpose) (\(consent.legalBasis))", to: max(width - 4, 10)).map {
        RecordLine(wholeLine: "  \($0)")
      }
    }
    return lines
  }
}

/// One line of a record as it is read: a name and a value, a heading, or text.
struct RecordLine: Equatable, Sendable {
  static let labelWidth = 15
  var label = ""
  var text = ""
  var style = Style.normal
  var indent = RecordLine.labelWidth
  var isHeading = false

  init() {}

  init(heading: String) {
    label = heading
    isHeading = true
  }

  init(label: String = "", text: String, _ style: Style = .normal) {
    self.label = label
    self.text = text
    self.style = style
    if label.isEmpty, style == .muted { indent = 2 }
  }

  init(wholeLine: String) {
    text = wholeLine
    indent = 2
  }
}
