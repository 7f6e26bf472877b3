import ContactsCore
import Glibc

/// Who the command line says is at it, in a centre of passwords.
struct Credentials: Sendable {
  /// `--as`.
  var login: String?
  /// `--password-file`.
  var file: String?
}

extension CommandSpec.Option {
  /// Understood by every command that opens the store.
  static let signIn = [
    CommandSpec.Option(
      name: "--as", value: "NOME", help: "quem entra, onde se entra com nome e senha"),
    CommandSpec.Option(
      name: "--password-file", value: "ARQUIVO",
      help: "lê a senha de quem entra de um arquivo só seu, ou de um tubo"),
  ]
}

extension Context {
  /// Where this run of the program comes from.
  ///
  /// - Parameter session: a new one for who comes in again; the run's own at first.
  /// - Returns: What the audit says of where.
  func arrival(session: UID? = nil) -> Arrival {
    let terminal = liveTerminalName()
    return Arrival(
      .live, session: session ?? self.session, terminal: terminal,
      address: .live(terminal: terminal, claimed: environment.claimedAddress))
  }

  /// Brings in whoever runs the program: by the account, or by asking for name and password.
  ///
  /// - Parameters:
  ///   - book: The store.
  ///   - session: A new one for who comes in again; the run's own at first.
  /// - Returns: Who it is, and the password that was typed.
  /// - Throws: What the store throws, and where nobody says who it is.
  func enter(
    _ book: ContactBook, _ session: UID? = nil
  ) async throws -> (actor: Actor, password: Password?) {
    let arrival = arrival(session: session)
    var actor: Actor
    var typed: Password?
    if try await book.signInMode() == .system {
      actor = try await book.actor(
        for: arrival.process, session: arrival.session, terminal: arrival.terminal,
        address: arrival.address)
    } else {
      let (login, password) = try typedCredentials()
      actor = try await book.signIn(login, password, from: arrival)
      typed = password
    }
    actor.request = log.request
    do {
      // Only an administrator's first start after an update finds any missing.
      try await book.makeMissingKeys(as: actor)
    } catch {
      // Nothing else needs the keys, and `doctor` says that they are missing.
      log.record(.keysMissing)
    }
    return (actor, typed)
  }

  private func typedCredentials() throws(Failure) -> (String, Password) {
    let login = if let given = credentials.login { given } else { try Context.askName() }
    if let file = credentials.file { return (login, try PasswordInput.file(file)) }
    guard let password = try PasswordInput.ask("Senha: ") else { throw Context.nobodyToAsk }
    return (login, password)
  }

  private static func askName() throws(Failure) -> String {
    let file = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)
    guard file >= 0 else { throw nobodyToAsk }
    defer { close(file) }
    var question = "Nome de entrada: "
    question.withUTF8 { _ = write(file, $0.baseAddress, $0.count) }
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    while bytes.count < 256, read(file, &byte, 1) == 1, byte != 0x0a { bytes.append(byte) }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static let nobodyToAsk = Failure(
    .notPermitted, .unauthorized,
    "Nesta central cada pessoa entra com nome e senha: diga `--as NOME --password-file ARQUIVO`, ou use um "
      + "terminal.")
}
