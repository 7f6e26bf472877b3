/// Texts that came together, which people call *lote*.
public struct QueueBatch: Equatable, Sendable {
  public let uid: UID
  public let origin: Origin
  /// Login of who asked for it.
  public let requestedBy: String
  public let state: State
  public let createdAt: Timestamp
  /// When nothing of it was left to read.
  public let finishedAt: Timestamp?
  public let counts: QueueCounts

  public init(
    uid: UID, origin: Origin, requestedBy: String, state: State, createdAt: Timestamp,
    finishedAt: Timestamp?, counts: QueueCounts
  ) {
    self.uid = uid
    self.origin = origin
    self.requestedBy = requestedBy
    self.state = state
    self.createdAt = createdAt
    self.finishedAt = finishedAt
    self.counts = counts
  }

  public enum Origin: String, Sendable, CaseIterable {
    case csv
    case json
  }

  public enum State: String, Sendable, CaseIterable {
    case active = "ativo"
    case paused = "pausado"
    case cancelled = "cancelado"
  }
}

/// How many texts are in which state.
public struct QueueCounts: Equatable, Sendable {
  private var counts: [QueueState: Int] = [:]

  public init() {}

  public subscript(_ state: QueueState) -> Int {
    get { counts[state] ?? 0 }
    set { counts[state] = newValue }
  }

  public var total: Int { counts.values.reduce(0, +) }
  /// Texts that the model has read.
  public var read: Int { self[.extracted] + self[.reviewed] }
  /// Texts that the model need not read any more.
  public var done: Int { total - self[.waiting] }
}
