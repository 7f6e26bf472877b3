internal import CSodium

/// The digest of FIPS 180-4, fed piece by piece.
public struct SHA256: Sendable {
  /// Bytes of a digest.
  public static let length = 32

  private var state = crypto_hash_sha256_state()

  public init() {
    precondition(Sodium.isReady && crypto_hash_sha256_init(&state) == 0)
  }

  public mutating func update(_ bytes: [UInt8]) {
    precondition(crypto_hash_sha256_update(&state, bytes, UInt64(bytes.count)) == 0)
  }

  public mutating func update(_ bytes: UnsafeRawBufferPointer) {
    let start = bytes.bindMemory(to: UInt8.self).baseAddress
    precondition(crypto_hash_sha256_update(&state, start, UInt64(bytes.count)) == 0)
  }

  /// Ends the digest; a value that has answered once is not fed again.
  public consuming func finish() -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: SHA256.length)
    precondition(crypto_hash_sha256_final(&state, &digest) == 0)
    return digest
  }

  public static func digest(of bytes: [UInt8]) -> [UInt8] {
    var hash = SHA256()
    hash.update(bytes)
    return hash.finish()
  }

  /// Writes the digest of `bytes` into `digest`, which holds as many bytes as one has.
  static func digest(of bytes: [UInt8], into digest: inout [UInt8]) {
    precondition(Sodium.isReady && digest.count == length)
    precondition(crypto_hash_sha256(&digest, bytes, UInt64(bytes.count)) == 0)
  }

  public static func digest(of text: String) -> [UInt8] {
    digest(of: Array(text.utf8))
  }
}
