/// What was done, in the words of the audit.
public enum AuditAction: String, Sendable, CaseIterable {
  case create = "CREATE"
  case read = "READ"
  case search = "SEARCH"
  case update = "UPDATE"
  case delete = "DELETE"
  case export = "EXPORT"
  case login = "LOGIN"
  case refused = "REFUSED"
  case config = "CONFIG"
}

/// What it was done to.
public enum AuditEntity: String, Sendable, CaseIterable {
  case contact = "contato"
  case interaction = "atendimento"
  case draft = "rascunho"
  case search = "busca"
  case audit = "auditoria"
  case settings = "configuracao"
  case user = "usuario"
  case session = "sessao"
  case key = "chave"
  case queue = "fila"
  case batch = "lote"
  case report = "relatorio"
  case notice = "aviso"
  case approval = "aprovacao"
  case callback = "retorno"
  case risk = "risco"
  case request = "pedido"
  case erasure = "eliminacao"
  case hold = "retencao"
  case backup = "copia"
  case incident = "incidente"
}

public enum AuditOutcome: String, Sendable {
  case done = "ok"
  case refused = "recusado"
}

/// One line of the audit, as it stands in the store.
public struct AuditEntry: Equatable, Sendable {
  /// From 1, without gaps.
  public var seq: Int64
  public var time: Timestamp
  /// Login in the store.
  public var actor: String
  public var systemUserID: UInt32
  /// Roles held at that moment, in alphabetical order, separated by spaces.
  public var roles: String
  public var session: String
  public var terminal: String
  /// An `AuditAction`, or what a later version wrote.
  public var action: String
  public var entity: String
  /// The pseudonym of the person concerned: nobody can compute it once the person's salt is gone.
  public var subject: String?
  /// Names of the fields concerned, never their values, separated by spaces.
  public var fields: String
  public var reason: String?
  public var outcome: String
  /// Which fields the hash covers: 1 those above, 2 also those below.
  public var format: Int64 = AuditEntry.currentFormat
  /// Where the connection came from; nil at the machine itself.
  public var address: String?
  /// A `ConnectingAddress.Source`.
  public var addressSource: String?
  /// What ties the entry to lines of the log.
  public var request: String?
  /// SHA-256, 32 bytes, of the entry before; zeros before the first.
  public var previous: [UInt8] = []
  /// SHA-256, 32 bytes, of `previous` and `canonicalBytes`.
  public var hash: [UInt8] = []

  /// What new entries are written as.
  static let currentFormat: Int64 = 2

  public init(
    seq: Int64, time: Timestamp, actor: String, systemUserID: UInt32, roles: String,
    session: String, terminal: String, action: String, entity: String, subject: String?,
    fields: String, reason: String?, outcome: String
  ) {
    self.seq = seq
    self.time = time
    self.actor = actor
    self.systemUserID = systemUserID
    self.roles = roles
    self.session = session
    self.terminal = terminal
    self.action = action
    self.entity = entity
    self.subject = subject
    self.fields = fields
    self.reason = reason
    self.outcome = outcome
  }

  /// What the hash covers.
  ///
  /// The fields in the order above, and at the end of format 2 its number. Format 1 ends after `outcome`, so no entry of
  /// one format has the bytes of the other.
  var canonicalBytes: CanonicalBytes {
    var bytes = CanonicalBytes()
    bytes.append(seq)
    bytes.append(time.milliseconds)
    bytes.append(actor)
    bytes.append(Int64(systemUserID))
    for text in [roles, session, terminal, action, entity, subject, fields, reason, outcome] {
      bytes.append(text)
    }
    if format != 1 {
      for text in [address, addressSource, request] { bytes.append(text) }
      bytes.append(format)
    }
    return bytes
  }

  /// What `hash` must be.
  var expectedHash: [UInt8] {
    var digest = SHA256()
    digest.update(previous)
    digest.update(canonicalBytes.bytes)
    return digest.finish()
  }
}
