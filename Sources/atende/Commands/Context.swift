import ContactsCore
import Glibc

/// What every command may reach: made once, at the top.
struct Context: Sendable {
  let environment: LiveEnvironment
  let surroundings: Surroundings
  let log: Log
  /// Of this run of the program.
  let session: UID
  /// Of who runs a command, in a centre of passwords.
  var credentials = Credentials()

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
    let (actor, password) = try await enter(book)
    log.record(.storeOpened(milliseconds: elapsed()))
    return Desk(book: book, actor: actor, surroundings: surroundings, password: password)
  }

  /// Opens the store for the screens: with nobody at it yet where people come in by password, who do so on a screen.
  func doorstep() async throws -> (book: ContactBook, desk: Desk?) {
    let elapsed = stopwatch()
    try UnsafeFolder.refuse(environment.folder)
    let book = try ContactBook.open(in: environment.folder, surroundings: surroundings)
    var desk: Desk?
    if try await book.signInMode() == .system {
      desk = Desk(book: book, actor: try await actor(in: book), surroundings: surroundings)
    }
    log.record(.storeOpened(milliseconds: elapsed()))
    return (book, desk)
  }

  func actor(in book: ContactBook) async throws -> Actor { try await enter(book).actor }
}

/// An open store, and the person at it.
struct Desk: Sendable {
  let book: ContactBook
  var actor: Actor
  let surroundings: Surroundings
  /// What this person came in by, in a centre of passwords.
  var password: Password?

  /// The password before a change: the one that somebody came in by, or is asked for now; empty where there is none.
  func currentPassword() async throws -> Password {
    if let password { return password }
    guard try await book.hasPassword(actor) else { return Password("") }
    if Streams.inputIsTerminal, let password = try PasswordInput.ask("Senha atual: ") {
      return password
    }
    return try PasswordInput.line()
  }

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
