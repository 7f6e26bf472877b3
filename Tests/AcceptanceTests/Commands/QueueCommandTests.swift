import ContactsCore
import Glibc
import TestSupport
import Testing

@Suite("queue, and the import of texts")
struct QueueCommandTests {
  private static let answer =
    #"{"nome":"Joana Prado","telefones":[],"emails":[],"cpf":null,"motivo":"conversar","#
    + #""urgencia":null,"data":null,"cidade":"Recife","uf":null}"#

  private struct Item: Decodable {
    let uid: String
    let contato: String
    let situacao: String
    let tentativas: Int
    let motivo: String?
    let lote: String?
    let em_leitura: Bool
  }

  private struct Batch: Decodable {
    let uid: String
    let situacao: String
    let textos: [String: Int]
  }

  private struct Record: Decodable {
    struct Origin: Decodable {
      let campo: String
      let revisao: String
    }
    struct Interaction: Decodable {
      let extracao: String
      let origens: [Origin]
    }
    let nome: String?
    let cidade: String?
    let atendimentos: [Interaction]
  }

  private static func note(_ number: Int) -> String {
    "Sou a Joana Prado, moro em Recife e quero conversar. Caso \(number)."
  }

  /// A home with so many texts in its queue.
  private func queued(_ count: Int) async throws -> TestFolder {
    let folder = try await initialisedFolder()
    let rows = (0..<count).map { "{\"texto\": \"\(Self.note($0))\", \"canal\": \"chat\"}\n" }
    let path = try file("textos.jsonl", rows.joined().utf8, in: folder)
    let run = try await ProgramRun.of(["import", path], in: folder)
    #expect(run.exitStatus == 0, "\(run.errors)")
    return folder
  }

  private func items(_ folder: TestFolder, _ options: [String] = []) async throws -> [Item] {
    let run = try await ProgramRun.of(
      ["queue", "list", "--json", "--limit", "1000"] + options, in: folder)
    #expect(run.exitStatus == 0, "\(run.errors)")
    if !run.lines.isEmpty { try await expectValid(run.lines, "queue-list") }
    return try run.lines.map { try decoded(Item.self, $0) }
  }

  private func batches(_ folder: TestFolder) async throws -> [Batch] {
    let run = try await ProgramRun.of(["queue", "batches", "--json"], in: folder)
    try await expectValid(run.lines, "queue-batches")
    return try run.lines.map { try decoded(Batch.self, $0) }
  }

  private func sqlite(_ script: String, in folder: TestFolder) async throws -> [String] {
    let run = try await ProgramRun.of(
      [folder.data.database, script], in: folder, program: "sqlite3")
    #expect(run.exitStatus == 0, "\(run.errors)")
    return run.lines
  }

  // MARK: - Importing

  @Test func `texts of a JSON file go into the queue as one batch`() async throws {
    let folder = try await initialisedFolder()
    let path = try file(
      "textos.json",
      """
      [{"texto": "um", "canal": "chat"}, {"nome": "Ana", "telefones": ["11 98765-4321"]},
       {"texto": "dois", "nome": "Bia", "origem_antiga": 7},
       {"texto": true}, 12, {"cpf": "11111111111"}]
      """.utf8, in: folder)
    let run = try await ProgramRun.of(["import", path], in: folder)
    #expect(run.exitStatus == 0, "\(run.errors)")
    #expect(run.output.contains("Linhas importadas: 3. Recusadas: 3."))
    #expect(run.output.contains("Textos na fila da IA: 2, no lote "))
    #expect(run.output.contains("Chaves sem uso: 1."))
    let all = try await items(folder)
    #expect(all.map(\.situacao) == ["pendente", "pendente"])
    let batch = try #require(try await batches(folder).first)
    #expect(all.allSatisfy { $0.lote == batch.uid })
    #expect(batch.textos["total"] == 2)
  }

  @Test func `a table queues its texts too, unless it is told not to`() async throws {
    let folder = try await initialisedFolder()
    let path = try file("t.csv", "nome;texto\nAna;quer conversar\nBia;\n".utf8, in: folder)
    let run = try await ProgramRun.of(["import", path, "--no-queue"], in: folder)
    #expect(run.exitStatus == 0, "\(run.errors)")
    #expect(try await items(folder).isEmpty)
    let again = try await ProgramRun.of(["import", path, "--format", "csv"], in: folder)
    #expect(again.output.contains("Textos na fila da IA: 1, no lote "))
    #expect(try await items(folder).count == 1)
    let text = try await ProgramRun.of(["queue", "list"], in: folder)
    #expect(text.output.contains("Ana"))
    #expect(!text.output.contains("conversar"))
  }

  // MARK: - Reading

  @Test func `a run reads what is due and fills the empty fields for review`() async throws {
    let folder = try await queued(3)
    let stub = StubOllama(chat: StubAnswer.chat(Self.answer))
    let first = try await ProgramRun.of(
      ["queue", "run", "--json", "--limit", "2"], in: folder,
      environment: ["OLLAMA_HOST": stub.host])
    #expect(first.exitStatus == 0, "\(first.errors)")
    #expect(first.errors == "")
    try await expectValid(first.lines, "queue-run")
    #expect(first.output.contains(#""lidos": 2"#))
    #expect(first.output.contains(#""encerrado_por": "limite""#))
    let second = try await ProgramRun.of(
      ["queue", "run"], in: folder, environment: ["OLLAMA_HOST": stub.host])
    #expect(second.output.contains("Textos lidos: 1."))
    let all = try await items(folder)
    #expect(all.map(\.situacao) == ["extraido", "extraido", "extraido"])
    let shown = try await ProgramRun.of(
      ["contact", "show", all[0].contato, "--json"], in: folder)
    try await expectValid(shown.lines, "contact-show")
    let record = try decoded(Record.self, shown.output)
    #expect(record.nome == "Joana Prado")
    #expect(record.cidade == "Recife")
    #expect(record.atendimentos[0].extracao == "extraido")
    #expect(record.atendimentos[0].origens.allSatisfy { $0.revisao == "a_revisar" })
  }

  @Test(arguments: [1, 5])
  func `without a model nothing is lost, and the run says so`(count: Int) async throws {
    let folder = try await queued(count)
    let run = try await ProgramRun.of(["queue", "run", "--json"], in: folder)
    try await expectFailure(run, 69, "LLM_UNAVAILABLE")
    let all = try await items(folder)
    #expect(all.map(\.situacao) == Array(repeating: "pendente", count: count))
    #expect(all.allSatisfy { $0.tentativas == 0 && !$0.em_leitura })
    #expect(all.contains { $0.motivo == "sem_conexao" })
  }

  @Test(arguments: [[], ["--limit", "1"]])
  func `a run that reads nothing because its model fails is no success`(_ limit: [String])
    async throws
  {
    let folder = try await queued(2)
    let stub = StubOllama(
      chat: StubAnswer.whole("500 Internal Server Error", #"{"error":"x"}"#))
    let run = try await ProgramRun.of(
      ["queue", "run", "--json"] + limit, in: folder, environment: ["OLLAMA_HOST": stub.host])
    try await expectFailure(run, 69, "LLM_UNAVAILABLE")
  }

  @Test func `told to stop, a run gives its text back and ends well`() async throws {
    let folder = try await queued(2)
    let stub = StubOllama(chat: [.hang])
    let program = try ProgramEnvironment.program()
    let pidFile = "\(folder.path)/pid"
    async let ended = ProgramRun.of(
      ["-c", "echo $$ > '\(pidFile)'; exec '\(program)' queue run --watch --json"], in: folder,
      environment: ["OLLAMA_HOST": stub.host], program: "sh")
    for await event in stub.events where event == .request(path: "/api/chat") { break }
    let held = try await items(folder)
    #expect(held.map(\.em_leitura) == [true, false])
    let pid = try #require(
      TestFolder.text(of: pidFile).flatMap { Int32($0.prefix { $0.isNumber }) })
    kill(pid, SIGTERM)
    let run = try await ended
    #expect(run.exitStatus == 0, "\(run.errors)")
    #expect(run.output.contains(#""encerrado_por": "sinal""#))
    let free = try await items(folder)
    #expect(free.map(\.em_leitura) == [false, false])
    #expect(free.map(\.tentativas) == [0, 0])
    #expect(try await sqlite("SELECT count(*) FROM model_tickets", in: folder) == ["0"])
  }

  @Test func `workers killed at any moment, and a model that fails, end each text exactly once`()
    async throws
  {
    // As many as somebody has the time for: `ATENDE_QUEUE_TEXTS=1000`.
    let count = getenv("ATENDE_QUEUE_TEXTS").flatMap { Int(String(cString: $0)) } ?? 60
    let folder = try await queued(count)
    let program = try ProgramEnvironment.program()
    let root = #filePath.split(separator: "/").dropLast(4).map { "/\($0)" }.joined()
    // Instead of waiting for leases, tries and breakers, the script makes them due.
    let script = """
      exec 2> /dev/null
      python3 '\(root)/Tests/Support/stub_ollama.py' flaky --delay 0 > "$HOME/stub" & stub=$!
      until port=$(sed -n 's/PORT=//p' "$HOME/stub") && [ -n "$port" ]; do :; done
      export OLLAMA_HOST=127.0.0.1:$port
      db="$ATENDE_HOME/atende.db"
      round=0 slack=0 left=
      while [ $round -lt \(200 + count) ]; do
        round=$((round + 1))
        for worker in 1 2 3; do
          life=$((150 + (round * 7 + worker * 31) % 600 + slack))
          timeout -s KILL "$((life / 1000)).$(printf %03d $((life % 1000)))" '\(program)' queue run &
          workers="$workers $!"
        done
        wait $workers
        workers=
        sqlite3 "$db" "UPDATE queue_items SET due_at = 0 WHERE state = 'pendente';
          UPDATE model_hosts SET open_until = 0; DELETE FROM model_tickets"
        now=$(sqlite3 "$db" "SELECT count(*) FROM queue_items WHERE state = 'pendente'")
        [ "$now" = 0 ] && break
        # A machine so busy that nobody came to anything lets them live longer.
        [ "$now" = "$left" ] && [ $slack -lt 5000 ] && slack=$((slack + 250))
        left=$now
      done
      kill $stub
      exit 0
      """
    let run = try await ProgramRun.of(
      ["-c", script], in: folder, program: "sh", limit: 600 + 4 * count)
    #expect(run.exitStatus == 0)
    let all = try await items(folder)
    #expect(all.count == count)
    #expect(all.allSatisfy { $0.situacao == "extraido" || $0.situacao == "falhou" })
    #expect(all.contains { $0.situacao == "extraido" })
    // Every end is in the audit, once, by the same word.
    let ends = try await sqlite(
      """
      SELECT subject, count(*), min(reason) FROM audit_entries
      WHERE action = 'UPDATE' AND entity = 'atendimento' GROUP BY subject
      """, in: folder)
    #expect(ends.count == count)
    #expect(ends.allSatisfy { $0.split(separator: "|")[1] == "1" })
    for state in ["extraido", "falhou"] {
      #expect(
        ends.count { $0.contains("|\(state)") } == all.count { $0.situacao == state }, "\(state)")
    }
    let disagreeing = try await sqlite(
      """
      SELECT count(*) FROM queue_items q JOIN interactions i ON i.id = q.interaction_id
      WHERE q.state <> i.extraction;
      SELECT count(*) FROM queue_items WHERE lease_token IS NOT NULL;
      SELECT count(*) FROM (SELECT 1 FROM field_provenance GROUP BY interaction_id, field
        HAVING count(*) > 1);
      PRAGMA integrity_check
      """, in: folder)
    #expect(disagreeing == ["0", "0", "0", "ok"])
    let verify = try await ProgramRun.of(["audit", "verify"], in: folder)
    #expect(verify.exitStatus == 0, "\(verify.errors)")
  }

  // MARK: - Looking after it

  @Test func `a text is discarded with a reason, and one that failed is tried again`() async throws
  {
    let folder = try await queued(2)
    let all = try await items(folder)
    let discard = try await ProgramRun.of(
      ["queue", "discard", all[0].uid, "--reason", "spam", "--json"], in: folder)
    #expect(discard.exitStatus == 0, "\(discard.errors)")
    try await expectValid(discard.lines, "queue-change")
    #expect(try await items(folder).map(\.uid) == [all[1].uid])
    #expect(try await items(folder, ["--state", "descartado"]).map(\.uid) == [all[0].uid])
    let again = try await ProgramRun.of(
      ["queue", "discard", all[0].uid, "--reason", "spam", "--json"], in: folder)
    try await expectFailure(again, 65, "VALIDATION_ERROR")
    let audit = try await ProgramRun.of(["audit", "list", "--json"], in: folder)
    #expect(audit.output.contains(#""motivo": "descartado: spam""#))
    _ = try await sqlite(
      "UPDATE queue_items SET state = 'falhou', tries = 5 WHERE state = 'pendente'", in: folder)
    let retry = try await ProgramRun.of(["queue", "retry", "--all", "--json"], in: folder)
    try await expectValid(retry.lines, "queue-change")
    #expect(retry.output.contains(#""alterados": 1"#))
    #expect(try await items(folder).map(\.tentativas) == [0])
  }

  @Test func `a batch is paused, resumed and cancelled`() async throws {
    let folder = try await queued(2)
    let batch = try #require(try await batches(folder).first?.uid)
    for (word, state) in [("pause", "pausado"), ("resume", "ativo"), ("cancel", "cancelado")] {
      let run = try await ProgramRun.of(["queue", word, batch, "--json"], in: folder)
      #expect(run.exitStatus == 0, "\(run.errors)")
      try await expectValid(run.lines, "queue-batches")
      #expect(try await batches(folder).map(\.situacao) == [state])
    }
    #expect(try await items(folder).isEmpty)
    let back = try await ProgramRun.of(["queue", "resume", batch, "--json"], in: folder)
    try await expectFailure(back, 65, "VALIDATION_ERROR")
    let unknown = try await ProgramRun.of(["queue", "pause", "x", "--json"], in: folder)
    try await expectFailure(unknown, 65, "VALIDATION_ERROR")
  }

  @Test func `acceptance is told without anybody's data`() async throws {
    let folder = try await initialisedFolder()
    _ = try await sqlite(
      """
      INSERT INTO review_counts VALUES (20778, 'nome', 'llm', 'llama3:8b', '2', 'aceito', 7),
        (20778, 'nome', 'llm', 'llama3:8b', '2', 'editado', 2),
        (20779, 'nome', 'llm', 'llama3:8b', '2', 'rejeitado', 1),
        (20779, 'telefones', 'regra', '', '', 'aceito', 3)
      """, in: folder)
    let json = try await ProgramRun.of(["report", "extraction", "--json"], in: folder)
    try await expectValid(json.lines, "report-extraction")
    #expect(json.output.contains(#""sugeridos": 10, "aceitos": 7, "editados": 2, "#))
    #expect(json.output.contains(#""taxa": 0.7"#))
    let day = try await ProgramRun.of(
      ["report", "extraction", "--from", "2026-11-22", "--format", "csv"], in: folder)
    #expect(
      day.output == """
        "campo";"origem";"modelo";"versao_instrucao";"sugeridos";"aceitos";"editados";"rejeitados";"taxa"\r
        "nome";"llm";"llama3:8b";"2";"1";"0";"0";"1";"0,0%"\r
        "telefones";"regra";"";"";"3";"3";"0";"0";"100,0%"\r

        """)
    let text = try await ProgramRun.of(["report", "extraction"], in: folder)
    #expect(text.output.contains("regras locais"))
    #expect(text.output.contains("70,0%"))
  }
}
