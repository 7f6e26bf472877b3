import FoundationEssentials
import TestSupport
import Testing

@Suite("import")
struct ImportCommandTests {
  private func run(
    _ csv: some Sequence<UInt8>, _ options: [String] = [], in folder: TestFolder
  ) async throws -> ProgramRun {
    let path = try file("planilha.csv", csv, in: folder)
    return try await ProgramRun.of(["import", path] + options, in: folder)
  }

  private func found(_ query: String, in folder: TestFolder) async throws -> Int {
    try await ProgramRun.of(
      ["contact", "search", query, "--json", "--limit", "1000"], in: folder
    ).lines.count
  }

  @Test func `good rows are added, bad ones told by line and reason`() async throws {
    let folder = try await initialisedFolder()
    let run = try await run(
      """
      Nome;Telefone;E-mail;CPF;Observações
      Ana Sá;11 98765-4321;ana@exemplo.com.br;52998224725;"uma ""nota""
      em duas linhas"
      Bia;;sem-arroba;;
      ;;;;
      "=cmd()|' /C calc'!A0";;;;
      Caio;;;11111111111;
      """.utf8, in: folder)
    #expect(run.exitStatus == 0, "\(run.errors)")
    #expect(run.errors == "")
    #expect(run.output.contains("Linha 4: recusada. E-mail"))
    #expect(run.output.contains("Linha 5: recusada."))
    #expect(run.output.contains("Linha 7: recusada. CPF"))
    #expect(!run.output.contains("sem-arroba"))
    #expect(run.output.contains("Linhas importadas: 2. Recusadas: 3."))
    #expect(try await found("ana sa", in: folder) == 1)
  }

  @Test func `Latin-1 with commas is read like UTF-8 with semicolons`() async throws {
    let folder = try await initialisedFolder()
    let latin = "nome,cidade\nConcei\u{e7}\u{e3}o,Bel\u{e9}m\n".unicodeScalars.map {
      UInt8($0.value)
    }
    let run = try await run(latin, in: folder)
    #expect(run.exitStatus == 0, "\(run.errors)")
    #expect(run.output.contains("Windows-1252"))
    #expect(try await found("conceicao", in: folder) == 1)
  }

  @Test func `a refused item of JSON is named by its number, and kept as it stands`() async throws {
    let folder = try await initialisedFolder()
    let path = try file(
      "pessoas.json", #"[{"nome":"Ok Sim"},{"nome":{"x":1}},"Maria 81 98222-9999",5]"#.utf8,
      in: folder)
    let refused = "\(folder.path)/recusadas.json"
    let run = try await ProgramRun.of(["import", path, "--refused", refused], in: folder)
    #expect(run.exitStatus == 0, "\(run.errors)")
    #expect(
      run.lines.prefix(2).map { $0.prefix(24) } == [
        "Linha 1, item 2: recusad", "Linha 1, item 3: recusad",
      ])
    let kept = try String(contentsOfFile: refused, encoding: .utf8)
    #expect(kept.contains(#""conteudo": "\"Maria 81 98222-9999\"""#))
    #expect(kept.contains(#"{"nome":{"x":1}, "recusa":"#))
  }

  @Test func `columns of an export of ours are known by their headings`() async throws {
    let folder = try await initialisedFolder()
    var csv = "Nome;Telefone;Outros telefones;E-mail;Outros e-mails\n"
    for number in 0..<60 { csv += "Pessoa \(number);81 9\(8_000_000 + number);;;\n" }
    csv += "Ana Sá;81 98765-4321;81 3222-0001;ana@exemplo.com.br;ana.sa@exemplo.com.br\n"
    let run = try await run(csv.utf8, in: folder)
    #expect(!run.output.contains("sem uso"))
    let found = try await ProgramRun.of(
      ["contact", "search", "81 3222-0001", "--json"], in: folder)
    #expect(found.lines.count == 1)
  }

  @Test(arguments: [
    ("PK\u{3}\u{4}\u{14}\u{0}resto", "O arquivo é uma planilha, e não um CSV."),
    (
      "Protocolo;Ocorrido em;Nome;Registrado em;Pessoa\n20261121-000001;;Ana;;x\n",
      "tabela de atendimentos de uma exportação"
    ),
  ])
  func `a file that is something else is called by its name`(
    _ text: String, _ sentence: String
  ) async throws {
    let folder = try await initialisedFolder()
    let run = try await run(text.utf8, in: folder)
    #expect(run.exitStatus == 65)
    #expect(run.errors.contains(sentence))
  }

  @Test func `a day that has not come, or of another century, is no date of an interaction`()
    async throws
  {
    let folder = try await initialisedFolder()
    let run = try await run(
      "Nome;Data;Texto\nAna;22/11/2300;oi\nBia;22/11/1890;oi\nCaio;22/11/2019;oi\n".utf8, in: folder
    )
    #expect(run.output.contains("Linha 2: recusada. Data: use"))
    #expect(run.output.contains("Linha 3: recusada. Data: use"))
    #expect(run.output.contains("Linhas importadas: 1. Recusadas: 2."))
  }

  @Test func `a rehearsal writes nothing`() async throws {
    let folder = try await initialisedFolder()
    let run = try await run("nome\nAna\nBia\n".utf8, ["--dry-run"], in: folder)
    #expect(run.exitStatus == 0)
    #expect(run.output.contains("nada foi gravado"))
    #expect(run.output.contains("podem ser importadas: 2"))
    #expect(try await found("", in: folder) == 0)
  }

  @Test func `a possible duplicate is added and told`() async throws {
    let folder = try await initialisedFolder()
    let first = try await added(#"{"telefones": ["11987654321"]}"#, in: folder)
    let run = try await run("nome;telefone\nAna;11 98765-4321\n".utf8, in: folder)
    #expect(run.exitStatus == 0)
    #expect(run.output.contains("Linha 2: gravada; pode ser a mesma pessoa que \(first.uid)"))
  }

  @Test func `a map names the columns`() async throws {
    let folder = try await initialisedFolder()
    let map = try file(
      "mapa.json", #"{"Quem ligou": "nome", "Cidade": null}"#.utf8, in: folder)
    let run = try await run("Quem ligou;Cidade\nAna;x\n".utf8, ["--map", map], in: folder)
    #expect(run.exitStatus == 0, "\(run.errors)")
    #expect(try await found("ana", in: folder) == 1)
    let wrong = try file("mapa2.json", #"{"Quem ligou": "apelido_secreto"}"#.utf8, in: folder)
    let refused = try await self.run("Quem ligou\nAna\n".utf8, ["--map", wrong], in: folder)
    #expect(refused.exitStatus == 65)
  }

  @Test(arguments: [
    "", "nome;uf\n", "x;y\n1;2\n", "nome;nome\nAna;Bia\n", "nome;cpf\nAna;11111111111\n",
    "Maria da Silva;11 98765-4321\n",
  ])
  func `a file without an acceptable row exits 65 and quotes nobody`(csv: String) async throws {
    let folder = try await initialisedFolder()
    let run = try await run(csv.utf8, in: folder)
    #expect(run.exitStatus == 65)
    #expect(!run.errors.contains("Maria"))
    #expect(try await found("", in: folder) == 0)
  }

  @Test func `a file that is not there is no input`() async throws {
    let folder = try await initialisedFolder()
    let run = try await ProgramRun.of(["import", "/nao/existe.csv"], in: folder)
    #expect(run.exitStatus == 66)
    let format = try await ProgramRun.of(["import", "x", "--format", "xls"], in: folder)
    #expect(format.exitStatus == 64)
  }

  @Test func `zero bytes, huge values and open quotes cost their own rows`() async throws {
    let folder = try await initialisedFolder()
    let huge = String(repeating: "a", count: 1 << 20)
    let run = try await run(
      "nome;texto\nA\0na;x\nBia;\(huge)\n\"Caio;x\nDito;y\n".utf8, in: folder)
    #expect(run.exitStatus == 0, "\(run.errors)")
    #expect(run.output.contains("Linhas importadas: 1. Recusadas: 3."))
  }

  @Test func `megabytes of refused rows and long notes are no end of the file`() async throws {
    let folder = try await initialisedFolder()
    let note = String(repeating: "pediu ajuda com o cadastro. ", count: 1700)
    let csv =
      "nome;cpf;observacoes\n"
      + (0..<40).map { "Bia \($0);11111111111;\(note)\n" }.joined()
      + (0..<60).map { "Ana Sá \($0);;\(note)\n" }.joined()
    let run = try await run(csv.utf8, in: folder)
    #expect(run.exitStatus == 0, "\(run.errors)")
    #expect(run.output.contains("Linhas importadas: 60. Recusadas: 40."))
    #expect(try await found("ana sa", in: folder) == 60)
  }

  @Test func `who stops listening is told how many rows are in the store`() async throws {
    let folder = try await initialisedFolder()
    // Each is told with twenty others: more than any pipe holds.
    let rows = (0..<3000).map { "Ana \($0);11987654321\n" }.joined()
    let path = try file("planilha.csv", ("nome;telefone\n" + rows).utf8, in: folder)
    let program = try ProgramEnvironment.program()
    let run = try await ProgramRun.of(
      ["-c", "'\(program)' import '\(path)' | /usr/bin/head -n 1"], in: folder, program: "/bin/sh")
    #expect(run.lines.count == 1)
    let words = run.errors.split(separator: " ")
    let label = try #require(words.firstIndex(of: "importadas:"))
    let count = try #require(Int(words[label + 1].filter(\.isNumber)))
    #expect(count < 3000)
    let stored = try await ProgramRun.of(
      ["contact", "search", "", "--json", "--limit", "5000"], in: folder)
    #expect(stored.lines.count == count)
  }

  @Test func `who loses the right to import is told of which rows nobody looked for duplicates`()
    async throws
  {
    let folder = try await initialisedFolder()
    let program = try ProgramEnvironment.program()
    // The first batch is in the store before the right goes, and the file goes on after that.
    let script = """
      { echo nome; seq -f 'Ana Prado %.0f' 250
        until [ "$('\(program)' contact search '' --json --limit 300 | wc -l)" -ge 250 ]; do :; done
        '\(program)' user role "$(id -un)" --remove supervisor >&2
        seq -f 'Ana Prado %.0f' 251 300; } | '\(program)' import --format csv -
      """
    let run = try await ProgramRun.of(["-c", script], in: folder, program: "/bin/sh")
    #expect(run.exitStatus == 77)
    #expect(run.lines.count == 1)
    #expect(run.output.hasPrefix("Linhas 2 a 251: gravadas, sem procurar possíveis duplicados."))
    #expect(run.errors.contains("Linhas importadas: 250. Recusadas: 0."))
    let stored = try await ProgramRun.of(
      ["contact", "search", "", "--json", "--limit", "400"], in: folder)
    #expect(stored.lines.count == 250)
  }

  @Test func `more rows than a batch are all added, each with its audit entry`() async throws {
    let folder = try await initialisedFolder()
    let rows = (1...250).map { "Pessoa Número \($0)\n" }.joined()
    let run = try await run(("nome\n" + rows).utf8, in: folder)
    #expect(run.output.contains("Linhas importadas: 250."))
    let audit = try await ProgramRun.of(["audit", "list", "--json"], in: folder)
    #expect(audit.lines.count { $0.contains(#""acao": "CREATE""#) } == 250)
  }
}
