import ContactsCore
import Extraction
import TUI

/// What the screens ask of the model: to read a text, to tell how it is, to be loaded, to be fetched.
extension LiveEffects {
  func perform(_ effect: ModelEffect, _ post: @escaping Post) async {
    guard let extractor = state.withLock(\.extractor) else { return }
    switch effect {
    case .preload: await preload(extractor, post)
    case .pull(let request): await pull(request, from: extractor, post)
    case .cancelPull: state.withLock(\.pull)?.cancel()
    }
  }

  // MARK: - How it is

  func checkModel(_ post: Post) async {
    guard let extractor = state.withLock(\.extractor) else { return }
    let condition = await extractor.condition()
    var latency: Int?
    if case .ready(let p50) = condition { latency = p50 }
    if case .asleep(let p50) = condition { latency = p50 }
    post(.modelChecked(ModelState(condition, of: extractor.model), latency: latency))
  }

  /// Has the model loaded while the person still looks around, so that the first text need not wait for it.
  private func preload(_ extractor: Extractor, _ post: Post) async {
    guard case .asleep = await extractor.condition() else { return }
    post(.modelChecked(.loading))
    // Why it could not is what the title bar says next.
    _ = await extractor.preload()
    await checkModel(post)
  }

  // MARK: - Fetching

  /// Has the model fetched; that it was asked for is in the audit first.
  private func pull(
    _ request: RequestID, from extractor: Extractor, _ post: @escaping Post
  ) async {
    guard let desk else { return }
    let recorded = await attempt("pull") {
      try await desk.book.recordModelPull(of: extractor.model, as: desk.actor)
    }
    if case .failure(let failure) = recorded {
      return post(.model(.pullEnded(request, .refused(failure))))
    }
    let task = Task.detached(executorPreference: TaskQueues.shared) {
      await LiveEffects.fetch(request, from: extractor, post)
    }
    state.withLock { $0.pull = task }
    let end = await withTaskCancellationHandler {
      await task.value
    } onCancel: {
      task.cancel()
    }
    state.withLock { $0.pull = nil }
    post(.model(.pullEnded(request, end)))
  }

  private static func fetch(
    _ request: RequestID, from extractor: Extractor, _ post: @escaping Post
  ) async -> PullEnd {
    do throws(PullError) {
      try await extractor.pull { _, progress in
        let total = progress.total > 0 ? progress.total : nil
        post(
          .model(
            .pullGrew(request, TUI.PullProgress(completed: progress.completed, total: total))))
      }
      return .pulled
    } catch {
      return error == .server(.cancelled) ? .cancelled : .failed(error.sentence)
    }
  }

  // MARK: - Extraction

  var noteContext: NoteContext {
    state.withLock { state in
      NoteContext(
        now: context.surroundings.now().local, areaCode: state.settings.areaCode,
        reasons: state.reasons)
    }
  }

  /// Asks the model; a newer request ends an older one, whichever of their tasks comes first.
  func extract(
    _ note: Sensitive<String>, _ request: RequestID, insisting: Bool, _ post: @escaping Post
  ) async {
    let noteContext = self.noteContext
    let task = state.withLock { state -> Task<Void, Never>? in
      guard let extractor = state.extractor else { return nil }
      if let running = state.extraction {
        guard running.request < request else { return nil }
        running.task.cancel()
      }
      let task = Task.detached(executorPreference: TaskQueues.shared) {
        await LiveEffects.extract(
          note, in: noteContext, with: extractor, request, insisting: insisting, post)
      }
      state.extraction = (request, task)
      return task
    }
    guard let task else { return }
    await withTaskCancellationHandler {
      await task.value
    } onCancel: {
      task.cancel()
    }
  }

  private static func extract(
    _ note: Sensitive<String>, in context: NoteContext, with extractor: Extractor,
    _ request: RequestID, insisting: Bool, _ post: @escaping Post
  ) async {
    let text = note.revealed(for: .model)
    do throws(ExtractionError) {
      let result = try await extractor.extract(
        text, in: context, engine: .auto, insisting: insisting,
        onWaiting: { place in post(.model(.staged(request, .queued(place: place)))) },
        onAdmitted: { post(.model(.staged(request, .reading))) },
        onPartial: { partial in post(.extractionGrew(request, partial)) })
      if result.warnings.contains(where: { $0.code == .modelResting }),
        case .paused(let until)? = ModelState(resting: await extractor.health())
      {
        post(.model(.staged(request, .closed(until: until))))
      }
      post(.extractionEnded(request, result))
    } catch {
      // Only the engine `.model` throws; the rules' result is an answer all the same.
      post(.extractionEnded(request, Recognisers.extract(text, in: context)))
    }
  }
}

extension ModelState {
  fileprivate init(_ condition: ModelCondition, of model: String) {
    self =
      switch condition {
      // One that has been put aside answers all the same, a little later.
      case .ready, .asleep: .ready
      case .loading: .loading
      case .absent: .missing(model)
      case .resting(let until): .paused(until: until)
      case .unavailable: .unavailable
      }
  }

  /// Nil unless every host that was asked has failed so often that none is asked now.
  fileprivate init?(resting health: [ModelHostHealth]) {
    let ends = health.compactMap { host in
      if case .open(let until) = host.breaker { until } else { nil }
    }
    guard let first = ends.min(), ends.count == health.count else { return nil }
    self = .paused(until: first)
  }
}
