import ContactsCore
import FoundationEssentials
import TestSupport
import Testing

/// One of a thousand is erased through the program, and looked for with `grep`.
@Suite("erase, from request to certificate")
struct ErasureStoryTests {
  private static let person = """
    {"nome": "Zoraide Canarina Quintanilha", "telefones": ["71 98123-4567"], "cpf": "529.982.247-25",
     "emails": ["Zoraide.Q@exemplo.com.br"], "nascimento": "1971-03-09",
     "texto": "Meu vizinho Teobaldo Xisto me ameaçou na Travessa Jaburu."}
    """
  /// Twelve spellings and more of what she said.
  private static let spellings = [
    "Zoraide Canarina", "zoraide canarina", "ZORAIDE CANARINA", "zoraide", "quintanilha",
    "71981234567", "(71) 98123-4567", "98123-4567", "981234567", "+5571981234567",
    "529.982.247-25", "52998224725", "Zoraide.Q", "zoraide.q@exemplo.com.br", "Teobaldo Xisto",
    "teobaldo", "Travessa Jaburu", "1971-03-09", "09/03/1971",
  ]

  /// Files of the data folder in which one of them stands.
  private func found(in folder: TestFolder) async throws -> [String] {
    let patterns = Self.spellings.flatMap { ["-e", $0] }
    let run = try await ProgramRun.of(
      ["-rlaF"] + patterns + [folder.data.path], in: folder, program: "/bin/grep")
    return run.lines
  }

  private struct Centre {
    let folder: TestFolder
    let uid: String
    let request: String
  }

  /// A thousand others, she, and her request.
  private func centre() async throws -> Centre {
    let folder = try await initialisedFolder()
    let lines = (0..<1000).map {
      "Maria \($0) Alves;11 9\(7_000_000 + $0 * 37);maria\($0)@example.org"
    }
    let csv = try file(
      "pessoas.csv", (["nome;telefone;email"] + lines).joined(separator: "\n").utf8, in: folder)
    let imported = try await ProgramRun.of(["import", csv], in: folder)
    #expect(imported.exitStatus == 0, "\(imported.errors)")
    let uid = try await added(Self.person, in: folder).uid
    let made = try await ProgramRun.of(
      ["request", "new", "--type", "eliminacao", "--contact", uid, "--json"], in: folder)
    #expect(made.exitStatus == 0, "\(made.errors)")
    let request = try decoded(RequestObject.self, made.output).protocolo
    return Centre(folder: folder, uid: uid, request: request)
  }

  private struct RequestObject: Decodable {
    let protocolo: String
  }

  @Test func `what goes is named in Portuguese, and one is said as one`() async throws {
    let folder = try await initialisedFolder()
    _ = try await added(#"{"nome": "Otávio Lins", "emails": ["casa@exemplo.com.br"]}"#, in: folder)
    let uid = try await added(
      #"{"nome": "Zoraide Canarina", "emails": ["casa@exemplo.com.br"]}"#, in: folder
    ).uid
    let made = try await ProgramRun.of(
      ["request", "new", "--type", "eliminacao", "--contact", uid, "--json"], in: folder)
    let words = ["erase", uid, "--request", try decoded(RequestObject.self, made.output).protocolo]
    let shown = try await ProgramRun.of(words + ["--dry-run"], in: folder)
    #expect(shown.output.contains("  E-mails: 1\n"), "\(shown.output)")
    #expect(!shown.output.contains("contact"), "\(shown.output)")
    let erased = try await ProgramRun.of(words + ["--yes"], in: folder)
    #expect(erased.output.contains("1 forma (um nome, um número) também é"), "\(erased.output)")
  }

  @Test func `what goes from rows that a hold keeps is said before`() async throws {
    let folder = try await initialisedFolder()
    let uid = try await added(#"{"nome": "Zoraide Canarina", "texto": "um relato"}"#, in: folder)
      .uid
    let made = try await ProgramRun.of(
      ["request", "new", "--type", "eliminacao", "--contact", uid, "--json"], in: folder)
    let held = try await ProgramRun.of(
      [
        "hold", "add", uid, "--kind", "atendimento", "--article", "art. 16, I", "--reason",
        "processo em curso na vara",
      ], in: folder)
    #expect(held.exitStatus == 0, "\(held.errors)")
    let number = try decoded(RequestObject.self, made.output).protocolo
    let shown = try await ProgramRun.of(
      ["erase", uid, "--request", number, "--dry-run"], in: folder)
    #expect(
      shown.output.contains("  O que a pessoa contou: apagado das linhas que ficam\n"),
      "\(shown.output)")
    #expect(!shown.output.contains("Atendimentos (protocolo, motivo, urgência, datas): apagado"))
  }

  @Test func `nothing is found, the certificate holds, and she does not come back`() async throws {
    let centre = try await centre()
    let folder = centre.folder
    #expect(try await !found(in: folder).isEmpty)
    let before = "\(folder.path)/antes.db"
    let copied = try await ProgramRun.of(
      [folder.data.database, before], in: folder, program: "/bin/cp")
    #expect(copied.exitStatus == 0)

    let shown = try await ProgramRun.of(
      ["erase", centre.uid, "--request", centre.request, "--dry-run", "--json"], in: folder)
    try await expectValid(shown.lines, "erase-preview")
    let erased = try await ProgramRun.of(
      ["erase", centre.uid, "--request", centre.request, "--yes", "--json"], in: folder)
    #expect(erased.exitStatus == 0, "\(erased.errors)")
    #expect(erased.output.contains(#""situacao": "concluida""#))
    try await expectValid(erased.lines, "erase")
    #expect(try await found(in: folder) == [])
    #expect(try await ProgramRun.of(["audit", "verify"], in: folder).exitStatus == 0)

    let paper = "\(folder.path)/certificado.json"
    let signed = try await ProgramRun.of(
      ["request", "certificate", centre.request, "--output", paper], in: folder)
    #expect(signed.exitStatus == 0, "\(signed.errors)")
    let genuine = try await ProgramRun.of(
      ["request", "certificate", paper, "--verify"], in: folder)
    #expect(genuine.exitStatus == 0, "\(genuine.errors)")
    let text = try String(contentsOfFile: paper, encoding: .utf8)
    try await expectValid(
      [String(text.filter { !$0.isNewline })], "erase-certificate")
    let forged = try file(
      "falso.json", text.replacing("contacts=1", with: "contacts=2").utf8, in: folder)
    #expect(
      try await ProgramRun.of(["request", "certificate", forged, "--verify"], in: folder).exitStatus
        == 65)

    let again = try file("de-novo.csv", "nome;telefone\nZ.;71 98123-4567\n".utf8, in: folder)
    let refused = try await ProgramRun.of(["import", again], in: folder)
    #expect(refused.exitStatus == 65)
    #expect(
      refused.output.contains("Linha 2: recusada. O telefone é o de uma pessoa eliminada a pedido.")
    )
    #expect(refused.output.contains("contact add --other-person"))
    let asked = try await ProgramRun.of(
      ["contact", "add", "--json"], in: folder, input: Self.person)
    #expect(asked.exitStatus == 65)

    let relative = #"{"nome": "Zuleica", "telefones": ["71 98123-4567"]}"#
    let unsaid = try await ProgramRun.of(["contact", "add"], in: folder, input: relative)
    #expect(unsaid.exitStatus == 65 && unsaid.errors.contains("--other-person"))
    let other = try await ProgramRun.of(
      ["contact", "add", "--other-person"], in: folder, input: relative)
    #expect(other.exitStatus == 0, "\(other.errors)")

    // The store of before is put back: she is gone again before anything is shown.
    let restored = try await ProgramRun.of(
      [before, folder.data.database], in: folder, program: "/bin/cp")
    #expect(restored.exitStatus == 0)
    let search = try await ProgramRun.of(["contact", "search", "zoraide", "--json"], in: folder)
    #expect(search.exitStatus == 0)
    #expect(search.output == "")
    #expect(try await found(in: folder) == [])
    #expect(try await ProgramRun.of(["audit", "verify"], in: folder).exitStatus == 0)
  }

  @Test func `a copy opens with age and zstd alone, and restores without who went since`()
    async throws
  {
    let centre = try await centre()
    let folder = centre.folder
    let key = "\(folder.path)/chave.txt"
    #expect(
      try await ProgramRun.of(["backup", "key", "--output", key], in: folder).exitStatus == 0)
    let made = try await ProgramRun.of(["backup", "run", "--json"], in: folder)
    #expect(made.exitStatus == 0, "\(made.errors)")
    try await expectValid(made.lines, "backup-manifest")
    let name = try decoded(ManifestObject.self, made.output).arquivo
    let copy = "\(folder.data.backups)/\(name)"
    let opened = try await ProgramRun.of(
      [
        "-c",
        "age -d -i \"$1\" \"$2\" | zstd -dq > \"$3\" && sqlite3 \"$3\" 'SELECT count(*) FROM contacts'",
        "sh", key, copy, "\(folder.path)/aberta.db",
      ], in: folder, program: "/bin/sh")
    #expect(opened.output == "1001\n", "\(opened.errors)")
    // What age itself makes opens here too.
    #expect(
      try await ProgramRun.of(["backup", "verify", copy, "--identity", key], in: folder).exitStatus
        == 0)

    let erased = try await ProgramRun.of(
      ["erase", centre.uid, "--request", centre.request, "--yes"], in: folder)
    #expect(erased.exitStatus == 0, "\(erased.errors)")
    let other = TestFolder()
    let restored = try await ProgramRun.of(["restore", copy, "--identity", key], in: other)
    #expect(restored.exitStatus == 0, "\(restored.errors)")
    #expect(restored.output.contains("Eliminações reaplicadas: 1."))
    #expect(try await found(in: other) == [])
    let twice = try await ProgramRun.of(["restore", copy, "--identity", key], in: other)
    #expect(twice.exitStatus == 73)
  }

  @Test func `what is held stays, and its release ends the erasure`() async throws {
    let folder = try await initialisedFolder()
    let uid = try await added(Self.person, in: folder).uid
    let made = try await ProgramRun.of(
      ["request", "new", "--type", "eliminacao", "--contact", uid, "--json"], in: folder)
    let request = try decoded(RequestObject.self, made.output).protocolo
    let held = try await ProgramRun.of(
      [
        "hold", "add", uid, "--kind", "documento", "--article", "art. 16, I", "--reason",
        "processo em curso na vara", "--json",
      ], in: folder)
    #expect(held.exitStatus == 0, "\(held.errors)")
    try await expectValid(held.lines, "hold-list")
    let erased = try await ProgramRun.of(
      ["erase", uid, "--request", request, "--yes", "--json"], in: folder)
    #expect(erased.output.contains(#""situacao": "retida""#), "\(erased.errors)")
    let listed = try await ProgramRun.of(["hold", "list", uid, "--json"], in: folder)
    try await expectValid(listed.lines, "hold-list")
    let hold = try decoded(HoldObject.self, held.output).uid
    let released = try await ProgramRun.of(
      ["hold", "release", hold, "--reason", "processo encerrado", "--json"], in: folder)
    #expect(released.exitStatus == 0, "\(released.errors)")
    try await expectValid(released.lines, "hold-release")
    #expect(released.output.contains(#""situacao": "concluida""#))
    #expect(try await found(in: folder) == [])
  }

  private struct HoldObject: Decodable {
    let uid: String
  }

  private struct ManifestObject: Decodable {
    let arquivo: String
  }
}
