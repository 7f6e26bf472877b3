import FoundationEssentials
import TestSupport
import Testing

@Suite("import: whole, resumed, refused")
struct ImportRoundTripTests {
  private static let people = [
    #"{"nome": "Conceição Araújo", "nome_social": "Ceiça", "telefones": ["98765-4321", "11 3253-0000"], "emails": ["c@exemplo.org"], "cpf": "529.982.247-25", "nascimento": "1990-01-31", "cidade": "São Paulo", "uf": "SP", "observacoes": "uma\nnota; \"entre\" aspas", "responsavel": "Rita", "canal_seguro": "só e-mail", "texto": "Quer segunda via.\tUrgente", "motivo": "qualquer outra coisa", "urgencia": "alta", "canal": "whatsapp"}"#,
    #"{"nome": "=cmd()", "texto": "Outra conversa", "urgencia": "critica"}"#,
    #"{"telefones": ["+1 650 253 0000"]}"#,
  ]

  private func export(
    _ name: String, _ options: [String] = [], from folder: TestFolder
  ) async throws -> String {
    let path = "\(folder.path)/\(name)"
    let run = try await ProgramRun.of(
      ["export", "--output", path, "--justification", "rotina da central"] + options, in: folder,
      input: "")
    #expect(run.exitStatus == 0, "\(run.errors)")
    return path
  }

  /// Without the lines that say which export it is.
  private func contents(_ path: String) throws -> String {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    guard let start = text.firstRange(of: "\"contatos\": [\n") else { return text }
    return String(text[start.lowerBound...])
  }

  @Test(arguments: [[], ["--lines"]])
  func `an export comes back whole into an empty store`(options: [String]) async throws {
    let first = try await initialisedFolder()
    for person in Self.people { _ = try await added(person, in: first) }
    let before = try await export("antes.json", options, from: first)
    let second = try await initialisedFolder()
    let imported = try await ProgramRun.of(["import", before], in: second, input: "")
    #expect(imported.exitStatus == 0, "\(imported.errors)")
    #expect(imported.output.contains("Linhas importadas: 3. Recusadas: 0."), "\(imported.output)")
    let after = try await export("depois.json", options, from: second)
    #expect(try contents(before) == contents(after))
    #expect(try contents(before).contains("Conceição"))
    // Into the store it came from nothing comes twice.
    let same = try await ProgramRun.of(["import", before], in: first, input: "")
    #expect(same.exitStatus == 0, "\(same.errors)")
    #expect(same.output.contains("Registros que já estavam aqui: 3."))
  }

  @Test func `how an interaction was ended comes back, also by an outcome of another catalogue`()
    async throws
  {
    let first = try await initialisedFolder()
    _ = try await added(Self.people[0], in: first)
    let plain = try contents(try await export("antes.json", ["--lines"], from: first))
    let closing =
      #"{"em": "2026-11-20T10:00:00.000-03:00", "por": "bia", "desfecho": "Levada ao médico", "#
      + #""desfecho_codigo": "levada_ao_medico", "duracao_ms": 420000, "nota": "Zilda, ao CRAS"}"#
    let told = plain.replacing(#""encerramento": null"#, with: #""encerramento": "# + closing)
      .replacing(#""estado": "aberto""#, with: #""estado": "encerrado""#)
    #expect(told != plain)
    let second = try await initialisedFolder()
    let path = try file("encerrado.jsonl", told.utf8, in: second)
    let imported = try await ProgramRun.of(["import", path], in: second, input: "")
    #expect(imported.output.contains("Linhas importadas: 1."), "\(imported.output)")
    #expect(try contents(try await export("depois.json", ["--lines"], from: second)) == told)
    let table = try String(
      contentsOfFile: try await export("t.csv", ["--table", "atendimentos"], from: second),
      encoding: .utf8)
    #expect(
      table.contains(#""2026-11-20 10:00:00";"bia";"Levada ao médico";"7";"Zilda, ao CRAS""#),
      "\(table)")
    // What no form could have written is refused.
    for (word, other) in [
      ("levada_ao_medico", "a b"), ("420000", "-1"), ("2026-11-20", "2090-01-01"),
    ] {
      let third = try await initialisedFolder()
      let path = try file("mau.jsonl", told.replacing(word, with: other).utf8, in: third)
      let run = try await ProgramRun.of(["import", path], in: third, input: "")
      #expect(run.exitStatus == 65, "\(word)")
    }
  }

  @Test(arguments: [[], ["--lines"]])
  func `callbacks come back, those that were made and those still to be made`(options: [String])
    async throws
  {
    let first = try await initialisedFolder()
    let uid = try await added(Self.people[0], in: first).uid
    for when in ["em 2 horas", "em 3 dias"] {
      let run = try await ProgramRun.of(
        ["callback", "add", uid, "-", "--at", when], in: first, input: "falar da audiência")
      #expect(run.exitStatus == 0, "\(run.errors)")
    }
    let list = try await ProgramRun.of(["callback", "list", "--json"], in: first, input: "")
    let soonest = try decoded(CallbackObject.self, try #require(list.lines.first)).uid
    _ = try await ProgramRun.of(["callback", "done", soonest], in: first, input: "")
    let before = try await export("antes.json", options, from: first)
    #expect(try contents(before).contains("\"situacao\": \"feito\""))
    let second = try await initialisedFolder()
    let imported = try await ProgramRun.of(["import", before], in: second, input: "")
    #expect(imported.exitStatus == 0, "\(imported.errors)")
    let after = try await export("depois.json", options, from: second)
    #expect(try contents(after) == contents(before))
    let agenda = try await ProgramRun.of(["callback", "list", "--json"], in: second, input: "")
    #expect(agenda.lines.count == 1)
    // What no agenda could hold is refused, and a file of before has none.
    let told = try String(contentsOfFile: before, encoding: .utf8)
    for (word, other) in [
      (#""adiamentos": 0"#, #""adiamentos": -1"#),
      (#""versao": 1,"#, #""versao": 9223372036854775807,"#),
      (#""adiamentos": 0"#, #""adiamentos": 9223372036854775807"#),
      (#""encerrado_por": ""#, #""encerrado_por": "Um Nome\u001b[2J"#),
      (#""situacao": "feito""#, #""situacao": "aberto""#),
      (#""encerrado_por": ""#, #""encerrado": ""#),
    ] {
      #expect(told.contains(word), "\(word)")
      let third = try await initialisedFolder()
      let path = try file("mau.json", told.replacing(word, with: other).utf8, in: third)
      let run = try await ProgramRun.of(["import", path], in: third, input: "")
      #expect(run.exitStatus == 65, "\(word)")
    }
    let third = try await initialisedFolder()
    let earlier = told.replacing(#""retornos": ["#, with: #""outros": ["#)
    let path = try file("antigo.json", earlier.utf8, in: third)
    let run = try await ProgramRun.of(["import", path], in: third, input: "")
    #expect(run.output.contains("Linhas importadas: 1."), "\(run.output)")
  }

  @Test func `a masked export is no data`() async throws {
    let folder = try await initialisedFolder()
    for person in Self.people { _ = try await added(person, in: folder) }
    let path = "\(folder.path)/mascarada.json"
    _ = try await ProgramRun.of(["export", "--output", path, "--masked"], in: folder, input: "")
    let other = try await initialisedFolder()
    let run = try await ProgramRun.of(["import", path], in: other, input: "")
    #expect(run.output.contains("A exportação é mascarada"))
  }

  @Test func `our own cards come back, and cards of others`() async throws {
    let first = try await initialisedFolder()
    for person in Self.people { _ = try await added(person, in: first) }
    let path = try await export("agenda.vcf", from: first)
    let second = try await initialisedFolder()
    let imported = try await ProgramRun.of(["import", path], in: second, input: "")
    #expect(imported.output.contains("Linhas importadas: 3. Recusadas: 0."), "\(imported.output)")
    let again = try await export("volta.vcf", from: second)
    func people(_ path: String) throws -> [Substring] {
      try String(contentsOfFile: path, encoding: .utf8).split(separator: "\r\n")
        .filter { !$0.hasPrefix("UID:") && !$0.hasPrefix("REV:") }
    }
    #expect(try people(path) == people(again))
  }

  @Test func `the same file is imported once, and again when that is asked`() async throws {
    let folder = try await initialisedFolder()
    let path = try file("lista.csv", "nome\nAna Prado\nRui Lima\n".utf8, in: folder)
    func run(_ options: [String] = []) async throws -> String {
      let run = try await ProgramRun.of(["import", path] + options, in: folder, input: "")
      #expect(run.exitStatus == 0, "\(run.errors)")
      return run.output
    }
    #expect(try await run(["--dry-run"]).contains("podem ser importadas: 2"))
    #expect(try await run().contains("Linhas importadas: 2."))
    #expect(try await run().contains("já foi importado inteiro"))
    #expect(try await run(["--dry-run"]).contains("sem --again, nada dele entra de novo"))
    #expect(try await !run(["--dry-run", "--again"]).contains("sem --again"))
    let taken = try file("recusadas.csv", "x\n".utf8, in: folder)
    let refused = try await ProgramRun.of(
      ["import", path, "--again", "--refused", taken], in: folder, input: "")
    #expect(refused.errors.contains("Diga outro nome em `--refused`"))
    #expect(try await run(["--again"]).contains("Linhas importadas: 2."))
    let found = try await ProgramRun.of(["contact", "search", "prado", "--json"], in: folder)
    #expect(found.lines.count == 2)
  }

  @Test func `refused rows are kept with their reasons, and nothing where none was`() async throws {
    let folder = try await initialisedFolder()
    let refused = "\(folder.path)/recusadas.csv"
    let path = try file(
      "lista.csv", "nome;cpf;nota\nAna;11111111111;=a\nBia;;ok\nCaio;x\n".utf8, in: folder)
    let run = try await ProgramRun.of(
      ["import", path, "--refused", refused], in: folder, input: "")
    #expect(run.exitStatus == 0, "\(run.errors)")
    let text = try String(contentsOfFile: refused, encoding: .utf8)
    #expect(
      text == """
        "nome";"cpf";"nota";"motivo da recusa"
        "Ana";"11111111111";"'=a";"CPF: os dígitos verificadores não conferem."
        "Caio";"x";"";"CPF: os dígitos verificadores não conferem."

        """)
    // What was corrected is imported as it stands.
    let corrected = text.replacing("11111111111", with: "52998224725").replacing(
      "\"x\"", with: "\"\"")
    let again = try file("corrigidas.csv", corrected.utf8, in: folder)
    let second = try await ProgramRun.of(
      ["import", again, "--refused", "\(folder.path)/nenhuma.csv"], in: folder, input: "")
    #expect(second.output.contains("Linhas importadas: 2. Recusadas: 0."), "\(second.output)")
    #expect(!TestFolder.entries(of: folder.path).contains("nenhuma.csv"))
    let taken = try await ProgramRun.of(
      ["import", path, "--again", "--refused", refused], in: folder, input: "")
    #expect(taken.exitStatus == 73)
    let json = try file(
      "lista.json", "{\"nome\": \"Ana\", \"cpf\": \"1\"}\nlixo\n{\"nome\": \"Rui\"}".utf8,
      in: folder)
    _ = try await ProgramRun.of(
      ["import", json, "--refused", "\(folder.path)/recusadas.json"], in: folder, input: "")
    #expect(
      try String(contentsOfFile: "\(folder.path)/recusadas.json", encoding: .utf8)
        .split(separator: "\n").first
        == #"{"nome": "Ana", "cpf": "1", "recusa": "CPF: os dígitos verificadores não conferem."}"#)
  }

  @Test func `a rehearsal says what each row would bring`() async throws {
    let folder = try await initialisedFolder()
    let ana = try await added(#"{"nome": "Ana Prado", "telefones": ["11987654321"]}"#, in: folder)
    let path = try file(
      "lista.csv", "nome;telefone;cidade\nAna Prada;11987654321;Recife\n".utf8, in: folder)
    let run = try await ProgramRun.of(["import", path, "--dry-run"], in: folder, input: "")
    #expect(
      run.output.contains(
        "Linha 2: pode ser a mesma pessoa que \(ana.uid) (mesmo telefone, nome parecido; "
          + "traria: cidade; diferente: nome)"), "\(run.output)")
  }

  @Test func `a column without a known heading is told by what it holds`() async throws {
    let folder = try await initialisedFolder()
    let path = try file(
      "lista.csv", "Nome;Doc;Caixa\nAna;529.982.247-25;a@exemplo.org\n".utf8, in: folder)
    let run = try await ProgramRun.of(["import", path], in: folder, input: "")
    #expect(run.output.contains("Coluna 2, pelo que traz: cpf."))
    #expect(run.output.contains("Coluna 3, pelo que traz: emails."))
    let found = try await ProgramRun.of(["contact", "search", "52998224725", "--json"], in: folder)
    #expect(found.lines.count == 1)
  }
}
