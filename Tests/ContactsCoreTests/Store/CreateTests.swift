import Glibc
import TestSupport
import Testing

@testable import ContactsCore

@Suite("Making and opening a store")
struct CreateTests {
  private func mode(of path: String) -> mode_t {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & 0o7777 : 0
  }

  @Test func `files and folder are for the group alone`() async throws {
    let store = try await TestStore()
    let data = store.folder.data
    #expect(mode(of: data.path) == 0o2770)
    #expect(mode(of: data.database) == 0o660)
    #expect(mode(of: data.database + "-wal") == 0o660)
    #expect(mode(of: data.queueLock) == 0o660)
    #expect(mode(of: data.storeLock) == 0o660)
  }

  @Test func `an empty file is no store, and what cannot be looked at is not taken for none`() {
    let folder = TestFolder()
    let empty = DataFolder(path: folder.path)
    close(open(empty.database, O_CREAT | O_RDWR, 0o600))
    let loop = DataFolder(path: folder.path + "/laço")
    symlink("laço", loop.path)
    let none = DataFolder(path: folder.path + "/nada")
    for (place, reason) in [
      (empty, StoreError.Reason.emptyStore), (loop, .noAccess), (none, .notInitialised),
    ] {
      #expect(throws: StoreError(reason)) {
        try ContactBook.open(in: place, surroundings: Surroundings.test())
      }
      #expect(ContactBook.exists(in: place) == (reason != .notInitialised))
    }
  }

  @Test func `an empty folder of ours is closed to others, a used one is left alone`() throws {
    let folder = TestFolder()
    mkdir(folder.path + "/vazia", 0o755)
    mkdir(folder.path + "/usada", 0o755)
    close(open(folder.path + "/usada/nota", O_CREAT | O_RDWR, 0o600))
    for name in ["vazia", "usada", "nova/funda"] {
      _ = try ContactBook.create(
        in: DataFolder(path: "\(folder.path)/\(name)"),
        centre: CentreProfile(
          organization: nil, dataProtectionOfficer: nil, dataProtectionEmail: nil),
        owner: TestStore.account, surroundings: .test())
    }
    #expect(mode(of: folder.path + "/vazia") == 0o2770)
    #expect(mode(of: folder.path + "/usada") == 0o755)
    #expect(mode(of: folder.path + "/nova/funda") == 0o2770)
  }

  @Test func `a second store in the same folder is refused`() async throws {
    let store = try await TestStore()
    #expect(ContactBook.exists(in: store.folder.data))
    #expect(throws: StoreError(.alreadyInitialised)) {
      try ContactBook.create(
        in: store.folder.data,
        centre: CentreProfile(
          organization: nil, dataProtectionOfficer: nil, dataProtectionEmail: nil),
        owner: TestStore.account, surroundings: .test())
    }
  }

  @Test func `without a store there is nothing to open`() {
    let folder = TestFolder()
    #expect(!ContactBook.exists(in: folder.data))
    #expect(throws: StoreError(.notInitialised)) {
      try ContactBook.open(in: folder.data, surroundings: .test())
    }
  }

  @Test func `what an interrupted making left is swept away`() async throws {
    let folder = TestFolder()
    mkdir(folder.data.path, 0o770)
    close(open(folder.data.unfinished, O_CREAT | O_RDWR, 0o600))
    let book = try ContactBook.create(
      in: folder.data,
      centre: CentreProfile(
        organization: nil, dataProtectionOfficer: nil, dataProtectionEmail: nil),
      owner: TestStore.account, surroundings: .test())
    await book.close()
    #expect(
      TestFolder.entries(of: folder.data.path) == [
        "atende.db", "atende.fila", "atende.trava", "chaves",
      ])
  }

  @Test func `a profile that cannot be kept is refused before anything is made`() {
    let folder = TestFolder()
    #expect(
      throws: StoreError(
        .invalid([
          FieldProblem(
            field: .setting, message: "encarregado.email: Um endereço de e-mail, ou vazio.")
        ]))
    ) {
      try ContactBook.create(
        in: folder.data,
        centre: CentreProfile(
          organization: "Central", dataProtectionOfficer: nil, dataProtectionEmail: "não é"),
        owner: TestStore.account, surroundings: .test())
    }
    #expect(!ContactBook.exists(in: folder.data))
  }

  @Test func `a folder that cannot be made is an error of the disk`() {
    #expect(throws: StoreError(.io)) {
      try ContactBook.create(
        in: DataFolder(path: "/proc/atende"),
        centre: CentreProfile(
          organization: nil, dataProtectionOfficer: nil, dataProtectionEmail: nil),
        owner: TestStore.account, surroundings: .test())
    }
  }

  @Test func `a file that is no store is damaged, not absent`() throws {
    let folder = TestFolder()
    mkdir(folder.data.path, 0o770)
    let file = open(folder.data.database, O_CREAT | O_RDWR, 0o660)
    let text = String(repeating: "isto não é um banco de dados\n", count: 200)
    _ = text.withCString { write(file, $0, strlen($0)) }
    close(file)
    #expect(throws: StoreError(.corrupt)) {
      try ContactBook.open(in: folder.data, surroundings: .test())
    }
  }

  @Test func `after closing, everything says that it is closed`() async throws {
    let store = try await TestStore()
    await store.book.close()
    await store.book.close()
    await #expect(throws: StoreError(.closed)) { try await store.book.settings() }
    await #expect(throws: StoreError(.closed)) {
      try await store.book.search("", after: nil, limit: 1, as: store.owner)
    }
    await #expect(throws: StoreError(.closed)) { try await store.book.signIn(as: store.owner) }
    #expect(
      TestFolder.entries(of: store.folder.data.path) == [
        "atende.db", "atende.fila", "atende.trava", "chaves",
      ]
    )
  }

  @Test func `the first user holds all roles, and a stranger none`() async throws {
    let store = try await TestStore()
    #expect(store.owner.roles == Set(Role.allCases))
    #expect(store.owner.login == "ana")
    await #expect(throws: StoreError(.notAUser)) {
      try await store.book.actor(
        for: SystemAccount(login: "ana", systemUserID: 1001), session: store.owner.session,
        terminal: "")
    }
    try await store.book.signIn(as: store.owner)
    let entries = try await store.book.auditEntries(after: 0, limit: 10, as: store.owner)
    #expect(entries.map(\.action) == ["CONFIG", "REFUSED", "LOGIN"])
    #expect(entries.map(\.outcome) == ["ok", "recusado", "ok"])
    #expect(entries[1].systemUserID == 1001)
  }
}
