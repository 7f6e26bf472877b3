import Glibc
import TestSupport
import Testing

@testable import ContactsCore

@Suite("Recovering access")
struct RecoveryTests {
  private func arrival(_ centre: Centre, _ systemUserID: UInt32) -> Arrival {
    Arrival(
      SystemAccount(login: "dona", systemUserID: systemUserID),
      session: centre.surroundings.newUID(), terminal: "/dev/tty1")
  }

  private func owner(of centre: Centre) -> UInt32 {
    var status = stat()
    #expect(stat(centre.folder.data.path, &status) == 0)
    return status.st_uid
  }

  @Test func `who owns the folder gives the forgotten password anew, and the encarregado is told`()
    async throws
  {
    let centre = try await Centre(.password)
    for _ in 1...6 { _ = try? await centre.signIn("rosa", Password("esqueci mesmo a minha")) }
    let new = Password("cavalo bateria grampo")
    try await centre.book.recoverAdministrator(
      "rosa", by: .password(new), from: arrival(centre, owner(of: centre)))
    let rosa = try await centre.signIn("rosa", new)
    #expect(!rosa.mustChangePassword)
    #expect(rosa.roles == Set(Role.allCases))
    let entry = try #require(try await centre.entries(of: "CONFIG").last)
    #expect(entry.actor == "dona")
    #expect(entry.reason == "recuperação usuario=rosa")
    let notices = try await centre.book.notices(includingSeen: false, limit: 9, as: rosa)
    #expect(notices.map(\.kind) == [.recovery])
  }

  @Test func `somebody unknown becomes an administrator, and nothing else`() async throws {
    let centre = try await Centre(.password)
    let new = Password("cavalo bateria grampo")
    try await centre.book.recoverAdministrator(
      "nova", by: .password(new), from: arrival(centre, owner(of: centre)))
    #expect(try await centre.signIn("nova", new).roles == [.admin])
  }

  @Test func `on a machine that numbers its accounts anew, an account is linked anew`()
    async throws
  {
    let centre = try await Centre(.system)
    let ana = try await centre.arrive()
    _ = try await centre.person("bia", [.attendant], by: ana)
    let bia = try #require(try await centre.book.users(as: ana).last?.systemUserID)
    // The number that was bia's is ana's here.
    try await centre.book.recoverAdministrator(
      "ana", by: .system(bia), from: arrival(centre, 0))
    let again = try await centre.arrive(SystemAccount(login: "ana", systemUserID: bia))
    #expect(again.login == "ana")
    #expect(try await centre.book.users(as: again).map(\.systemUserID) == [bia, nil])
  }

  @Test func `anybody else is refused, and that is an entry`() async throws {
    let centre = try await Centre(.system)
    let stranger = owner(of: centre) + 77
    await #expect(throws: StoreError(.notPermitted(.manageUsers))) {
      try await centre.book.recoverAdministrator(
        "ana", by: .system(stranger), from: arrival(centre, stranger))
    }
    #expect(try await centre.entries(of: "REFUSED").map(\.reason) == ["CONFIG: recuperação"])
  }

  @Test func `a way that is not the centre's lets nobody in`() async throws {
    let centre = try await Centre(.password)
    try await centre.book.setActive(
      true, login: "rosa", as: try await centre.signIn("rosa", Centre.password))
    await #expect(throws: StoreError(.invalid([.badLogin]))) {
      try await centre.book.recoverAdministrator(
        "não é nome", by: .system(5), from: arrival(centre, 0))
    }
  }
}
