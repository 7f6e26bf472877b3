/// Something the encarregado is told of: what was done, by whom and why, and nothing of the person concerned.
public struct Notice: Equatable, Sendable {
  public let uid: UID
  public let kind: Kind
  /// The record concerned, if there is one and it still is there.
  public let contact: UID?
  /// Login of who did it.
  public let by: String
  /// In the words of who did it.
  public let reason: Sensitive<String>
  public let createdAt: Timestamp
  public let seenAt: Timestamp?
  /// Login of who took note.
  public let seenBy: String?

  public init(
    uid: UID, kind: Kind, contact: UID?, by: String, reason: Sensitive<String>,
    createdAt: Timestamp, seenAt: Timestamp?, seenBy: String?
  ) {
    self.uid = uid
    self.kind = kind
    self.contact = contact
    self.by = by
    self.reason = reason
    self.createdAt = createdAt
    self.seenAt = seenAt
    self.seenBy = seenBy
  }

  public enum Kind: String, Sendable, CaseIterable {
    case breakGlass = "quebra_de_vidro"
    case restricted = "registro_restrito"
    case unrestricted = "restricao_retirada"
    case recovery = "recuperacao"
    case access = "acesso"
    case sealed = "auditoria_selada"

    /// As shown.
    public var label: String {
      switch self {
      case .breakGlass: "Registro restrito aberto em emergência"
      case .restricted: "Registro restrito"
      case .unrestricted: "Restrição retirada"
      case .recovery: "Acesso recuperado por quem cuida da máquina"
      case .access: "Alguém passou a poder entrar, ou a ler cadastros"
      case .sealed: "Auditoria antiga selada e retirada do cadastro"
      }
    }
  }
}

/// A record closed to all but named people.
public struct Restriction: Equatable, Sendable {
  /// Logins of who may open it, in alphabetical order.
  public let readers: [String]
  public let reason: Sensitive<String>
  /// Login of who closed it.
  public let by: String
  public let since: Timestamp

  public init(readers: [String], reason: Sensitive<String>, by: String, since: Timestamp) {
    self.readers = readers
    self.reason = reason
    self.by = by
    self.since = since
  }
}
