internal import CSodium

/// Who may open a file of the age format: a public key of X25519, as `age1…`.
public struct AgeRecipient: Equatable, Sendable {
  let publicKey: [UInt8]

  public init?(_ text: String) {
    guard let key = Bech32.decode("age", text), key.count == 32 else { return nil }
    publicKey = key
  }

  fileprivate init(publicKey: [UInt8]) {
    self.publicKey = publicKey
  }

  public var text: String { Bech32.encode("age", publicKey) }
}

/// The secret that opens what was written for its recipient, as `AGE-SECRET-KEY-1…`.
public struct AgeIdentity: Sendable {
  let secretKey: [UInt8]
  public let recipient: AgeRecipient

  /// From 32 random bytes.
  public init?(seed: [UInt8]) {
    guard seed.count == 32 else { return nil }
    precondition(Sodium.isReady)
    var publicKey = [UInt8](repeating: 0, count: 32)
    guard crypto_scalarmult_curve25519_base(&publicKey, seed) == 0 else { return nil }
    secretKey = seed
    recipient = AgeRecipient(publicKey: publicKey)
  }

  /// Reads what `age-keygen` writes: the first line that is a secret key; the others are remarks.
  public init?(file text: String) {
    let lines = text.split(whereSeparator: \.isNewline).map { String($0).trimmed }
    guard let line = lines.first(where: { $0.hasPrefix("AGE-SECRET-KEY-1") }),
      let key = Bech32.decode("age-secret-key-", line)
    else { return nil }
    self.init(seed: key)
  }

  /// As `age-keygen` would write it.
  public var file: String {
    """
    # public key: \(recipient.text)
    \(Bech32.encode("age-secret-key-", secretKey).uppercased())

    """
  }
}

/// The pieces that both sides of the format share (age-encryption.org/v1).
enum AgeFormat {
  static let intro = "age-encryption.org/v1\n"
  /// Plain bytes of one sealed piece.
  static let piece = 1 << 16
  static let tag = 16
  static let keyLength = 16
  static let nonceLength = 16
  private static let stanza = "age-encryption.org/v1/X25519"

  /// HKDF of RFC 5869 with SHA-256, for one block of output.
  static func derive(_ secret: [UInt8], salt: [UInt8], info: String) -> [UInt8] {
    let zeros = [UInt8](repeating: 0, count: SHA256.length)
    let extracted = KeyedHash.authenticate(secret, key: salt.isEmpty ? zeros : salt)
    return KeyedHash.authenticate(Array(info.utf8) + [1], key: extracted)
  }

  /// The key that the file's own key is wrapped with; nil for a point that gives no secret.
  static func wrapping(secret: [UInt8], point: [UInt8], share: [UInt8], recipient: AgeRecipient)
    -> [UInt8]?
  {
    precondition(Sodium.isReady)
    var shared = [UInt8](repeating: 0, count: 32)
    guard crypto_scalarmult_curve25519(&shared, secret, point) == 0 else { return nil }
    return derive(shared, salt: share + recipient.publicKey, info: stanza)
  }

  static func seal(_ plain: some Sequence<UInt8>, nonce: [UInt8], key: [UInt8]) -> [UInt8] {
    let plain = Array(plain)
    var sealed = [UInt8](repeating: 0, count: plain.count + tag)
    precondition(
      crypto_aead_chacha20poly1305_ietf_encrypt(
        &sealed, nil, plain, UInt64(plain.count), nil, 0, nil, nonce, key) == 0)
    return sealed
  }

  /// Nil for what was not sealed with this key and nonce.
  static func open(_ sealed: [UInt8], nonce: [UInt8], key: [UInt8]) -> [UInt8]? {
    guard sealed.count >= tag else { return nil }
    var plain = [UInt8](repeating: 0, count: max(1, sealed.count - tag))
    guard
      crypto_aead_chacha20poly1305_ietf_decrypt(
        &plain, nil, nil, sealed, UInt64(sealed.count), nil, 0, nonce, key) == 0
    else { return nil }
    return Array(plain.prefix(sealed.count - tag))
  }

  /// The nonce of a piece: its number in eleven bytes, and whether it is the last.
  static func nonce(_ number: UInt64, isLast: Bool) -> [UInt8] {
    [0, 0, 0] + (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * UInt64($0))) }
      + [isLast ? 1 : 0]
  }

  /// Base 64 without padding, as the header has it.
  static func base64(_ bytes: [UInt8]) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let bits = group.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } << (8 * UInt32(3 - group.count))
      for index in 0...group.count {
        text.append(letters[Int(bits >> (18 - 6 * UInt32(index)) & 63)])
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Nil for anything but the shortest writing of some bytes.
  static func decode(base64 text: some StringProtocol) -> [UInt8]? {
    var (bits, count): (UInt32, Int) = (0, 0)
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      let value: UInt32
      switch byte {
      case 0x41...0x5a: value = UInt32(byte) - 0x41
      case 0x61...0x7a: value = UInt32(byte) - 0x61 + 26
      case 0x30...0x39: value = UInt32(byte) - 0x30 + 52
      case 0x2b: value = 62
      case 0x2f: value = 63
      default: return nil
      }
      bits = bits << 6 | value
      count += 6
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
    }
    return base64(bytes) == String(text) ? bytes : nil
  }
}

extension AgeIdentity {
  /// Writes the secret to a file that only its owner may read.
  public func write(
    to path: String, replacing replaces: Bool, number: [UInt8]
  ) throws(StoreError) {
    let file = try AtomicFile(path: path, number: number)
    try file.write(Array(self.file.utf8))
    try file.commit(mode: 0o600, replacing: replaces)
  }
}
