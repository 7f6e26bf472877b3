/// A choice of colours.
public enum Theme: String, Sendable, CaseIterable {
  case standard = "padrao"
  /// White on black, and nothing dim.
  case highContrast = "alto_contraste"
}
