import FoundationEssentials
import TestSupport
import Testing

@Suite("atende request")
struct RequestCommandTests {
  private static func person(in folder: TestFolder) async throws -> String {
    try await added(
      #"{"nome": "Maria Silva", "telefones": ["11 98765-4321"], "texto": "uma conversa"}"#,
      in: folder
    ).uid
  }

  private static func opened(
    _ kind: String, _ more: [String], in folder: TestFolder
  ) async throws -> String {
    let run = try await ProgramRun.of(
      ["request", "new", "--type", kind, "--json"] + more, in: folder, input: "")
    #expect(run.exitStatus == 0, "\(run.errors)")
    try await expectValid(run.lines, "request-new")
    return try decoded(OpenedRequest.self, run.output).protocolo
  }

  @Test func `a request is registered, answered with a file, and concluded`() async throws {
    let folder = try await initialisedFolder()
    let uid = try await Self.person(in: folder)
    let number = try await Self.opened(
      "acesso_completo", ["--contact", uid, "--identity", "retorno"], in: folder)
    let list = try await ProgramRun.of(["request", "list", "--json"], in: folder, input: "")
    try await expectValid(list.lines, "request-list")
    #expect(!list.output.contains("Maria"))
    let early = try await ProgramRun.of(["request", "fulfil", number, "--json"], in: folder)
    try await expectFailure(early, 65, "VALIDATION_ERROR")
    let stream = try await ProgramRun.of(
      ["request", "fulfil", number, "--output", "-", "--format", "json"], in: folder)
    #expect(stream.exitStatus == 64 && stream.output.isEmpty)
    let page = "\(folder.path)/resposta.html"
    let answered = try await ProgramRun.of(
      ["request", "fulfil", number, "--output", page, "--large-print"], in: folder)
    #expect(answered.exitStatus == 0, "\(answered.errors)")
    #expect(answered.output.contains("(entrega)"))
    let text = try String(contentsOfFile: page, encoding: .utf8)
    #expect(text.contains("Maria Silva") && text.contains("20pt"))
    let again = try await ProgramRun.of(
      ["request", "fulfil", number, "--output", page, "--json"], in: folder)
    try await expectFailure(again, 73, "VALIDATION_ERROR")
    let done = try await ProgramRun.of(
      [
        "request", "fulfil", number, "--step", "entrega", "--evidence", "entregue em mãos",
        "--json",
      ], in: folder)
    try await expectValid(done.lines, "request-show")
    #expect(done.output.contains("\"situacao\": \"concluido\""))
    let shown = try await ProgramRun.of(["request", "show", number, "--json"], in: folder)
    try await expectValid(shown.lines, "request-show")
  }

  /// That nothing is missing but handing the answer over, and that saying so concludes the request.
  private static func handOver(
    _ number: String, after run: ProgramRun, in folder: TestFolder
  ) async throws {
    #expect(run.output.hasPrefix("Pedido \(number) em andamento. Falta:\n"), "\(run.errors)")
    #expect(run.output.hasSuffix("(entrega)\n") && run.lines.count == 2)
    let done = try await ProgramRun.of(
      ["request", "fulfil", number, "--evidence", "entregue em mãos"], in: folder)
    #expect(done.output == "Pedido \(number) concluído.\n", "\(done.errors)")
  }

  @Test func `a file that is just written is not handed over yet, and nothing found is an answer`()
    async throws
  {
    let folder = try await initialisedFolder()
    let number = try await Self.opened("confirmacao", ["--no-record"], in: folder)
    let run = try await ProgramRun.of(
      [
        "request", "fulfil", number, "--evidence", "conferido", "--output",
        "\(folder.path)/carta.md",
      ], in: folder)
    try await Self.handOver(number, after: run, in: folder)
    let letter = try String(contentsOfFile: "\(folder.path)/carta.md", encoding: .utf8)
    #expect(letter.contains("não encontramos nenhum registro seu"))
  }

  @Test func `how somebody was identified shows that step, and nothing is handed over unwritten`()
    async throws
  {
    let folder = try await initialisedFolder()
    let uid = try await Self.person(in: folder)
    let number = try await Self.opened("correcao", ["--contact", uid], in: folder)
    let identity = ["request", "fulfil", number, "--evidence", "retorno"]
    let first = try await ProgramRun.of(identity, in: folder)
    #expect(first.exitStatus == 0, "\(first.errors)")
    for step in ["alteracao", "destinatarios", "resposta", "entrega"] {
      #expect(first.output.contains("(\(step))"), "\(step)")
    }
    let second = try await ProgramRun.of(identity, in: folder)
    #expect(second.exitStatus == 64 && second.errors.contains("--step"), "\(second.errors)")
    let rest = try await ProgramRun.of(
      ["request", "fulfil", number, "--evidence", "feito"], in: folder)
    #expect(
      rest.output.hasSuffix(
        "(resposta)\n- Entregar a resposta só pelo canal seguro da pessoa (entrega)\n"))
    #expect(rest.lines.count == 3, "\(rest.output)")
    let none = try await ProgramRun.of(
      ["request", "fulfil", number, "--evidence", "feito"], in: folder)
    #expect(none.exitStatus == 65 && none.errors.contains("(entrega)"), "\(none.errors)")
  }

  @Test func `a refusal prints its letter, and needs an article`() async throws {
    let folder = try await initialisedFolder()
    let uid = try await Self.person(in: folder)
    let number = try await Self.opened("eliminacao", ["--contact", uid], in: folder)
    let wrong = try await ProgramRun.of(
      [
        "request", "refuse", number, "--article", "art. 99", "--reason",
        "A lei manda guardar por cinco anos.", "--json",
      ], in: folder)
    try await expectFailure(wrong, 65, "VALIDATION_ERROR")
    let run = try await ProgramRun.of(
      [
        "request", "refuse", number, "--article", "art. 16, I", "--reason",
        "A lei manda guardar por cinco anos.", "--json",
      ], in: folder)
    try await expectValid(run.lines, "request-refuse")
    #expect(run.output.contains("Autoridade Nacional"))
    let closed = try await ProgramRun.of(
      ["request", "fulfil", number, "--evidence", "tarde", "--json"], in: folder)
    try await expectFailure(closed, 65, "VALIDATION_ERROR")
  }

  @Test func `a correction reads the new fields, and its letter shows both`() async throws {
    let folder = try await initialisedFolder()
    let uid = try await Self.person(in: folder)
    let number = try await Self.opened(
      "correcao", ["--contact", uid, "--identity", "dados"], in: folder)
    // What could not be told to the end is not begun.
    for (more, status) in [([], 64), (["--output", "\(folder.path)/cedo.md"], Int32(65))] {
      let early = try await ProgramRun.of(
        ["request", "fulfil", number, "--correct", "-"] + more, in: folder,
        input: #"{"nome": "Maria da Silva"}"#)
      #expect(early.exitStatus == status && early.errors.contains("Nada foi mudado."))
      let shown = try await ProgramRun.of(["contact", "show", uid], in: folder)
      #expect(shown.output.contains("Maria Silva"))
    }
    let run = try await ProgramRun.of(
      [
        "request", "fulfil", number, "--correct", "-", "--evidence", "avisados", "--output",
        "\(folder.path)/carta.md",
      ], in: folder, input: #"{"nome": "Maria da Silva"}"#)
    try await Self.handOver(number, after: run, in: folder)
    // What shows that others were told does not show who asks.
    let unknown = try await Self.opened("correcao", ["--contact", uid], in: folder)
    let unchecked = try await ProgramRun.of(
      [
        "request", "fulfil", unknown, "--correct", "-", "--evidence", "avisados", "--output",
        "\(folder.path)/outra.md",
      ], in: folder, input: #"{"nome": "Maria Souza"}"#)
    #expect(unchecked.exitStatus == 65 && unchecked.errors.contains("(identidade)"))
    let letter = try String(contentsOfFile: "\(folder.path)/carta.md", encoding: .utf8)
    #expect(letter.contains("antes “Maria Silva”, agora “Maria da Silva”"))
  }

  @Test func `an answer is what its name says, or is not written`() async throws {
    let folder = try await initialisedFolder()
    let uid = try await Self.person(in: folder)
    let number = try await Self.opened(
      "acesso_completo", ["--contact", uid, "--identity", "presencial"], in: folder)
    let path = "\(folder.path)/resposta.md"
    let run = try await ProgramRun.of(
      ["request", "fulfil", number, "--format", "html", "--output", path], in: folder)
    #expect(run.exitStatus == 64)
    #expect(run.errors.contains("O nome termina em .md, e o arquivo seria html"))
    #expect(!TestFolder.entries(of: folder.path).contains("resposta.md"))
  }

  @Test func `consents are recorded, listed and revoked by command`() async throws {
    let folder = try await initialisedFolder()
    let uid = try await Self.person(in: folder)
    let notices = try await ProgramRun.of(["consent", "list"], in: folder)
    #expect(notices.output.contains("Posso anotar um telefone"))
    let asked = try await ProgramRun.of(["consent", "list", "--json"], in: folder)
    try await expectValid(asked.lines, "consent-notices")
    #expect(asked.lines.count == 4)
    let given = try await ProgramRun.of(
      [
        "consent", "record", uid, "--purpose", "retorno", "--decision", "dado", "--notice-read",
      ], in: folder)
    #expect(given.exitStatus == 0, "\(given.errors)")
    let revoked = try await ProgramRun.of(["consent", "revoke", uid, "--json"], in: folder)
    try await expectValid(revoked.lines, "consent-revoke")
    #expect(revoked.output == "{\"finalidades\": [\"Ligar ou escrever de volta\"]}\n")
    let ledger = try await ProgramRun.of(["consent", "list", uid, "--json"], in: folder)
    try await expectValid(ledger.lines, "consent-list")
    #expect(ledger.lines.count == 3)
  }

  @Test func `a revocation says what was never given, and notes it all the same`() async throws {
    let folder = try await initialisedFolder()
    let uid = try await Self.person(in: folder)
    let first = try await ProgramRun.of(
      ["consent", "revoke", uid, "--purpose", "retorno"], in: folder)
    #expect(first.exitStatus == 0, "\(first.errors)")
    #expect(first.output.contains("Sem consentimento anterior: Ligar ou escrever de volta."))
    #expect(!first.output.contains("Retirado"))
    let ledger = try await ProgramRun.of(["consent", "list", uid], in: folder)
    #expect(ledger.output.contains("revogado"))
    let again = try await ProgramRun.of(["consent", "revoke", uid], in: folder)
    #expect(again.output == "Não havia consentimento vigente a retirar.\n")
  }

  @Test func `a warning is taken back with words that no list of processes shows`() async throws {
    let folder = try await initialisedFolder()
    let uid = try await Self.person(in: folder)
    let noted = try await ProgramRun.of(
      ["contact", "guardian", uid, "--aggressor", "-"], in: folder, input: "avisar só a escola")
    #expect(noted.exitStatus == 0, "\(noted.errors)")
    let flagged = try await ProgramRun.of(
      ["contact", "guardian", uid, "--aggressor"], in: folder)
    #expect(flagged.exitStatus == 0, "\(flagged.errors)")
    let record = try await ProgramRun.of(["contact", "show", uid, "--json"], in: folder)
    #expect(record.output.contains("avisar só a escola"))
    let withdrawal = ["contact", "guardian", uid, "--withdraw"]
    for wrong in [
      withdrawal, withdrawal + ["--reason", "quem cuida agora é outra pessoa"],
      withdrawal + ["--aggressor", "--reason", "-"],
      ["contact", "guardian", uid, "-", "--withdraw", "--reason", "-"],
      ["contact", "guardian", uid, "--aggressor", "--reason", "-"],
    ] {
      let refused = try await ProgramRun.of(
        wrong, in: folder, input: "quem cuida agora é outra pessoa")
      #expect(refused.exitStatus == 64, "\(wrong)")
      #expect(!refused.errors.contains("quem cuida"), "\(wrong)")
    }
    let done = try await ProgramRun.of(
      withdrawal + ["--reason", "-"], in: folder, input: "quem cuida agora é outra pessoa\n")
    #expect(done.output == "Retirado.\n", "\(done.errors)")
    let audit = try await ProgramRun.of(["audit", "list", "--json"], in: folder)
    #expect(audit.output.contains("retirado, o motivo está no cadastro"))
    #expect(!audit.output.contains("quem cuida"))
    let blocked = try await ProgramRun.of(
      ["contact", "block", uid, "--reason", "-"], in: folder, input: "dados tomados em excesso\n")
    #expect(blocked.exitStatus == 0, "\(blocked.errors)")
  }

  @Test func `a package is made, verified, and known when it was changed`() async throws {
    let folder = try await initialisedFolder()
    let uid = try await Self.person(in: folder)
    let number = try await Self.opened(
      "portabilidade", ["--contact", uid, "--identity", "dados"], in: folder)
    let path = "\(folder.path)/pacote.zip"
    let made = try await ProgramRun.of(["request", "fulfil", number, "--output", path], in: folder)
    #expect(made.exitStatus == 0, "\(made.errors)")
    let good = try await ProgramRun.of(["request", "verify", path, "--json"], in: folder)
    try await expectValid(good.lines, "request-verify")
    #expect(good.output.contains("dados.xlsx"))
    let unzipped = try await ProgramRun.of(
      ["-c", "import sys,zipfile; print(zipfile.ZipFile(sys.argv[1]).testzip())", path],
      in: folder, program: "/usr/bin/python3")
    #expect(unzipped.output == "None\n", "\(unzipped.errors)")
    let elsewhere = try await ProgramRun.of(["request", "verify", path], in: TestFolder())
    #expect(elsewhere.output.contains("confira-a com a central"), "\(elsewhere.errors)")
    var bytes = Array(try Data(contentsOf: URL(filePath: path)))
    bytes[200] ^= 1
    let bad = try await ProgramRun.of(
      ["request", "verify", try file("outro.zip", bytes, in: folder), "--json"], in: folder)
    try await expectFailure(bad, 65, "VALIDATION_ERROR")
  }

  @Test func `incidents and the reports of accountability speak JSON`() async throws {
    let folder = try await initialisedFolder()
    _ = try await Self.person(in: folder)
    let made = try await ProgramRun.of(
      ["incident", "new", "-", "--from", "2020-01-01", "--json"], in: folder,
      input: "planilha esquecida no balcão")
    try await expectValid(made.lines, "incident")
    #expect(made.output.contains("\"pessoas_atingidas\": 1"))
    let number = try decoded(IncidentObject.self, made.output).protocolo
    for words in [["list"], ["show", number]] {
      let run = try await ProgramRun.of(["incident"] + words + ["--json"], in: folder)
      try await expectValid(run.lines, "incident")
    }
    for name in ["ropa", "ripd"] {
      let run = try await ProgramRun.of(["report", name, "--json"], in: folder)
      try await expectValid([run.lines.joined()], "report-accountability")
    }
  }
}

private struct IncidentObject: Decodable {
  let protocolo: String
}

private struct OpenedRequest: Decodable {
  let protocolo: String
  let prazo: String
}
