import TestSupport
import Testing

@testable import ContactsCore

@Suite("Permissions")
struct PermissionTests {
  let ids = Surroundings.test(start: Timestamp(milliseconds: 1_000_000))

  /// Every method that needs a permission, as something to try.
  private func attempts(
    _ book: ContactBook, as actor: Actor
  ) -> [(Permission, () async throws -> Void)] {
    let uid = ids.newUID()
    let registration = Registration.new(.person("Ana"), key: ids.newUID())
    let draft = Draft(uid: uid, contents: Sensitive(""), updatedAt: ids.now())
    let lease = QueueLease(
      uid: uid, token: uid, until: ids.now(), note: Sensitive(""), saidAt: ids.now(), tries: 0)
    return [
      (.registerContacts, { _ = try await book.register(registration, as: actor) }),
      (
        .registerContacts,
        { _ = try await book.update(uid, to: .person("Ana"), version: 1, as: actor) }
      ),
      (.importContacts, { _ = try await book.importContacts([registration], as: actor) }),
      (.readContacts, { _ = try await book.read(uid, after: nil, as: actor) }),
      (.searchContacts, { _ = try await book.search("", after: nil, limit: 1, as: actor) }),
      (
        .searchContacts,
        { try await book.recordSearch(SearchTrace(text: Sensitive(""), count: 0), as: actor) }
      ),
      (.searchContacts, { _ = try await book.contactCount(as: actor) }),
      (
        .searchContacts,
        {
          _ = try await book.duplicates(
            of: DuplicateProbe(.person("Ana")), excluding: nil, as: actor)
        }
      ),
      (.keepDrafts, { try await book.saveDraft(draft, as: actor) }),
      (.keepDrafts, { _ = try await book.drafts(as: actor) }),
      (.keepDrafts, { try await book.discardDraft(uid, as: actor) }),
      (.workQueue, { _ = try await book.claimQueueItem(as: actor) }),
      (.workQueue, { _ = try await book.renewQueueItem(lease, as: actor) }),
      (
        .workQueue,
        { _ = try await book.completeQueueItem(lease, with: .nothing, as: actor) }
      ),
      (
        .workQueue,
        { _ = try await book.failQueueItem(lease, .abandoned, found: nil, as: actor) }
      ),
      (.workQueue, { _ = try await book.releaseQueueItem(lease, as: actor) }),
      (
        .workQueue,
        { _ = try await book.queueItems(QueueFilter(), after: nil, limit: 1, as: actor) }
      ),
      (.workQueue, { _ = try await book.queueProgress(of: nil, as: actor) }),
      (.workQueue, { try await book.retryQueueItem(uid, as: actor) }),
      (.workQueue, { _ = try await book.retryFailedQueueItems(in: nil, as: actor) }),
      (.workQueue, { try await book.discardQueueItem(uid, reason: .spam, as: actor) }),
      (.workQueue, { _ = try await book.batches(limit: 1, as: actor) }),
      (.workQueue, { _ = try await book.batch(uid, as: actor) }),
      (.workQueue, { _ = try await book.openReview(uid, as: actor) }),
      (.workQueue, { _ = try await book.review(uid, [:], version: 1, as: actor) }),
      (.importContacts, { _ = try await book.createBatch(origin: .csv, as: actor) }),
      (.manageQueue, { try await book.pauseBatch(uid, as: actor) }),
      (.manageQueue, { try await book.resumeBatch(uid, as: actor) }),
      (.manageQueue, { try await book.cancelBatch(uid, as: actor) }),
      (.readReports, { _ = try await book.acceptance(from: nil, to: nil, as: actor) }),
      (.readAudit, { _ = try await book.auditEntries(after: 0, limit: 1, as: actor) }),
      (.readAudit, { _ = try await book.readers(of: uid, limit: 1, as: actor) }),
      (
        .readAudit,
        {
          _ = try await book.exportAudit(
            matching: AuditFilter(), to: "/dev/null/x", format: .csv, as: actor)
        }
      ),
      (.verifyAudit, { _ = try await book.verifyAudit(as: actor) }),
      (.verifyAudit, { _ = try await book.verifySegment(file: "/dev/null", as: actor) }),
      (.verifyAudit, { _ = try await book.checkpoint(as: actor) }),
      (.sealAudit, { _ = try await book.sealableAudit(before: nil, as: actor) }),
      (.sealAudit, { _ = try await book.sealAudit(before: nil, as: actor) }),
      (
        .replaceKeys,
        {
          let reason = try #require(AuditReason("rotina"))
          _ = try await book.replaceKey(.audit, reason: reason, as: actor)
        }
      ),
      (.changeSettings, { try await book.changeSettings([.areaCode: "11"], as: actor) }),
    ]
  }

  @Test func `who may not is refused, and each refusal is an entry`() async throws {
    let store = try await TestStore()
    let nobody = store.actor([])
    let all = attempts(store.book, as: nobody)
    for (permission, attempt) in all {
      await #expect(throws: StoreError(.notPermitted(permission))) { try await attempt() }
    }
    let entries = try await store.book.auditEntries(after: 1, limit: 100, as: store.owner)
    #expect(entries.count == all.count)
    #expect(entries.allSatisfy { $0.action == "REFUSED" && $0.outcome == "recusado" })
    #expect(entries[0].reason == "CREATE: registerContacts")
    #expect(entries[0].roles.isEmpty)
    #expect(try await store.book.contactCount(as: store.owner) == 0)
    #expect(try await store.book.verifyAudit(as: nil) == .intact(entries: Int64(all.count + 2)))
  }

  @Test func `an admin has no standing access to people`() async throws {
    let store = try await TestStore()
    let admin = store.actor([.admin])
    await #expect(throws: StoreError(.notPermitted(.readContacts))) {
      try await store.book.read(ids.newUID(), after: nil, as: admin)
    }
    try await store.book.changeSettings([.areaCode: "11"], as: admin)
    #expect(try await store.book.settings().areaCode == "11")
  }

  @Test(arguments: Permission.allCases)
  func `a permission is granted by any one of its roles`(_ permission: Permission) async throws {
    let store = try await TestStore()
    for role in Role.allCases {
      #expect(permission.isGranted(to: store.actor([role])) == permission.roles.contains(role))
    }
    #expect(!permission.isGranted(to: store.actor([])))
    #expect(permission.isGranted(to: store.owner))
  }
}
