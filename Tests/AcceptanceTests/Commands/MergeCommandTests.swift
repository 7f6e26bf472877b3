import TestSupport
import Testing

@Suite("atende contact duplicates, contact merge")
struct MergeCommandTests {
  private static let near = [
    #"{"nome": "Fernanda Oliveira Dias", "cidade": "Recife", "telefones": ["81 98765-4321"]}"#,
    #"{"nome": "Fenanda Oliveira Dias", "cidade": "Recife", "cpf": "529.982.247-25", "texto": "x"}"#,
  ]

  @Test func `two records are found by their near names, become one, and two again`() async throws {
    let folder = try await initialisedFolder()
    var uids: [String] = []
    for person in Self.near { uids.append(try await added(person, in: folder).uid) }
    let pairs = try await ProgramRun.of(["contact", "duplicates", "--json"], in: folder, input: "")
    try await expectValid(pairs.lines, "contact-duplicates")
    #expect(pairs.lines.count == 1)
    #expect(pairs.output.contains(#""regra": "cidade_nome""#))
    #expect(!pairs.output.contains("98765"))
    let text = try await ProgramRun.of(["contact", "duplicates"], in: folder, input: "")
    #expect(text.output.contains("nome parecido, mesma cidade"))
    #expect(text.output.contains("Pares: 1."))

    let merged = try await ProgramRun.of(
      ["contact", "merge", uids[0], uids[1], "--take", "nome", "--json"], in: folder, input: "")
    try await expectValid(merged.lines, "contact-merge")
    let shown = try await ProgramRun.of(
      ["contact", "show", uids[1], "--json"], in: folder, input: "")
    try await expectValid(shown.lines, "contact-show")
    #expect(shown.output.contains(#""uid": "\#(uids[0])", "nome": "Fenanda Oliveira Dias""#))
    #expect(shown.output.contains(#""unido_de": "\#(uids[1])""#))
    #expect(shown.output.contains("52998224725"))
    let page = try await ProgramRun.of(["contact", "show", uids[1]], in: folder, input: "")
    #expect(page.output.contains("o registro \(uids[1]) faz parte deste"))
    // Under the identifier that it had, it is the record it has become, and no duplicate of itself.
    let edited = try await ProgramRun.of(
      ["contact", "edit", uids[1], "--json"], in: folder, input: #"{"observacoes": "nota"}"#)
    #expect(edited.output.contains(#""uid": "\#(uids[0])""#), "\(edited.output)\(edited.errors)")
    #expect(edited.output.contains(#""duplicados": []"#))
    let none = try await ProgramRun.of(["contact", "duplicates"], in: folder, input: "")
    #expect(none.output == "Nenhum par de possíveis duplicados.\n")

    let undone = try await ProgramRun.of(
      ["contact", "merge", uids[1], "--undo", "--json"], in: folder, input: "")
    try await expectValid(undone.lines, "contact-merge")
    let again = try await ProgramRun.of(
      ["contact", "show", uids[1], "--json"], in: folder, input: "")
    #expect(!again.output.contains("unido_de"))
    #expect(again.output.contains("\"uid\": \"\(uids[1])\""))
  }

  @Test func `what cannot be merged is said`() async throws {
    let folder = try await initialisedFolder()
    let first = try await added(#"{"nome": "Ana Sá", "cpf": "111.444.777-35"}"#, in: folder).uid
    let second = try await added(Self.near[1], in: folder).uid
    func run(_ words: [String]) async throws -> ProgramRun {
      try await ProgramRun.of(["contact", "merge"] + words + ["--json"], in: folder, input: "")
    }
    try await expectFailure(try await run([first, second]), 65, "VALIDATION_ERROR")
    try await expectFailure(try await run([first, first]), 65, "VALIDATION_ERROR")
    try await expectFailure(try await run([first, "--undo"]), 65, "VALIDATION_ERROR")
    #expect(try await run([first]).exitStatus == 64)
    #expect(try await run([first, second, "--undo"]).exitStatus == 64)
    #expect(try await run([first, second, "--take", "texto"]).exitStatus == 64)
    #expect(try await run([first, second, "--take", "cpf", "--keep", "cpf"]).exitStatus == 64)
    let merged = try await run([first, second, "--keep", "cpf"])
    #expect(merged.exitStatus == 0, "\(merged.errors)")
  }
}
