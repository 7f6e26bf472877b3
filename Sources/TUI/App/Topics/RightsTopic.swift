public import ContactsCore

/// What **LGPD** and **Consentimentos** ask of the outside world.
public enum RightsEffect: Equatable, Sendable {
  /// The numbers of the title bar.
  case pulse
  case list(RequestFilter, RequestID)
  /// The reading is in the audit before the answer.
  case open(DeskProtocol, RequestID)
  case create(NewRequest, RequestID)
  case complete(DeskProtocol, step: String, evidence: Sensitive<String>, RequestID)
  /// The path as the person typed it.
  case answer(DeskProtocol, AnswerOrder, path: String, RequestID)
  case fulfil(DeskProtocol, RequestID)
  case refuse(DeskProtocol, RefusalWords, RequestID)
  /// Or goes on with an erasure that has begun.
  case previewErasure(UID, DeskProtocol, RequestID)
  case erase(UID, DeskProtocol, RequestID)
  /// What the person decided; the reading is in the audit.
  case consents(UID, RequestID)
  case decide(NewConsent, RequestID)
  /// Of all purposes that hold.
  case revoke(UID, Channel, RequestID)
  /// All of them; the reading is in the audit.
  case holds(RequestID)
  case hold(NewHold, RequestID)
  case release(UID, reason: Sensitive<String>, RequestID)
  case incidents(RequestID)
  /// The reading is in the audit before the answer.
  case openIncident(DeskProtocol, RequestID)
  case registerIncident(NewIncident, RequestID)

  /// Whether the end of the program waits for it.
  var changesTheStore: Bool {
    switch self {
    case .pulse, .list, .open, .previewErasure, .consents, .holds, .incidents, .openIncident:
      false
    case .create, .complete, .answer, .fulfil, .refuse, .erase, .decide, .revoke, .hold,
      .release, .registerIncident:
      true
    }
  }
}

/// What has become of it.
public enum RightsMessage: Equatable, Sendable {
  case pulsed(Result<RequestPulse, Failure>)
  case listed(RequestID, Result<[RequestSummary], Failure>)
  case opened(RequestID, Result<SubjectRequest, Failure>)
  case changed(RequestID, Result<SubjectRequest, Failure>)
  case refused(RequestID, Result<RefusedRequest, Failure>)
  case previewed(RequestID, Result<ErasurePreview, Failure>)
  case erased(RequestID, Result<ErasedRequest, Failure>)
  /// With the ledger as it is now.
  case ledger(RequestID, Result<[Consent], Failure>)
  case revoked(RequestID, Result<Revocation, Failure>)
  case holds(RequestID, Result<[Hold], Failure>)
  /// What was put on hold, a line a kind of datum.
  case held(RequestID, Result<[Hold], Failure>)
  case released(RequestID, Result<ReleasedHold, Failure>)
  case incidents(RequestID, Result<[Incident], Failure>)
  case incident(RequestID, Result<IncidentReading, Failure>)
  case registered(RequestID, Result<Incident, Failure>)

  /// What went wrong, if anything did.
  var failure: Failure? {
    switch self {
    case .pulsed(let result): result.failure
    case .listed(_, let result): result.failure
    case .opened(_, let result): result.failure
    case .changed(_, let result): result.failure
    case .refused(_, let result): result.failure
    case .previewed(_, let result): result.failure
    case .erased(_, let result): result.failure
    case .ledger(_, let result): result.failure
    case .revoked(_, let result): result.failure
    case .holds(_, let result): result.failure
    case .held(_, let result): result.failure
    case .released(_, let result): result.failure
    case .incidents(_, let result): result.failure
    case .incident(_, let result): result.failure
    case .registered(_, let result): result.failure
    }
  }
}

/// On what a refusal stands, and where its letter goes.
public struct RefusalWords: Equatable, Sendable {
  public let article: String
  public let reason: Sensitive<String>
  /// As the person typed it; nil to see the letter alone.
  public let path: String?
}

/// A request that was refused, and its letter.
public struct RefusedRequest: Equatable, Sendable {
  public let request: SubjectRequest
  public let letter: Sensitive<String>
  /// Where it was written, from the root on.
  public let path: String?

  public init(request: SubjectRequest, letter: Sensitive<String>, path: String?) {
    self.request = request
    self.letter = letter
    self.path = path
  }
}

/// A request whose erasure has begun, and how far that went.
public struct ErasedRequest: Equatable, Sendable {
  public let request: SubjectRequest
  public let erasure: Erasure

  public init(request: SubjectRequest, erasure: Erasure) {
    self.request = request
    self.erasure = erasure
  }
}

/// What was taken back, and the ledger since.
public struct Revocation: Equatable, Sendable {
  public let purposes: [String]
  /// What nobody had given, and is noted as unwanted now.
  public let neverGiven: [String]
  public let ledger: [Consent]

  public init(purposes: [String], neverGiven: [String] = [], ledger: [Consent]) {
    self.purposes = purposes
    self.neverGiven = neverGiven
    self.ledger = ledger
  }
}

/// A hold that was ended, and how far the erasure went that waited for it.
public struct ReleasedHold: Equatable, Sendable {
  public let erasure: Erasure?

  public init(erasure: Erasure?) { self.erasure = erasure }
}

/// One incident, and whose data it concerns.
public struct IncidentReading: Equatable, Sendable {
  public let incident: Incident
  public let people: [Incident.Person]

  public init(incident: Incident, people: [Incident.Person]) {
    self.incident = incident
    self.people = people
  }
}

extension Session {
  /// Requests past their last day, for the title bar; the sign tells them apart without colours.
  var overdueLabel: String {
    switch requests.overdue {
    case 0: ""
    case 1: "! 1 pedido LGPD atrasado"
    case let count: "! \(grouped(count)) pedidos LGPD atrasados"
    }
  }
}
