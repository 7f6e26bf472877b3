internal import CPhoneNumber

/// What libphonenumber says of a number; its C++ stays behind the shim.
struct PhoneFacts: Equatable, Sendable {
  enum Kind: Equatable, Sendable { case unknown, landline, mobile, tollFree, other }

  let isValid: Bool
  let kind: Kind
  /// The calling code: 55 for Brazil.
  let country: Int
  let e164: String
  let national: String

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
    kind =
      switch found.kind {
      case ATENDE_PHONE_LANDLINE: .landline
      case ATENDE_PHONE_MOBILE: .mobile
      case ATENDE_PHONE_TOLL_FREE: .tollFree
      case ATENDE_PHONE_OTHER: .other
      default: .unknown
      }
    e164 = PhoneFacts.text(of: found.e164)
    national = PhoneFacts.text(of: found.national)
  }

  /// Copies the bytes of a C array up to its zero byte.
  private static func text<Characters>(of array: Characters) -> String {
    withUnsafeBytes(of: array) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
  }
}
