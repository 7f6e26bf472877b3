internal import CSodium

/// What one hash of a password costs: its time and its memory.
public struct PasswordCost: Equatable, Sendable {
  /// Passes over the memory.
  public let passes: Int
  /// Bytes; at least 8 KiB.
  public let memory: Int

  public init(passes: Int, memory: Int) {
    self.passes = passes
    self.memory = memory
  }

  /// 64 MiB and three passes: about an eighth of a second, three times what OWASP asks at least.
  public static let standard = PasswordCost(passes: 3, memory: 64 << 20)
}

/// Argon2id in the library's own text form, which carries salt and cost: `$argon2id$v=19$m=65536,t=3,p=1$…`.
enum PasswordHash {
  /// A new hash under a fresh salt; nil when the machine has not the memory.
  static func make(_ password: Password, _ cost: PasswordCost) -> String? {
    precondition(Sodium.isReady)
    var text = [CChar](repeating: 0, count: Int(crypto_pwhash_strbytes()))
    let status = password.withCharacters { start, count in
      crypto_pwhash_str_alg(
        &text, start, count, UInt64(cost.passes), cost.memory, crypto_pwhash_alg_argon2id13())
    }
    guard status == 0 else { return nil }
    return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  static func verifies(_ password: Password, _ hash: String) -> Bool {
    precondition(Sodium.isReady)
    return password.withCharacters { start, count in
      crypto_pwhash_str_verify(hash, start, count)
    } == 0
  }

  /// Whether a hash was made at another cost than this one.
  static func isOutdated(_ hash: String, _ cost: PasswordCost) -> Bool {
    crypto_pwhash_str_needs_rehash(hash, UInt64(cost.passes), cost.memory) != 0
  }

  /// A hash that no password has, at this cost: who is unknown takes as long to refuse as a wrong password.
  static func unmatched(_ cost: PasswordCost) -> String {
    let salt = String(repeating: "A", count: 22)
    let digest = String(repeating: "A", count: 43)
    return "$argon2id$v=19$m=\(cost.memory / 1024),t=\(cost.passes),p=1$\(salt)$\(digest)"
  }
}

extension Password {
  /// As C takes it; an empty password has no address, and no hash.
  fileprivate func withCharacters(_ body: (UnsafePointer<CChar>, UInt64) -> Int32) -> Int32 {
    withBytes { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        characters.baseAddress.map { body($0, UInt64(characters.count)) } ?? -1
      }
    }
  }
}
