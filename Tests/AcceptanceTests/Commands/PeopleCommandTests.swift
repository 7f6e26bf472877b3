import ContactsCore
import FoundationEssentials
import Glibc
import TestSupport
import Testing

@Suite("Users, passwords, approvals and closed records by command")
struct PeopleCommandTests {
  @Test func `in a centre of accounts a person is added, listed, changed and disabled`()
    async throws
  {
    let folder = try await initialisedFolder()
    for words in [
      ["user", "add", "bia", "--roles", "atendente,supervisor", "--system-user", "daemon"],
      ["user", "role", "bia", "--remove", "atendente"],
    ] {
      let run = try await ProgramRun.of(words, in: folder)
      #expect(run.exitStatus == 0, "\(run.errors)")
    }
    let list = try await ProgramRun.of(["user", "list", "--json"], in: folder)
    try await expectValid(list.lines, "user-list")
    let bia = try #require(list.lines.first { $0.contains("\"bia\"") })
    #expect(bia.contains("\"papeis\": [\"supervisor\"]"))
    #expect(bia.contains("\"conta\": 1,"))
    let text = try await ProgramRun.of(["user", "list"], in: folder)
    #expect(text.output.contains("bia"))
    #expect(try await ProgramRun.of(["user", "disable", "bia"], in: folder).exitStatus == 0)
    #expect(try await ProgramRun.of(["user", "list"], in: folder).output.contains("desativada"))
    #expect(try await ProgramRun.of(["user", "enable", "bia"], in: folder).exitStatus == 0)
  }

  @Test func `what cannot be done to users says why`() async throws {
    let folder = try await initialisedFolder()
    let me = try await ProgramRun.of(["user", "list", "--json"], in: folder).lines
      .compactMap { try? decoded(UserObject.self, $0) }[0].nome
    for (words, status, code) in [
      (["user", "add", "bia"], 64, "VALIDATION_ERROR"),
      (["user", "add", "bia", "--roles", "chefe"], 64, "VALIDATION_ERROR"),
      (["user", "add", "conta-que-nao-ha", "--roles", "admin"], 66, "NOT_FOUND"),
      (["user", "add", me, "--roles", "admin"], 65, "VALIDATION_ERROR"),
      (["user", "role", "ninguem", "--add", "admin"], 66, "NOT_FOUND"),
      (["user", "role", me], 64, "VALIDATION_ERROR"),
      (["user", "role", me, "--remove", "admin"], 77, "FORBIDDEN"),
      (["user", "disable", me], 77, "FORBIDDEN"),
      (["approval", "grant", "K7QX-2M9P"], 66, "NOT_FOUND"),
      (["contact", "show", "não", "--break-glass", "motivo qualquer"], 65, "VALIDATION_ERROR"),
    ] as [([String], Int32, String)] {
      let run = try await ProgramRun.of(words + ["--as=x"], in: folder)
      #expect(run.exitStatus == status, "\(words): \(run.errors)")
      #expect(!code.isEmpty)
    }
  }

  @Test func `a name and a password come from a file of one's own, and from nowhere else`()
    async throws
  {
    let centre = try await PasswordCentre()
    let shown = try await centre.run(["user", "list", "--json"], as: "rosa")
    try await expectValid(shown.lines, "user-list")
    #expect(shown.output.contains("\"tem_senha\": true"))

    chmod(centre.file, 0o640)
    let open = try await centre.run(["user", "list"], as: "rosa")
    #expect(open.exitStatus == 78)
    #expect(open.errors.contains("chmod 600"))
    chmod(centre.file, 0o600)

    let nobody = try await ProgramRun.of(["user", "list", "--json"], in: centre.folder)
    try await expectFailure(nobody, 77, "UNAUTHORIZED")
    let wrong = try await centre.run(["user", "list", "--json"], as: "ninguem")
    let unknown = try await expectFailure(wrong, 77, "UNAUTHORIZED")
    let other = try file("outra", "uma senha que não é\n".utf8, in: centre.folder)
    chmod(other, 0o600)
    let refused = try await ProgramRun.of(
      ["user", "list", "--json", "--as", "rosa", "--password-file", other], in: centre.folder)
    #expect(try await expectFailure(refused, 77, "UNAUTHORIZED") == unknown)
  }

  @Test func `a password may come through a pipe`() async throws {
    let centre = try await PasswordCentre()
    let program = try ProgramEnvironment.program()
    let run = try await ProgramRun.of(
      ["-c", "'\(program)' user list --as rosa --password-file <(cat '\(centre.file)')"],
      in: centre.folder, program: "/bin/bash")
    #expect(run.exitStatus == 0, "\(run.errors)")
  }

  @Test func `without a password there is no centre of passwords`() async throws {
    for (input, words) in [("", "vazia"), ("flamengo2024\n", "mais usadas"), ("curta\n", "10")] {
      let folder = TestFolder()
      let run = try await ProgramRun.of(
        ["init", "--organization", "C", "--login", "senha", "--as", "rosa"], in: folder,
        input: input)
      #expect(run.exitStatus == 65)
      #expect(run.errors.contains(words), "\(run.errors)")
      #expect(TestFolder.entries(of: folder.data.path) == [])
    }
  }

  @Test func `on a terminal the password is asked for twice and never shown`() async throws {
    let screen = try TmuxScreen(["init", "--organization", "Central", "--login", "senha"])
    try await screen.wait(for: "Sua senha")
    try screen.type("cavalo bateria grampo")
    try screen.send("Enter")
    try await screen.wait(for: "De novo")
    try screen.type("cavalo bateria grampox")
    try screen.send("BSpace")
    try screen.send("Enter")
    try await screen.wait(for: "Cadastro criado")
    #expect(try !screen.capture().joined().contains("cavalo"))
    #expect(try await screen.exitStatus() == 0)
  }

  @Test func `recovering gives an administrator back, and says so to the encarregado`()
    async throws
  {
    let centre = try await PasswordCentre()
    let run = try await ProgramRun.of(
      ["user", "recover", "nova"], in: centre.folder, input: "quatro palavras sem nexo\n")
    #expect(run.exitStatus == 0, "\(run.errors)")
    let notices = try await centre.run(["notice", "list", "--json"], as: "rosa")
    try await expectValid(notices.lines, "notice-list")
    #expect(notices.output.contains("\"recuperacao\""))
    let verified = try await centre.run(["audit", "verify"], as: "rosa")
    #expect(verified.exitStatus == 0)
  }

  @Test func `a closed record is shown by name to nobody else, and broken open with a reason`()
    async throws
  {
    let centre = try await PasswordCentre()
    try await centre.add("bia", "atendente")
    let added = try await centre.run(
      ["contact", "add", "--json"], as: "rosa",
      input: #"{"nome": "Maria Silva", "telefones": ["11 98765-4321"]}"#)
    let uid = try decoded(ReceiptObject.self, added.output).uid
    let closed = try await centre.run(
      ["contact", "restrict", uid, "--to", "rosa", "--reason", "parente de colega"], as: "rosa")
    #expect(closed.exitStatus == 0, "\(closed.errors)")
    let found = try await centre.run(["contact", "search", "11987654321", "--json"], as: "bia")
    try await expectValid(found.lines, "contact-search")
    #expect(found.output.contains("\"restrito\": true"))
    #expect(!found.output.contains("Silva"))
    let listed = try await centre.run(["contact", "search", "11987654321"], as: "bia")
    #expect(listed.output.contains("registro restrito"))
    let guessed = try await centre.run(["contact", "search", "maria"], as: "bia")
    #expect(!guessed.output.contains("registro restrito"))
    let shown = try await centre.run(["contact", "show", uid, "--json"], as: "bia")
    try await expectFailure(shown, 77, "FORBIDDEN")
    let broken = try await centre.run(
      ["contact", "show", uid, "--json", "--break-glass", "ligou em risco agora"], as: "bia")
    try await expectValid(broken.lines, "contact-show")
    #expect(broken.output.contains("Maria Silva"))
    let notices = try await centre.run(["notice", "list", "--json"], as: "rosa")
    try await expectValid(notices.lines, "notice-list")
    #expect(notices.lines.count == 2)
    #expect(notices.lines[0].contains("\"quebra_de_vidro\""))
    #expect(
      try await centre.run(
        ["contact", "unrestrict", uid, "--reason", "caso encerrado"], as: "rosa"
      )
      .exitStatus == 0)
  }
}

private struct UserObject: Decodable {
  let nome: String
}

/// A centre whose people come in by password, in a folder of its own.
struct PasswordCentre {
  let folder: TestFolder
  /// Holds everybody's password, at first.
  let file: String
  static let password = "relógio de parede antigo"

  /// With `rosa`, who holds all roles.
  init() async throws {
    folder = TestFolder()
    file = try AcceptanceTests.file("senha", (PasswordCentre.password + "\n").utf8, in: folder)
    chmod(file, 0o600)
    let made = try await ProgramRun.of(
      [
        "init", "--organization", "Central de Teste", "--login", "senha", "--as", "rosa",
        "--password-file", file,
      ], in: folder)
    #expect(made.exitStatus == 0, "\(made.errors)")
  }

  func run(_ words: [String], as login: String, input: String = "") async throws -> ProgramRun {
    try await ProgramRun.of(
      words + ["--as", login, "--password-file", file], in: folder, input: input)
  }

  /// Adds somebody who has already changed the first password.
  func add(_ login: String, _ roles: String) async throws {
    let added = try await run(
      ["user", "add", login, "--roles", roles], as: "rosa", input: "uma senha provisória\n")
    #expect(added.exitStatus == 0, "\(added.errors)")
    let first = try AcceptanceTests.file(
      "provisoria-\(login)", "uma senha provisória\n".utf8, in: folder)
    chmod(first, 0o600)
    let early = try await ProgramRun.of(
      ["contact", "search", "x", "--as", login, "--password-file", first], in: folder)
    #expect(early.exitStatus == 77)
    let changed = try await ProgramRun.of(
      ["user", "passwd", "--as", login, "--password-file", first], in: folder,
      input: PasswordCentre.password + "\n")
    #expect(changed.exitStatus == 0, "\(changed.errors)")
  }
}
