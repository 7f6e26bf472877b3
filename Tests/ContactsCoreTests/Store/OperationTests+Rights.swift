import FoundationEssentials
import TestSupport
import Testing

@testable import ContactsCore

/// What the encarregado answers to: requests, consents, incidents, erasures, holds and copies.
extension OperationTests {
  private static let nobody = DeskProtocol(
    series: .request, date: CivilDate(dayNumber: 20_000), number: 1)

  static let rights: [Operation] = [
    Operation("newRequest", .handleRequests) {
      _ = try await $0.book.newRequest(
        NewRequest(kind: .confirmation, contact: $0.contact), as: $0.actor)
    },
    Operation("requests", .handleRequests) {
      _ = try await $0.book.requests(RequestFilter(), limit: 1, as: $0.actor)
    },
    Operation("request", .handleRequests) {
      _ = try await $0.book.request(nobody, as: $0.actor)
    },
    Operation("completeStep", .handleRequests) {
      _ = try await $0.book.completeStep("entrega", of: nobody, evidence: why, as: $0.actor)
    },
    Operation("fulfil", .handleRequests) { _ = try await $0.book.fulfil(nobody, as: $0.actor) },
    Operation("refuse", .handleRequests) {
      _ = try await $0.book.refuse(nobody, article: "art. 16, I", reason: why, as: $0.actor)
    },
    Operation("correct", .handleRequests) {
      _ = try await $0.book.correct(nobody, to: .person("Bia"), version: 1, as: $0.actor)
    },
    Operation("answer", .handleRequests) {
      _ = try await $0.book.answer(nobody, AnswerOrder(.page), to: .nowhere(), as: $0.actor)
    },
    Operation("consents", .recordConsents) {
      _ = try await $0.book.consents(of: $0.contact, as: $0.actor)
    },
    Operation("recordConsent", .recordConsents) {
      try await $0.book.recordConsent(
        NewConsent(
          contact: $0.contact, purpose: Purpose.all[0], decision: .refused, channel: .phone,
          noticeRead: false), as: $0.actor)
    },
    Operation("revokeConsents", .recordConsents) {
      _ = try await $0.book.revokeConsents(
        of: $0.contact, purpose: nil, channel: .phone, as: $0.actor)
    },
    Operation("newIncident", .handleRequests) {
      _ = try await $0.book.newIncident(
        NewIncident(
          summary: Sensitive("planilha perdida"), risk: .low, knownAt: $0.centre.clock.now,
          scope: nil), as: $0.actor)
    },
    Operation("incidents", .handleRequests) {
      _ = try await $0.book.incidents(limit: 1, as: $0.actor)
    },
    Operation("incident", .handleRequests) {
      _ = try await $0.book.incident(nobody, as: $0.actor)
    },
    Operation("accountability", .readReports) {
      _ = try await $0.book.accountability(.impact, as: $0.actor)
    },
    Operation("requestPulse", .handleRequests) {
      _ = try await $0.book.requestPulse(as: $0.actor)
    },
  ]

  static let compliance: [Operation] = [
    Operation("restrict", .restrictContacts) {
      try await $0.book.restrict(
        $0.contact, to: ["ana", $0.actor.login], reason: why, as: $0.actor)
    },
    Operation("noteGuardian", .noteGuardians) {
      try await $0.book.noteGuardian(
        NewGuardianCaution(
          contact: $0.contact, mayBeAggressor: Sensitive(true), bestInterest: nil), as: $0.actor)
    },
    Operation("withdrawGuardianCaution", .handleRequests) {
      try await $0.book.withdrawGuardianCaution(of: $0.contact, reason: why, as: $0.actor)
    },
    Operation("unrestrict", .restrictContacts) {
      try await $0.book.unrestrict($0.contact, reason: why, as: $0.actor)
    },
    Operation("breakGlass", .breakGlass) {
      _ = try await $0.book.breakGlass($0.contact, reason: why, as: $0.actor)
    },
    Operation("notices", .readNotices) {
      _ = try await $0.book.notices(includingSeen: true, limit: 1, as: $0.actor)
    },
    Operation("markSeen", .readNotices) {
      try await $0.book.markSeen(notice: $0.notice, as: $0.actor)
    },
    Operation("fourEyes", .exportContacts) {
      _ = try await $0.book.fourEyes(for: subject, as: $0.actor)
    },
    Operation("requestApproval", .exportContacts) {
      _ = try await $0.book.requestApproval(of: subject, as: $0.actor)
    },
    Operation("exportPreview", .exportContacts) {
      _ = try await $0.book.exportPreview(full, as: $0.actor)
    },
    Operation("exportPreview", .exportMasked) {
      _ = try await $0.book.exportPreview(masked, as: $0.actor)
    },
    Operation("export", .exportContacts) {
      _ = try await $0.book.export(full, to: .nowhere(), as: $0.actor) { _ in }
    },
    Operation("export", .exportMasked) {
      _ = try await $0.book.export(masked, to: .nowhere(), as: $0.actor) { _ in }
    },
    Operation("erasurePreview", .eraseContacts) {
      _ = try await $0.book.erasurePreview(
        of: $0.contact, request: "LGPD-20261121-0001", as: $0.actor)
    },
    Operation("erase", .eraseContacts) {
      _ = try await $0.book.erase($0.session, request: "LGPD-20261121-0001", as: $0.actor)
    },
    Operation("erasures", .eraseContacts) {
      _ = try await $0.book.erasures(limit: 1, as: $0.actor)
    },
    Operation("erasure", .eraseContacts) {
      _ = try await $0.book.erasure(
        of: $0.session, request: "LGPD-20261121-0001", as: $0.actor)
    },
    Operation("erasureCertificate", .eraseContacts) {
      _ = try await $0.book.erasureCertificate(request: "LGPD-20261121-0001", as: $0.actor)
    },
    Operation("verify", .eraseContacts) {
      _ = try await $0.book.verify(.sample, as: $0.actor)
    },
    Operation("addHold", .holdData) {
      _ = try await $0.book.addHold(
        NewHold(
          contact: $0.contact, kinds: [.document], article: "art. 16, I", reason: why, endsOn: nil),
        as: $0.actor)
    },
    Operation("releaseHold", .holdData) {
      _ = try await $0.book.releaseHold($0.session, reason: why, as: $0.actor)
    },
    Operation("block", .blockContacts) {
      try await $0.book.block($0.session, reason: why, as: $0.actor)
    },
    Operation("unblock", .blockContacts) {
      try await $0.book.unblock($0.session, reason: why, as: $0.actor)
    },
    Operation("retentionWorklist", .runRetention) {
      _ = try await $0.book.retentionWorklist(limit: 1, as: $0.actor)
    },
    Operation("runRetention", .runRetention) {
      _ = try await $0.book.runRetention(RetentionWorklist(items: []), as: $0.actor)
    },
    Operation("holds", .holdData) { _ = try await $0.book.holds(of: nil, as: $0.actor) },
    Operation("approvals", .readApprovals) { _ = try await $0.book.approvals(as: $0.actor) },
    Operation("approve", .approveExports) {
      _ = try await $0.book.approve($0.approval, as: $0.actor)
    },
    Operation("deny", .approveExports) {
      _ = try await $0.book.deny($0.approval, as: $0.actor)
    },
  ]
}

extension ErasureCertificate {
  /// Nobody's, and not signed.
  fileprivate static let sample = ErasureCertificate(
    origin: [], organization: "", dataProtectionOfficer: "", erasure: Surroundings.test().newUID(),
    request: "", startedAt: Timestamp(milliseconds: 0), concludedAt: Timestamp(milliseconds: 0),
    removed: [], kept: [], filesRead: 0, bytesRead: 0, auditSeq: 0, auditRoot: [], publicKey: [])
}
