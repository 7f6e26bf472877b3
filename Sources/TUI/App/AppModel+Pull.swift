import ContactsCore

/// Having the model fetched: who may is asked first, and never by a single key.
extension AppModel {
  /// What a look at the model says, for the title bar; the first that finds none says what can be done.
  mutating func modelChecked(_ state: ModelState, _ latency: Int?) -> [AppEffect] {
    desk.session.modelLatency = latency ?? desk.session.modelLatency
    guard !desk.session.model.isBusy else { return [] }
    let before = desk.session.model
    desk.session.model = state
    if case .paused(let until) = state, state != before, let now = desk.session.now {
      // The pause is over before the next look is due.
      let left = max(until.milliseconds - now.milliseconds, 0) + 1000
      return [.tick(after: .milliseconds(left), .modelRest)]
    }
    guard state.isMissing, !desk.session.pull.wasOffered else { return [] }
    desk.session.pull.wasOffered = true
    guard desk.session.may(.changeSettings) else {
      desk.status = .warning(
        "O modelo da IA não está instalado: peça a quem administra. As regras continuam valendo.")
      return []
    }
    // Somebody who is typing already is told, not interrupted.
    switch screen {
    case .contacts(let contacts) where dialogs.isEmpty && contacts.search.isEmpty: return showPull()
    case .panel where dialogs.isEmpty: return showPull()
    default: break
    }
    desk.status = .warning("O modelo da IA não está instalado: Ctrl-P, Baixar o modelo.")
    return []
  }

  mutating func showPull() -> [AppEffect] {
    let pull = desk.session.pull
    guard let name = desk.session.missingModel else { return [] }
    dialogs.append(
      .pull(PullDialog(model: name, isRunning: pull.isRunning, progress: pull.progress)))
    return []
  }

  mutating func beginPull() -> [AppEffect] {
    guard !desk.session.pull.isRunning else { return [] }
    let request = desk.requests.next()
    desk.session.pull.begin(request)
    return showPull() + [.model(.pull(request))]
  }

  mutating func cancelPull() -> [AppEffect] {
    desk.status = .plain("Interrompendo…")
    return [.model(.cancelPull)]
  }

  mutating func updated(by message: ModelMessage) -> [AppEffect] {
    switch message {
    case .staged(let request, let stage):
      return updateInteraction { $0.staged(request, stage, &$1) } ?? []
    case .pullGrew(let request, let progress):
      guard desk.session.pull.grow(request, to: progress) else { return [] }
      if !updatePullDialog({ $0.progress = progress }) {
        desk.status = .plain("Baixando o modelo da IA: \(progress.label)")
      }
      return []
    case .pullEnded(let request, let end):
      guard desk.session.pull.end(request) else { return [] }
      dialogs.removeAll { if case .pull = $0 { true } else { false } }
      switch end {
      case .pulled:
        desk.session.model = .unknown
        desk.status = .success("Modelo da IA instalado.")
      case .cancelled: desk.status = .plain("O modelo não foi baixado. Ctrl-P o baixa depois.")
      case .refused(let failure): desk.status = .failure(failure.message)
      case .failed(let sentence): desk.status = .failure(sentence)
      }
      return [.checkModel]
    }
  }

  /// False when no such dialog is open.
  private mutating func updatePullDialog(_ change: (inout PullDialog) -> Void) -> Bool {
    for index in dialogs.indices {
      guard case .pull(var dialog) = dialogs[index] else { continue }
      change(&dialog)
      dialogs[index] = .pull(dialog)
      return true
    }
    return false
  }
}

extension Session {
  /// The name of the model that its server does not have.
  var missingModel: String? {
    if case .missing(let name) = model { name } else { nil }
  }
}
