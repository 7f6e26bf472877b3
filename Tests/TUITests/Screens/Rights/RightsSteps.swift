import Testing

@testable import ContactsCore
@testable import TUI

/// Invented requests.
extension People {
  static func number(_ number: Int) -> DeskProtocol {
    DeskProtocol(series: .request, date: now.local.date, number: number)
  }

  static func summary(
    _ number: Int, _ kind: RequestKind, due days: Int, state: RequestState = .open,
    name: String? = "Conceição Araújo", done: Int = 0, steps: Int = 3
  ) -> RequestSummary {
    RequestSummary(
      protocolNumber: People.number(number), kind: kind, contact: name == nil ? nil : uid(1),
      state: state, openedAt: now, dueOn: now.local.date.adding(days: days),
      closedAt: state.isClosed ? now : nil, openedBy: "eva", done: done, steps: steps,
      name: name.map { Sensitive($0) })
  }

  static let requests = [
    summary(1, .fullAccess, due: -3),
    summary(2, .confirmation, due: 0, name: nil, done: 1, steps: 3),
    summary(3, .erasure, due: 2, state: .inProgress, done: 1, steps: 5),
    summary(4, .portability, due: 15, name: "José Aparecido da Conceição Pereira Júnior"),
  ]

  /// A request whose first steps are done.
  static func request(
    _ kind: RequestKind, done count: Int = 0, state: RequestState = .open, due days: Int = 15,
    hasRecord: Bool = true, safeChannel: String? = "só por e-mail"
  ) -> SubjectRequest {
    let steps = RequestStep.all(of: kind, asker: .person, hasRecord: hasRecord)
      .enumerated().map { index, step in
        RequestStep(
          code: step.code, text: step.text, isAutomatic: step.isAutomatic,
          done: index < count
            ? RequestStep.Done(at: now, by: "eva", evidence: Sensitive("ligação de volta")) : nil)
      }
    return SubjectRequest(
      uid: uid(40),
      summary: summary(
        1, kind, due: days, state: state, name: hasRecord ? "Conceição Araújo" : nil, done: count,
        steps: steps.count), asker: .person,
      identityCheck: count > 0 ? IdentityCheck.named("retorno") : nil, channel: .phone,
      safeChannel: safeChannel.map { Sensitive($0) }, steps: steps, closedBy: nil, refusal: nil)
  }

  static func erased(
    _ state: ErasureState, of kind: RequestKind = .erasure, kept: [KeptDatum] = [],
    residue: [String] = []
  ) -> ErasedRequest {
    ErasedRequest(
      request: request(kind, done: state == .done ? 2 : 1),
      erasure: Erasure(
        uid: uid(41), contact: uid(1), request: number(1).description, state: state,
        approval: "", requestedBy: "eva", startedAt: now, removed: [], kept: kept,
        residue: residue))
  }

  static func consent(
    _ purpose: String, _ decision: Consent.Decision, read: Bool = true, hash: String? = nil
  ) -> Consent {
    let known = Purpose.named(purpose)
    return Consent(
      purpose: purpose, legalBasis: known?.legalBasis ?? "art. 7º, I",
      textVersion: known?.textVersion ?? "1", textHash: hash ?? known?.noticeHash ?? "",
      channel: .phone, decision: decision, recordedAt: now, recordedBy: "ana", noticeRead: read)
  }
}

extension ScreenDriver {
  /// **LGPD**, with its list.
  static func atTheRights(columns: Int = 80, rows: Int = 24) -> ScreenDriver {
    var driver = open(columns: columns, rows: rows, roles: [.dataProtectionOfficer])
    driver.press(.escape, .character("6"))
    driver.answerRequests(People.requests)
    return driver
  }

  static func at(
    _ request: SubjectRequest, columns: Int = 80, rows: Int = 24
  ) -> ScreenDriver {
    var driver = atTheRights(columns: columns, rows: rows)
    driver.press(.enter)
    driver.answer { .opened($0, .success(request)) }
    driver.forget()
    return driver
  }

  /// **Consentimentos**, from a **Ficha**.
  static func atTheConsents(
    columns: Int = 80, rows: Int = 24, roles: Set<Role> = [.dataProtectionOfficer]
  ) -> ScreenDriver {
    var driver = open(columns: columns, rows: rows, roles: roles)
    driver.openRecord()
    driver.press(.character("c"))
    driver.answer {
      .ledger(
        $0,
        .success([
          People.consent("Ligar ou escrever de volta", .given),
          People.consent("Encaminhar a outro serviço", .given, hash: "outro"),
        ]))
    }
    driver.forget()
    return driver
  }

  mutating func answerRequests(_ rows: [RequestSummary]) {
    for case .rights(.list(_, let request)) in effects.reversed() {
      send(.rights(.listed(request, .success(rows))))
      return
    }
  }

  /// The newest thing asked of the desk, but for its numbers.
  var asked: RightsEffect? {
    for case .rights(let effect) in effects.reversed() where effect != .pulse { return effect }
    return nil
  }

  /// Answers the newest thing asked of the desk.
  mutating func answer(_ message: (RequestID) -> RightsMessage) {
    let request: RequestID
    switch asked {
    case .list(_, let asked), .open(_, let asked), .create(_, let asked), .fulfil(_, let asked),
      .consents(_, let asked), .decide(_, let asked):
      request = asked
    case .complete(_, _, _, let asked): request = asked
    case .answer(_, _, _, let asked): request = asked
    case .refuse(_, _, let asked), .previewErasure(_, _, let asked), .erase(_, _, let asked),
      .revoke(_, _, let asked):
      request = asked
    case .holds(let asked), .incidents(let asked), .hold(_, let asked),
      .openIncident(_, let asked), .registerIncident(_, let asked):
      request = asked
    case .release(_, _, let asked): request = asked
    case .pulse, nil:
      Issue.record("nothing asked of the desk")
      return
    }
    send(.rights(message(request)))
  }
}
