/// Somebody asks for what the law gives them: what is registered.
public struct NewRequest: Equatable, Sendable {
  public var kind: RequestKind
  /// Nil when nothing was found of the person: that is an answer too.
  public var contact: UID?
  public var asker: RequestAsker
  /// A code of `IdentityCheck`; nil while nobody has checked.
  public var identityCheck: String?
  /// How the request came in.
  public var channel: Channel
  /// Where the answer goes; nil for the safe channel of the record.
  public var safeChannel: Sensitive<String>?

  public init(
    kind: RequestKind, contact: UID?, asker: RequestAsker = .person, identityCheck: String? = nil,
    channel: Channel = .phone, safeChannel: Sensitive<String>? = nil
  ) {
    self.kind = kind
    self.contact = contact
    self.asker = asker
    self.identityCheck = identityCheck
    self.channel = channel
    self.safeChannel = safeChannel
  }

  /// The longest note, in Unicode scalars.
  public static let longestNote = 300
}

/// Who asks.
public enum RequestAsker: Equatable, Sendable {
  /// The person whose data they are.
  case person
  /// Somebody for them, and by which power of attorney: LGPD article 18, § 3.
  case representative(name: Sensitive<String>, mandate: Sensitive<String>)

  /// As the store and JSON call it.
  public var word: String {
    switch self {
    case .person: "titular"
    case .representative: "representante"
    }
  }
}

/// How far a request is.
public enum RequestState: String, Sendable, CaseIterable {
  case open = "aberto"
  case inProgress = "em_andamento"
  case fulfilled = "concluido"
  case refused = "recusado"

  public var isClosed: Bool { self == .fulfilled || self == .refused }

  /// As shown to people.
  public var label: String {
    switch self {
    case .open: "aberto"
    case .inProgress: "em andamento"
    case .fulfilled: "concluído"
    case .refused: "recusado"
    }
  }
}

/// A request as a list shows it: of the person the name alone, as every list does, so without an audit entry.
public struct RequestSummary: Equatable, Sendable {
  public let protocolNumber: DeskProtocol
  public let kind: RequestKind
  /// Nil when nothing was found of the person, or they were erased.
  public let contact: UID?
  public let state: RequestState
  public let openedAt: Timestamp
  /// The last day for the answer, in São Paulo.
  public let dueOn: CivilDate
  public let closedAt: Timestamp?
  /// Login of who registered it.
  public let openedBy: String
  /// Steps that are done, and how many there are.
  public let done, steps: Int
  /// Nil where there is no record, no name, or the record is closed to all but named people.
  public let name: Sensitive<String>?

  public init(
    protocolNumber: DeskProtocol, kind: RequestKind, contact: UID?, state: RequestState,
    openedAt: Timestamp, dueOn: CivilDate, closedAt: Timestamp?, openedBy: String, done: Int,
    steps: Int, name: Sensitive<String>? = nil
  ) {
    self.protocolNumber = protocolNumber
    self.kind = kind
    self.contact = contact
    self.state = state
    self.openedAt = openedAt
    self.dueOn = dueOn
    self.closedAt = closedAt
    self.openedBy = openedBy
    self.done = done
    self.steps = steps
    self.name = name
  }

  public func clock(at now: Timestamp) -> RequestClock {
    RequestClock(dueOn: dueOn, closedOn: closedAt?.local.date, today: now.local.date)
  }
}

/// How a request stands to its last day.
public struct RequestClock: Equatable, Sendable {
  public let dueOn: CivilDate
  /// Calendar days from today, or from the day it was closed, to the last day; negative past it.
  public let daysLeft: Int
  public let isClosed: Bool

  public init(dueOn: CivilDate, closedOn: CivilDate?, today: CivilDate) {
    self.dueOn = dueOn
    daysLeft = dueOn.dayNumber - (closedOn ?? today).dayNumber
    isClosed = closedOn != nil
  }

  public var isOverdue: Bool { !isClosed && daysLeft < 0 }
  public var isDueToday: Bool { !isClosed && daysLeft == 0 }

  /// In a few words.
  public var words: String {
    let days = abs(daysLeft)
    let span = days == 1 ? "1 dia" : "\(days) dias"
    if isClosed { return daysLeft < 0 ? "fechado com \(span) de atraso" : "fechado no prazo" }
    if daysLeft < 0 { return "ATRASADO há \(span)" }
    return switch daysLeft {
    case 0: "vence HOJE"
    case 1: "falta 1 dia"
    default: "faltam \(span)"
    }
  }
}

/// A request with all that hangs on it; whoever holds one has been audited for reading it.
public struct SubjectRequest: Equatable, Sendable {
  public let uid: UID
  public let summary: RequestSummary
  public let asker: RequestAsker
  public let identityCheck: IdentityCheck?
  public let channel: Channel
  public let safeChannel: Sensitive<String>?
  /// In the order in which they are done.
  public let steps: [RequestStep]
  /// Login of who closed it.
  public let closedBy: String?
  public let refusal: Refusal?
  /// Whether the person's guardian may be the aggressor.
  public var isGuardianFlagged = Sensitive(false)
  /// Whether the record has a telephone and a safe channel of its own.
  public var hasPhone = true
  public var recordHasSafeChannel = true

  /// How the identity of who asks can be checked.
  public var possibleChecks: [IdentityCheck] {
    IdentityCheck.possible(
      hasRecord: summary.contact != nil, hasPhone: hasPhone, hasSafeChannel: recordHasSafeChannel,
      isRepresented: asker != .person)
  }

  /// Whether who asks for the person may be who she is to be protected from.
  public var mayBeOfAggressor: Bool {
    asker != .person && isGuardianFlagged.revealed(for: .matching)
  }

  public struct Refusal: Equatable, Sendable {
    public let article: String
    public let reason: Sensitive<String>
  }

  public var kind: RequestKind { summary.kind }
  public var protocolNumber: DeskProtocol { summary.protocolNumber }

  /// What is left to do.
  public var pending: [RequestStep] { steps.filter { $0.done == nil } }
}

/// One step on the way to an answer.
public struct RequestStep: Equatable, Sendable {
  public let code: String
  /// What is to be done, in Portuguese.
  public let text: String
  /// Whether the program itself does it.
  public let isAutomatic: Bool
  public let done: Done?

  public struct Done: Equatable, Sendable {
    public let at: Timestamp
    /// Login.
    public let by: String
    /// What shows that it was done.
    public let evidence: Sensitive<String>
  }

  init(code: String, text: String, isAutomatic: Bool, done: Done? = nil) {
    self.code = code
    self.text = text
    self.isAutomatic = isAutomatic
    self.done = done
  }

  /// Codes of steps that the program does or looks at.
  enum Code {
    static let identity = "identidade", answer = "resposta", erasure = "eliminacao"
    static let anonymisation = "anonimizacao", revocation = "revogacao"
    static let guardian = "responsavel", blocking = "bloqueio", delivery = "entrega"
  }

  /// The steps of a kind, in their order.
  static func all(
    of kind: RequestKind, asker: RequestAsker, hasRecord: Bool, isGuardianFlagged: Bool = false
  ) -> [RequestStep] {
    EmbeddedFile.requestSteps.rows.compactMap { columns in
      guard columns.count == 5 else { return nil }
      let kinds = columns[0].split(separator: " ").map(String.init)
      guard kinds == ["*"] || kinds.contains(kind.rawValue) else { return nil }
      switch columns[2] {
      case "representante": if asker == .person { return nil }
      case "responsavel": if asker == .person || !isGuardianFlagged { return nil }
      case "com_cadastro": if !hasRecord { return nil }
      default: break
      }
      return RequestStep(
        code: columns[1], text: columns[4], isAutomatic: columns[3] == "programa")
    }
  }

  /// What a stored step is to do, should the data still name it.
  static func named(_ code: String) -> RequestStep {
    let row = EmbeddedFile.requestSteps.rows.first { $0.count == 5 && $0[1] == code }
    return RequestStep(
      code: code, text: row?[4] ?? code, isAutomatic: row.map { $0[3] == "programa" } ?? false)
  }
}

/// Which requests a list shows; what is nil does not narrow it.
public struct RequestFilter: Equatable, Sendable {
  public var state: RequestState?
  public var kind: RequestKind?
  public var contact: UID?
  /// Whether those that are closed are left out.
  public var onlyOpen: Bool

  public init(
    state: RequestState? = nil, kind: RequestKind? = nil, contact: UID? = nil,
    onlyOpen: Bool = false
  ) {
    self.state = state
    self.kind = kind
    self.contact = contact
    self.onlyOpen = onlyOpen
  }
}
