import ContactsCore
import Extraction
import Glibc

/// Prints the numbers that the project promises, each beside a limit or a peer measured in the same run.
///
///     bench BINARY CACHE [export] SIZE… [audit] [duplicates]
///
/// After `export` each size is exported, and nothing else of it is measured. A store of each size is made in CACHE the first time, and kept there. Exits 1 when a promise is missed.
@main
struct Bench {
  static func main() async throws {
    let arguments = CommandLine.arguments.dropFirst()
    guard arguments.count >= 3, let binary = arguments.first else {
      throw Failure("usage: bench BINARY CACHE SIZE…")
    }
    let cache = arguments[arguments.startIndex + 1]
    var table = Table()
    Table.show(Table.heading)
    await measureRecognisers(now: surroundings.now(), into: &table)
    await measureMasker(today: surroundings.now().local.date, into: &table)
    var exportsOnly = false
    for argument in arguments.dropFirst(2) {
      if argument == "export" {
        exportsOnly = true
        continue
      }
      if argument == "audit" {
        try await verifyAudit(cache: cache, into: &table)
        continue
      }
      if argument == "duplicates" {
        try await sweepDuplicates(cache: cache, into: &table)
        continue
      }
      guard let size = Int(argument) else { throw Failure("\(argument) is no size") }
      if exportsOnly {
        try await export(size, binary: binary, cache: cache, into: &table)
      } else {
        try await run(size, binary: binary, cache: cache, into: &table)
      }
    }
    if !table.isGood { exit(1) }
  }

  private static func run(_ size: Int, binary: String, cache: String, into table: inout Table)
    async throws
  {
    let home = "\(cache)/\(size)"
    let folder = DataFolder(path: home)
    let account = SystemAccount(login: loginName, systemUserID: getuid())
    try await fill(folder, owner: account, upTo: size)

    let screens = ScreenScenarios(binary: binary, home: home, size: size)
    try screens.start(into: &table)
    try screens.keys("", into: &table)
    try screens.paste(into: &table)

    let book = try ContactBook.open(in: folder, surroundings: surroundings)
    let actor = try await book.actor(for: account, session: surroundings.newUID(), terminal: "")
    try await discardDrafts(book, actor)
    let store = StoreScenarios(
      book: book, actor: actor, folder: home, size: size, surroundings: surroundings)
    try await store.search(into: &table)
    try await store.openRecord(into: &table)
    try await store.save(into: &table)
    let writing = Task.detached { try await importForever(book: book, actor: actor) }
    try screens.keys(", beside a bulk import", into: &table)
    writing.cancel()
    _ = await writing.result
    await book.close()
  }

  private static func export(
    _ size: Int, binary: String, cache: String, into table: inout Table
  ) async throws {
    let home = "\(cache)/\(size)"
    let account = SystemAccount(login: loginName, systemUserID: getuid())
    try await fill(DataFolder(path: home), owner: account, upTo: size)
    try await ExportScenario(binary: binary, home: home, size: size).run(into: &table)
  }

  private static func verifyAudit(cache: String, into table: inout Table) async throws {
    let folder = DataFolder(path: "\(cache)/\(AuditScenario.entries)")
    let account = SystemAccount(login: loginName, systemUserID: getuid())
    try await fill(folder, owner: account, upTo: AuditScenario.entries)
    let book = try ContactBook.open(in: folder, surroundings: surroundings)
    try await AuditScenario(book: book, folder: folder).verify(into: &table)
    await book.close()
  }

  /// In a store made anew each time: which records are of one person is known only to who made them.
  private static func sweepDuplicates(cache: String, into table: inout Table) async throws {
    let folder = DataFolder(path: "\(cache)/duplicates-\(getpid())")
    let account = SystemAccount(login: loginName, systemUserID: getuid())
    let book = try ContactBook.create(
      in: folder,
      centre: CentreProfile(
        organization: "Centro de medição", dataProtectionOfficer: "", dataProtectionEmail: ""),
      owner: account, surroundings: surroundings)
    let actor = try await book.actor(for: account, session: surroundings.newUID(), terminal: "")
    progress("filling: \(DuplicateScenario.people)\n")
    let truth = try await DuplicateScenario.fill(book, as: actor, surroundings: surroundings)
    try await DuplicateScenario(book: book, actor: actor, truth: truth).run(into: &table)
    await book.close()
  }

  /// Makes the store, or goes on where an interrupted run left it.
  private static func fill(_ folder: DataFolder, owner: SystemAccount, upTo size: Int) async throws
  {
    let book: ContactBook
    if ContactBook.exists(in: folder) {
      book = try ContactBook.open(in: folder, surroundings: surroundings)
    } else {
      let centre = CentreProfile(
        organization: "Centro de medição", dataProtectionOfficer: "", dataProtectionEmail: "")
      book = try ContactBook.create(
        in: folder, centre: centre, owner: owner, surroundings: surroundings)
    }
    let actor = try await book.actor(for: owner, session: surroundings.newUID(), terminal: "")
    try await discardDrafts(book, actor)
    var number = try await book.contactCount(as: actor)
    while number < size {
      let end = min(number + 5000, size)
      let batch = (number..<end).map {
        Invented.registration($0, at: surroundings.now(), key: surroundings.newUID())
      }
      for result in try await book.importContacts(batch, as: actor) { _ = try result.get() }
      number = end
      if number % 50_000 == 0 { progress("filling: \(number) of \(size)\n") }
    }
    await book.close()
  }

  /// What a paste left: offered at the next start, it would stand before the list.
  private static func discardDrafts(_ book: ContactBook, _ actor: Actor) async throws {
    for draft in try await book.drafts(as: actor) {
      try await book.discardDraft(draft.uid, as: actor)
    }
  }

  private static func progress(_ line: String) {
    _ = Array(line.utf8).withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }

  /// Small batches one after another, as a bulk import writes, until cancelled.
  private static func importForever(book: ContactBook, actor: Actor) async throws {
    var number = 80_000_000
    while !Task.isCancelled {
      let batch = (number..<number + 100).map {
        Invented.registration($0, at: surroundings.now(), key: surroundings.newUID())
      }
      for result in try await book.importContacts(batch, as: actor) { _ = try result.get() }
      number += 100
    }
  }

  private static let surroundings = Surroundings(
    now: {
      var now = timespec()
      clock_gettime(CLOCK_REALTIME, &now)
      return Timestamp(milliseconds: Int64(now.tv_sec) * 1000 + Int64(now.tv_nsec) / 1_000_000)
    },
    randomBytes: { count in
      var bytes = [UInt8](repeating: 0, count: count)
      guard getentropy(&bytes, count) == 0 else { fatalError("the kernel gave no random bytes") }
      return bytes
    })

  /// The account's name, as the program itself looks it up.
  private static var loginName: String {
    guard let entry = getpwuid(getuid()) else { return "\(getuid())" }
    return String(cString: entry.pointee.pw_name)
  }
}
