import ContactsCore
import Extraction
import TUI

/// **Fila**, the reviews, and the work on the queue behind the screens.
extension LiveEffects {
  func perform(_ effect: QueueEffect, _ post: @escaping Post) async {
    guard let desk else { return }
    let book = desk.book
    let actor = desk.actor
    switch effect {
    case .look(let filter, let limit, let request):
      let result = await attempt("queue") { try await glance(filter, limit, at: desk) }
      post(.queue(.looked(request, result)))
    case .page(let filter, let cursor, let request):
      let result = await attempt("queue") {
        try await book.queueItems(filter, after: cursor, limit: 100, as: actor)
      }
      post(.queue(.paged(request, result)))
    case .retry(let uid, let request):
      let result = await attempt("retry") {
        try await book.retryQueueItem(uid, as: actor)
        return 1
      }
      post(.queue(.changed(request, result)))
    case .discard(let uid, let reason, let request):
      let result = await attempt("discardText") {
        try await book.discardQueueItem(uid, reason: reason, as: actor)
        return 1
      }
      post(.queue(.changed(request, result)))
    case .steer(let batch, let order, let request):
      let result = await attempt("batch") { try await steer(batch, order, at: desk) }
      post(.queue(.changed(request, result)))
    case .open(let uid, let request):
      let result = await attempt("review") { try await book.openReview(uid, as: actor) }
      post(.queue(.opened(request, result)))
    case .review(let uid, let decisions, let version, let request):
      let result = await attempt("review") {
        try await book.review(uid, decisions, version: version, as: actor)
      }
      post(.queue(.reviewed(request, result)))
    case .work:
      await workQueue(at: desk)
    }
  }

  /// What the open screen looks at by itself, which keeps no session awake.
  private func glance(
    _ filter: QueueFilter, _ limit: Int, at desk: Desk
  ) async throws -> QueueGlance {
    let actor = desk.actor.unattended
    let page = try await desk.book.queueItems(filter, after: nil, limit: limit, as: actor)
    var batches: [BatchGlance] = []
    for batch in try await desk.book.batches(limit: 50, as: actor)
    where batch.state != .cancelled && batch.counts[.waiting] > 0 {
      let progress = try await desk.book.queueProgress(of: batch.uid, as: actor)
      batches.append(BatchGlance(batch, progress))
    }
    return QueueGlance(page: page, health: try await desk.book.queueHealth(), batches: batches)
  }

  private func steer(_ batch: UID, _ order: BatchOrder, at desk: Desk) async throws -> Int {
    switch order {
    case .pause: try await desk.book.pauseBatch(batch, as: desk.actor)
    case .resume: try await desk.book.resumeBatch(batch, as: desk.actor)
    case .cancel: try await desk.book.cancelBatch(batch, as: desk.actor)
    case .retryFailed:
      return try await desk.book.retryFailedQueueItems(in: batch, as: desk.actor)
    }
    return 1
  }

  // MARK: - Working behind the screens

  /// Seconds before the queue is worked again after the store failed.
  private static let restAfterFailure = Duration.seconds(30)

  /// Reads the texts of the queue while nobody waits for the model, until the screens are left or somebody else comes.
  ///
  /// Its tickets are bulk, so whoever waits at a form goes first. It is a task of its own, on no screen's thread.
  private func workQueue(at desk: Desk) async {
    let session = desk.actor.session
    if let worker = state.withLock(\.worker), worker.session != session { await stopWorking() }
    let task = state.withLock { state -> Task<Void, Never>? in
      guard state.worker == nil, state.settings.queueInScreens, let extractor = state.extractor
      else { return nil }
      let worker = QueueWorker(desk.book, as: desk.actor.unattended, now: context.surroundings.now)
      {
        await extractor.read($0, in: $1, isLastTry: $2)
      }
      let task = Task.detached(executorPreference: TaskQueues.shared, priority: .background) {
        [self] in await keepWorking(worker)
      }
      state.worker = (session, task)
      return task
    }
    await task?.value
  }

  private func keepWorking(_ worker: QueueWorker) async {
    while !Task.isCancelled {
      switch await attempt("worker", { try await worker.run(watches: true) }) {
      case .success, .failure(.notPermitted), .failure(.notAUser): return
      case .failure: break
      }
      // Thrown on cancellation, which the loop looks at.
      try? await TaskQueues.sleep(for: LiveEffects.restAfterFailure)
    }
  }

  /// Gives back what is being read, and waits until it is.
  func stopWorking() async {
    let worker = state.withLock { state in
      defer { state.worker = nil }
      return state.worker
    }
    worker?.task.cancel()
    await worker?.task.value
  }
}
