internal import CPhoneNumber

/// What libphonenumber says of a number; its C++ stays behind the shim.
struct PhoneFacts: Equatable, Sendable {
  enum Kind: Equatable, Sendable { case unknown, landline, mobile, tollFree, other }

  let isValid: Bool
  let kind: Kind
  /// The calling code: 55 for Brazil.
  let country: Int
  let e164: String

  /// Reads `text` as dialled in Brazil; nil when it is no number at all.
  init?(_ text: String) {
    var found = atende_phone()
    var copy = text
    let parsed = copy.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        atende_phone_parse(characters.baseAddress, characters.count, "BR", &found)
      }
    }
    guard parsed else { return nil }
    isValid = found.valid
    country = Int(found.country)
    kind = Kind(found.kind)
    e164 = PhoneFacts.text(of: found.e164)
  }

  /// Looks up a number of Brazil whose digits, DDD first, are already known: no prefix is searched for or taken off.
  init?(brazilian digits: String) {
    guard digits.utf8.first != UInt8(ascii: "0"), let number = UInt64(digits) else { return nil }
    kind = Kind(atende_phone_of_country(55, number))
    isValid = kind != .unknown
    country = 55
    e164 = "+55" + digits
  }

  /// Copies the bytes of a C array up to its zero byte.
  private static func text<Characters>(of array: Characters) -> String {
    withUnsafeBytes(of: array) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
  }
}

extension PhoneFacts.Kind {
  fileprivate init(_ kind: atende_phone_kind) {
    self =
      switch kind {
      case ATENDE_PHONE_LANDLINE: .landline
      case ATENDE_PHONE_MOBILE: .mobile
      case ATENDE_PHONE_TOLL_FREE: .tollFree
      case ATENDE_PHONE_OTHER: .other
      default: .unknown
      }
  }
}
