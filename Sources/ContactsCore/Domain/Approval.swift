/// Something that one person asks for and another must agree to.
public struct Approval: Equatable, Sendable {
  /// Short, to be said aloud, such as `K7QX-2M9P`.
  ///
  /// It is no secret: whoever agrees has signed in.
  public let code: String
  public let subject: Subject
  /// Login.
  public let requestedBy: String
  public let requestedAt: Timestamp
  /// Past it nothing can be decided, and nothing done.
  public let expiresAt: Timestamp
  public let state: State

  public enum State: Equatable, Sendable {
    case pending
    case granted(by: String, at: Timestamp)
    case denied(by: String, at: Timestamp)
    /// It was done: an approval serves once.
    case used(at: Timestamp)
    case expired
  }

  public enum Kind: String, Sendable, CaseIterable {
    case erasure = "eliminacao"
    case export = "exportacao"
    /// All that is kept of one person, in a file for them.
    case package = "pacote"

    /// Who may ask for it.
    public var requesting: Permission {
      switch self {
      case .erasure: .eraseContacts
      case .export: .exportContacts
      case .package: .handleRequests
      }
    }

    /// Who may agree to it.
    public var approving: Permission {
      switch self {
      case .erasure: .approveErasures
      case .export, .package: .approveExports
      }
    }

    /// As shown.
    public var label: String {
      switch self {
      case .erasure: "eliminação"
      case .export: "exportação"
      case .package: "pacote de portabilidade"
      }
    }
  }

  /// What is asked for: an approval serves this and nothing else.
  public struct Subject: Equatable, Sendable {
    public let kind: Kind
    /// What exactly, the same text each time: identifiers and options, nothing that a person said.
    public let scope: String
    /// A sentence for the second person; nothing that a person said.
    public let summary: String
    /// How many full records it concerns.
    public let count: Int

    public init(kind: Kind, scope: String, summary: String, count: Int) {
      self.kind = kind
      self.scope = scope
      self.summary = summary
      self.count = count
    }
  }
}

/// Whether something needs a second person, and why not if it does not.
public enum FourEyes: Equatable, Sendable {
  case needed
  /// The centre's setting says so.
  case turnedOff
  /// Nobody else could agree: who is alone is told so, and goes on.
  case nobodyElse
  /// As many records as one person may export alone.
  case withinLimit(Int)
}
