public import ContactsCore

/// What **Fila** and the review ask of the outside world.
public enum QueueEffect: Equatable, Sendable {
  /// The first rows and how the queue does, of one moment.
  case look(QueueFilter, limit: Int, RequestID)
  case page(QueueFilter, after: QueueCursor, RequestID)
  case retry(UID, RequestID)
  case discard(UID, DiscardReason, RequestID)
  case steer(UID, BatchOrder, RequestID)
  /// Written to the audit before the answer.
  case open(UID, RequestID)
  case review(UID, [Int: ReviewDecision], version: Int, RequestID)
  /// Works through the queue behind the screens, while nobody waits for the model.
  case work

  var changesTheStore: Bool {
    switch self {
    case .retry, .discard, .steer, .review: true
    case .look, .page, .open, .work: false
    }
  }
}

/// What a person wants done with a batch.
public enum BatchOrder: Equatable, Sendable {
  case pause, resume, cancel
  /// Has the texts tried again that were given up.
  case retryFailed
}

/// What has become of what **Fila** and the review asked.
public enum QueueMessage: Equatable, Sendable {
  case looked(RequestID, Result<QueueGlance, Failure>)
  case paged(RequestID, Result<QueuePage, Failure>)
  /// How many texts, or batches, an order reached.
  case changed(RequestID, Result<Int, Failure>)
  case opened(RequestID, Result<ReviewItem, Failure>)
  case reviewed(RequestID, Result<ReviewReceipt, Failure>)
}

/// The queue at one moment.
public struct QueueGlance: Equatable, Sendable {
  public var page: QueuePage
  public var health: QueueHealth
  /// Newest first, those that are through or cancelled left out.
  public var batches: [BatchGlance]

  public init(page: QueuePage, health: QueueHealth, batches: [BatchGlance]) {
    self.page = page
    self.health = health
    self.batches = batches
  }
}

/// A batch and how far it is.
public struct BatchGlance: Equatable, Sendable {
  public var batch: QueueBatch
  public var progress: QueueProgress

  public init(_ batch: QueueBatch, _ progress: QueueProgress) {
    self.batch = batch
    self.progress = progress
  }
}
