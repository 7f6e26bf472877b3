/// What has become of a text in the queue.
public enum QueueState: String, Sendable, CaseIterable {
  /// Waits for the model, or is being read.
  case waiting = "pendente"
  /// Was read; a person has still to look at what was found.
  case extracted = "extraido"
  /// Could not be read; a person has to.
  case failed = "falhou"
  case reviewed = "revisado"
  /// A person decided that there is nothing to read.
  case discarded = "descartado"
  /// Went with its batch.
  case cancelled = "cancelado"
}

/// A text of the queue, as lists show it: nothing that was said, no number of anybody.
public struct QueueItemSummary: Equatable, Sendable {
  /// Of the interaction.
  public let uid: UID
  public let contact: UID
  public let protocolNumber: ProtocolNumber
  public let name: Sensitive<String>?
  public let state: QueueState
  /// Whether some process has it right now.
  public let isBeingRead: Bool
  /// Failed ones.
  public let tries: Int
  public let failure: QueueFailure?
  public let queuedAt: Timestamp
  /// Before this moment it is not tried again.
  public let dueAt: Timestamp
  public let batch: UID?
  /// Login of who registered the interaction.
  public let attendant: String

  public init(
    uid: UID, contact: UID, protocolNumber: ProtocolNumber, name: Sensitive<String>?,
    state: QueueState, isBeingRead: Bool, tries: Int, failure: QueueFailure?, queuedAt: Timestamp,
    dueAt: Timestamp, batch: UID?, attendant: String
  ) {
    self.uid = uid
    self.contact = contact
    self.protocolNumber = protocolNumber
    self.name = name
    self.state = state
    self.isBeingRead = isBeingRead
    self.tries = tries
    self.failure = failure
    self.queuedAt = queuedAt
    self.dueAt = dueAt
    self.batch = batch
    self.attendant = attendant
  }
}

/// Which texts of the queue are listed.
public struct QueueFilter: Equatable, Sendable {
  /// Nil for all that still wait for the model or for a person.
  public var state: QueueState?
  public var batch: UID?

  public init(state: QueueState? = nil, batch: UID? = nil) {
    self.state = state
    self.batch = batch
  }
}

/// A page of the queue, oldest first.
public struct QueuePage: Equatable, Sendable {
  public let rows: [QueueItemSummary]
  /// Nil on the last page.
  public let next: QueueCursor?

  public init(
    rows: [QueueItemSummary], next: QueueCursor?
  ) {
    self.rows = rows
    self.next = next
  }
}

/// A place in the list of the queue.
public struct QueueCursor: Equatable, Sendable {
  let id: Int64
}

/// A text that one process, and no other, may read until a moment.
public struct QueueLease: Equatable, Sendable {
  /// Of the interaction.
  public let uid: UID
  /// Who has it: an older lease on the same text ends nothing.
  public let token: UID
  public let until: Timestamp
  public let note: Sensitive<String>
  /// When it was said: what "amanhã" is counted from.
  public let saidAt: Timestamp
  /// Failed ones, so far.
  public let tries: Int

  public init(
    uid: UID, token: UID, until: Timestamp, note: Sensitive<String>, saidAt: Timestamp, tries: Int
  ) {
    self.uid = uid
    self.token = token
    self.until = until
    self.note = note
    self.saidAt = saidAt
    self.tries = tries
  }
}

/// What a process that looks for work is told.
public enum QueueClaim: Equatable, Sendable {
  case item(QueueLease)
  /// Nothing may be begun now; nil when nothing waits at all.
  case nothing(until: Timestamp?)
}

/// Why a text could not be read, by the code that is stored and shown.
public enum QueueFailure: Equatable, Sendable {
  case model(ModelFault)
  /// The process that read it ended without a word.
  case abandoned

  public init?(code: String) {
    if code == "interrompido" {
      self = .abandoned
    } else {
      guard let fault = ModelFault(rawValue: code) else { return nil }
      self = .model(fault)
    }
  }

  public var code: String {
    switch self {
    case .model(let fault): fault.rawValue
    case .abandoned: "interrompido"
    }
  }

  /// In Portuguese, for the person who has to see to it.
  public var sentence: String {
    switch self {
    case .abandoned: "A leitura foi interrompida: o programa foi encerrado no meio."
    case .model(.unreachable): "A IA não respondeu."
    case .model(.busy): "A IA estava ocupada."
    case .model(.timedOut): "A IA demorou demais."
    case .model(.modelMissing): "O modelo não está instalado."
    case .model(.serverFailed): "A IA falhou ao ler o texto."
    case .model(.rejected): "A IA recusou o pedido."
    case .model(.interrupted): "A resposta da IA foi interrompida."
    case .model(.invalidAnswer): "A IA respondeu fora do formato."
    case .model(.unusable): "O endereço da IA não pode ser usado."
    }
  }

  /// Whether it counts as a try of the text; a host that is away does not.
  var isOfText: Bool {
    switch self {
    case .abandoned: true
    case .model(let fault): !fault.isOfHost
    }
  }
}

/// Why a text is taken out of the queue: chosen from a list, since what is typed freely could name somebody.
public enum DiscardReason: String, Sendable, CaseIterable {
  case duplicate = "duplicado"
  case spam
  case empty = "sem_conteudo"
  /// Somebody has already filled in by hand what it says.
  case alreadyHandled = "ja_tratado"
  case other = "outro"

  /// As shown to people.
  public var label: String {
    switch self {
    case .duplicate: "repetido"
    case .spam: "spam ou engano"
    case .empty: "sem conteúdo a extrair"
    case .alreadyHandled: "já tratado à mão"
    case .other: "outro"
    }
  }
}
