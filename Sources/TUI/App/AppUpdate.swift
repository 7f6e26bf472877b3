import ContactsCore

extension AppModel {
  /// What a message changes, and what is to be done outside because of it.
  mutating func update(_ message: AppMessage) -> [AppEffect] {
    switch message {
    case .started:
      return [.open]
    case .pressed(let key):
      return press(key)
    case .resized(let size):
      desk.size = size
      settleAdmin()
      return updateContacts { $0.settle(&$1) } + updateQueue { $0.settle(&$1) }
        + updatePanel { $0.settled($1) } + settleShift()
    case .terminated:
      return leave()
    case .ticked(let tick, let now):
      desk.session.now = now
      return ticked(tick)
    case .opened(let opening):
      return opened(opening)
    case .storeMissing:
      restart(with: .firstStart(FirstStartScreen()))
      return []
    case .openingFailed(let failure):
      return openingFailed(failure)
    case .searched(let request, let result):
      return updateContacts { $0.searched(request, result, &$1) } + openFound()
    case .counted(let result):
      if case .success(let count) = result { contacts?.total = count }
      return []
    case .read(let request, let result):
      updateRecord { $0.read(request, result, &$1) }
      return []
    case .updated(let request, let result):
      let step = updateRecord { $0.updated(request, result, &$1) }
      return follow(step ?? .stay)
    case .registered(let request, let result):
      return registered(request, result)
    case .duplicatesFound(let request, let result):
      return follow(updateInteraction { $0.duplicatesFound(request, result, &$1) } ?? .stay)
    case .recognised(let request, let result):
      return follow(updateInteraction { $0.recognised(request, result, &$1) } ?? .stay)
    case .extractionGrew(let request, let result):
      return updateInteraction { $0.extractionGrew(request, result, &$1) } ?? []
    case .extractionEnded(let request, let result):
      return updateInteraction { $0.extractionEnded(request, result, &$1) } ?? []
    case .draftSaved(let request, let result):
      return draftSaved(request, result)
    case .draftDiscarded(let uid, let result):
      return draftDiscarded(uid, result)
    case .draftsLoaded(let drafts):
      // Whoever they belong to may have gone meanwhile.
      if desk.session.actor != nil { desk.session.drafts = drafts }
      return []
    case .schemaOutgrown:
      guard !dialogs.contains(.outgrown) else { return [] }
      let effects = keepDrafts()
      dialogs.append(.outgrown)
      return effects
    case .recordGone(let uid):
      return recordGone(uid)
    case .modelChecked(let state, let latency):
      return modelChecked(state, latency)
    case .panel(let message):
      return updated(by: message)
    case .merge(let message):
      return updated(by: message)
    case .queue(let message):
      return updated(by: message)
    case .rights(let message):
      return updated(by: message)
    case .model(let message):
      return updated(by: message)
    case .identifiersMade(let identifiers):
      desk.session.identifiers = identifiers + desk.session.identifiers
      return keepHeld()
    case .people(let message):
      return updated(by: message)
    case .audit(let message):
      return updated(by: message)
    case .shift(let message):
      return updated(by: message)
    case .export(let message):
      return updated(by: message)
    case .imports(let message):
      return updated(by: message)
    case .admin(let message):
      return updated(by: message)
    }
  }

  // MARK: - Opening

  private mutating func opened(_ opening: Opening) -> [AppEffect] {
    passGate(opening)
    let session = desk.session
    for case .shift(let dialog) in dialogs {
      desk.leftBehind.keep(dialog, of: session.actor?.login ?? "")
    }
    desk.session = Session(
      access: .signedIn(opening.actor), centre: opening.centre, areaCode: opening.areaCode,
      channel: opening.channel, consent: opening.consent, reasons: opening.reasons,
      model: session.model, now: opening.now, identifiers: opening.identifiers,
      drafts: opening.drafts, entry: opening.entry, hasPassword: opening.hasPassword,
      notices: opening.notices)
    desk.session.outcomes = opening.outcomes
    desk.session.retiredReasons = opening.retiredReasons
    desk.session.referrals = opening.referrals
    desk.session.pulse = opening.pulse
    desk.session.warnings = opening.warnings
    desk.session.requests = opening.requests
    desk.idle.delay = opening.lockDelay
    if session.actor?.login != opening.actor.login {
      desk.exporting = .none
      desk.importing = nil
    }
    desk.status = greeting(opening)
    if contacts == nil { restart(with: .contacts(ContactsScreen())) }
    if case .contacts = screen, dialogs.isEmpty, !desk.drafts.isEmpty {
      dialogs.append(.drafts(DraftsDialog(desk.drafts, unkept: desk.unkept)))
    }
    let effects = updateContacts { $0.reload(&$1) } + openFirstScreen()
    chooseKeys(centre: opening.keyProfile)
    return effects + retryDrafts() + startClock() + startWatch() + watchIdle()
      + [.tick(after: AppModel.firstGlance, .settled)]
  }

  /// For the first screen to be read from the store and painted before the libraries that a model needs are loaded.
  private static let firstGlance = Duration.milliseconds(300)

  /// What nobody waits for at a first screen.
  private func settled() -> [AppEffect] {
    guard desk.session.actor != nil else { return [] }
    return [.checkModel, .model(.preload)] + (desk.session.may(.workQueue) ? [.queue(.work)] : [])
  }

  /// The first screen that the role may see, where that is not **Contatos**.
  private mutating func openFirstScreen() -> [AppEffect] {
    guard case .contacts = screen, !desk.session.may(.searchContacts) else { return [] }
    let status = desk.status
    defer { desk.status = status }
    if desk.session.may(.workQueue) { return goToQueue() }
    if desk.session.may(.readReports) { return goToPanel() }
    return []
  }

  /// Looking after the store and the model, once for the whole run.
  private mutating func startWatch() -> [AppEffect] {
    guard !desk.hasWatch else { return [] }
    desk.hasWatch = true
    return [.tick(after: .seconds(20), .schema), .tick(after: .seconds(30), .model)]
  }

  /// What the status line says first.
  private func greeting(_ opening: Opening) -> Status {
    if let notice = opening.notice { return .warning(notice) }
    switch opening.notices {
    case 0: return .none
    case 1: return .warning("Há 1 aviso para o encarregado: Ctrl-P, Avisos, o mostra.")
    case let count:
      return .warning("Há \(grouped(count)) avisos para o encarregado: Ctrl-P, Avisos, os mostra.")
    }
  }

  private mutating func openingFailed(_ failure: Failure) -> [AppEffect] {
    gate = .open
    if case .firstStart(var screen) = screen {
      screen.failed(failure, &desk)
      self.screen = .firstStart(screen)
    } else {
      restart(with: .closed(failure))
    }
    return []
  }

  // MARK: - Pauses

  private mutating func ticked(_ tick: Tick) -> [AppEffect] {
    switch tick {
    case .settled:
      return settled()
    case .clock:
      return [clockTick] + takePulse() + watchCentre() + takeRequestPulse()
    case .schema:
      return [.checkSchema, .tick(after: .seconds(20), .schema)] + retryDrafts() + checkRecord()
        + takePulse()
    case .model:
      let check: [AppEffect] = desk.session.model.isBusy ? [] : [.checkModel]
      return check + [.tick(after: .seconds(30), .model)]
    case .idle(let request):
      return idleTicked(request)
    case .closure:
      return closureTicked()
    case .leaving(let request):
      guard dialogs.isEmpty, case .contacts(let contacts) = screen, contacts.isLeaving(on: request)
      else { return [] }
      return quit()
    case .modelRest:
      return desk.session.model.isBusy ? [] : [.checkModel]
    case .panel(let request):
      return panelTicked(request)
    case .queue(let request):
      return queueTicked(request)
    case .export(let request):
      return updateTransfer { $0.ticked(request, &$1) }
    case .recognition, .extraction, .duplicates:
      return updateInteraction { $0.ticked(tick, &$1) } ?? []
    case .draft(let request):
      let typed = updateInteraction { $0.ticked(tick, &$1) } ?? []
      let edited =
        updateRecord { record, desk -> [AppEffect] in
          let uid = record.uid
          return record.edit { editing in
            editing.draftKeeping.isDue(request) && editing.isChanged ? editing.keep(uid, &desk) : []
          } ?? []
        } ?? []
      return typed + edited + (updateReview { $0.ticked(request, &$1) } ?? [])
    }
  }

  /// Until the clock shows another minute: a screen at rest is not woken more often.
  var clockTick: AppEffect {
    let second = desk.session.now?.local.second ?? 0
    return .tick(after: .seconds(60 - min(second, 59)), .clock)
  }

  // MARK: - Replies that concern more than one screen

  private mutating func registered(_ request: RequestID, _ result: Result<Receipt, Failure>)
    -> [AppEffect]
  {
    let step = updateInteraction { $0.registered(request, result, &$1) } ?? .stay
    var effects = follow(step)
    if case .saved = screen {
      effects += updateContacts { $0.reload(&$1) }
      effects += goOnAfterSaving()
    }
    return effects
  }

  // MARK: - The screens by kind

  /// Opens what `Enter` waited for, unless something else is in view by now.
  private mutating func openFound() -> [AppEffect] {
    guard case .contacts = screen, dialogs.isEmpty, var contacts else { return [] }
    let step = contacts.openFound(&desk)
    self.contacts = contacts
    return follow(step)
  }

  mutating func updateContacts(_ change: (inout ContactsScreen, inout Desk) -> [AppEffect])
    -> [AppEffect]
  {
    guard var contacts else { return [] }
    let effects = change(&contacts, &desk)
    self.contacts = contacts
    return effects
  }

  mutating func updateInteraction<Answer>(
    _ change: (inout InteractionScreen, inout Desk) -> Answer
  ) -> Answer? {
    guard case .interaction(var interaction) = screen else { return nil }
    let answer = change(&interaction, &desk)
    screen = .interaction(interaction)
    return answer
  }

  @discardableResult
  mutating func updateRecord<Answer>(_ change: (inout RecordScreen, inout Desk) -> Answer)
    -> Answer?
  {
    guard case .record(var record) = screen else { return nil }
    let answer = change(&record, &desk)
    screen = .record(record)
    return answer
  }
}
