internal import CSodium

/// A key pair of Ed25519 (RFC 8032), made from a secret of 32 bytes.
struct SigningKey: Sendable {
  static let seedLength = 32
  static let publicLength = 32

  let seed: [UInt8]
  let publicKey: [UInt8]
  private let secretKey: [UInt8]

  init?(seed: [UInt8]) {
    guard seed.count == SigningKey.seedLength else { return nil }
    precondition(Sodium.isReady)
    var publicKey = [UInt8](repeating: 0, count: SigningKey.publicLength)
    var secretKey = [UInt8](repeating: 0, count: Int(crypto_sign_ed25519_SECRETKEYBYTES))
    precondition(crypto_sign_ed25519_seed_keypair(&publicKey, &secretKey, seed) == 0)
    self.seed = seed
    self.publicKey = publicKey
    self.secretKey = secretKey
  }

  /// A signature of 64 bytes.
  func sign(_ message: [UInt8]) -> [UInt8] {
    var signature = [UInt8](repeating: 0, count: Int(crypto_sign_ed25519_BYTES))
    precondition(
      crypto_sign_ed25519_detached(&signature, nil, message, UInt64(message.count), secretKey) == 0)
    return signature
  }

  /// Whether the holder of the secret behind `publicKey` signed exactly this message.
  static func isValid(_ signature: [UInt8], of message: [UInt8], by publicKey: [UInt8]) -> Bool {
    precondition(Sodium.isReady)
    guard signature.count == Int(crypto_sign_ed25519_BYTES), publicKey.count == publicLength
    else { return false }
    return crypto_sign_ed25519_verify_detached(
      signature, message, UInt64(message.count), publicKey) == 0
  }
}
