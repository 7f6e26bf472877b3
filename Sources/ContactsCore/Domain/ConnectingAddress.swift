/// Where a person's connection comes from, and who says so.
public struct ConnectingAddress: Equatable, Sendable {
  /// An IP address, such as `203.0.113.7`.
  public let text: String
  public let source: Source

  public enum Source: String, Sendable {
    /// The machine's own record of logins, which its users cannot write.
    case utmp
    /// What SSH left in the environment, which whoever started the program could have changed.
    case environment = "ambiente"

    public var isVerified: Bool { self == .utmp }
  }

  public init(text: String, source: Source) {
    self.text = text
    self.source = source
  }
}
