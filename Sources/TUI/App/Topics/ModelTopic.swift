public import ContactsCore

/// What the screens ask of the model's server, besides reading a text.
public enum ModelEffect: Equatable, Sendable {
  /// Has the model loaded before somebody waits for it.
  case preload
  case pull(RequestID)
  case cancelPull
}

/// What the model's server tells, besides what it read.
public enum ModelMessage: Equatable, Sendable {
  /// Where an extraction stands that has not answered yet.
  case staged(RequestID, ExtractionStage)
  case pullGrew(RequestID, PullProgress)
  case pullEnded(RequestID, PullEnd)
}

/// Where an extraction stands before its answer comes.
public enum ExtractionStage: Equatable, Sendable {
  /// In the line before the model; 1 is next.
  case queued(place: Int)
  /// The server is putting the model into memory.
  case loading
  case reading
  /// No host is asked before this moment.
  case closed(until: Timestamp)
}

/// How far the server is in fetching the model.
public struct PullProgress: Equatable, Sendable {
  /// Bytes of what is being fetched now.
  public var completed: Int64
  /// Nil until the server knows.
  public var total: Int64?

  public init(completed: Int64, total: Int64?) {
    self.completed = completed
    self.total = total
  }

  /// Of a hundred; nil until the server knows.
  var percent: Int? {
    guard let total, total > 0 else { return nil }
    return Int(min(max(completed, 0), total) * 100 / total)
  }
}

/// How the fetching of the model ended.
public enum PullEnd: Equatable, Sendable {
  case pulled
  case cancelled
  /// It was not begun.
  case refused(Failure)
  /// A sentence in Portuguese.
  case failed(String)
}
