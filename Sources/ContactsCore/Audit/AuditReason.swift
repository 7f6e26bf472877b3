/// Why somebody did what is not done every day: one line of an acceptable length.
public struct AuditReason: Equatable, Sendable {
  public let text: String

  static let longest = 200

  /// Nil when nothing is left of it; line ends become spaces, and what is too long is cut.
  public init?(_ text: String) {
    let words = text.split { $0.isWhitespace || $0.isNewline }
    let joined = words.joined(separator: " ").unicodeScalars
      .filter { $0.properties.generalCategory != .control }.prefix(AuditReason.longest)
    guard !joined.isEmpty else { return nil }
    self.text = String(String.UnicodeScalarView(joined))
  }
}
