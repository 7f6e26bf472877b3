import ContactsCore
import Extraction
import TUI

/// Does what the screens ask, and tells them how it went: the only `switch` over effects.
final class LiveEffects: Sendable {
  typealias Post = @Sendable (AppMessage) -> Void

  let context: Context
  let notice: String?
  let state: Guarded<State>

  /// What has been opened, and what runs.
  struct State {
    /// The store, before anybody has come in where people come in by password.
    var book: ContactBook?
    var desk: Desk?
    /// Whether the screens have been told of the desk.
    var isOpened = false
    var verification: Task<Void, Never>?
    var export: Task<Void, Never>?
    var importing: Task<Void, Never>?
    var settings = Settings()
    var reasons: [Reason] = []
    var extractor: Extractor?
    var extraction: (request: RequestID, task: Task<Void, Never>)?
    /// Reads the queue behind the screens.
    var worker: (session: UID, task: Task<Void, Never>)?
    var pull: Task<PullEnd, Never>?
    /// The newest writing of each draft: tasks may overtake one another, and an older text must not win.
    var drafts: [UID: RequestID] = [:]
  }

  /// - Parameters:
  ///   - context: the environment, the clock, the log.
  ///   - book: the open store; nil where there is none yet.
  ///   - desk: who is at it; nil while nobody has come in.
  ///   - notice: what the status line says first.
  init(_ context: Context, book: ContactBook?, desk: Desk?, notice: String?) {
    self.context = context
    self.notice = notice
    state = Guarded(State(book: book, desk: desk))
  }

  func perform(_ effect: AppEffect, post: @escaping Post) async {
    await Asked.$request.withValue(context.surroundings.newUID()) { await answer(effect, post) }
  }

  /// What the effect that this task performs is called in the audit and in the log.
  private enum Asked {
    @TaskLocal static var request: UID?
  }

  private func answer(_ effect: AppEffect, _ post: @escaping Post) async {
    switch effect {
    case .open: await open(post)
    case .create(let answers): await create(answers, post)
    case .search(let text, let cursor, let limit, let request):
      guard let desk else { return }
      post(
        .searched(
          request,
          await attempt("search") {
            try await desk.book.search(
              text.revealed(for: .storage), after: cursor, limit: limit, as: desk.actor)
          }))
    case .count:
      guard let desk else { return }
      post(.counted(await attempt("count") { try await desk.book.contactCount(as: desk.actor) }))
    case .read(let uid, let trace, let request):
      guard let desk else { return }
      post(
        .read(
          request,
          await attempt("read") {
            try await desk.book.read(uid, after: trace, as: desk.actor)
          }))
    case .update(let uid, let fields, let version, let draft, let request):
      guard let desk else { return }
      let result = await attempt("update") {
        try await desk.book.update(uid, to: fields, version: version, as: desk.actor)
      }
      if case .success = result { await discard(draft, at: request, post) }
      post(.updated(request, result))
    case .register(let registration, let request):
      guard let desk else { return }
      if let draft = registration.draft { claim(draft, for: request) }
      post(
        .registered(
          request,
          await attempt("register") {
            try await desk.book.register(registration, as: desk.actor)
          }))
    case .findDuplicates(let probe, let uid, let request):
      guard let desk else { return }
      post(
        .duplicatesFound(
          request,
          await attempt("duplicates") {
            try await desk.book.duplicates(of: probe, excluding: uid, as: desk.actor)
          }))
    case .recognise(let note, let request):
      post(
        .recognised(request, Recognisers.extract(note.revealed(for: .matching), in: noteContext)))
    case .extract(let note, let request, let insisting):
      await extract(note, request, insisting: insisting, post)
    case .cancelExtraction: state.withLock { $0.extraction?.task.cancel() }
    case .saveDraft(let uid, let text, let request): await saveDraft(uid, text, request, post)
    case .discardDraft(let uid): await discard(uid, at: nil, post)
    case .loadDrafts:
      guard let desk else { return }
      if case .success(let drafts) = await attempt(
        "drafts", { try await desk.book.drafts(as: desk.actor) })
      {
        post(.draftsLoaded(drafts))
      }
    case .checkSchema:
      guard let desk else { return }
      if case .success(.newer) = await attempt("schema", { try await desk.book.schemaState() }) {
        post(.schemaOutgrown)
      }
    case .checkRecord(let uid):
      guard let desk else { return }
      if case .success(false) = await attempt("record", { try await desk.book.stands(uid) }) {
        post(.recordGone(uid))
      }
    case .checkModel: await checkModel(post)
    case .queue(let effect): await perform(effect, post)
    case .panel(let effect): await perform(effect, post)
    case .merge(let effect): await perform(effect, post)
    case .rights(let effect): await perform(effect, post)
    case .model(let effect): await perform(effect, post)
    case .makeIdentifiers:
      post(.identifiersMade([context.surroundings.newUID(), context.surroundings.newUID()]))
    case .people(let effect): await perform(effect, post)
    case .audit(let effect): await perform(effect, post)
    case .shift(let effect): await perform(effect, post)
    case .export(let effect): await perform(effect, post)
    case .imports(let effect): await perform(effect, post)
    case .admin(let effect): await perform(effect, post)
    case .tick, .redraw, .suspend, .quit:
      // The runtime's own.
      break
    }
  }

  func close() async {
    await stopWorking()
    await stopExporting()
    await stopImporting()
    state.withLock { $0.verification?.cancel() }
    if let desk {
      // Who has come in has gone now; that a session which is over cannot be ended is no loss.
      _ = await attempt("signOut") { try await desk.book.signOut(as: desk.actor) }
    }
    await book?.close()
  }

  // MARK: - Opening

  var book: ContactBook? { state.withLock(\.book) }
  var desk: Desk? {
    guard var desk = state.withLock(\.desk) else { return nil }
    desk.actor.request = Asked.request
    return desk
  }
  var isOpened: Bool { state.withLock(\.isOpened) }

  /// Somebody has come in.
  func seat(_ desk: Desk) {
    state.withLock { state in
      state.book = desk.book
      state.desk = desk
      state.isOpened = false
    }
  }

  func keep(verification task: Task<Void, Never>) {
    state.withLock { state in
      state.verification?.cancel()
      state.verification = task
    }
  }

  func cancelVerify() {
    state.withLock { $0.verification?.cancel() }
  }

  func open(_ post: Post) async {
    guard let book else { return post(.storeMissing) }
    guard let desk else { return await callToSignIn(book, post) }
    let opened = await attempt("open") { () async throws -> Opening in
      try await desk.book.signIn(as: desk.actor)
      let settings = try await desk.book.settings()
      let reasons = try await desk.book.reasons()
      let drafts =
        Permission.keepDrafts.isGranted(to: desk.actor)
        ? try await desk.book.drafts(as: desk.actor) : []
      let notices =
        Permission.readNotices.isGranted(to: desk.actor)
        ? try await desk.book.notices(includingSeen: false, limit: 200, as: desk.actor).count : 0
      let hasPassword = try await desk.book.hasPassword(desk.actor)
      let extractor = Extractor.live(
        context.environment, settings: settings, door: desk.door)
      state.withLock { state in
        state.settings = settings
        state.reasons = reasons
        state.extractor = extractor
        state.isOpened = true
      }
      var opening = Opening(
        actor: desk.actor, centre: settings.organization, areaCode: settings.areaCode,
        channel: settings.defaultChannel, consent: settings.defaultConsent, reasons: reasons,
        drafts: drafts, identifiers: (0..<16).map { _ in context.surroundings.newUID() },
        now: context.surroundings.now(), notice: notice)
      opening.retiredReasons = try await desk.book.reasons(withRetired: true)
        .filter { past in !reasons.contains { $0.code == past.code } }
      opening.entry = desk.actor.entry
      opening.hasPassword = hasPassword
      opening.lockDelay = settings.screenLockDelay
      opening.keyProfile = settings.keyProfile
      opening.notices = notices
      opening.outcomes = try await desk.book.outcomes()
      opening.referrals = try await desk.book.referrals()
      if Permission.workShift.isGranted(to: desk.actor) {
        opening.pulse = try await desk.book.shiftPulse(as: desk.actor)
      }
      if Permission.readWarnings.isGranted(to: desk.actor) {
        opening.warnings = try await desk.book.watch(
          on: .live(context.environment.folder), as: desk.actor
        ).count(where: \.isOpen)
      }
      if Permission.handleRequests.isGranted(to: desk.actor) {
        opening.requests = try await desk.book.requestPulse(as: desk.actor)
      }
      return opening
    }
    switch opened {
    case .success(let opening): post(.opened(opening))
    case .failure(let failure): post(.openingFailed(failure))
    }
  }

  private func create(_ answers: FirstStartAnswers, _ post: Post) async {
    let made = await attempt("create") { () async throws -> Desk in
      func given(_ text: String) -> String? { text.isEmpty ? nil : text }
      try Founding.check(context.environment.folder)
      let book = try ContactBook.create(
        in: context.environment.folder,
        centre: CentreProfile(
          organization: given(answers.centre), dataProtectionOfficer: given(answers.officerName),
          dataProtectionEmail: given(answers.officerEmail), isTrial: answers.withDemonstration),
        owner: .live, surroundings: context.surroundings)
      let actor = try await context.actor(in: book)
      if answers.withDemonstration { try await loadDemonstration(into: book, as: actor) }
      return Desk(book: book, actor: actor, surroundings: context.surroundings)
    }
    switch made {
    case .success(let desk):
      context.log.record(.storeCreated)
      seat(desk)
      await open(post)
    case .failure(let failure):
      post(.openingFailed(failure))
    }
  }

  private func loadDemonstration(into book: ContactBook, as actor: Actor) async throws {
    let people = DemoPeople(now: context.surroundings.now()).registrations(context.surroundings)
    for start in stride(from: 0, to: people.count, by: 50) {
      let batch = Array(people[start..<min(start + 50, people.count)])
      for result in try await book.importContacts(batch, as: actor) { _ = try result.get() }
    }
  }

  // MARK: - Drafts

  private func saveDraft(
    _ uid: UID, _ text: Sensitive<String>, _ request: RequestID, _ post: Post
  ) async {
    guard let desk, claim(uid, for: request) else { return }
    let now = context.surroundings.now()
    let result = await attempt("draft") { () async throws -> Timestamp in
      try await desk.book.saveDraft(Draft(uid: uid, contents: text, updatedAt: now), as: desk.actor)
      return now
    }
    post(.draftSaved(request, result))
  }

  /// Removes a draft; a writing of it that is still on its way is dropped.
  private func discard(_ uid: UID, at request: RequestID?, _ post: Post) async {
    guard let desk else { return }
    if let request { claim(uid, for: request) }
    post(
      .draftDiscarded(
        uid,
        await attempt("discard") { () async throws -> Bool in
          try await desk.book.discardDraft(uid, as: desk.actor)
          return true
        }))
  }

  /// False when a newer request has already dealt with the draft.
  @discardableResult
  private func claim(_ uid: UID, for request: RequestID) -> Bool {
    state.withLock { state in
      if let newest = state.drafts[uid], request < newest { return false }
      state.drafts[uid] = request
      return true
    }
  }

  // MARK: - Failures

  /// Turns what a store throws into what a screen can say; the log gets the reason and nothing else.
  func attempt<Value: Sendable>(
    _ name: LogWord, _ body: () async throws -> Value
  ) async -> Result<Value, TUI.Failure> {
    do {
      return .success(try await body())
    } catch {
      let failure = TUI.Failure(describing: error)
      if failure != .interrupted {
        var log = context.log
        log.request = Asked.request
        log.record(.effectFailed(name, reason: failure.word))
      }
      return .failure(failure)
    }
  }
}

extension TUI.Failure {
  init(describing error: any Error) {
    guard let error = error as? StoreError else {
      self = error is CancellationError ? .interrupted : .unexpected
      return
    }
    self =
      switch error.reason {
      case .notPermitted: .notPermitted
      case .notAUser: .notAUser
      case .signInRefused(let moment): .signInRefused(closedUntil: moment)
      case .signInRequired, .sessionEnded, .passwordChangeRequired: .signedOut
      case .restricted: .restricted
      case .approvalRequired, .lastAdmin: .invalid([error.message])
      case .notFound: .notFound
      case .conflict(let current): .conflict(current)
      case .invalid(let problems): .invalid(problems.map(\.message))
      case .diskFull: .diskFull
      case .io: .storage
      case .corrupt: .damaged
      case .newerSchema: .newerSchema
      case .busy: .busy
      case .interrupted: .interrupted
      case .erased: .erased
      case .erasedTelephone: .erasedTelephone
      case .auditBroken, .signingKey, .ledgerDamaged, .backup, .noAccess, .emptyStore:
        .invalid([error.message])
      case .notInitialised, .alreadyInitialised, .closed, .internal: .unexpected
      }
  }

  /// Its name in the log.
  fileprivate var word: LogWord {
    switch self {
    case .notPermitted: "notPermitted"
    case .notAUser: "notAUser"
    case .signInRefused: "signInRefused"
    case .signedOut: "signedOut"
    case .restricted: "restricted"
    case .erased: "erased"
    case .erasedTelephone: "erasedTelephone"
    case .notFound: "notFound"
    case .conflict: "conflict"
    case .invalid: "invalid"
    case .diskFull: "diskFull"
    case .storage: "storage"
    case .damaged: "damaged"
    case .newerSchema: "newerSchema"
    case .busy: "busy"
    case .interrupted: "interrupted"
    case .unexpected: "unexpected"
    }
  }
}
