import ContactsCore

/// All that **Painel** shows, as rows of a width.
struct PanelPage {
  let glance: PanelGlance
  let width: Int

  /// Whether two things stand side by side.
  private var hasTwoColumns: Bool { width >= 74 }

  var lines: [PanelLine] {
    let report = glance.report
    var lines = headline(report)
    lines.append(.blank)
    var heading = PanelLine.text("Por hora", width: width, style: .heading)
    if let peak = report.peak {
      heading = heading.adding(
        "mais às \(peak.hour)h: \(grouped(peak.count))", at: 10, width: width - 10, style: .muted)
    }
    lines.append(heading)
    lines += PanelLine.hours(report.hours, width: width)
    lines.append(.blank)
    lines += counted(report.numbers)
    lines.append(.blank)
    lines += model + [.blank] + queue + [.blank] + suggestions
    return lines
  }

  private func headline(_ report: ShiftReport) -> [PanelLine] {
    var lines = [PanelLine.text(report.counts.words, width: width, style: .heading)]
    if report.counts.closed > 0 {
      let closed = report.counts.closed
      lines.append(
        .text(
          closed == 1
            ? "1 registro restrito não foi contado."
            : "\(grouped(closed)) registros restritos não foram contados.", width: width,
          style: .muted))
    }
    if let note = report.numbers.anonymised.note {
      lines += wrapped(note, to: width).map { .text($0, width: width, style: .muted) }
    }
    let open = report.openCallbacks == 1 ? "1 retorno" : "\(grouped(report.openCallbacks)) retornos"
    let due = report.dueCallbacks == 1 ? "1 vencido" : "\(grouped(report.dueCallbacks)) vencidos"
    lines.append(
      report.dueCallbacks == 0
        ? .text("\(open) a fazer, nenhum vencido", width: width)
        : .text("! \(open) a fazer, \(due)", width: width, style: .warning))
    if report.overdueRequests > 0 {
      let overdue = report.overdueRequests
      lines.append(
        .text(
          overdue == 1
            ? "! 1 pedido da LGPD fora do prazo"
            : "! \(grouped(overdue)) pedidos da LGPD fora do prazo",
          width: width, style: .error))
    }
    return lines
  }

  private func counted(_ numbers: InteractionNumbers) -> [PanelLine] {
    let half = hasTwoColumns ? (width - 4) / 2 : width
    let reasons = PanelLine.bars("Por motivo", numbers.reasons, width: half, limit: 11)
    let urgencies = PanelLine.bars("Por urgência", numbers.urgencies, width: half, limit: 4)
    let people = PanelLine.bars("Por atendente", numbers.perAttendant, width: half, limit: 6)
    let others = urgencies + [.blank] + people
    guard hasTwoColumns else { return reasons + [.blank] + others }
    return (0..<max(reasons.count, others.count)).map { index in
      let left = index < reasons.count ? reasons[index] : .blank
      return index < others.count ? left.beside(others[index], at: half + 4) : left
    }
  }

  // MARK: - The model and the queue

  private var model: [PanelLine] {
    var lines = [PanelLine.text("IA", width: width, style: .heading)]
    if glance.hosts.isEmpty {
      lines.append(.text("A IA ainda não foi consultada.", width: width, style: .muted))
    }
    for host in glance.hosts.prefix(4) {
      let state = host.panelLabel
      let numbers = [
        state.text, "\(host.busy) em uso", "\(host.waiting) à espera",
        "p50 \(seconds(host.p50))", "p95 \(seconds(host.p95))",
      ].joined(separator: " · ")
      let name = shortened(host.host, to: max(width - columns(of: numbers) - 2, 8))
      let start = columns(of: name) + 2
      lines.append(
        PanelLine.text(name, width: start, style: .label)
          .adding(numbers, at: start, width: width - start, style: state.style))
    }
    return lines
  }

  /// `1,8 s`.
  private func seconds(_ milliseconds: Int?) -> String {
    guard let milliseconds else { return "–" }
    let tenths = (max(milliseconds, 0) + 50) / 100
    return "\(grouped(tenths / 10)),\(tenths % 10) s"
  }

  private var queue: [PanelLine] {
    let queue = glance.queue
    let counts = [
      "\(grouped(max(queue.waiting - queue.working, 0))) aguardando",
      "\(grouped(queue.working)) em trabalho", "\(grouped(queue.toReview)) a revisar",
      queue.failed == 1 ? "1 falhou" : "\(grouped(queue.failed)) falharam",
    ].joined(separator: " · ")
    return [
      .text("Fila", width: width, style: .heading), .text(counts, width: width),
    ]
      + queue.warnings.prefix(3).map {
        .text("! \($0.sentence)", width: width, style: .warning)
      }
  }

  // MARK: - The suggestions

  private var suggestions: [PanelLine] {
    let table = PanelColumns(width: width)
    let rows = glance.acceptance
    var lines = [
      PanelLine.text("Sugestões que as pessoas aceitaram", width: width, style: .heading)
    ]
    guard !rows.isEmpty else {
      return lines + [
        .text("Neste período ninguém conferiu sugestões ainda.", width: width, style: .muted)
      ]
    }
    let all = Acceptance(
      field: .name, origin: .rule, model: nil, promptVersion: nil,
      accepted: rows.reduce(0) { $0 + $1.accepted }, edited: rows.reduce(0) { $0 + $1.edited },
      rejected: rows.reduce(0) { $0 + $1.rejected })
    lines.append(
      table.line(
        ["Campo", "Quem sugeriu", "Sugeridas", "Aceitas", "Corrigidas", "Recusadas", "Aceitação"],
        style: .label))
    for row in rows {
      lines.append(
        table.line(
          [
            row.field.panelLabel, row.suggester, grouped(row.suggested), grouped(row.accepted),
            grouped(row.edited), grouped(row.rejected), rate(row, table),
          ]))
    }
    lines.append(
      table.line(
        [
          "Todos", "", grouped(all.suggested), grouped(all.accepted), grouped(all.edited),
          grouped(all.rejected), rate(all, table),
        ], style: .heading))
    return lines
  }

  /// `████████░░ 82%`, the bar only where there is room.
  private func rate(_ row: Acceptance, _ table: PanelColumns) -> String {
    guard let perMille = row.acceptedPerMille else { return "–" }
    let percent = "\((perMille + 5) / 10)%"
    guard table.hasBar else { return percent }
    let full = min(max(perMille, 0), 1000) * 10 / 1000
    return String(repeating: "█", count: full) + String(repeating: "░", count: 10 - full)
      + " " + percent
  }
}

/// How wide each column of the suggestions is; in a narrow window the counts behind the first give way.
struct PanelColumns {
  let width: Int

  var hasBar: Bool { width >= 100 }

  /// Of each column; nil where there is no room.
  private var widths: [Int?] {
    let counts: [Int?] = width >= 74 ? [9, 7, 10, 9] : [9, nil, nil, nil]
    let rate = hasBar ? 15 : 9
    let used = 11 + rate + counts.compactMap { $0.map { $0 + 1 } }.reduce(0, +) + 2
    return [11, max(width - used, 8)] + counts + [rate]
  }

  func line(_ cells: [String], style: Style = .normal) -> PanelLine {
    var line = PanelLine()
    var column = 0
    for (index, (cell, width)) in zip(cells, widths).enumerated() {
      guard let width else { continue }
      let text = shortened(cell, to: width)
      // Numbers end where their column ends.
      let start = index >= 2 ? column + width - columns(of: text) : column
      line = line.adding(text, at: start, width: column + width - start, style: style)
      column += width + 1
    }
    return line
  }
}

extension Acceptance {
  fileprivate var suggester: String {
    guard let model else { return "regras" }
    return promptVersion.map { "\(model), \($0)" } ?? model
  }
}

extension ExtractedField {
  fileprivate var panelLabel: String {
    switch self {
    case .name: "Nome"
    case .phones: "Telefones"
    case .emails: "E-mails"
    case .cpf: "CPF"
    case .reason: "Motivo"
    case .urgency: "Urgência"
    case .date: "Data"
    case .city: "Cidade"
    case .state: "UF"
    }
  }
}

extension ModelHostHealth {
  fileprivate var panelLabel: (text: String, style: Style) {
    switch breaker {
    case .closed where failures > 0:
      (failures == 1 ? "falhou agora há pouco" : "falhou \(failures) vezes", .warning)
    case .closed: (p50 == nil ? "ainda não respondeu" : "respondendo", .normal)
    case .open(let until): ("fora do ar até \(until.local.clock)", .warning)
    case .halfOpen(true): ("sendo testada", .warning)
    case .halfOpen(false): ("a testar", .warning)
    }
  }
}
