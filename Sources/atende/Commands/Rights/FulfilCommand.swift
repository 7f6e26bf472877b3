import ContactsCore

extension CommandSpec {
  static let requestFulfil = CommandSpec(
    path: ["request", "fulfil"], word: "request fulfil",
    summary: "anota os passos de um pedido, grava a resposta e o conclui quando nada falta",
    details: [
      "Com --step e --evidence anota um passo. Com --evidence sem --step anota todos os que uma pessoa "
        + "faz, menos a entrega de uma resposta que não foi gravada antes; um código de identidade, como retorno, só anota a `identidade`. Com "
        + "--output grava a resposta: a carta, ou o relatório de acesso, em HTML, Markdown ou "
        + "JSON, ou o pacote assinado (zip) da portabilidade. Numa correção, --correct lê os campos novos e a carta mostra o antes e o depois.",
      "Quando todos os passos estão feitos o pedido fica concluído; do contrário, diz o que falta. Sem "
        + "nenhuma opção, e com algo por fazer, a saída é 65.",
    ],
    operands: [.protocolNumber],
    options: [
      Option(name: "--step", value: "PASSO", help: "o passo que foi feito, como `entrega`"),
      Option(
        name: "--evidence", value: "TEXTO",
        help:
          "o que mostra que foi feito; - lê da entrada padrão. De `identidade`, um código como retorno"
      ),
      Option(name: "--correct", value: "ARQUIVO", help: "os campos corrigidos, em JSON"),
      Option(name: "--output", value: "ARQUIVO", help: "grava a resposta neste arquivo"),
      Option(
        name: "--format", value: "FORMATO", choices: AnswerFormat.allCases.map(\.rawValue),
        help: "html, md, json ou zip; sem ele, vale o fim do nome do arquivo"),
      Option(name: "--large-print", help: "letras grandes, em HTML"),
      Option(
        name: "--break-glass", value: "MOTIVO",
        help: "antes da resposta, abre em emergência um registro restrito; avisa o encarregado"),
      .force, .json,
    ],
    examples: [
      "atende request fulfil LGPD-20261121-0001 --output resposta.html --large-print",
      "atende request fulfil LGPD-20261121-0001 --step entrega --evidence 'enviado pelo canal seguro'",
    ],
    run: { arguments, context in
      let number = try DeskProtocol.read(arguments.operand(0))
      let order = try arguments.answerOrder()
      if arguments["--correct"] != nil {
        guard arguments["--output"] != nil, [.page, .markdown].contains(order.format) else {
          throw Failure.usage(
            "A carta de uma correção diz o antes e o depois, que só se sabem enquanto ela é feita: junte "
              + "`--output ARQUIVO`, em html ou md. Nada foi mudado.")
        }
      }
      if let path = arguments["--output"] {
        try ExportPlace.check(
          path, replacing: arguments.has("--force"), context.environment.folder)
      }
      var words = arguments["--evidence"]
      if words == "-" { words = try Input.text(of: nil, limit: 8000) }
      if arguments["--step"] != nil, words == nil {
        throw Failure.usage("Falta dizer o que mostra que o passo foi feito: `--evidence TEXTO`.")
      }
      let desk = try await context.desk()
      var work = Fulfilling(desk: desk, number: number, order: order)
      let evidence = words.map { Sensitive($0) }
      if let reason = arguments["--break-glass"] { try await work.breakGlass(Sensitive(reason)) }
      if let path = arguments["--correct"] {
        try await work.demandLetter(after: arguments["--step"], evidence)
        try await work.correct(from: path)
      }
      if let evidence {
        try await work.note(arguments["--step"], evidence, isBeforeAnswer: true)
      }
      if let path = arguments["--output"] {
        let file = try ExportPlace.make(
          path, replacing: arguments.has("--force"), number: context.surroundings.randomBytes(8))
        try await work.answer(to: file)
      }
      // A file that was just written has not been handed over yet.
      if let evidence, arguments["--step"] == nil, arguments["--output"] == nil,
        IdentityCheck.read(evidence) == nil
      {
        try await work.note(nil, evidence, isBeforeAnswer: false)
      }
      let request = try await work.close()
      await desk.book.close()
      try Streams.writeLine(
        arguments.has("--json")
          ? request.json(at: context.surroundings.now()).line : request.progress)
    })
}

/// One run of `request fulfil`.
private struct Fulfilling {
  let desk: Desk
  let number: DeskProtocol
  var order: AnswerOrder
  private var hasDone = false

  init(desk: Desk, number: DeskProtocol, order: AnswerOrder) {
    self.desk = desk
    self.number = number
    self.order = order
  }

  func breakGlass(_ reason: Sensitive<String>) async throws {
    guard let uid = try await desk.book.request(number, as: desk.actor).summary.contact else {
      throw Failure(StoreError(.notFound))
    }
    _ = try await desk.book.breakGlass(uid, reason: reason, as: desk.actor)
  }

  /// Refuses a correction whose letter could not be written right after it, before anything is changed.
  func demandLetter(after step: String?, _ evidence: Sensitive<String>?) async throws {
    let isIdentity = evidence.flatMap(IdentityCheck.read) != nil
    let steps = try await desk.book.request(number, as: desk.actor).steps
    let left = steps.prefix { $0.code != "resposta" }.filter { earlier in
      guard earlier.done == nil, earlier.code != "alteracao" else { return false }
      guard evidence != nil, !earlier.isAutomatic else { return true }
      // What shows another step says nothing of who asks, and the other way round.
      return step.map { $0 != earlier.code } ?? (isIdentity != (earlier.code == "identidade"))
    }
    guard left.isEmpty else {
      throw Failure.badData(
        "Antes da correção falta: " + left.map { "\($0.text) (\($0.code))" }.joined(separator: "; ")
          + ". Anote com `--evidence TEXTO`, que pode ir neste mesmo comando. Nada foi mudado.")
    }
  }

  mutating func correct(from path: String) async throws {
    let input = try ContactInput(
      Input.json(of: path == "-" ? nil : path), accepting: ContactInput.contactKeys,
      takesVersion: true)
    guard let uid = try await desk.book.request(number, as: desk.actor).summary.contact else {
      throw Failure(StoreError(.notFound))
    }
    let current = try await desk.book.read(uid, after: nil, as: desk.actor).contact
    let fields = try input.applied(to: current.fields, in: try await desk.formContext())
    order.changes = try await desk.book.correct(
      number, to: fields, version: input.version ?? current.version, as: desk.actor)
    hasDone = true
  }

  /// Notes one step or, for nil, all that a person does on one side of the answer and that can be done now.
  ///
  /// How somebody's identity was checked shows nothing of any other step.
  mutating func note(
    _ step: String?, _ evidence: Sensitive<String>, isBeforeAnswer: Bool
  ) async throws {
    var codes = [step].compactMap(\.self)
    if step == nil {
      let steps = try await desk.book.request(number, as: desk.actor).steps
      let answer = steps.firstIndex { $0.code == "resposta" } ?? steps.count
      // What was not written has not been handed over.
      let isAnswered = answer == steps.count || steps[answer].done != nil
      codes = steps.enumerated().filter { index, step in
        step.done == nil && !step.isAutomatic && (index < answer) == isBeforeAnswer
          && (isBeforeAnswer || isAnswered)
      }.map(\.element.code)
      if IdentityCheck.read(evidence) != nil { codes = try onlyIdentity(codes, of: steps) }
    }
    for code in codes {
      _ = try await desk.book.completeStep(code, of: number, evidence: evidence, as: desk.actor)
      hasDone = true
    }
  }

  private func onlyIdentity(
    _ codes: [String], of steps: [RequestStep]
  ) throws(Failure) -> [String] {
    guard !codes.contains("identidade") else { return ["identidade"] }
    let open = steps.filter { $0.done == nil && !$0.isAutomatic }.map(\.code)
    throw .usage(
      "Esse código diz como a identidade foi conferida, e ela já está anotada. De outro passo, diga qual e o que mostra que foi feito: "
        + "`--step PASSO --evidence TEXTO`"
        + (open.isEmpty ? "." : ", em que PASSO é \(open.joined(separator: " ou "))."))
  }

  mutating func answer(to file: ExportFile) async throws {
    do throws(StoreError) {
      _ = try await desk.book.answer(number, order, to: file, as: desk.actor)
    } catch {
      guard error.reason == .approvalRequired else { throw Failure(error) }
      let approval = try await desk.book.requestApproval(of: .package(number), as: desk.actor)
      throw Failure(
        .notPermitted, .forbidden,
        "Uma segunda pessoa precisa aprovar: peça a ela `atende approval grant \(approval.code)` e "
          + "repita este comando. Nenhum arquivo foi gravado.",
        details: ["aprovacao": .string(approval.code)])
    }
    hasDone = true
  }

  /// Concludes the request if nothing is missing; what is missing fails only who has done nothing.
  func close() async throws -> SubjectRequest {
    let request = try await desk.book.request(number, as: desk.actor)
    if hasDone, !request.pending.isEmpty { return request }
    return try await desk.book.fulfil(number, as: desk.actor)
  }
}

extension SubjectRequest {
  fileprivate var progress: String {
    guard !pending.isEmpty else { return "Pedido \(protocolNumber) concluído." }
    return "Pedido \(protocolNumber) em andamento. Falta:\n"
      + pending.map { "- \($0.text) (\($0.code))" }.joined(separator: "\n")
  }
}

extension Arguments {
  fileprivate func answerOrder() throws(Failure) -> AnswerOrder {
    let path = self["--output"]
    let named = path.flatMap(AnswerFormat.init(naming:))
    guard
      let known = self["--format"].flatMap(AnswerFormat.init(rawValue:)) ?? named
        ?? (path == nil ? .page : nil)
    else {
      throw .usage("Falta dizer o formato da resposta: `--format html|md|json|zip`.")
    }
    if let complaint = path.flatMap(known.complaint) { throw .usage(complaint) }
    if has("--large-print"), known != .page { throw .usage("`--large-print` é só de HTML.") }
    return AnswerOrder(known, isLargePrint: has("--large-print"))
  }
}

extension IdentityCheck {
  /// The check that an evidence names, if it is nothing but its code or its name.
  fileprivate static func read(_ evidence: Sensitive<String>) -> IdentityCheck? {
    let words = evidence.revealed(for: .matching).lowercased().split(whereSeparator: \.isWhitespace)
      .joined(separator: " ")
    return all.first { $0.code == words || $0.name == words }
  }
}
