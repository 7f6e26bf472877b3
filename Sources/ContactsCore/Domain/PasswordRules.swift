/// What a password must be: long, unlike the name, and not among those that everybody tries first (NIST SP 800-63B).
///
/// No demand for capitals, digits or signs, and no expiry: they make passwords worse.
public enum PasswordRules {
  /// In characters.
  public static let shortest = 10
  /// In bytes: past it nobody types, and somebody tries the program.
  public static let longest = 512

  /// Why it cannot be taken, in Portuguese and without quoting it; empty when it can.
  public static func problems(with password: Password, login: String) -> [FieldProblem] {
    sentences(about: password.text, login: login).map {
      FieldProblem(field: .password, message: $0)
    }
  }

  private static func sentences(about text: String, login: String) -> [String] {
    var sentences: [String] = []
    if text.count < shortest {
      sentences.append("A senha precisa de pelo menos \(shortest) caracteres.")
    }
    if text.utf8.count > longest { sentences.append("A senha é longa demais.") }
    guard sentences.isEmpty else { return sentences }
    let plain = folded(text)
    let login = folded(login)
    if login.count >= 3, plain.contains(login) {
      sentences.append("A senha não pode conter o nome de entrada.")
    } else if isCommon(plain) {
      sentences.append("Essa senha é das mais usadas, e das primeiras que alguém tentaria.")
    } else if isMonotonous(plain) {
      sentences.append("A senha repete sempre o mesmo. Junte três ou quatro palavras sem relação.")
    }
    return sentences
  }

  /// In the list as it is, with digits for letters undone, or with nothing added but digits and signs around it.
  private static func isCommon(_ plain: String) -> Bool {
    if common.contains(plain) { return true }
    let letters = String(plain.filter(\.isLetter))
    if common.contains(letters) { return true }
    // What stands around the word may be signs, or letters in disguise: each length is tried.
    let characters = Array(plain)
    let before = characters.prefix { !$0.isLetter }.count
    let after = characters.reversed().prefix { !$0.isLetter }.count
    guard before < characters.count else { return false }
    for start in 0...min(before, 16) {
      for end in 0...min(after, 16) {
        let word = String(characters[start..<characters.count - end].map { lookalikes[$0] ?? $0 })
        if common.contains(word) { return true }
      }
    }
    return false
  }

  /// A short piece over and over, or the keys of a keyboard or the alphabet in their order.
  private static func isMonotonous(_ plain: String) -> Bool {
    let characters = Array(plain)
    for period in 1...4 where period < characters.count {
      if characters.indices.allSatisfy({ characters[$0] == characters[$0 % period] }) {
        return true
      }
    }
    return runs.contains { $0.contains(plain) || String($0.reversed()).contains(plain) }
  }

  private static let common = Set(
    EmbeddedFile.commonPasswords.lines.map(String.init))

  private static let lookalikes: [Character: Character] = [
    "0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "@": "a", "$": "s",
    "!": "i",
  ]

  private static let runs = [
    "01234567890123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm",
    "qwertyuiopasdfghjklçzxcvbnm", "1q2w3e4r5t6y7u8i9o0p", "qazwsxedcrfvtgbyhnujmikolp",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
  ]
}

extension Password {
  /// For the rules alone; what is not UTF-8 is shown by replacement characters, which no list holds.
  fileprivate var text: String { withBytes { String(decoding: $0, as: UTF8.self) } }
}
