/// The one line under the body: what has just happened, or why a key did nothing.
struct Status: Equatable, Sendable {
  var text: String
  var tone: Tone
  /// Whether the keys in it are those in force already.
  var isExact = false
  /// Whether it tells of a draft, and not of what somebody has asked for.
  var isOfDraft = false

  enum Tone: Equatable, Sendable {
    case plain, success, warning, failure

    var style: Style {
      switch self {
      case .plain: .normal
      case .success: .success
      case .warning: .warning
      case .failure: .error
      }
    }

    /// What tells it apart without colours.
    var sign: String {
      switch self {
      case .plain: ""
      case .success: "✓ "
      case .warning: "! "
      case .failure: "✗ "
      }
    }
  }

  static let none = Status(text: "", tone: .plain)
  static func plain(_ text: String) -> Status { Status(text: text, tone: .plain) }
  static func success(_ text: String) -> Status { Status(text: text, tone: .success) }
  static func warning(_ text: String) -> Status { Status(text: text, tone: .warning) }
  static func failure(_ text: String) -> Status { Status(text: text, tone: .failure) }

  var ofDraft: Status {
    var status = self
    status.isOfDraft = true
    return status
  }

  /// Whether something has to be done about it, or did not happen.
  var isPressing: Bool { tone == .warning || tone == .failure }

  /// The text behind its sign.
  var marked: String { tone.sign + text }
}
