/// An address that mail could be sent to: the part of RFC 5321 that people really have.
public struct EmailAddress: Hashable, Sendable {
  /// As typed, its domain in lower case.
  public let text: String

  /// The form two spellings of one address share: all in lower case.
  public var key: String { text.lowercased() }

  public init?(_ typed: String) {
    guard let at = typed.lastIndex(of: "@") else { return nil }
    let local = typed[..<at]
    let domain = typed[typed.index(after: at)...].lowercased()
    guard typed.utf8.count <= 254, EmailAddress.isLocalPart(local), EmailAddress.isDomain(domain)
    else { return nil }
    text = "\(local)@\(domain)"
  }

  /// What the store kept of an address it was given before.
  init(stored text: String) {
    self.text = text
  }

  /// `m•••@g•••.com`, as lists show it.
  public var masked: String {
    guard let at = text.utf8.lastIndex(of: UInt8(ascii: "@")),
      let dot = text.utf8.lastIndex(of: UInt8(ascii: ".")), let first = text.first
    else {
      return "•••"
    }
    let domain = text[text.index(after: at)...]
    return "\(first)•••@\(domain.prefix(1))•••\(text[dot...])"
  }

  private static func isLocalPart(_ text: Substring) -> Bool {
    guard (1...64).contains(text.utf8.count), text.first != ".", text.last != ".",
      !text.contains("..")
    else {
      return false
    }
    return text.unicodeScalars.allSatisfy { scalar in
      scalar.value > 0x7f
        ? scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        : isAlphanumeric(scalar) || "!#$%&'*+/=?^_`{|}~-.".unicodeScalars.contains(scalar)
    }
  }

  private static func isDomain(_ text: String) -> Bool {
    let labels = text.split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count >= 2, let last = labels.last, last.count >= 2,
      last.unicodeScalars.allSatisfy({ $0.properties.isAlphabetic }) || last.hasPrefix("xn--")
    else { return false }
    return labels.allSatisfy { label in
      (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
        && label.unicodeScalars.allSatisfy {
          $0 == "-" || ($0.value > 0x7f ? $0.properties.isAlphabetic : isAlphanumeric($0))
        }
    }
  }

  private static func isAlphanumeric(_ scalar: Unicode.Scalar) -> Bool {
    scalar.asciiDigit != nil || (0x41...0x5a).contains(scalar.value)
      || (0x61...0x7a).contains(scalar.value)
  }
}
