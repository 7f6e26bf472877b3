import ContactsCore
import Glibc

/// What every command may reach: made once, at the top.
struct Context: Sendable {
  let environment: LiveEnvironment
  let surroundings: Surroundings
  let log: Log
  /// Of this run of the program.
  let session: UID

  static func live() -> Context {
    let environment = LiveEnvironment.live
    let surroundings = Surroundings.live
    let session = surroundings.newUID()
    let log = Log(
      folder: environment.folder.logs, level: environment.logLevel, process: getpid(),
      session: session, request: surroundings.newUID(), now: surroundings.now)
    return Context(
      environment: environment, surroundings: surroundings, log: log, session: session)
  }

  /// Milliseconds on a clock that is never set.
  func stopwatch() -> @Sendable () -> Int64 {
    let clock = ContinuousClock()
    let start = clock.now
    return {
      let elapsed = (clock.now - start).components
      return elapsed.seconds * 1000 + elapsed.attoseconds / 1_000_000_000_000_000
    }
  }

  /// Opens the store for whoever runs the program.
  func desk() async throws -> Desk {
    let elapsed = stopwatch()
    try UnsafeFolder.refuse(environment.folder)
    let book = try ContactBook.open(in: environment.folder, surroundings: surroundings)
    let actor = try await actor(in: book)
    log.record(.storeOpened(milliseconds: elapsed()))
    return Desk(book: book, actor: actor, surroundings: surroundings)
  }

  func actor(in book: ContactBook) async throws -> Actor {
    let terminal = liveTerminalName()
    var actor = try await book.actor(
      for: .live, session: session, terminal: terminal,
      address: .live(terminal: terminal, claimed: environment.claimedAddress))
    actor.request = log.request
    do {
      // Only an administrator's first start after an update finds any missing.
      try await book.makeMissingKeys(as: actor)
    } catch {
      // Nothing else needs the keys, and `doctor` says that they are missing.
      log.record(.keysMissing)
    }
    return actor
  }
}

/// An open store, and the person at it.
struct Desk: Sendable {
  let book: ContactBook
  var actor: Actor
  let surroundings: Surroundings

  func formContext() async throws -> RegistrationForm.Context {
    RegistrationForm.Context(
      areaCode: try await book.settings().areaCode, today: surroundings.now().local.date,
      reasons: try await book.reasons())
  }

  func defaults() async throws -> RegistrationForm.Defaults {
    let settings = try await book.settings()
    return RegistrationForm.Defaults(
      channel: settings.defaultChannel, consent: settings.defaultConsent)
  }
}
