import ContactsCore
import Glibc

/// Reads the command line, does what it says, and answers with an exit code.
struct Program {
  /// Made when a line is to be read: the screens do without it.
  let table: @Sendable () -> CommandTable
  let context: Context
  /// Opens the screens; nil where there is no terminal to open them on.
  let screens: ((_ linear: Bool) async throws -> Void)?

  static let version = "0.1.0"

  func run(_ words: [String]) async -> ExitCode {
    let asJSON = words.prefix { $0 != "--" }.contains("--json")
    do {
      guard !words.isEmpty else {
        try await openScreens(false)
        return .success
      }
      let table = table()
      switch try table.parse(words) {
      case .version: try Streams.writeLine("atende \(Program.version)")
      case .help(let path): try Streams.write(table.help(for: path))
      case .screens(let linear): try await openScreens(linear)
      case .run(let command, let arguments):
        // Ctrl-Z in the middle of a writing would hold up everybody else's until the shell goes on with it.
        for stop in [SIGTSTP, SIGTTIN, SIGTTOU] { signal(stop, SIG_IGN) }
        return try await perform(command, arguments, asJSON)
      }
      return .success
    } catch {
      return report(error, asJSON: asJSON)
    }
  }

  private func openScreens(_ linear: Bool) async throws {
    guard let screens else {
      throw Failure.usage(
        "As telas precisam de um terminal. Para usar comandos, veja `atende --help`.")
    }
    try await screens(linear)
  }

  private func perform(_ command: CommandSpec, _ arguments: Arguments, _ asJSON: Bool) async throws
    -> ExitCode
  {
    let elapsed = context.stopwatch()
    var context = context
    context.credentials = Credentials(
      login: arguments["--as"], file: arguments["--password-file"])
    do {
      try await command.run(arguments, context)
      context.log.record(
        .commandEnded(command.word, exitCode: 0, milliseconds: elapsed()))
      return .success
    } catch {
      let exit = report(error, asJSON: asJSON)
      if exit != .success {
        context.log.record(
          .commandFailed(
            command.word, reason: Failure(describing: error).code.word, exitCode: exit.rawValue,
            milliseconds: elapsed()))
      }
      return exit
    }
  }

  /// Says what went wrong on standard error; says nothing when the reader of our output went away.
  private func report(_ error: any Error, asJSON: Bool) -> ExitCode {
    if error is OutputClosed { return .success }
    let failure = Failure(describing: error)
    Streams.complain(asJSON ? failure.json.line : "atende: \(failure.message)")
    return failure.exit
  }
}

extension Failure.Code {
  var word: LogWord {
    switch self {
    case .validation: "VALIDATION_ERROR"
    case .notFound: "NOT_FOUND"
    case .unauthorized: "UNAUTHORIZED"
    case .forbidden: "FORBIDDEN"
    case .modelTimeout: "LLM_TIMEOUT"
    case .modelUnavailable: "LLM_UNAVAILABLE"
    case .database: "DATABASE_ERROR"
    case .internal: "INTERNAL_ERROR"
    }
  }
}
