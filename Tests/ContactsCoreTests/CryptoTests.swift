import Testing

@testable import ContactsCore

@Suite("Crypto")
struct CryptoTests {
  @Test func `SHA-256 gives the digests of FIPS 180-4`() {
    #expect(
      SHA256.digest(of: "abc").hexadecimal
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(
      SHA256.digest(of: "").hexadecimal
        == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
  }

  @Test func `a digest fed in pieces is the digest of the whole`() {
    var hash = SHA256()
    hash.update(Array("Conceição ".utf8))
    hash.update([])
    hash.update(Array("Araújo".utf8))
    #expect(hash.finish() == SHA256.digest(of: "Conceição Araújo"))
  }

  @Test func `HMAC-SHA-256 gives the second example of RFC 4231`() {
    let digest = KeyedHash.authenticate(
      Array("what do ya want for nothing?".utf8), key: Array("Jefe".utf8))
    #expect(
      digest.hexadecimal == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
  }

  @Test func `random bytes come in the number asked for and do not repeat`() {
    #expect(unpredictableBytes(0).isEmpty)
    #expect(unpredictableBytes(32).count == 32)
    #expect(unpredictableBytes(32) != unpredictableBytes(32))
  }
}
