/// How the queue does, for whoever looks after it; nothing in it is about anybody.
public struct QueueHealth: Equatable, Sendable {
  /// Texts that wait for the model in what is not paused.
  public let waiting: Int
  /// Of these, being read now.
  public let working: Int
  /// Texts whose findings wait for a person.
  public let toReview: Int
  public let failed: Int
  /// Of the text that waits longest.
  public let oldestSince: Timestamp?
  /// Texts that were read, or given up, within the last hour.
  public let endedLastHour: Int
  /// Of these, given up.
  public let failedLastHour: Int
  public let now: Timestamp

  public init(
    waiting: Int, working: Int, toReview: Int, failed: Int, oldestSince: Timestamp?,
    endedLastHour: Int, failedLastHour: Int, now: Timestamp
  ) {
    self.waiting = waiting
    self.working = working
    self.toReview = toReview
    self.failed = failed
    self.oldestSince = oldestSince
    self.endedLastHour = endedLastHour
    self.failedLastHour = failedLastHour
    self.now = now
  }

  /// What somebody should see to.
  public var warnings: [QueueWarning] {
    var warnings: [QueueWarning] = []
    if waiting > 1000 { warnings.append(.backlog(waiting)) }
    // Of a handful one is already a fifth.
    if endedLastHour >= 10, failedLastHour * 10 > endedLastHour {
      warnings.append(.errors(percent: failedLastHour * 100 / endedLastHour))
    }
    if let oldestSince {
      let age = now.milliseconds - oldestSince.milliseconds
      if age > 300_000 { warnings.append(.oldest(minutes: Int(age / 60_000))) }
    }
    return warnings
  }
}

/// Something about the queue that somebody should know.
public enum QueueWarning: Equatable, Sendable {
  case backlog(Int)
  case errors(percent: Int)
  case oldest(minutes: Int)

  /// In Portuguese.
  public var sentence: String {
    switch self {
    case .backlog(let count): "Há \(grouped(count)) textos à espera da IA."
    case .errors(let percent): "\(percent)% dos textos da última hora não puderam ser lidos."
    case .oldest(let minutes) where minutes < 120: "Há um texto na fila há \(minutes) minutos."
    case .oldest(let minutes): "Há um texto na fila há \(minutes / 60) horas."
    }
  }
}

/// How far a batch, or the whole queue, has come.
public struct QueueProgress: Equatable, Sendable {
  /// Texts that the model need not read any more.
  public let done: Int
  public let total: Int
  public let failed: Int
  /// Seconds until the rest is done at the pace of the last ten minutes; nil when there is no pace yet, or no rest.
  public let secondsLeft: Int?

  public init(done: Int, total: Int, failed: Int, secondsLeft: Int?) {
    self.done = done
    self.total = total
    self.failed = failed
    self.secondsLeft = secondsLeft
  }
}
