import ContactsCore

extension CommandSpec {
  static let export = CommandSpec(
    path: ["export"], word: "export",
    summary: "exporta pessoas e atendimentos para Excel, JSON, CSV ou vCard",
    details: [
      "A planilha traz as folhas Contatos, Atendimentos, Resumo e Sobre. JSON traz tudo de cada pessoa: "
        + "um documento ou, com --lines, um objeto por linha. CSV traz uma tabela, com `;`; com --bom o "
        + "Excel reconhece os acentos. Sem --format, vale o fim do nome do arquivo.",
      "A exportação completa é do papel supervisor, e pede --justification, de 10 a 300 caracteres e sem "
        + "dados de ninguém. Acima de `quatro_olhos.exportacao_maximo` cadastros, pede também a aprovação "
        + "de outra pessoa: o comando diz o código e, depois de aprovado, é só repetir. Com --masked, que o "
        + "encarregado também pode usar, nomes viram iniciais e o que identifica as pessoas fica coberto.",
      "Os filtros são dos atendimentos, e trazem as pessoas deles; sem nenhum, vão todas as pessoas ativas. "
        + "Registros restritos só vão para quem está nomeado neles.",
      "Cada arquivo fica na auditoria e no registro de compartilhamentos antes do primeiro byte, e só "
        + "aparece quando está completo. Ctrl-C interrompe e não deixa nada. Nenhum texto vira fórmula.",
    ],
    options: [
      Option(
        name: "--format", value: "FORMATO", choices: ExportFormat.allCases.map(\.rawValue),
        help: "xlsx, json, csv ou vcf"),
      Option(
        name: "--output", value: "ARQUIVO",
        help: "o arquivo a gravar (obrigatório); - é a saída, menos para xlsx"),
      Option(name: "--from", value: "DIA", help: "atendimentos desde este dia, como 2026-11-01"),
      Option(name: "--to", value: "DIA", help: "até este dia, inclusive"),
      Option(name: "--reason", value: "MOTIVO", help: "código ou nome de um motivo do catálogo"),
      Option(
        name: "--urgency", value: "URGÊNCIA", choices: Urgency.allCases.map(\.rawValue),
        help: "só de uma urgência"),
      Option(name: "--attendant", value: "NOME", help: "registrados por esta pessoa usuária"),
      Option(name: "--city", value: "CIDADE", help: "pessoas desta cidade"),
      Option(
        name: "--extraction", value: "SITUAÇÃO", choices: ExtractionState.allCases.map(\.rawValue),
        help: "só com a extração nesta situação"),
      Option(name: "--masked", help: "cobre o que identifica as pessoas"),
      Option(name: "--justification", value: "TEXTO", help: "por que exportar"),
      Option(name: "--lines", help: "JSON com um objeto por linha"),
      Option(
        name: "--table", value: "TABELA", choices: ExportTable.allCases.map(\.rawValue),
        help: "a tabela do CSV: contatos (padrão) ou atendimentos"),
      Option(name: "--bom", help: "começa o CSV com a marca que o Excel espera"),
      .force,
      .json,
    ],
    examples: [
      "atende export --output novembro.xlsx --from 2026-11-01 --justification \"relatório mensal\"",
      "atende export --format json --lines --masked --output -",
    ],
    run: { arguments, context in
      let elapsed = context.stopwatch()
      guard let path = arguments["--output"] else {
        throw Failure.usage("Falta dizer o arquivo: `--output ARQUIVO`.")
      }
      var request = try arguments.exportRequest(to: path)
      guard request.isMasked || request.justification != nil else {
        throw Failure.badData(
          "Falta dizer por que exporta: `--justification TEXTO`, de 10 a 300 caracteres e sem dados de ninguém. "
            + "(`--reason` filtra pelo motivo do atendimento.) Com `--masked` não é preciso.")
      }
      let isStream = path == "-"
      let name = path
      let environment = context.environment
      if !isStream {
        // Before anybody has to sign in; the file itself is made when all else is known.
        try ExportPlace.check(path, replacing: arguments.has("--force"), environment.folder)
      }
      let desk = try await context.desk()
      if let reason = arguments["--reason"] {
        request.filter.reasonCode = try await desk.reasonCode(reason)
      }
      if let attendant = request.filter.attendant {
        // Whoever may not export is not told who has a login.
        _ = try await desk.book.exportPreview(request, as: desk.actor)
        try await desk.check(person: attendant, of: "--attendant")
      }
      let file =
        isStream
        ? ExportPlace.standardOutput
        : try ExportPlace.make(
          path, replacing: arguments.has("--force"), number: context.surroundings.randomBytes(8))
      let bar = ExportProgressBar(isShown: Streams.errorIsTerminal, elapsed: elapsed)
      let settled = request
      let receipt: ExportReceipt
      do {
        receipt = try await stoppingOnSignals {
          try await desk.book.export(settled, to: file, as: desk.actor) { bar.show($0) }
        }
        bar.clear()
      } catch let error as StoreError {
        bar.clear()
        throw try await desk.failure(error, settled)
      }
      await desk.book.close()
      context.log.record(
        .exported(
          contacts: receipt.counts.contacts, interactions: receipt.counts.interactions,
          masked: request.isMasked, milliseconds: elapsed()))
      let report = ExportReport(receipt: receipt, request: request, name: name)
      if arguments.has("--json") {
        try Streams.writeLine(report.json.line)
      } else if isStream {
        Streams.complain(report.text)
      } else {
        try Streams.writeLine(report.text)
      }
    })
}

extension Arguments {
  /// What the options ask for, all but the reason, which the store's catalogue has to know.
  fileprivate func exportRequest(to path: String) throws(Failure) -> ExportRequest {
    let ending = path.split(separator: ".").last.map { $0.lowercased() } ?? ""
    guard
      let format = (self["--format"] ?? (path == "-" ? nil : ending)).flatMap(
        ExportFormat.init(rawValue:))
    else {
      throw .usage("Falta dizer o formato: `--format \(ExportFormat.names)`.")
    }
    try check(format, isStream: path == "-")
    var filter = ExportFilter()
    filter.from = try day("--from")
    filter.to = try day("--to")
    if let from = filter.from, let to = filter.to, from > to {
      throw .usage("`--from` vem depois de `--to`.")
    }
    filter.urgency = self["--urgency"].flatMap(Urgency.init(rawValue:))
    filter.attendant = self["--attendant"]?.lowercased()
    filter.city = self["--city"]
    filter.extraction = self["--extraction"].flatMap(ExtractionState.init(rawValue:))
    var request = ExportRequest(
      format: format, filter: filter, isMasked: has("--masked"),
      justification: self["--justification"].map(Sensitive.init))
    request.table = self["--table"].flatMap(ExportTable.init(rawValue:)) ?? .contacts
    request.asLines = has("--lines")
    request.marksByteOrder = has("--bom")
    return request
  }

  /// Refuses what would be silently without effect.
  private func check(_ format: ExportFormat, isStream: Bool) throws(Failure) {
    if has("--lines"), format != .json { throw .usage("`--lines` é só de JSON.") }
    if has("--bom"), format != .csv { throw .usage("`--bom` é só de CSV.") }
    if self["--table"] != nil, format != .csv { throw .usage("`--table` é só de CSV.") }
    if isStream, format == .workbook { throw .usage("Uma planilha precisa de um arquivo.") }
    if isStream, has("--json") {
      throw .usage("Com `--output -`, a saída é a exportação: `--json` não cabe nela.")
    }
    if format == .vCard, has("--masked") {
      throw .usage("Um vCard mascarado não serve a ninguém; use xlsx, csv ou json.")
    }
  }
}

extension ExportFormat {
  fileprivate static let names = allCases.map(\.rawValue).joined(separator: "|")
}

extension Desk {
  /// The code of a reason, said by its code or its name.
  fileprivate func reasonCode(_ text: String) async throws -> String {
    let reasons = try await book.reasons(withRetired: true)
    let wanted = ContactsCore.folded(text)
    let found = reasons.first { $0.code == text || ContactsCore.folded($0.name) == wanted }
    guard let found else {
      throw Failure.usage(
        "`--reason` não está no catálogo de motivos.",
        details: ["motivos": .array(reasons.map { .string($0.code) })])
    }
    return found.code
  }

  /// What went wrong, as the person is told; a second person that is missing is asked for.
  fileprivate func failure(
    _ error: StoreError, _ request: ExportRequest
  ) async throws -> Failure {
    switch error.reason {
    case .interrupted:
      await book.close()
      return Failure(
        .tryAgain, .internal, "Exportação interrompida: nenhum arquivo ficou. Está na auditoria.")
    case .approvalRequired:
      // Counted once more only here: an export that needs nobody's word is not counted twice.
      let preview = try await book.exportPreview(request, as: actor)
      let approval = try await book.requestApproval(of: preview.subject, as: actor)
      await book.close()
      return Failure(
        .notPermitted, .forbidden,
        "Uma segunda pessoa precisa aprovar: peça a ela `atende approval grant \(approval.code)` e "
          + "repita este comando. Nada foi exportado.",
        details: ["aprovacao": .string(approval.code)])
    default:
      await book.close()
      return Failure(error)
    }
  }
}

/// What `export` says at its end.
private struct ExportReport {
  let receipt: ExportReceipt
  let request: ExportRequest
  let name: String

  var json: JSON {
    .members([
      "exportacao": .string(receipt.uid.text), "arquivo": .string(name),
      "formato": .string(request.format.rawValue), "mascarado": .bool(request.isMasked),
      "contatos": .integer(Int64(receipt.counts.contacts)),
      "atendimentos": .integer(Int64(receipt.counts.interactions)),
      "restritos": .integer(Int64(receipt.counts.closed)), "sha256": .string(receipt.digest),
    ])
  }

  var text: String {
    let place = name == "-" ? "" : " em \(printable(name))"
    var lines = ["Exportação\(place): \(request.words(of: receipt.counts))."]
    if receipt.counts.isEmpty {
      lines = [
        "Exportação\(place): ninguém corresponde a estes filtros, e o arquivo não traz ninguém."
      ]
    }
    if receipt.counts.closed > 0 {
      lines.append("Registros restritos deixados de fora: \(grouped(receipt.counts.closed)).")
    }
    lines.append(
      "SHA-256 \(request.format == .workbook ? "dos dados" : "do arquivo"): \(receipt.digest)")
    if !request.isMasked, !receipt.counts.isEmpty {
      lines.append(
        "O arquivo traz dados pessoais abertos: guarde-o cifrado e apague-o depois de usar.")
    }
    return lines.joined(separator: "\n")
  }
}
