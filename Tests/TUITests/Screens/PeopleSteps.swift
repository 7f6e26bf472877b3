import ContactsCore

@testable import TUI

/// Steps of tests about who may see what.
extension ScreenDriver {
  /// **Entrada**, before anybody has come in.
  static func atTheDoor(columns: Int = 80, rows: Int = 24) -> ScreenDriver {
    var driver = ScreenDriver(columns: columns, rows: rows)
    driver.send(.started)
    driver.send(
      .people(.signInAsked(SignInCall(centre: "Central Acolher", now: People.now, notice: nil))))
    driver.forget()
    return driver
  }

  var lastSignIn: RequestID {
    for case .people(.signIn(_, _, let request)) in effects.reversed() { return request }
    return RequestID(-1)
  }

  mutating func signIn(_ name: String, _ password: String) {
    if isAtName {
      type(name)
      press(.enter)
    }
    type(password)
    press(.enter)
  }

  private var isAtName: Bool {
    if case .signIn(let screen) = model.gate { screen.focus == .name } else { false }
  }

  mutating func refuseSignIn(until moment: Timestamp? = nil) {
    send(
      .people(
        .signInFailed(lastSignIn, .signInRefused(closedUntil: moment), at: People.now)))
  }

  /// What is asked next finds the session over.
  mutating func endSession() {
    send(.counted(.failure(.signedOut)))
  }

  mutating func unlock() {
    type("certa certa certa")
    press(.enter)
    answerUnlock(.success(true))
  }

  mutating func answerUnlock(_ result: Result<Bool, Failure>) {
    for case .people(.unlock(_, let request)) in effects.reversed() {
      send(.people(.unlocked(request, result, at: People.now)))
      return
    }
  }

  /// One more part of the silence is over.
  mutating func elapseIdle() {
    guard case .reply(let request) = model.desk.idle.tick else { return }
    send(.ticked(.idle(request), at: People.now))
  }

  var audit: AuditScreen? {
    if case .audit(let screen) = model.screen { screen } else { nil }
  }

  mutating func answerAudit(_ entries: [AuditEntry]) {
    for case .audit(.list(_, _, let request)) in effects.reversed() {
      send(.audit(.listed(request, .success(entries))))
      return
    }
  }

  /// **Auditoria** with some entries, for an encarregado.
  static func atTheAudit(columns: Int = 80, rows: Int = 24) -> ScreenDriver {
    var driver = ScreenDriver.open(
      columns: columns, rows: rows, roles: [.dataProtectionOfficer], hasPassword: true)
    driver.press(.escape, .character("7"))
    driver.answerAudit(People.entries)
    return driver
  }

  static func atAClosedRecord(columns: Int = 80, rows: Int = 24) -> ScreenDriver {
    var driver = ScreenDriver.open(
      columns: columns, rows: rows, roles: [.supervisor], hasPassword: true)
    driver.openClosedRecord()
    return driver
  }

  /// A record that is closed to who tries to open it.
  mutating func openClosedRecord() {
    press(.enter)
    for case .read(_, _, let request) in effects.reversed() {
      send(.read(request, .failure(.restricted)))
      return
    }
  }
}

extension People {
  static let restriction = Restriction(
    readers: ["ana", "davi"], reason: Sensitive("É colega de trabalho desta central."), by: "davi",
    since: now)

  static var restrictedRecord: ContactRecord {
    ContactRecord(
      contact: contact(), interactions: record.interactions, consents: record.consents,
      restriction: restriction)
  }

  static func notice(_ number: Int, _ kind: Notice.Kind, by login: String) -> Notice {
    Notice(
      uid: uid(300 + number), kind: kind, contact: uid(1), by: login,
      reason: Sensitive("Ligou agora, com voz de quem corre perigo."), createdAt: now, seenAt: nil,
      seenBy: nil)
  }

  /// Newest first.
  static let entries: [AuditEntry] = [
    entry(412, "davi", .read, .contact, reason: nil, fields: "", minutes: 0),
    entry(411, "bia", .refused, .contact, reason: "READ: restrito", fields: "", minutes: 1),
    entry(
      410, "bia", .update, .contact, reason: nil, fields: "nome telefones cidade", minutes: 12),
    entry(
      409, "ana", .search, .search, reason: "consulta=5f0c resultados=3", fields: "", minutes: 15),
    entry(408, "ana", .login, .session, reason: nil, fields: "", minutes: 61),
  ]

  static func entry(
    _ seq: Int64, _ actor: String, _ action: AuditAction, _ entity: AuditEntity,
    reason: String?, fields: String, minutes: Int64
  ) -> AuditEntry {
    var entry = AuditEntry(
      seq: seq, time: now.adding(milliseconds: -60_000 * minutes), actor: actor,
      systemUserID: 1000, roles: "atendente", session: uid(900).text, terminal: "/dev/pts/3",
      action: action.rawValue, entity: entity.rawValue,
      subject: entity == .contact ? "p:5d41402abc4b2a76" : nil, fields: fields, reason: reason,
      outcome: action == .refused ? "recusado" : "ok")
    entry.address = "203.0.113.7"
    entry.addressSource = "ambiente"
    entry.previous = Array(repeating: UInt8(seq % 251), count: 32)
    entry.hash = Array(repeating: UInt8((seq + 1) % 251), count: 32)
    return entry
  }
}
