internal import CSodium

/// HMAC-SHA-256 (RFC 2104): a digest that only who holds the key can compute or check.
enum KeyedHash {
  static func authenticate(_ bytes: [UInt8], key: [UInt8]) -> [UInt8] {
    precondition(Sodium.isReady)
    var state = crypto_auth_hmacsha256_state()
    var digest = [UInt8](repeating: 0, count: SHA256.length)
    precondition(
      crypto_auth_hmacsha256_init(&state, key, key.count) == 0
        && crypto_auth_hmacsha256_update(&state, bytes, UInt64(bytes.count)) == 0
        && crypto_auth_hmacsha256_final(&state, &digest) == 0)
    return digest
  }
}
