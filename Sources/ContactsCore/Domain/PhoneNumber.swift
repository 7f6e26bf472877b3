/// A telephone number as a person gave it, and what can be known of it.
///
/// Nothing is mended behind the attendant: a number that looks wrong is kept as it is, with the reason in `issue`.
public struct PhoneNumber: Hashable, Sendable {
  /// E.164 with its plus sign; bare digits when the number is not complete.
  public let value: String
  /// As written inside Brazil, `(11) 98765-4321`; international form for a foreign number.
  public let national: String
  /// Whether the number can be dialled from anywhere: false without a DDD.
  public let isComplete: Bool
  public let kind: Kind
  /// What is unusual about the number, to be said to the attendant.
  public let issue: Issue?
  /// What was typed, trimmed.
  public let typed: String

  public enum Kind: String, Sendable { case mobile, landline, tollFree, foreign, unknown }

  public enum Issue: String, Sendable {
    /// Eight digits that begin with 6 to 9: a mobile number from before 2016, without its ninth digit.
    case missingNinthDigit
    /// Eight or nine digits: no DDD.
    case missingAreaCode
    /// Two digits in front that are no DDD.
    case unknownAreaCode
    /// Too many or too few digits, or a first digit that no number of that length has.
    case unlikely
  }

  /// Reads a number written with any punctuation; nil below 8 digits (3 after `0800`) and above 15.
  ///
  /// - Parameters:
  ///   - typed: What the person or the attendant wrote.
  ///   - areaCode: The centre's own DDD, if it has set one: it completes a number that has none.
  public init?(_ typed: String, areaCode: String?) {
    let trimmed = PhoneNumber.trimmed(typed)
    guard let written = WrittenPhone(trimmed) else { return nil }
    self.typed = trimmed
    if written.isForeign {
      guard let facts = PhoneFacts("+" + written.digits), facts.country != 55 else { return nil }
      value = facts.e164
      national = "+" + written.digits
      isComplete = true
      kind = .foreign
      issue = facts.isValid ? nil : .unlikely
      return
    }
    var digits = written.digits
    if written.hasAreaCode, digits.count < 10 {
      // "(11) 9876-543": the DDD is there, a digit of the rest is not.
      value = digits
      national = trimmed
      isComplete = false
      kind = .unknown
      issue = .unlikely
      return
    }
    let local = digits.count == 8 || digits.count == 9
    if local, !digits.hasPrefix("0"), let areaCode { digits = areaCode + digits }
    if digits.hasPrefix("0800") || digits.hasPrefix("0300") || digits.hasPrefix("0500") {
      value = "+55" + digits.dropFirst()
      national = PhoneNumber.tollFree(digits)
      isComplete = true
      kind = .tollFree
      issue = PhoneFacts(digits)?.isValid == true ? nil : .unlikely
      return
    }
    switch digits.count {
    case 8, 9:
      value = digits
      national = PhoneNumber.hyphenated(digits)
      isComplete = false
      kind =
        digits.count == 9 || digits.first.map { "6789".contains($0) } == true ? .mobile : .landline
      issue = .missingAreaCode
    default:
      let subscriber = String(digits.dropFirst(2))
      let facts = PhoneFacts(brazilian: digits) ?? PhoneFacts("+55" + digits)
      value = "+55" + digits
      national = "(\(digits.prefix(2))) \(PhoneNumber.hyphenated(subscriber))"
      isComplete = true
      if facts?.isValid == true {
        kind = facts?.kind == .landline ? .landline : .mobile
        issue = nil
      } else {
        kind =
          subscriber.count == 8 && subscriber.first.map({ "6789".contains($0) }) == true
          ? .mobile : .unknown
        issue = PhoneNumber.issue(areaCode: String(digits.prefix(2)), subscriber: subscriber)
      }
    }
  }

  /// Without the spaces around it.
  private static func trimmed(_ typed: String) -> String {
    let space = UInt8(ascii: " ")
    guard typed.utf8.first == space || typed.utf8.last == space else { return typed }
    let text = typed.utf8.drop { $0 == space }
    let end = text.lastIndex { $0 != space }.map(text.index(after:)) ?? text.startIndex
    return String(Substring(text[..<end]))
  }

  /// A number as an export of ours tells it: what it is, how it is shown, and how it was typed.
  public init(exported value: String, national: String, isComplete: Bool, typed: String) {
    let read = PhoneNumber(typed, areaCode: nil)
    let known = read?.value == value ? read : PhoneNumber(value, areaCode: nil)
    self.init(
      value: value, national: national, isComplete: isComplete, kind: known?.kind ?? .unknown,
      issue: known?.value == value ? known?.issue : nil, typed: typed)
  }

  /// What the store kept of a number it was given before.
  init(
    value: String, national: String, isComplete: Bool, kind: Kind, issue: Issue?, typed: String
  ) {
    self.value = value
    self.national = national
    self.isComplete = isComplete
    self.kind = kind
    self.issue = issue
    self.typed = typed
  }

  /// The form two spellings of one number share: digits only, without the country's code.
  public var digits: String {
    guard value.hasPrefix("+") else { return value }
    return String(value.dropFirst(value.hasPrefix("+55") ? 3 : 1))
  }

  /// `(11) •••••-4321`, as lists show it.
  public var masked: String {
    // The national form of a free number has a zero that its international form lacks.
    var left = national.unicodeScalars.count { $0.asciiDigit != nil } - 4
    var areaDigits = isComplete && kind != .foreign ? 2 : 0
    var masked = String.UnicodeScalarView()
    for scalar in national.unicodeScalars {
      guard scalar.asciiDigit != nil else {
        masked.append(scalar)
        continue
      }
      left -= 1
      masked.append(areaDigits > 0 || left < 0 ? scalar : "•")
      areaDigits -= 1
    }
    return String(masked)
  }

  private static func issue(areaCode: String, subscriber: String) -> Issue {
    if !AreaCodes.all.contains(areaCode) { return .unknownAreaCode }
    if subscriber.count == 8, let first = subscriber.first, "6789".contains(first) {
      return .missingNinthDigit
    }
    return .unlikely
  }

  private static func hyphenated(_ digits: String) -> String {
    digits.count <= 4 ? digits : "\(digits.dropLast(4))-\(digits.suffix(4))"
  }

  private static func tollFree(_ digits: String) -> String {
    let rest = digits.dropFirst(4)
    return rest.count == 7
      ? "\(digits.prefix(4)) \(rest.prefix(3)) \(rest.suffix(4))" : "\(digits.prefix(4)) \(rest)"
  }
}

/// The digits of a written number, with what stands before a DDD in Brazil taken off.
private struct WrittenPhone {
  let digits: String
  let isForeign: Bool
  /// Whether two digits stand in parentheses before the rest.
  let hasAreaCode: Bool

  init?(_ text: String) {
    var digits = ""
    let head = text.unicodeScalars.prefix(4)
    hasAreaCode = head.first == "(" && head.last == ")" && head.count == 4
    var plus = false
    for scalar in text.unicodeScalars {
      if let digit = scalar.asciiDigit {
        digits.append(String(digit))
      } else if scalar == "+", digits.isEmpty {
        plus = true
      } else if scalar.properties.isAlphabetic {
        return nil
      }
    }
    if digits.hasPrefix("00"), digits.count > 11 {
      digits.removeFirst(2)
      plus = true
    }
    if plus, !digits.hasPrefix("55") {
      guard (7...15).contains(digits.count) else { return nil }
      self.digits = digits
      isForeign = true
      return
    }
    if digits.hasPrefix("55"), plus || digits.count == 12 || digits.count == 13 {
      digits.removeFirst(2)
    }
    if digits.hasPrefix("0"), !digits.hasPrefix("0800"), !digits.hasPrefix("0300"),
      !digits.hasPrefix("0500")
    {
      digits.removeFirst()
      // A carrier's code of two digits may stand between the 0 and the DDD.
      if digits.count == 12 || digits.count == 13 { digits.removeFirst(2) }
    }
    guard (8...11).contains(digits.count) else { return nil }
    self.digits = digits
    isForeign = false
  }
}

/// The 67 area codes in use (Anatel).
public enum AreaCodes {
  public static let all: Set<String> = [
    "11", "12", "13", "14", "15", "16", "17", "18", "19", "21", "22", "24", "27", "28", "31", "32",
    "33", "34",
    "35", "37", "38", "41", "42", "43", "44", "45", "46", "47", "48", "49", "51", "53", "54", "55",
    "61", "62",
    "63", "64", "65", "66", "67", "68", "69", "71", "73", "74", "75", "77", "79", "81", "82", "83",
    "84", "85",
    "86", "87", "88", "89", "91", "92", "93", "94", "95", "96", "97", "98", "99",
  ]
}
