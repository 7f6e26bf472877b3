import ContactsCore

/// Draws **Duplicados**.
struct MergeView {
  let screen: MergeScreen
  let layout: Layout
  let isActive: Bool

  func draw(in frame: inout Frame) {
    let body = layout.body.inset(top: 1, left: 1, right: 1)
    switch screen.phase {
    case .finding:
      frame.writeWrapped("Procurando registros da mesma pessoa…", in: body, style: .muted)
    case .failed(let failure):
      frame.writeWrapped(failure.message + " Esc volta.", in: body, style: .error)
    case .choosing(let search, let list, _): draw(search, list, in: &frame, body)
    case .comparing(let comparison):
      draw(comparison, in: &frame, layout.body.inset(left: 1, right: 1))
    }
  }

  private func name(_ fields: ContactFields) -> String {
    (fields.socialName ?? fields.name)?.revealed(for: .screen) ?? "(sem nome)"
  }

  // MARK: - Who

  private func draw(
    _ search: MergeSearch, _ list: ListState, in frame: inout Frame, _ body: Region
  ) {
    frame.write(
      "Podem ser \(name(search.record.contact.fields)):", row: body.row - 1, column: body.column,
      width: body.columns, style: .heading)
    list.draw(
      in: &frame, body.inset(top: 1), isActive: isActive,
      emptiness: "Nenhum outro registro parece ser desta pessoa."
    ) { frame, index, row, isSelected in
      if isSelected {
        frame.fill(
          Region(row: row, column: 0, rows: 1, columns: layout.size.columns), style: .selection)
      }
      frame.write(
        DuplicatesDialog.line(search.matches[index], to: body.columns), row: row,
        column: body.column,
        width: body.columns, style: isSelected ? .selection : .normal)
    }
  }

  // MARK: - Side by side

  /// As much as there is room for of how often and since when.
  private func since(_ record: ContactRecord, _ width: Int) -> String {
    let day = record.contact.createdAt.local.date.display
    let count = record.interactions.count
    let forms = ["\(interactions(count)) desde \(day)", "\(grouped(count)) atend. desde \(day)"]
    return forms.first { columns(of: $0) <= width } ?? "desde \(day)"
  }

  private func draw(_ comparison: MergeComparison, in frame: inout Frame, _ body: Region) {
    let label = layout.size.columns >= 80 ? 14 : 13
    let width = (body.columns - label - 1) / 2
    let columns = [body.column + label, body.column + label + width + 1]
    frame.write(
      shortened(comparison.rule.label, to: label + width), row: body.row, column: body.column,
      style: .muted)
    for (place, (title, record)) in [
      ("Fica", comparison.kept), ("Passa a fazer parte", comparison.gone),
    ].enumerated() {
      frame.write(
        title, row: body.row + 1, column: columns[place], width: width, style: .heading)
      frame.write(
        since(record, width), row: body.row + 2, column: columns[place], width: width, style: .muted
      )
    }
    let foot = comparison.word == nil ? 3 : 4
    let rows = body.inset(top: 3, bottom: foot)
    let fields = comparison.fields
    comparison.list.draw(
      in: &frame, rows, isActive: isActive && comparison.word == nil, emptiness: "Nada a escolher."
    ) { frame, index, row, isSelected in
      let field = fields[index]
      if isSelected {
        frame.fill(
          Region(row: row, column: 0, rows: 1, columns: layout.size.columns), style: .selection)
      }
      let style: Style = isSelected ? .selection : .normal
      frame.write(
        field.label, row: row, column: body.column, width: label - 1,
        style: isSelected ? .selection : .label)
      let side = comparison.side(of: field)
      for (place, record) in [comparison.kept, comparison.gone].enumerated() {
        let isTaken = side.map { $0 == (place == 0 ? .kept : .gone) } ?? true
        let text = comparison.text(field, of: record)
        let mark = text.isEmpty ? "" : isTaken ? "• " : "  "
        frame.write(
          shortened(mark + text, to: width), row: row, column: columns[place], width: width,
          style: isSelected ? style : isTaken ? .normal : .muted)
      }
    }
    drawFoot(comparison, in: &frame, body.inset(top: body.rows - foot))
  }

  private func drawFoot(
    _ comparison: MergeComparison, in frame: inout Frame, _ region: Region
  ) {
    let (kept, gone) = (comparison.kept, comparison.gone)
    let consents = kept.consents.count + gone.consents.count
    let callbacks = kept.callbacks.count + gone.callbacks.count
    let counts = [
      interactions(kept.interactions.count + gone.interactions.count),
      consents == 0 ? "" : consents == 1 ? "1 consentimento" : "\(consents) consentimentos",
      callbacks == 0 ? "" : callbacks == 1 ? "1 retorno" : "\(callbacks) retornos",
    ].filter { !$0.isEmpty }.joined(separator: ", ")
    let both = "Juntos: \(counts); telefones e e-mails dos dois."
    frame.write(
      columns(of: both) <= region.columns ? both : "Juntos: \(counts).", row: region.row + 1,
      column: region.column, width: region.columns, style: .muted)
    let warning =
      if comparison.needsCPF {
        "! Os CPFs são diferentes: escolha um, se é mesmo a mesma pessoa."
      } else if kept.restriction != nil || gone.restriction != nil {
        "! Um deles é restrito: o que fica é só de quem podia abrir ambos."
      } else {
        "O que está marcado com • fica no registro."
      }
    frame.write(
      warning, row: region.row + 2, column: region.column, width: region.columns,
      style: warning.hasPrefix("!") ? .warning : .muted)
    guard let word = comparison.word else { return }
    let prompt = "Digite \(MergeComparison.password) e Enter: "
    let start = frame.write(
      prompt, row: region.row + 3, column: region.column, style: .label)
    let cursor = word.draw(
      in: &frame, row: region.row + 3, column: region.column + start, width: 12, style: .field)
    if isActive { frame.cursor = cursor }
  }
}
