import TestSupport
import Testing

/// What the program says to the network, as the kernel sees it.
@Suite("Zero egress")
struct EgressTests {
  /// Variables that would lead a careless library elsewhere.
  private static let temptations = [
    "http_proxy": "http://192.0.2.1:3128", "HTTP_PROXY": "http://192.0.2.1:3128",
    "https_proxy": "http://192.0.2.1:3128", "ALL_PROXY": "socks5://192.0.2.1:1080",
  ]

  @Test func `the whole program talks to the model's server and to nobody else`() async throws {
    let stub = StubOllama(chat: StubAnswer.chat(#"{"nome":"Joana Prado"}"#))
    defer { stub.stop() }
    let folder = TestFolder()
    let contact = #"{"nome":"Joana Prado","emails":["joana@exemplo.com.br"],"texto":"Sou a Joana"}"#
    let table = try file(
      "pessoas.csv", Array("nome;telefone\nRui Lima;11987654321\n".utf8), in: folder)
    let commands: [(words: [String], input: String)] = [
      (["--help"], ""), (["--version"], ""), (["init", "--organization", "Central"], ""),
      (["extract", "--json"], "Sou a Joana Prado, (11) 98765-4321"),
      (["contact", "add", "--json"], contact), (["contact", "search", "joana", "--json"], ""),
      (["import", table], ""), (["doctor", "--json"], ""), (["audit", "list", "--json"], ""),
      (["audit", "verify"], ""),
    ]
    for (number, command) in commands.enumerated() {
      let trace = "\(folder.path)/trace-\(number)"
      let run = try await ProgramRun.of(
        Self.tracing(trace) + [try ProgramEnvironment.program()] + command.words, in: folder,
        input: command.input,
        environment: Self.temptations.merging(["OLLAMA_HOST": stub.host]) { $1 },
        program: "/usr/bin/strace")
      #expect(run.exitStatus == 0, "\(command.words): \(run.errors)")
      try expectOnly(stub.host, in: trace)
    }
  }

  @Test func `so do the screens`() async throws {
    let stub = StubOllama(chat: StubAnswer.chat(#"{"nome":"Joana Prado"}"#))
    defer { stub.stop() }
    let folder = try await initialisedFolder()
    let trace = "\(folder.path)/trace"
    let screen = try TmuxScreen(
      Self.tracing(trace) + [try ProgramEnvironment.program()], folder: folder,
      environment: Self.temptations.merging(["OLLAMA_HOST": stub.host]) { $1 },
      program: "/usr/bin/strace")
    try await screen.wait(for: "IA: pronta", limit: 60)
    try screen.send("F6")
    try await screen.wait(for: "Formulário")
    try screen.paste("Sou a Joana Prado, meu telefone é (11) 98765-4321")
    try await screen.wait(for: "lido pela IA", limit: 60)
    try screen.send("F2")
    try await screen.wait(for: "-000001")
    try screen.send("Escape")
    try await screen.wait(for: "Buscar")
    try screen.send("Escape", "q")
    #expect(try await screen.exitStatus() == 0)
    try expectOnly(stub.host, in: trace)
  }

  @Test(
    .enabled("takes the right to take the network away") {
      try await ProgramRun.of(
        ["--net", "/bin/true"], in: TestFolder(), program: "/usr/bin/unshare"
      ).exitStatus == 0
    })
  func `without any network everything but the model works`() async throws {
    let folder = TestFolder()
    func run(_ words: [String], input: String = "") async throws -> ProgramRun {
      try await ProgramRun.of(
        ["--net", try ProgramEnvironment.program()] + words, in: folder, input: input,
        program: "/usr/bin/unshare")
    }
    #expect(try await run(["init", "--organization", "Central"]).exitStatus == 0)
    let extracted = try await run(["extract", "--json"], input: "Sou a Joana, (11) 98765-4321")
    #expect(extracted.exitStatus == 0)
    #expect(extracted.output.contains("+5511987654321"))
    let added = try await run(["contact", "add", "--json"], input: #"{"nome":"Joana Prado"}"#)
    #expect(added.exitStatus == 0)
    #expect(try await run(["contact", "search", "joana"]).output.contains("Joana"))
    #expect(try await run(["audit", "verify"]).exitStatus == 0)
  }

  private static func tracing(_ path: String) -> [String] {
    ["-f", "-qq", "-e", "trace=connect,bind,listen,sendto,sendmsg,sendmmsg", "-o", path]
  }

  /// Every connection is to `host`, nothing listens, and no datagram leaves.
  private func expectOnly(
    _ host: String, in path: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let trace = try #require(TestFolder.text(of: path))
    let port = host.split(separator: ":").last.map(String.init) ?? ""
    for line in trace.split(separator: "\n") {
      // A socket of this machine's own file system goes nowhere.
      if line.contains("AF_UNIX") { continue }
      if line.contains("connect(") {
        #expect(
          line.contains("sin_port=htons(\(port))") && line.contains("inet_addr(\"127.0.0.1\")"),
          "\(line)", sourceLocation: sourceLocation)
      }
      #expect(!line.contains("listen("), "\(line)", sourceLocation: sourceLocation)
      #expect(!line.contains("bind("), "\(line)", sourceLocation: sourceLocation)
      // A datagram names its receiver; bytes of a connection do not.
      #expect(
        !(line.contains("send") && line.contains("sa_family=AF_INET")), "\(line)",
        sourceLocation: sourceLocation)
    }
  }
}
