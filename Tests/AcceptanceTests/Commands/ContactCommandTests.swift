import ContactsCore
import TestSupport
import Testing

@Suite("contact")
struct ContactCommandTests {
  private static let full = """
    {"nome": "Conceição Araújo", "nome_social": "Ceça", "telefones": ["11 98765-4321", "3333-4444"],
     "emails": ["ceca@exemplo.com.br"], "cpf": "529.982.247-25", "nascimento": "1990-12-31",
     "cidade": "São Paulo", "uf": "SP", "observacoes": "linha 1\\nlinha 2",
     "responsavel": "Rosa Araújo", "canal_seguro": "só WhatsApp", "texto": "Pediu ajuda.",
     "motivo": "apoio emocional", "urgencia": "alta", "canal": "whatsapp"}
    """

  private struct Shown: Decodable {
    struct Phone: Decodable { let valor: String }
    struct Interaction: Decodable {
      let protocolo: String
      let motivo: String?
      let motivo_codigo: String?
      let urgencia: String
      let canal: String
      let texto: String?
      let estado: String
      let atribuido_a: String?
      let encerramento: Closing?
    }
    struct Closing: Decodable {
      let por: String
      let desfecho: String
      let desfecho_codigo: String
      let motivo: String?
      let nota: String?
    }
    let nome: String?
    let telefones: [Phone]
    let emails: [String]
    let cpf: String?
    let uf: String?
    let versao: Int
    let atendimentos: [Interaction]
  }

  private func show(_ uid: String, in folder: TestFolder) async throws -> Shown {
    let run = try await ProgramRun.of(["contact", "show", uid, "--json"], in: folder)
    #expect(run.exitStatus == 0, "\(run.errors)")
    try await expectValid(run.lines, "contact-show")
    return try decoded(Shown.self, run.output)
  }

  @Test func `what is added is shown whole`() async throws {
    let folder = try await initialisedFolder()
    let run = try await ProgramRun.of(["contact", "add", "--json"], in: folder, input: Self.full)
    #expect(run.exitStatus == 0, "\(run.errors)")
    try await expectValid(run.lines, "contact-add")
    let receipt = try decoded(ReceiptObject.self, run.output)
    #expect(receipt.duplicados == [])
    let shown = try await show(receipt.uid, in: folder)
    #expect(shown.nome == "Conceição Araújo")
    #expect(shown.telefones.map(\.valor) == ["+5511987654321", "33334444"])
    #expect(shown.cpf == "52998224725")
    #expect(shown.versao == 1)
    let interaction = try #require(shown.atendimentos.first)
    #expect(interaction.protocolo == receipt.protocolo)
    #expect(interaction.motivo_codigo == "apoio_emocional")
    #expect(interaction.urgencia == "alta")
    #expect(interaction.canal == "whatsapp")
    #expect(interaction.texto == "Pediu ajuda.")
    #expect(interaction.estado == "aberto")
    #expect(interaction.encerramento == nil)
  }

  /// Wraps up every interaction of a store, with an outcome that was retired since.
  private func wrapUp(in folder: TestFolder) async throws {
    let script = """
      import sqlite3, sys
      store = sqlite3.connect(sys.argv[1])
      store.execute("UPDATE interactions SET state = 'encerrado', reason_code = 'idoso'")
      store.execute("UPDATE outcomes SET active = 0 WHERE code = 'encaminhado'")
      store.execute(
        "INSERT INTO wrap_ups SELECT id, 'encaminhado', 'Ao CRAS, com a filha', 60000, 'bia',"
        " created_at + 60000 FROM interactions")
      store.commit()
      """
    let run = try await ProgramRun.of(
      ["-c", script, folder.data.database], in: folder, program: "/usr/bin/python3")
    #expect(run.exitStatus == 0, "\(run.errors)")
  }

  @Test func `how an interaction ended is told to a program and to a person`() async throws {
    let folder = try await initialisedFolder()
    let uid = try await added(Self.full, in: folder).uid
    let open = try await ProgramRun.of(["contact", "show", uid], in: folder)
    #expect(open.output.contains("aberto, com "))
    #expect(!open.output.contains("Desfecho"))
    try await wrapUp(in: folder)
    let interaction = try #require(try await show(uid, in: folder).atendimentos.first)
    #expect(interaction.estado == "encerrado")
    #expect(interaction.atribuido_a != nil)
    let closing = try #require(interaction.encerramento)
    #expect(closing.por == "bia")
    #expect(closing.desfecho == "Encaminhado a outro serviço")
    #expect(closing.desfecho_codigo == "encaminhado")
    #expect(closing.motivo == "Pessoa idosa")
    #expect(closing.nota == "Ao CRAS, com a filha")
    let text = try await ProgramRun.of(["contact", "show", uid], in: folder).output
    for part in [
      "encerrado por bia em ", "Encaminhado a outro serviço", "Pessoa idosa",
      "Ao CRAS, com a filha",
    ] {
      #expect(text.contains(part), "\(text)")
    }
  }

  @Test func `a person reads the record in lines`() async throws {
    let folder = try await initialisedFolder()
    let receipt = try await added(
      #"{"nome": "Ana \u001b[31mSá", "telefones": ["11 98765-4321"]}"#, in: folder)
    let run = try await ProgramRun.of(["contact", "show", receipt.uid], in: folder)
    #expect(run.exitStatus == 0)
    #expect(run.output.contains("(11) 98765-4321"))
    #expect(run.output.contains("Atendimento \(receipt.protocolo ?? "")"))
    #expect(!run.output.contains("\u{1b}"))
  }

  @Test func `a possible duplicate is told and saved`() async throws {
    let folder = try await initialisedFolder()
    let first = try await added(#"{"telefones": ["11987654321"]}"#, in: folder)
    let second = try await added(#"{"nome": "Ana", "telefones": ["(11) 98765-4321"]}"#, in: folder)
    #expect(second.duplicados == [first.uid])
  }

  @Test(arguments: [
    ("não é JSON", ""), ("[1]", "objeto"), ("", "vazia"), ("{}", "campo"),
    (#"{"urgencia": "alta"}"#, "campo"), (#"{"nome": " ", "emails": []}"#, "campo"),
    (#"{"nome": 12}"#, "nome"), (#"{"telefones": "11987654321"}"#, "telefones"),
    (#"{"telefones": [11987654321]}"#, "telefones"), (#"{"nome": "Ana", "nmoe": "x"}"#, "nome"),
    (#"{"cpf": "52998224724"}"#, "CPF"), (#"{"emails": ["ana"]}"#, "E-mail"),
    (#"{"nome": "Ana", "uf": "XX"}"#, "UF"), (#"{"nome": "Ana", "urgencia": "já"}"#, "Urgência"),
    (#"{"nome": "Ana", "nascimento": "31/02/1990"}"#, "Nascimento"),
    (#"{"nome": "A\u0000na"}"#, "Nome"), (#"{"nome": "Ana", "situacao": "ativo"}"#, "situacao"),
  ])
  func `what cannot be taken exits 65, names the field and saves nothing`(
    input: String, named: String
  ) async throws {
    let folder = try await initialisedFolder()
    let run = try await ProgramRun.of(["contact", "add", "--json"], in: folder, input: input)
    let message = try await expectFailure(run, 65, "VALIDATION_ERROR")
    #expect(message.contains(named))
    #expect(!message.contains("52998224724"))
    let search = try await ProgramRun.of(["contact", "search", "a", "--json"], in: folder)
    #expect(search.output == "")
  }

  @Test func `an edit changes what is present and empties what is null`() async throws {
    let folder = try await initialisedFolder()
    let uid = try await added(Self.full, in: folder).uid
    let run = try await ProgramRun.of(
      ["contact", "edit", uid, "--json"], in: folder,
      input: #"{"emails": [], "cpf": null, "nome": "Ceça Araújo", "versao": 1}"#)
    #expect(run.exitStatus == 0, "\(run.errors)")
    try await expectValid(run.lines, "contact-edit")
    #expect(try decoded(ReceiptObject.self, run.output).versao == 2)
    let shown = try await show(uid, in: folder)
    #expect(shown.nome == "Ceça Araújo")
    #expect(shown.emails == [])
    #expect(shown.cpf == nil)
    #expect(shown.telefones.count == 2)
    #expect(shown.uf == "SP")
  }

  @Test func `the second of two writers is told, and changes nothing`() async throws {
    let folder = try await initialisedFolder()
    let uid = try await added(#"{"nome": "Ana"}"#, in: folder).uid
    let path = try file("mudanca.json", #"{"cidade": "Belém", "versao": 1}"#.utf8, in: folder)
    let first = try await ProgramRun.of(["contact", "edit", uid, path], in: folder)
    #expect(first.exitStatus == 0)
    let second = try await ProgramRun.of(["contact", "edit", uid, path, "--json"], in: folder)
    try await expectFailure(second, 75, "VALIDATION_ERROR")
    #expect(try await show(uid, in: folder).versao == 2)
  }

  @Test func `an edit takes no key of an interaction`() async throws {
    let folder = try await initialisedFolder()
    let uid = try await added(#"{"nome": "Ana"}"#, in: folder).uid
    let run = try await ProgramRun.of(
      ["contact", "edit", uid, "--json"], in: folder, input: #"{"texto": "x"}"#)
    try await expectFailure(run, 65, "VALIDATION_ERROR")
  }

  @Test func `a record that is not there is told apart from a wrong identifier`() async throws {
    let folder = try await initialisedFolder()
    let missing = try await ProgramRun.of(
      ["contact", "show", "0190f0a0-0000-7000-8000-000000000000", "--json"], in: folder)
    try await expectFailure(missing, 66, "NOT_FOUND")
    let wrong = try await ProgramRun.of(["contact", "show", "12", "--json"], in: folder)
    try await expectFailure(wrong, 65, "VALIDATION_ERROR")
  }

  @Test func `a search is masked, finds without accents, and may come from standard input`()
    async throws
  {
    let folder = try await initialisedFolder()
    let uid = try await added(Self.full, in: folder).uid
    let run = try await ProgramRun.of(["contact", "search", "conceicao ara", "--json"], in: folder)
    try await expectValid(run.lines, "contact-search")
    #expect(run.output.contains(uid))
    for hidden in ["98765", "529982", "ceca@"] { #expect(!run.output.contains(hidden)) }
    let piped = try await ProgramRun.of(
      ["contact", "search", "-", "--json"], in: folder, input: "98765\n")
    #expect(piped.lines.count == 1)
    let table = try await ProgramRun.of(["contact", "search", "ceca@exemplo.com.br"], in: folder)
    #expect(table.output.contains(uid))
    let nothing = try await ProgramRun.of(["contact", "search", "ninguém", "--json"], in: folder)
    #expect(nothing.exitStatus == 0)
    #expect(nothing.output == "")
    let said = try await ProgramRun.of(["contact", "search", "ninguém"], in: folder)
    #expect(said.exitStatus == 0 && said.output == "Ninguém encontrado.\n")
  }

  @Test func `a search keeps to its limit, also past a page`() async throws {
    let folder = try await initialisedFolder(["--demo"])
    let all = try await ProgramRun.of(
      ["contact", "search", "", "--json", "--limit", "100000"], in: folder)
    #expect(all.lines.count >= 200)
    let few = try await ProgramRun.of(
      ["contact", "search", "", "--json", "--limit", "7"], in: folder)
    #expect(few.lines.count == 7)
  }

  @Test func `the invented people are always the same, and include Conceição Araújo`() async throws
  {
    let folder = try await initialisedFolder(["--demo"])
    let run = try await ProgramRun.of(["contact", "search", "conceicao ara"], in: folder)
    #expect(run.output.contains("Conceição Araújo"))
    let again = try await ProgramRun.of(["init", "--demo"], in: folder)
    #expect(again.exitStatus == 73)
    #expect(again.errors.contains("Já existe"))
  }
}
