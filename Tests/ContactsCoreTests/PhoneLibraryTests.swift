import Testing

@testable import ContactsCore

@Suite("What libphonenumber says")
struct PhoneLibraryTests {
  /// The short way must never judge a number otherwise than the long one.
  @Test func `digits looked up directly are what the same digits written out are`() throws {
    var state: UInt64 = 1
    func random(_ bound: UInt64) -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state >> 33) % bound
    }
    for index in 0..<4000 {
      var digits = String(11 + random(89)) + (index % 3 == 0 ? "9" : "")
      while digits.count < 10 + index % 2 { digits += String(random(10)) }
      let short = try #require(PhoneFacts(brazilian: digits))
      let long = PhoneFacts("+55" + digits)
      #expect(short.isValid == (long?.isValid ?? false), "\(digits)")
      #expect(short.kind == (long?.kind ?? .unknown), "\(digits)")
      if let long, long.isValid { #expect(short.e164 == long.e164, "\(digits)") }
    }
  }

  @Test func `a leading zero is left to the long way`() {
    #expect(PhoneFacts(brazilian: "01198765432") == nil)
  }
}
