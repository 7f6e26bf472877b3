import ContactsCore

/// Coming in, locking, coming back.
extension AppModel {
  mutating func pressAtGate(_ key: Key) -> [AppEffect] {
    guard let place = gate.place else { return [] }
    if let binding = KeyLayout.standard.binding(for: key, at: place) {
      return performAtGate(binding.action)
    }
    if case .mouse = key { return [] }
    switch gate {
    case .open: break
    case .signIn(var screen):
      screen.type(key)
      gate = .signIn(screen)
    case .passwordChange(var screen):
      screen.type(key)
      gate = .passwordChange(screen)
    case .locked(var screen):
      screen.type(key)
      gate = .locked(screen)
    }
    return []
  }

  private mutating func performAtGate(_ action: Action) -> [AppEffect] {
    if action == .redraw { return [.redraw] }
    var outcome = GateOutcome.stays
    switch gate {
    case .open: break
    case .signIn(var screen):
      outcome = screen.perform(action, &desk)
      gate = .signIn(screen)
    case .passwordChange(var screen):
      outcome = screen.perform(action, &desk)
      gate = .passwordChange(screen)
    case .locked(var screen):
      outcome = screen.perform(action, &desk)
      gate = .locked(screen)
    }
    switch outcome {
    case .stays: return []
    case .asks(let effects): return effects
    case .leaves: return leaveFromGate()
    case .gives:
      gate = .open
      return []
    case .hands: return handOver()
    }
  }

  /// What the disk did not take is tried once more, and said, before the program ends without it.
  private mutating func leaveFromGate() -> [AppEffect] {
    guard desk.unsaved.hasFailed, !desk.unsaved.isWarned else { return leave() }
    desk.unsaved.isWarned = true
    return retryDrafts()
  }

  // MARK: - Locking

  /// Hides everything; what is typed is kept first.
  mutating func lock(_ cause: LockScreen.Cause) -> [AppEffect] {
    guard gate.isOpen, desk.session.actor != nil else { return [] }
    let effects = keepDrafts()
    desk.status = .none
    desk.idle.end()
    desk.unsaved.isWarned = false
    gate = .locked(LockScreen(desk.session.unlocking, cause))
    return effects + [.people(.lock), .redraw]
  }

  /// The session is over in the store: whoever goes on must come in again.
  mutating func sessionEnded() -> [AppEffect] {
    guard let login = desk.session.actor?.login else { return [] }
    switch gate {
    case .signIn: return []
    case .passwordChange, .open, .locked: break
    }
    let effects = keepDrafts() + keepHeld()
    desk.status = .none
    desk.idle.end()
    switch desk.session.unlocking {
    case .password(sharesTerminal: true): gate = .signIn(SignInScreen(.expired(login)))
    case .password(sharesTerminal: false):
      gate = .signIn(SignInScreen(.expired(login), fixedName: login))
    case .account: gate = .locked(LockScreen(.account, .expired))
    }
    return effects + [.redraw]
  }

  /// Somebody else takes the place: what was typed is kept for its owner, and nothing of it stays on this desk.
  private mutating func handOver() -> [AppEffect] {
    let effects = keepDrafts(leaving: true) + keepHeld()
    desk.held = nil
    let session = desk.session
    desk.session = Session(centre: session.centre, model: session.model, now: session.now)
    desk.status = .none
    restart(with: .contacts(ContactsScreen()))
    gate = .signIn(SignInScreen(.handed))
    return effects + [.people(.signOut), .redraw]
  }

  // MARK: - Coming in

  mutating func signInAsked(_ call: SignInCall) -> [AppEffect] {
    desk.session.centre = call.centre
    desk.session.now = call.now
    gate = .signIn(SignInScreen(.start, notice: call.notice))
    return startClock()
  }

  /// Takes over who has come in; what was in view stays for who left it, and for nobody else.
  mutating func passGate(_ opening: Opening) {
    let earlier = desk.session.actor?.login
    if case .signIn(let screen) = gate, case .expired(opening.actor.login) = screen.reason {
      gate = .open
      return
    }
    gate = .open
    guard earlier != nil else { return }
    desk.held = nil
    restart(with: .contacts(ContactsScreen()))
  }

  mutating func signInFailed(_ request: RequestID, _ failure: Failure, at now: Timestamp)
    -> [AppEffect]
  {
    guard case .signIn(var screen) = gate, screen.awaits(request) else { return [] }
    desk.session.now = now
    screen.failed(failure)
    gate = .signIn(screen)
    return countDown(screen.closure)
  }

  mutating func passwordChangeAsked(_ request: RequestID, at now: Timestamp) -> [AppEffect] {
    guard case .signIn(let screen) = gate, screen.awaits(request) else { return [] }
    desk.session.now = now
    gate = .passwordChange(PasswordChangeScreen(.required))
    return []
  }

  mutating func passwordChanged(
    _ request: RequestID, _ result: Result<Bool, Failure>, at now: Timestamp
  ) -> [AppEffect] {
    guard case .passwordChange(var screen) = gate, screen.awaits(request) else { return [] }
    desk.session.now = now
    switch result {
    case .success:
      desk.session.hasPassword = true
      // At the first use of a password the store is opened next.
      guard screen.reason != .required else { return [] }
      gate = .open
      desk.status = .success("Senha trocada.")
    case .failure(.signedOut):
      return sessionEnded()
    case .failure(let failure):
      screen.failed(failure)
      gate = .passwordChange(screen)
    }
    return []
  }

  mutating func unlocked(
    _ request: RequestID, _ result: Result<Bool, Failure>, at now: Timestamp
  ) -> [AppEffect] {
    guard case .locked(var screen) = gate, screen.awaits(request) else { return [] }
    desk.session.now = now
    switch result {
    case .success:
      gate = .open
      desk.status = .success("De volta: tudo está como você deixou.")
      return [.redraw] + watchIdle()
    case .failure(.signedOut):
      return sessionEnded()
    case .failure(let failure):
      screen.failed(failure)
      gate = .locked(screen)
      return countDown(screen.closure)
    }
  }

  // MARK: - Pauses

  /// The clock of the title bar, once for the whole run.
  mutating func startClock() -> [AppEffect] {
    guard !desk.hasClock else { return [] }
    desk.hasClock = true
    return [clockTick]
  }

  mutating func watchIdle() -> [AppEffect] {
    let request = desk.requests.next()
    desk.idle.begin(request)
    return [.tick(after: desk.idle.part, .idle(request))]
  }

  mutating func idleTicked(_ request: RequestID) -> [AppEffect] {
    guard gate.isOpen, desk.idle.tick.isFor(request) else { return [] }
    if desk.idle.ticked() { return lock(.idle) }
    return [.tick(after: desk.idle.part, .idle(request))]
  }

  /// The seconds of a name that is closed are counted down on the screen.
  func closureTicked() -> [AppEffect] {
    switch gate {
    case .signIn(let screen): countDown(screen.closure)
    case .locked(let screen): countDown(screen.closure)
    case .open, .passwordChange: []
    }
  }

  private func countDown(_ closure: Closure?) -> [AppEffect] {
    guard let closure, closure.secondsLeft(desk.session.now) != nil else { return [] }
    return [.tick(after: .seconds(1), .closure)]
  }
}

extension Session {
  /// How this person comes back to a locked screen.
  var unlocking: LockScreen.Way {
    if entry == .password { return .password(sharesTerminal: true) }
    return hasPassword ? .password(sharesTerminal: false) : .account
  }

  /// How many notices nobody has seen, for the title bar; empty when there are none.
  var noticeLabel: String {
    notices == 0 ? "" : notices == 1 ? "1 aviso" : "\(grouped(notices)) avisos"
  }
}
