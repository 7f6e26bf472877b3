import ContactsCore

/// What `report day` and `report period` say, in each of their formats.
struct ShiftReportSheet {
  let report: ShiftReport
  let queue: QueueHealth
  let hosts: [ModelHostHealth]
  let acceptance: [Acceptance]

  // MARK: - JSON

  var json: JSON {
    let numbers = report.numbers
    return .members([
      "de": .optional(report.from?.iso8601), "ate": .optional(report.to?.iso8601),
      "pessoas": count(report.counts.contacts),
      "atendimentos": count(report.counts.interactions),
      "restritos_fora": count(report.counts.closed),
      "anonimizados": .members([
        "atendimentos": count(numbers.anonymised.total),
        "sem_dia": count(numbers.anonymised.undated),
      ]),
      "por_motivo": named(numbers.reasons), "por_urgencia": named(numbers.urgencies),
      "por_dia": .array(
        numbers.days.map {
          .members(["dia": .string($0.day.iso8601), "atendimentos": count($0.count)])
        }),
      "por_hora": .array(report.hours.map { count($0) }),
      "por_atendente": named(numbers.perAttendant),
      "retornos": .members([
        "a_fazer": count(report.openCallbacks), "vencidos": count(report.dueCallbacks),
      ]),
      "pedidos_vencidos": count(report.overdueRequests),
      "fila": .members([
        "esperando": count(queue.waiting), "em_trabalho": count(queue.working),
        "a_revisar": count(queue.toReview), "falharam": count(queue.failed),
      ]),
      "ia": .array(
        hosts.map {
          .members([
            "servidor": .string($0.host), "p50_ms": optional($0.p50), "p95_ms": optional($0.p95),
          ])
        }),
      "sugestoes": .members([
        "sugeridas": count(suggested), "aceitas": count(accepted),
        "taxa": suggested == 0 ? .null : .number(Double(accepted) / Double(suggested)),
      ]),
    ])
  }

  private func count(_ number: Int) -> JSON { .integer(Int64(number)) }
  private func optional(_ number: Int?) -> JSON { number.map { .integer(Int64($0)) } ?? .null }
  private func named(_ rows: [InteractionNumbers.Named]) -> JSON {
    .array(
      rows.map { .members(["nome": .string($0.name), "atendimentos": count($0.count)]) })
  }

  private var suggested: Int { acceptance.reduce(0) { $0 + $1.suggested } }
  private var accepted: Int { acceptance.reduce(0) { $0 + $1.accepted } }

  // MARK: - For people

  private struct Table {
    let headings: [String]
    let rows: [[String]]
  }

  private var tables: [Table] {
    let numbers = report.numbers
    func counted(_ heading: String, _ rows: [InteractionNumbers.Named]) -> Table {
      Table(
        headings: [heading, "Atendimentos"],
        rows: rows.map { [printable($0.name), grouped($0.count)] })
    }
    return [
      Table(
        headings: ["Totais", "Quantidade"],
        rows: [
          ["Pessoas", grouped(report.counts.contacts)],
          ["Atendimentos", grouped(report.counts.interactions)],
          ["Registros restritos deixados de fora", grouped(report.counts.closed)],
          ["Retornos a fazer", grouped(report.openCallbacks)],
          ["Retornos vencidos", grouped(report.dueCallbacks)],
          ["Pedidos da LGPD fora do prazo", grouped(report.overdueRequests)],
          ["Textos à espera da IA", grouped(queue.waiting)],
          ["Textos a revisar", grouped(queue.toReview)],
          ["Sugestões aceitas", "\(grouped(accepted)) de \(grouped(suggested))"],
        ]),
      counted("Motivo", numbers.reasons), counted("Urgência", numbers.urgencies),
      counted("Atendente", numbers.perAttendant),
      Table(
        headings: ["Dia", "Atendimentos"],
        rows: numbers.days.map { [$0.day.display, grouped($0.count)] }
          + (numbers.anonymised.undated == 0
            ? [] : [["não mantido", grouped(numbers.anonymised.undated)]])),
      Table(
        headings: ["Hora", "Atendimentos"],
        rows: report.hours.enumerated().filter { $0.element > 0 }.map {
          ["\($0.offset)h", grouped($0.element)]
        }),
      Table(
        headings: ["Servidor da IA", "p50", "p95"],
        rows: hosts.map { [printable($0.host), seconds($0.p50), seconds($0.p95)] }),
    ].filter { !$0.rows.isEmpty }
  }

  private func seconds(_ milliseconds: Int?) -> String {
    guard let milliseconds else { return "–" }
    let tenths = (max(milliseconds, 0) + 50) / 100
    return "\(grouped(tenths / 10)),\(tenths % 10) s"
  }

  /// What a workbook's **Resumo** has no room for.
  var numberTables: [NumberTable] {
    [
      NumberTable(
        heads: ["Turno", "Quantidade"],
        rows: [
          ("Retornos a fazer", [report.openCallbacks]),
          ("Retornos vencidos", [report.dueCallbacks]),
          ("Pedidos da LGPD fora do prazo", [report.overdueRequests]),
          ("Textos à espera da IA", [queue.waiting]), ("Textos em leitura", [queue.working]),
          ("Textos a revisar", [queue.toReview]), ("Leituras que falharam", [queue.failed]),
          ("Sugestões feitas", [suggested]), ("Sugestões aceitas", [accepted]),
        ]),
      NumberTable(
        heads: ["Atendente", "Atendimentos"],
        rows: report.numbers.perAttendant.map { ($0.name, [$0.count]) }),
      NumberTable(
        heads: ["Hora", "Atendimentos"],
        rows: report.hours.enumerated().filter { $0.element > 0 }.map {
          ("\($0.offset)h", [$0.element])
        }),
      NumberTable(
        heads: ["Servidor da IA", "p50, em ms", "p95, em ms"],
        rows: hosts.map { ($0.host, [$0.p50, $0.p95]) }),
    ].filter { !$0.rows.isEmpty }
  }

  var title: String {
    switch (report.from, report.to) {
    case (nil, nil): "Todos os dias"
    case (let from?, let to?) where from == to: from.display
    case (let from?, let to?): "De \(from.display) a \(to.display)"
    case (let from?, nil): "Desde \(from.display)"
    case (nil, let to?): "Até \(to.display)"
    }
  }

  var text: String {
    ([title + "\n"] + tables.map { Columns.text($0.headings, $0.rows) } + note)
      .joined(separator: "\n")
  }

  var markdown: String {
    let parts = tables.map { table in
      let rows = table.rows.map { row in
        "| " + row.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |\n"
      }
      return "| " + table.headings.joined(separator: " | ") + " |\n| "
        + table.headings.map { _ in "---" }.joined(separator: " | ") + " |\n" + rows.joined()
    }
    return (["# \(title)\n"] + parts + note).joined(separator: "\n")
  }

  private var note: [String] {
    report.numbers.anonymised.note.map { [$0 + "\n"] } ?? []
  }
}
