import TestSupport
import Testing

@Suite("mask")
struct MaskCommandTests {
  private struct Line: Decodable {
    let texto: String
    let trechos: [Span]
  }

  private struct Span: Decodable, Equatable {
    let start: Int
    let end: Int
    let kind: String

    init(from decoder: any Decoder) throws {
      var values = try decoder.unkeyedContainer()
      start = try values.decode(Int.self)
      end = try values.decode(Int.self)
      kind = try values.decode(String.self)
    }
  }

  @Test func `each line comes back with labels for values, and no store is made`() async throws {
    let folder = TestFolder()
    let run = try await ProgramRun.of(
      ["mask"], in: folder, input: "CPF 529.982.247-25\n\npedido 4815162342 entregue\n")
    #expect(run.exitStatus == 0)
    #expect(run.output == "CPF [CPF]\n\npedido 4815162342 entregue\n")
    #expect(run.errors == "")
    #expect(TestFolder.entries(of: folder.path) == [])
  }

  @Test func `offsets are in Unicode scalars of the line as it was given`() async throws {
    let line = "mãe\u{301} 😀 cpf 529\u{200b}98224725 fim"
    let run = try await ProgramRun.of(["mask", "--json", "-"], in: TestFolder(), input: line)
    #expect(run.exitStatus == 0)
    try await expectValid(run.lines, "mask")
    let answer = try decoded(Line.self, run.output)
    let span = try #require(answer.trechos.first)
    #expect(answer.trechos.count == 1)
    #expect(span.kind == "cpf")
    let scalars = Array(line.unicodeScalars)
    var covered = String.UnicodeScalarView()
    covered.append(contentsOf: scalars[span.start..<span.end])
    #expect(String(covered) == "529\u{200b}98224725")
    #expect(answer.texto == "mãe\u{301} 😀 cpf [CPF] fim")
  }

  @Test func `there is one object a line, also for empty lines and without a last line end`()
    async throws
  {
    let run = try await ProgramRun.of(
      ["mask", "--json"], in: TestFolder(), input: "a\r\n\nnome: Ana Souza\r\nb")
    try await expectValid(run.lines, "mask")
    let texts = try run.lines.map { try decoded(Line.self, $0).texto }
    #expect(texts == ["a", "", "nome: [nome]", "b"])
  }

  @Test func `nothing in is nothing out`() async throws {
    let run = try await ProgramRun.of(["mask", "--json"], in: TestFolder(), input: "")
    #expect(run.exitStatus == 0)
    #expect(run.output == "")
  }

  @Test func `a file is read like standard input, and one that cannot be is told`() async throws {
    let folder = TestFolder()
    let path = try file("texto.txt", "placa ABC1D23\n".utf8, in: folder)
    #expect(try await ProgramRun.of(["mask", path], in: folder).output == "placa [placa]\n")
    let missing = try await ProgramRun.of(["mask", "--json", "/nao/existe"], in: folder)
    try await expectFailure(missing, 66, "NOT_FOUND")
  }

  private static let latin: [UInt8] =
    Array("ok\nnome Jos".utf8) + [0xe9, 0x0a] + Array("CPF 529.982.247-25\n".utf8) + [0xff, 0xfe]

  @Test func `a line that is no text goes out as nothing of it, and the others follow`()
    async throws
  {
    let folder = TestFolder()
    let path = try file("latin1.txt", Self.latin, in: folder)
    let run = try await ProgramRun.of(["mask", path], in: folder)
    #expect(run.exitStatus == 65)
    #expect(run.output == "ok\n[texto omitido]\nCPF [CPF]\n[texto omitido]\n")
    #expect(run.errors.contains("2 linhas não estão em UTF-8, a primeira é a linha 2"))
  }

  @Test func `with JSON too, and the count is for programs`() async throws {
    let folder = TestFolder()
    let path = try file("latin1.txt", Self.latin, in: folder)
    let run = try await ProgramRun.of(["mask", path, "--json"], in: folder)
    try await expectValid(run.lines, "mask")
    let lines = try run.lines.map { try decoded(Line.self, $0) }
    #expect(lines.map(\.texto) == ["ok", "[texto omitido]", "CPF [CPF]", "[texto omitido]"])
    #expect(lines[1].trechos == [])
    let message = try await expectFailure(run, 65, "VALIDATION_ERROR")
    #expect(message.contains("linha 2"))
    #expect(
      run.errors.contains(#""linhas_omitidas":2"#) || run.errors.contains(#""linhas_omitidas": 2"#))
  }

  @Test func `a line of a megabyte is masked whole`() async throws {
    let line = String(repeating: "relato sem nada a cobrir; ", count: 40_000)
    let run = try await ProgramRun.of(
      ["mask"], in: TestFolder(), input: line + "CPF 529.982.247-25")
    #expect(run.exitStatus == 0)
    #expect(run.output == line + "CPF [CPF]\n")
  }

  @Test func `what the store holds is covered too, and asking it is one entry of the audit`()
    async throws
  {
    let folder = try await initialisedFolder()
    _ = try await added(#"{"nome": "Xuri Wapixana"}"#, in: folder)
    let run = try await ProgramRun.of(
      ["mask"], in: folder, input: "xuri wapixana dormiu aqui\nxuri wapixana saiu\n")
    #expect(run.output == "[nome] dormiu aqui\n[nome] saiu\n")
    #expect(run.errors == "")
    let audit = try await ProgramRun.of(["audit", "list", "--json"], in: folder)
    #expect(audit.lines.count { $0.contains("mascaramento") } == 1)
    #expect(!audit.output.lowercased().contains("wapixana"))
  }

  @Test func `a store that cannot be read leaves the rules, and that is said`() async throws {
    let folder = try await initialisedFolder()
    _ = try file("dados/atende.db", Array("not a database".utf8), in: folder)
    let run = try await ProgramRun.of(["mask"], in: folder, input: "CPF 529.982.247-25\n")
    #expect(run.exitStatus == 0)
    #expect(run.output == "CPF [CPF]\n")
    #expect(run.errors.contains("cadastro não foi consultado"))
  }
}
