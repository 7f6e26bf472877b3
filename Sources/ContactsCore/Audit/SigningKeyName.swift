/// What a key of the centre signs.
public enum SigningKeyName: String, Sendable, CaseIterable {
  /// Checkpoints and sealed segments of the audit; its file is for the administrators' group alone.
  case audit = "auditoria"
  /// Certificates and packages that people of the centre hand out.
  case documents = "documentos"
}

/// How the file of a key compares with what the store recorded of it.
public enum SigningKeyState: Equatable, Sendable {
  case present
  /// No key of this name was ever made.
  case neverMade
  /// The file is gone: what it signed can still be checked, but nothing new can be signed.
  case missing
  /// The account may not read the file.
  case unreadable
  /// The file holds another key than the recorded one, or none.
  case altered
}

extension SigningKeyState {
  /// A sentence for the person who needs the key, in Portuguese.
  public func message(of name: SigningKeyName) -> String {
    let key = "A chave “\(name.rawValue)”"
    return switch self {
    case .present: "\(key) está em ordem."
    case .neverMade: "\(key) ainda não existe. Quem administra a cria ao abrir o atende."
    case .missing:
      "\(key) sumiu da pasta de chaves. Restaure o arquivo de uma cópia, ou crie outra com "
        + "`atende audit replace-key \(name.rawValue)`."
    case .unreadable: "\(key) só pode ser lida pela conta ou pelo grupo de quem administra."
    case .altered:
      "\(key) não é a que está registrada. Restaure o arquivo de uma cópia, ou crie outra com "
        + "`atende audit replace-key \(name.rawValue)`."
    }
  }
}

/// What is known of one key without showing its secret.
public struct SigningKeyReport: Equatable, Sendable {
  public let name: SigningKeyName
  public let state: SigningKeyState
  /// In hexadecimal; nil when none was ever made.
  public let publicKey: String?
}
