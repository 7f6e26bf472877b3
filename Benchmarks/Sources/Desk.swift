import ContactsCore
import Glibc

/// The stores that scenarios are measured on, made once for each size and kept.
struct Desk {
  let binary: String
  let cache: String

  func measure(_ scenario: Scenario, size: Int, into table: inout Table) async throws {
    switch scenario {
    case .recognisers: await measureRecognisers(now: Desk.surroundings.now(), into: &table)
    case .mask: try await MaskScenario(binary: binary, folder: cache).run(into: &table)
    case .cost: try await CostScenario(binary: binary, folder: cache).run(into: &table)
    case .growth: try GrowthRows(path: facts).show(into: &table)
    case .duplicates: try await sweepDuplicates(size, into: &table)
    case .import:
      try await ImportScenario(binary: binary, cache: cache, size: size).run(into: &table)
    case .export:
      let home = try await filled(size)
      try await ExportScenario(binary: binary, home: home, size: size).run(into: &table)
    case .peers:
      let home = try await filled(size)
      try await PeerScenario(binary: binary, home: home, size: size).run(into: &table)
    case .erase:
      let home = try await filled(size)
      try await EraseScenario(binary: binary, home: home, size: size).run(into: &table)
    case .fill: _ = try await filled(size)
    case .fillDuplicates: _ = try await filledWithDuplicates(size)
    case .idle: try await IdleScenario(screens: try await screens(10_000)).run(into: &table)
    case .start: try await screens(size).start(into: &table)
    case .keys: try await screens(size).keys("", into: &table)
    case .stream: try await screens(size).keysWhileStreaming(into: &table)
    case .importing: try await screens(size).keysWhileImporting(into: &table)
    case .paste: try await screens(size).paste(into: &table)
    case .search, .open, .save, .audit:
      try await inProcess(scenario, size, into: &table)
    case .attendants:
      let home = try Desk.copied(try await filled(size))
      defer { _ = try? removeFolder(home) }
      try await AttendantScenario(binary: binary, home: home, size: size).run(into: &table)
    }
  }

  /// What `growth` compares: a line `NAME SIZE NUMBER` for each.
  private var facts: String { cache + "/facts" }

  private func screens(_ size: Int) async throws -> ScreenScenarios {
    ScreenScenarios(binary: binary, home: try await filled(size), size: size, facts: facts)
  }

  private func inProcess(_ scenario: Scenario, _ size: Int, into table: inout Table) async throws {
    let home = try await filled(size)
    let folder = DataFolder(path: home)
    let (book, actor) = try await Desk.open(home)
    let store = StoreScenarios(
      book: book, actor: actor, folder: home, size: size, surroundings: Desk.surroundings)
    switch scenario {
    case .search: try await store.search(into: &table)
    case .open: try await store.openRecord(into: &table)
    case .save: try await store.save(into: &table)
    default: try await AuditScenario(book: book, folder: folder).verify(into: &table)
    }
    await book.close()
  }

  private func sweepDuplicates(_ size: Int, into table: inout Table) async throws {
    let home = try await filledWithDuplicates(size)
    let (book, actor) = try await Desk.open(home)
    let truth = try DuplicateScenario.read(home + "/planted")
    try await DuplicateScenario(people: size, book: book, actor: actor, truth: truth)
      .run(into: &table)
    await book.close()
  }

  // MARK: - Stores

  /// The store of that size.
  ///
  /// It is made, or continued where an interrupted run left it; an old one is migrated as it opens.
  private func filled(_ size: Int) async throws -> String {
    guard size > 0 else { throw Failure("which size?") }
    let home = "\(cache)/\(size)"
    let book =
      ContactBook.exists(in: DataFolder(path: home))
      ? try ContactBook.open(in: DataFolder(path: home), surroundings: Desk.surroundings)
      : try Desk.create(home)
    let actor = try await Desk.actor(book)
    // What a paste left: offered at the next start, it would stand before the list.
    for draft in try await book.drafts(as: actor) {
      try await book.discardDraft(draft.uid, as: actor)
    }
    var number = try await book.contactCount(as: actor)
    while number < size {
      let end = min(number + 5000, size)
      let batch = (number..<end).map {
        Invented.registration(
          $0, at: Desk.surroundings.now(), key: Desk.surroundings.newUID())
      }
      for result in try await book.importContacts(batch, as: actor) { _ = try result.get() }
      number = end
      if number % 50_000 == 0 { Desk.progress("filling: \(number) of \(size)\n") }
    }
    await book.close()
    return home
  }

  /// A store of which is known who is in it twice.
  private func filledWithDuplicates(_ size: Int) async throws -> String {
    let home = "\(cache)/duplicates-\(size)"
    guard !exists(home + "/planted") else { return home }
    try removeFolder(home)
    let book = try Desk.create(home)
    let actor = try await Desk.actor(book)
    Desk.progress("filling: \(size) with duplicates\n")
    let truth = try await DuplicateScenario.fill(
      book, with: size, as: actor, surroundings: Desk.surroundings)
    try DuplicateScenario.write(truth, to: home + "/planted")
    await book.close()
    return home
  }

  /// A copy of a store that nobody has open, to be spoilt; held in memory as the stores themselves are.
  static func copied(_ home: String) throws -> String {
    let copy = home + "-copy"
    try removeFolder(copy)
    _ = try Spawned.run(["/bin/cp", "-a", "--reflink=auto", home, copy])
    if HeldFiles.areWanted {
      var held = HeldFiles()
      try held.hold(copy + "/atende.db")
      if held.refused > 0 { progress("\(copy) is not held in memory\n") }
    }
    return copy
  }

  static func create(_ home: String) throws -> ContactBook {
    let centre = CentreProfile(
      organization: "Centro de medição", dataProtectionOfficer: "", dataProtectionEmail: "")
    return try ContactBook.create(
      in: DataFolder(path: home), centre: centre, owner: account, surroundings: surroundings)
  }

  static func open(_ home: String) async throws -> (ContactBook, Actor) {
    let book = try ContactBook.open(in: DataFolder(path: home), surroundings: surroundings)
    return (book, try await actor(book))
  }

  static func actor(_ book: ContactBook) async throws -> Actor {
    try await book.actor(for: account, session: surroundings.newUID(), terminal: "")
  }

  static func progress(_ line: String) {
    _ = Array(line.utf8).withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }

  static let surroundings = Surroundings(
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

  /// Who measures, as the program itself looks the account up.
  static var account: SystemAccount {
    let name = getpwuid(getuid()).map { String(cString: $0.pointee.pw_name) } ?? "\(getuid())"
    return SystemAccount(login: name, systemUserID: getuid())
  }
}

func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

func removeFolder(_ path: String) throws { _ = try Spawned.run(["/bin/rm", "-rf", path]) }
