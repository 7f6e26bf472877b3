import ContactsCore
import Extraction
import Synchronization
import TUI

/// What the screens ask of the model: to read a text, to tell how it is, to be loaded, to be fetched.
extension LiveEffects {
  func perform(_ effect: ModelEffect, _ post: @escaping Post) async {
    switch effect {
    case .preload, .cancelPull: break
    case .pull(let request): post(.model(.pullEnded(request, .cancelled)))
    }
  }

  // MARK: - How it is

  func checkModel(_ post: Post) async {
    guard let extractor = state.withLock(\.extractor) else { return }
    let status = await extractor.status()
    let health = await extractor.health()
    post(.modelChecked(ModelState(status, health), latency: health.compactMap(\.p50).min()))
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
  func extract(_ note: Sensitive<String>, _ request: RequestID, _ post: @escaping Post) async {
    let noteContext = self.noteContext
    let task = state.withLock { state -> Task<Void, Never>? in
      guard let extractor = state.extractor else { return nil }
      if let running = state.extraction {
        guard running.request < request else { return nil }
        running.task.cancel()
      }
      let task = Task.detached {
        await LiveEffects.extract(note, in: noteContext, with: extractor, request, post)
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
    _ request: RequestID, _ post: @escaping Post
  ) async {
    let text = note.revealed(for: .model)
    do throws(ExtractionError) {
      let result = try await extractor.extract(
        text, in: context, engine: .auto,
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
  /// What the server says, and what all desks have seen of it.
  fileprivate init(_ status: OllamaStatus, _ health: [ModelHostHealth]) {
    self = ModelState(resting: health) ?? (status.problem == nil ? .ready : .unavailable)
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
