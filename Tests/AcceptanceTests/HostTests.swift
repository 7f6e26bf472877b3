import ContactsCore
import Glibc
import TestSupport
import Testing

/// The program on a machine that it shares with others.
@Suite("The host")
struct HostTests {
  @Test func `a folder that any account may write to is refused, with the command that mends it`()
    async throws
  {
    let folder = try await initialisedFolder()
    chmod(folder.data.path, 0o2777)
    let refused = try await ProgramRun.of(["contact", "search", "ana"], in: folder)
    #expect(refused.exitStatus == 78)
    #expect(refused.errors.contains("chmod 2770 \(folder.data.path)"))
    chmod(folder.data.path, 0o2770)
    let mended = try await ProgramRun.of(["contact", "search", "ana"], in: folder)
    #expect(mended.exitStatus == 0)
  }

  @Test func `a store that any account may read is refused`() async throws {
    let folder = try await initialisedFolder()
    chmod(folder.data.database, 0o664)
    let refused = try await ProgramRun.of(["audit", "list", "--json"], in: folder)
    let message = try await expectFailure(refused, 78, "INTERNAL_ERROR")
    #expect(message.contains("chmod 660 \(folder.data.database)"))
  }

  @Test func `the doctor says whether the disk is encrypted, and warns only a centre at work`()
    async throws
  {
    let folder = try await initialisedFolder()
    let atWork = try await ProgramRun.of(["doctor", "--json"], in: folder)
    #expect(atWork.output.contains("\"cifragem\""))
    let trial = try await initialisedFolder(["--demo"])
    let tried = try await ProgramRun.of(["doctor", "--json"], in: trial)
    let isEncrypted = tried.output.contains("está em disco cifrado")
    #expect(isEncrypted || tried.output.contains("em modo de teste (centro.modo)"))
    #expect(isEncrypted || !atWork.output.contains("em modo de teste (centro.modo)"))
  }

  @Test func `a fault writes no memory to disk`() async throws {
    let story = try await DeskStory.begin()
    let limits = TestFolder.text(of: "/proc/\(try await story.screen.processNumber())/limits") ?? ""
    let cores = limits.split(separator: "\n").first { $0.hasPrefix("Max core file size") }
    #expect(cores?.split(separator: " ")[4] == "0")
    try story.screen.send("Escape", "q")
    try await story.expectSaneTerminal()
  }

  @Test(.enabled(if: getuid() == 0, "takes root, to see a memory that nobody may read"))
  func `threads share their heaps`() async throws {
    let story = try await DeskStory.begin()
    for letter in ["r", "o", "s", "a"] { try story.screen.type(letter) }
    try await story.screen.wait(for: "Buscar rosa")
    let maps = TestFolder.text(of: "/proc/\(try await story.screen.processNumber())/maps") ?? ""
    let places = maps.split(separator: "\n").compactMap { line -> (start: UInt64, end: UInt64)? in
      let bounds = line.prefix { $0 != " " }.split(separator: "-")
      guard bounds.count == 2, let start = UInt64(bounds[0], radix: 16),
        let end = UInt64(bounds[1], radix: 16)
      else { return nil }
      return (start, end)
    }
    #expect(places.count > 10)
    // A heap beside the first takes 64 MB from a multiple of it, what is used of them and, after that, what is not. Another
    // mapping may begin there by chance, since the kernel puts large ones at round places.
    let size: UInt64 = 64 << 20
    let heaps = zip(places, places.dropFirst()).count { used, rest in
      used.start.isMultiple(of: size) && rest.start == used.end && rest.end == used.start + size
    }
    #expect(heaps <= 1)
    try story.screen.send("Escape", "Escape", "q")
    try await story.expectSaneTerminal()
  }

  @Test func `leaving takes down nothing that a task may still read`() async throws {
    let folder = TestFolder()
    let (source, library) = ("\(folder.path)/farewell.c", "\(folder.path)/farewell.so")
    try overwrite(
      source,
      with: """
        #include <unistd.h>
        __attribute__((destructor)) static void farewell(void) { write(2, "taken down", 10); }

        """)
    let built = try await ProgramRun.of(
      ["-shared", "-fPIC", "-o", library, source], in: folder, program: "/usr/bin/cc")
    #expect(built.exitStatus == 0, "\(built.errors)")
    let preload = ["LD_PRELOAD": library]
    // It speaks when a program ends as most do, so its silence means something.
    let ordinary = try await ProgramRun.of(
      [], in: folder, environment: preload, program: "/bin/true")
    #expect(ordinary.errors == "taken down")
    let ours = try await ProgramRun.of(
      ["extract", "--engine", "rules", "--json", "-"], in: folder,
      input: "Ana Prado, tel. (31) 98811-2020", environment: preload)
    #expect(ours.exitStatus == 0)
    #expect(ours.output.contains("+5531988112020"))
    #expect(ours.errors == "")
  }

  @Test(.enabled(if: getenv("ATENDE_BINARY") != nil, "takes the release, which is installed"))
  func `no library is taken from the folder of the program`() async throws {
    let folder = TestFolder()
    let program = try ProgramEnvironment.program()
    let read = try await ProgramRun.of(
      ["--dynamic", "--wide", program], in: folder, program: "/usr/bin/readelf")
    #expect(read.exitStatus == 0 && read.output.contains("libsqlite3"))
    #expect(!read.output.contains("RUNPATH") && !read.output.contains("RPATH"))
  }

  /// What `make install` makes, tried by accounts that are not in its group.
  @Test(
    .enabled(if: getuid() == 0, "takes root, to be other accounts"),
    .enabled(if: getenv("ATENDE_BINARY") != nil, "takes the release, which carries its libraries"))
  func `the installed program reaches the data, and its users do not`() async throws {
    let folder = TestFolder()
    chmod(folder.path, 0o755)
    let group = "61234"
    let environment = [
      "DESTDIR": folder.path, "PREFIX": "/usr/local", "GROUP": group, "DATA": "/var/lib/atende",
      "PROGRAM": try ProgramEnvironment.program(),
    ]
    let root = #filePath.split(separator: "/").dropLast(3).map { "/\($0)" }.joined()
    let installed = try await ProgramRun.of(
      ["\(root)/Scripts/install"], in: folder, environment: environment, program: "/bin/bash")
    #expect(installed.exitStatus == 0, "\(installed.errors)")
    let program = "\(folder.path)/usr/local/bin/atende"
    let data = "\(folder.path)/var/lib/atende"
    let configuration = "\(folder.path)/usr/local/etc/atende.conf"
    try overwrite(configuration, with: "ATENDE_HOME=\(data)\nOLLAMA_HOST=http://127.0.0.1:1\n")

    // `daemon` and `bin`, which every machine has.
    let (user, stranger) = (1, 2)
    func run(as account: Int, _ command: [String], input: String = "") async throws -> ProgramRun {
      try await ProgramRun.of(
        ["--reuid", "\(account)", "--regid", "\(account)", "--clear-groups"] + command,
        in: folder, input: input, environment: ["ATENDE_HOME": "/tmp"],
        program: "/usr/bin/setpriv")
    }
    // The first to come does not own the centre, though the program could write the store for them.
    let first = try await run(as: user, [program, "init", "--organization", "Central"])
    #expect(first.exitStatus == 77 && first.errors.contains("sudo atende init"), "\(first.errors)")
    for words in [
      ["init", "--organization", "Central"],
      ["user", "add", "daemon", "--roles", "atendente,supervisor,encarregado"],
    ] {
      let made = try await run(as: 0, [program] + words)
      #expect(made.exitStatus == 0, "\(made.errors)")
    }
    let added = try await run(
      as: user, [program, "contact", "add", "--json"], input: #"{"nome": "Rosa Inventada"}"#)
    #expect(added.exitStatus == 0, "\(added.errors)")
    let found = try await run(as: user, [program, "contact", "search", "rosa inventada"])
    #expect(found.output.contains("Rosa"))

    // Whoever is no user of the centre gets nothing through it, and nobody gets at the files.
    let nobody = try await run(as: stranger, [program, "contact", "search", "rosa"])
    #expect(nobody.exitStatus == 77, "\(nobody.errors)")
    for account in [user, stranger] {
      for path in ["\(data)/atende.db", "\(data)/logs"] {
        let direct = try await run(as: account, ["/bin/ls", "-l", path])
        #expect(direct.exitStatus != 0)
        let read = try await run(as: account, ["/bin/cat", path])
        #expect(read.exitStatus != 0 && read.output.isEmpty)
      }
    }
    // Nor does the program read them to whoever names them.
    let own = "\(folder.path)/nota.txt"
    try overwrite(own, with: "Sou a Rosa Inventada")
    chmod(own, 0o644)
    #expect(try await run(as: user, [program, "extract", own]).exitStatus == 0)
    let logs = TestFolder.entries(of: "\(data)/logs").map { "\(data)/logs/\($0)" }
    #expect(!logs.isEmpty)
    for path in ["\(data)/atende.db"] + logs {
      for command in [["extract", "--json", path], ["import", path, "--dry-run"]] {
        #expect(try await run(as: user, [program] + command).exitStatus == 66, "\(command)")
      }
    }
    // A link to the data in place of a folder of one's own does not lead a file there.
    let mine = "\(folder.path)/minha"
    mkdir(mine, 0o755)
    #expect(chown(mine, uid_t(user), gid_t(user)) == 0)
    symlink(data, "\(mine)/atalho")
    for path in ["\(data)/atende.db", "\(mine)/atalho/atende.db"] {
      let output = try await run(as: user, [program, "audit", "export", "--output", path])
      #expect(output.exitStatus == 73, "\(output.errors)")
    }
    let output = "\(mine)/auditoria.jsonl"
    #expect(
      try await run(as: user, [program, "audit", "export", "--output", output]).exitStatus == 0)
    #expect(TestFolder.text(of: output)?.contains("CONFIG") == true)
    // A file of settings that its user could write is not believed.
    chmod(configuration, 0o666)
    let doctor = try await run(as: user, [program, "doctor", "--json"])
    #expect(doctor.output.contains("outra conta além de root pode alterá-lo"))
  }

  private func overwrite(_ path: String, with text: String) throws {
    let file = try #require(fopen(path, "w"))
    fputs(text, file)
    fclose(file)
  }
}
