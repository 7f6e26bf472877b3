/// A request to the model, in the line that all processes of the machine share.
public struct ModelTicket: Equatable, Sendable {
  public let uid: UID
  public let kind: Kind
  /// Whether a person asks for it in so many words: a host that rests is then tried before its time.
  public let insists: Bool

  public init(uid: UID, kind: Kind, insists: Bool = false) {
    self.uid = uid
    self.kind = kind
    self.insists = insists
  }

  public enum Kind: String, Sendable, CaseIterable {
    /// Somebody looks at a form and waits.
    case interactive = "interativo"
    /// Nobody waits: goes behind all that are interactive, and makes room for them.
    case bulk = "lote"
  }
}

/// Whether a request may be sent now.
public enum Admission: Equatable, Sendable {
  /// To this host; the ticket is to be kept alive until it is left.
  case admitted(host: String)
  /// 1 is next.
  case waiting(place: Int)
  /// Every host has failed of late; none is asked before this moment, and the ticket has left the line.
  case closed(until: Timestamp)
}

/// Whether an admitted request may go on.
public enum ModelStanding: Equatable, Sendable {
  case held
  /// Somebody waits at a form and every place is taken: a bulk request gives up its own and comes back later.
  case wanted
  /// The ticket was not renewed in time; its place may be another's by now.
  case lost
}

/// How a request to the model ended.
public enum ModelOutcome: Equatable, Sendable {
  /// Milliseconds from the request to the end of the answer.
  case answered(milliseconds: Int)
  case failed(ModelFault)
  /// Nobody waits for it any more: says nothing of the host.
  case cancelled
}

/// Why a host gave no answer, by the code that is stored and shown.
public enum ModelFault: String, Sendable, CaseIterable {
  case unreachable = "sem_conexao"
  case busy = "ocupado"
  case timedOut = "tempo_esgotado"
  case modelMissing = "modelo_ausente"
  case serverFailed = "erro_do_servidor"
  /// The request itself was refused.
  case rejected = "pedido_recusado"
  /// The answer ended too early.
  case interrupted = "resposta_interrompida"
  /// The answer is not what was asked for.
  case invalidAnswer = "resposta_invalida"
  /// Something else answers there, or the text would have left the machine.
  case unusable = "servidor_inadequado"

  /// Whether the host is at fault whatever it is asked, so that the text is to be tried again at no cost to it.
  public var isOfHost: Bool {
    switch self {
    case .unreachable, .busy, .modelMissing, .unusable: true
    case .timedOut, .serverFailed, .rejected, .interrupted, .invalidAnswer: false
    }
  }
}

/// How one of the model's servers does, as all processes have seen it.
public struct ModelHostHealth: Equatable, Sendable {
  public let host: String
  public let breaker: Breaker
  /// Requests that it answers now.
  public let busy: Int
  /// Requests that wait and could go to it.
  public let waiting: Int
  /// Failures since the last answer.
  public let failures: Int
  /// Milliseconds, half of the last hundred answers took no longer; nil before the first.
  public let p50: Int?
  public let p95: Int?

  public enum Breaker: Equatable, Sendable {
    case closed
    case open(until: Timestamp)
    /// May be asked once, to see whether it answers again.
    case halfOpen(isProbing: Bool)
  }

  public init(
    host: String, breaker: Breaker, busy: Int, waiting: Int, failures: Int, p50: Int?, p95: Int?
  ) {
    self.host = host
    self.breaker = breaker
    self.busy = busy
    self.waiting = waiting
    self.failures = failures
    self.p50 = p50
    self.p95 = p95
  }
}
