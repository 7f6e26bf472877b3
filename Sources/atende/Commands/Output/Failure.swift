import ContactsCore

/// Why a command did not do its work: a code for programs, a sentence for people.
///
/// The sentence and the details never quote what a person told the centre.
struct Failure: Error, Equatable {
  let exit: ExitCode
  let code: Code
  /// In Portuguese, whole, with its full stop.
  let message: String
  let details: [JSON.Member]

  init(
    _ exit: ExitCode, _ code: Code, _ message: String,
    details: KeyValuePairs<String, JSON> = [:]
  ) {
    self.exit = exit
    self.code = code
    self.message = message
    self.details = details.map { JSON.Member(key: $0.key, value: $0.value) }
  }

  /// The names that programs speaking to the centre already know.
  enum Code: String, Sendable {
    case validation = "VALIDATION_ERROR"
    case notFound = "NOT_FOUND"
    case unauthorized = "UNAUTHORIZED"
    case forbidden = "FORBIDDEN"
    case modelTimeout = "LLM_TIMEOUT"
    case modelUnavailable = "LLM_UNAVAILABLE"
    case database = "DATABASE_ERROR"
    case `internal` = "INTERNAL_ERROR"
  }

  static func usage(_ message: String, details: KeyValuePairs<String, JSON> = [:]) -> Failure {
    Failure(.usage, .validation, message, details: details)
  }

  static func badData(_ message: String, details: KeyValuePairs<String, JSON> = [:]) -> Failure {
    Failure(.badData, .validation, message, details: details)
  }

  /// `{"error": {"code", "message", "details"}}`.
  var json: JSON {
    .members([
      "error": .members([
        "code": .string(code.rawValue), "message": .string(message), "details": .object(details),
      ])
    ])
  }
}
